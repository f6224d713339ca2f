//! A line of text with what was looked for marked in it.

use encaixe_api::inbox::found::{Excerpt, Place};
use encaixe_ui::i18n::Words;
use yew::prelude::*;

/// The line; what is marked in it is `<mark>`.
pub(crate) fn marked(excerpt: &Excerpt) -> Html {
    let parts = parts(&excerpt.text, &excerpt.marks)
        .into_iter()
        .map(|(part, is_marked)| {
            if is_marked {
                html! { <mark>{ part }</mark> }
            } else {
                html! { { part } }
            }
        });
    html! { <>{ for parts }</> }
}

/// The label of the place that matched, where the text alone does not show it.
pub(crate) fn place(excerpt: &Excerpt, words: &Words) -> Option<String> {
    match excerpt.place {
        Place::Name | Place::Message => None,
        Place::Phone => Some(words.t("found-phone")),
        Place::Email => Some(words.t("found-email")),
        Place::Address => Some(words.t("found-address")),
    }
}

/// A text, cut at its marks.
fn parts(text: &str, marks: &[[u32; 2]]) -> Vec<(String, bool)> {
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (at, letter) in (0_u32..).zip(text.chars()) {
        let is_marked = marks.iter().any(|[from, to]| (*from..*to).contains(&at));
        match parts.last_mut() {
            Some((part, marked)) if *marked == is_marked => part.push(letter),
            _ => parts.push((letter.to_string(), is_marked)),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_text_is_cut_at_its_marks_by_characters() {
        for (text, marks, want) in [
            ("", &[] as &[[u32; 2]], &[] as &[(&str, bool)]),
            ("João", &[], &[("João", false)]),
            (
                "Oi, João!",
                &[[4, 8]],
                &[("Oi, ", false), ("João", true), ("!", false)],
            ),
            ("手机", &[[0, 1], [1, 9]], &[("手机", true)]),
            ("a", &[[7, 9]], &[("a", false)]),
        ] {
            let found = parts(text, marks);
            let found: Vec<_> = found
                .iter()
                .map(|(part, marked)| (part.as_str(), *marked))
                .collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
