//! Where a conversation has what was looked for: the words themselves, with a little around them.

use std::ops::Range;

use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::found::{Excerpt, Place};

use super::parse::{Need, Needs};
use crate::fold::{Folded, fold};
use crate::store::engine::sql;
use crate::store::index::terms::{numbers, tokens};
use crate::store::{Result, Store};

/// How many characters of a text are shown, and how many of them before the first word.
const SHOWN: usize = 140;
const BEFORE: usize = 16;
/// How far into a text the first word may stand with the text shown from its beginning.
const NEAR: usize = 24;

/// How many of a conversation's messages are looked through, the newest first, and how many for one page.
const MESSAGES: i64 = 400;
const ALL: i64 = 8_000;

/// What is shown of one conversation, while messages are looked through for a page of them.
#[derive(Debug)]
pub(in crate::store) struct Excerpts<'a> {
    needs: &'a Needs,
    left: i64,
}

impl<'a> Excerpts<'a> {
    pub(in crate::store) const fn of(needs: &'a Needs) -> Self {
        Self { needs, left: ALL }
    }

    /// Where a conversation has what was looked for; none when it was looked through and has it no more.
    pub(in crate::store) async fn find(
        &mut self,
        store: &Store,
        conversation: &ConversationId,
    ) -> Result<Option<Vec<Excerpt>>> {
        let mut missing: Vec<&Need> = self.needs.all().iter().collect();
        let mut found = Vec::new();
        let known = sql(
            "SELECT p.name, p.phone, p.email, c.identifier FROM conversation c
             JOIN contact p ON p.id = c.contact_id WHERE c.id = $1",
        )
        .bind(conversation)
        .fetch_optional(&store.engine)
        .await?;
        let Some(known) = known else { return Ok(None) };
        for (place, column) in [
            (Place::Name, "name"),
            (Place::Phone, "phone"),
            (Place::Email, "email"),
            (Place::Address, "identifier"),
        ] {
            if let Some(text) = known.get::<Option<String>>(column)? {
                found.extend(excerpt(&text, place, None, self.needs, &mut missing));
            }
        }
        if missing.is_empty() {
            return Ok(Some(found));
        }
        let most = MESSAGES.min(self.left);
        let messages: Vec<(MessageId, String)> = sql(
            "SELECT id, body || COALESCE('\n' || file_name, '') FROM message WHERE conversation_id = $1
             ORDER BY created_at DESC, id DESC LIMIT $2",
        )
        .bind(conversation)
        .bind(most)
        .read_all(&store.engine)
        .await?;
        let is_whole = i64::try_from(messages.len()).is_ok_and(|count| count < most);
        self.left -= i64::try_from(messages.len()).unwrap_or(most);
        let folded: Vec<String> = messages.iter().map(|(_, body)| fold(body)).collect();
        let has = |text: &String, needs: &[&Need]| {
            let tokens = tokens(text);
            let numbers = numbers(text, &tokens);
            (needs.iter()).all(|need| !need.find(text, &tokens, &numbers).is_empty())
        };
        // One message that has everything says more than one for each word.
        let whole = folded.iter().position(|text| has(text, &missing));
        let each = missing
            .iter()
            .filter_map(|need| folded.iter().position(|text| has(text, &[*need])));
        let places: Vec<usize> = whole.map_or_else(|| each.collect(), |place| vec![place]);
        for (id, body) in places.iter().filter_map(|place| messages.get(*place)) {
            let id = Some(id.clone());
            found.extend(excerpt(
                body.trim_start(),
                Place::Message,
                id,
                self.needs,
                &mut missing,
            ));
        }
        Ok((missing.is_empty() || !is_whole).then_some(found))
    }
}

/// What a text shows when it has something that was missing so far; that is no longer missing then.
fn excerpt(
    text: &str,
    place: Place,
    message: Option<MessageId>,
    needs: &Needs,
    missing: &mut Vec<&Need>,
) -> Option<Excerpt> {
    let folded = fold(text);
    let before = missing.len();
    missing.retain(|need| at(need, &folded).is_empty());
    if missing.len() == before {
        return None;
    }
    let folded = Folded::of(text);
    let parts = needs.all().iter().flat_map(|need| at(need, &folded.text));
    let mut marks: Vec<_> = parts.map(|part| folded.origin(&part)).collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let (text, marks) = cut(text, &marks);
    Some(Excerpt {
        place,
        message,
        text,
        marks,
    })
}

fn at(need: &Need, folded: &str) -> Vec<Range<usize>> {
    let tokens = tokens(folded);
    need.find(folded, &tokens, &numbers(folded, &tokens))
}

/// A line with what is around the first mark, and the marks in it, counted in characters.
fn cut(text: &str, marks: &[Range<usize>]) -> (String, Vec<[u32; 2]>) {
    let first = marks.first().map_or(0, |mark| mark.start);
    let mut begin = 0;
    if text[..first].chars().nth(NEAR).is_some() {
        let before = text[..first].char_indices().rev().take(BEFORE);
        begin = before.last().map_or(first, |(at, _)| at);
        if begin > 0
            && let Some(space) = text[begin..first].find(char::is_whitespace)
        {
            begin += space + 1;
        }
        while !text.is_char_boundary(begin) {
            begin += 1;
        }
    }
    let shown = &text[begin..];
    let end = shown
        .char_indices()
        .nth(SHOWN)
        .map_or(text.len(), |(at, _)| begin + at);
    let mut line = String::new();
    if begin > 0 {
        line.push('…');
    }
    let lead = line.chars().count();
    // White space of every kind is one space, so that a character stays one.
    let plain = |c: char| {
        if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        }
    };
    line.extend(text[begin..end].chars().map(plain));
    if end < text.len() {
        line.push('…');
    }
    let place = |at: usize| {
        let count = text[begin..at.clamp(begin, end)].chars().count() + lead;
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let mut places: Vec<[u32; 2]> = Vec::new();
    for mark in marks
        .iter()
        .filter(|mark| mark.start < end && mark.end > begin)
    {
        let (from, to) = (place(mark.start), place(mark.end));
        match places.last_mut() {
            Some(last) if from <= last[1] => last[1] = last[1].max(to),
            _ => places.push([from, to]),
        }
    }
    (line, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, q: &str) -> Option<String> {
        let needs = Needs::of(q);
        let mut missing: Vec<&Need> = needs.all().iter().collect();
        let found = excerpt(text, Place::Message, None, &needs, &mut missing)?;
        let letters: Vec<char> = found.text.chars().collect();
        let mut shown = String::new();
        let mut at = 0;
        for [from, to] in found.marks {
            let (from, to) = (from as usize, to as usize);
            shown.extend(&letters[at..from]);
            shown.push('[');
            shown.extend(&letters[from..to]);
            shown.push(']');
            at = to;
        }
        shown.extend(&letters[at..]);
        Some(shown)
    }

    #[test]
    fn words_are_marked_as_they_were_written() {
        for (text, q, want) in [
            ("Oi, meu João!", "joao", Some("Oi, meu [João]!")),
            ("Oi\nJoa\u{303}o", "JOÃO oi", Some("[Oi] [Joa\u{303}o]")),
            (
                "ligue 21 98765 4321 hoje",
                "987654321",
                Some("ligue [21 98765 4321] hoje"),
            ),
            (
                "tel (21) 98765-4321",
                "4321",
                Some("tel [(21) 98765-4321]".replace("[(", "([").as_str()),
            ),
            ("请问这个手机有货吗", "手机", Some("请问这个[手机]有货吗")),
            ("สวัสดีครับ", "ครับ", Some("สวัสดี[ครับ]")),
            ("우리학교에서", "학교", Some("우리[학교]에서")),
            ("die Straße", "strasse", Some("die [Straße]")),
            ("nada", "joao", None),
        ] {
            assert_eq!(marked(text, q).as_deref(), want, "{text} / {q}");
        }
        let long = format!("{}agulha {}", "palha ".repeat(100), "feno ".repeat(100));
        let found = marked(&long, "agulha").unwrap();
        assert!(
            found.starts_with("…palha") && found.contains(" [agulha] feno"),
            "{found}"
        );
        assert!(
            found.ends_with('…') && found.chars().count() < SHOWN + 6,
            "{found}"
        );
    }
}
