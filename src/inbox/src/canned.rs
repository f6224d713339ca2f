//! Canned replies as a composer uses them: the `/` that asks for one, those that fit, and their variables filled in.

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::canned_reply::{CannedReply, Piece, pieces, variable_of};
use encaixe_api::inbox::conversation::Conversation;
use encaixe_ui::fold::folded;
use encaixe_ui::gathered;
use encaixe_ui::i18n::Words;
use encaixe_ui::variables::variables;

use crate::components::details;
use crate::state::State;

/// The longest search, in characters.
const SOUGHT: usize = 60;

/// From how many letters on the texts are searched too.
const DEEP: usize = 3;

/// The `/` before the caret that asks for a reply: where it stands, in the units of the text field, and what is typed
/// behind it. It stands at the beginning or behind white space, so that dates and addresses are left alone.
pub(crate) fn slash(text: &str, caret: u32) -> Option<(u32, String)> {
    let mut before = String::new();
    let mut units = 0;
    for letter in text.chars() {
        if units >= caret {
            break;
        }
        units += units_of(letter);
        before.push(letter);
    }
    let (head, sought) = before.rsplit_once('/')?;
    let begins = head.chars().next_back().is_none_or(char::is_whitespace);
    let fits = !sought.contains('\n') && sought.chars().count() <= SOUGHT;
    let spaced = sought.starts_with(' ');
    (begins && fits && !spaced).then(|| (head.chars().map(units_of).sum(), sought.to_owned()))
}

/// A browser counts a text in units of UTF-16.
fn units_of(letter: char) -> u32 {
    if u32::from(letter) > 0xffff { 2 } else { 1 }
}

/// The replies that fit, best first: by the beginning of the name, the name, the text.
pub(crate) fn found<'a>(all: &'a [CannedReply], sought: &str) -> Vec<&'a CannedReply> {
    let sought = folded(sought.trim());
    let is_deep = sought.chars().count() >= DEEP;
    let rank = |reply: &CannedReply| -> Option<u8> {
        let name = folded(&reply.name);
        if name.starts_with(&sought) {
            Some(0)
        } else if name.contains(&sought) {
            Some(1)
        } else if is_deep && folded(&reply.text).contains(&sought) {
            Some(2)
        } else {
            None
        }
    };
    let ranked = all.iter().filter_map(|reply| Some((rank(reply)?, reply)));
    let ranked = gathered::sorted(ranked, |one, other| one.0.cmp(&other.0));
    ranked.into_iter().map(|(_, reply)| reply).collect()
}

/// A reply with its variables filled in. What is not known is marked, such as `[City?]`.
pub(crate) fn filled(
    words: &Words,
    state: &State,
    conversation: &Conversation,
    text: &str,
) -> String {
    let directory = &state.directory;
    let agent = state.me.ready().map(|me| me.member.name.as_str());
    let person = &conversation.person;
    let value = |name: &str| -> Option<String> {
        let value = match name {
            "contact.name" => Some(person.name.clone()),
            "contact.first_name" => first(&person.name),
            "contact.email" => person.email.clone(),
            "contact.phone" => person.phone.clone(),
            "agent.name" => agent.map(str::to_owned),
            "agent.first_name" => agent.and_then(first),
            _ => field(words, directory, conversation, name),
        };
        value.filter(|value| !value.trim().is_empty())
    };
    let labels = variables(words, directory);
    let written = pieces(text).into_iter().map(|piece| match piece {
        Piece::Words(text) => text.to_owned(),
        Piece::Variable(name) => value(name).unwrap_or_else(|| {
            let label = labels.iter().find(|(known, _)| known == name);
            mark(label.map_or(name, |(_, label)| label))
        }),
    });
    written.collect()
}

fn first(name: &str) -> Option<String> {
    name.split_whitespace().next().map(str::to_owned)
}

fn field(
    words: &Words,
    directory: &Directory,
    conversation: &Conversation,
    name: &str,
) -> Option<String> {
    let mut fields = directory.custom_fields.iter();
    let known = fields.find(|field| variable_of(field) == name)?;
    let values = if known.entity == "contact" {
        &conversation.person.fields
    } else {
        &conversation.session_fields
    };
    let value = values.get(&known.placeholder)?;
    Some(details::text(words, known, value))
}

fn mark(label: &str) -> String {
    format!("[{label}?]")
}

/// The first mark of something unknown that still stands in a text: it, and its place in the units of the text field.
pub(crate) fn unfilled(
    words: &Words,
    directory: &Directory,
    text: &str,
) -> Option<(String, (u32, u32))> {
    if !text.contains("?]") {
        return None;
    }
    let all = variables(words, directory).into_iter();
    let found = all.filter_map(|(name, label)| {
        [mark(&label), mark(&name)]
            .into_iter()
            .find_map(|mark| Some((text.find(&mark)?, mark)))
    });
    let (at, mark) = found.min_by_key(|(at, _)| *at)?;
    let units = |text: &str| text.chars().map(units_of).sum::<u32>();
    let from = units(text.get(..at)?);
    let to = from + units(&mark);
    Some((mark, (from, to)))
}

#[cfg(test)]
mod tests {
    use super::{found, slash};
    use encaixe_api::inbox::canned_reply::CannedReply;

    #[test]
    fn a_slash_asks_for_a_reply_at_the_beginning_or_behind_white_space() {
        for (text, caret, want) in [
            ("/", 1, Some((0, ""))),
            ("/pra", 4, Some((0, "pra"))),
            ("/pra", 2, Some((0, "p"))),
            ("/pra", 0, None),
            ("Oi /área de", 11, Some((3, "área de"))),
            ("😀 /a", 5, Some((3, "a"))),
            ("\n/a", 3, Some((1, "a"))),
            ("1/2", 3, None),
            ("https://x", 9, None),
            ("/ a", 3, None),
            ("/a\nb", 4, None),
            ("", 0, None),
        ] {
            let want = want.map(|(at, sought): (u32, &str)| (at, sought.to_owned()));
            assert_eq!(slash(text, caret), want, "{text} at {caret}");
        }
    }

    #[test]
    fn the_beginning_of_a_name_comes_before_its_middle_and_that_before_the_text() {
        let reply = |name: &str, text: &str| CannedReply {
            id: name.into(),
            name: name.to_owned(),
            text: text.to_owned(),
            shared: true,
            created_at: String::new(),
            updated_at: String::new(),
        };
        let all = [
            reply("Troca", "No prazo de 7 dias"),
            reply("Novo prazo", "x"),
            reply("Prázo", "x"),
        ];
        let names = |sought: &str| -> Vec<String> {
            let found = found(&all, sought).into_iter();
            found.map(|reply| reply.name.clone()).collect()
        };
        assert_eq!(names("PRAZO"), ["Prázo", "Novo prazo", "Troca"]);
        assert_eq!(names("pr"), ["Prázo", "Novo prazo"]);
        assert_eq!(names("").len(), 3);
        assert!(names("nada").is_empty());
    }
}
