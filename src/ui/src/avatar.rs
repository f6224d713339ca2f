//! A person's picture, or their initials on a colour derived from their id.

use yew::prelude::*;

/// How many colours the style sheet has for initials.
const COLOURS: u32 = 8;

/// How large a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// Of a member in the list of conversations.
    Tiny,
    /// Of a button.
    Small,
    /// Of a line.
    #[default]
    Medium,
}

impl Size {
    const fn class(self) -> &'static str {
        match self {
            Self::Tiny => "avatar-tiny",
            Self::Small => "avatar-small",
            Self::Medium => "avatar-medium",
        }
    }
}

/// What a picture needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whose it is: the colour behind initials comes of it.
    pub id: AttrValue,
    /// Whose initials stand where there is no picture.
    pub name: AttrValue,
    /// The address of a picture.
    #[prop_or_default]
    pub picture: Option<AttrValue>,
    /// How large it is.
    #[prop_or_default]
    pub size: Size,
}

/// A person's picture, or their initials.
#[hook]
pub fn use_avatar(props: &Props) -> Html {
    let broken = use_state(|| None::<AttrValue>);
    let picture = props
        .picture
        .clone()
        .filter(|url| url.starts_with("http") || url.starts_with("data:image/"))
        .filter(|url| broken.as_ref() != Some(url));
    let letters = picture.is_none().then(|| initials(&props.name));
    let inside = picture.map(|url| {
        let onerror = {
            let (broken, url) = (broken.clone(), url.clone());
            Callback::from(move |_: Event| broken.set(Some(url.clone())))
        };
        html! { <img src={url} alt="" loading="lazy" {onerror} referrerpolicy="no-referrer" /> }
    });
    html! {
        <span
            class={classes!("avatar", props.size.class())}
            data-colour={colour(&props.id).to_string()}
            data-letters={letters}
            aria-hidden="true"
        >
            { inside }
        </span>
    }
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(initial);
    let first = words.next();
    let last = words.next_back();
    let letters: String = first.into_iter().chain(last).collect();
    if letters.is_empty() {
        "?".to_owned()
    } else {
        letters
    }
}

/// The letter with which a word begins, as a capital, with the accents that are written behind it. Of a letter that is
/// two as a capital, such as `ß` or `ﬁ`, the first.
fn initial(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next().filter(|first| first.is_alphanumeric())?;
    let accents = letters.take_while(|c| matches!(c, '\u{300}'..='\u{36F}'));
    Some(first.to_uppercase().take(1).chain(accents).collect())
}

/// FNV-1a: short, and neighbours differ.
fn colour(id: &str) -> u32 {
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) % COLOURS
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        for (name, expected) in [
            ("Ana Beatriz de Souza", "AS"),
            ("joão", "J"),
            ("ßigrid öz", "SÖ"),
            ("ﬁona", "F"),
            ("e\u{301}rica", "E\u{301}"),
            ("дмитрий ильин", "ДИ"),
            ("Érica Lima", "ÉL"),
            ("(85) 9999-0000", "9"),
            ("", "?"),
            ("…", "?"),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
