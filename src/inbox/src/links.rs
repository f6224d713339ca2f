//! Finds what a reader would take for an address in a text: of the web or of mail. The text stays as it was written.
//!
//! `linkify` knows which brackets and signs belong to an address. It reads ASCII: so it is given a text of the same
//! length in bytes, in which letters of other scripts stand as letters, and signs that no address has as spaces.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

mod host;

pub(crate) use host::opens;

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// What is no address.
    Text(&'a str),
    /// An address of the web, as it was written: with its scheme, or beginning with `www.`.
    Web(&'a str),
    /// An address of mail.
    Mail(&'a str),
}

/// The parts of a text, which together are the text. No other scheme than http and https makes an address of the web.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let plain = plain(text);
    let mut found = Vec::new();
    let mut done = 0;
    for (range, is_mail) in links(&plain) {
        let range = unmarked(text, &plain, range);
        let (Some(before), Some(written)) = (text.get(done..range.start), text.get(range.clone()))
        else {
            continue;
        };
        let piece = if is_mail {
            Piece::Mail(written)
        } else if is_web(written) {
            Piece::Web(written)
        } else {
            continue;
        };
        if !before.is_empty() {
            found.push(Piece::Text(before));
        }
        found.push(piece);
        done = range.end;
    }
    if let Some(rest) = text.get(done..).filter(|rest| !rest.is_empty()) {
        found.push(Piece::Text(rest));
    }
    found
}

/// Where addresses with a scheme and of mail stand, and between them what may be one without a scheme; and whether it is
/// of mail.
fn links(plain: &str) -> Vec<(Range<usize>, bool)> {
    let sure = LinkFinder::new();
    let mut bare = LinkFinder::new();
    bare.kinds(&[LinkKind::Url]).url_must_have_scheme(false);
    let between = |from: usize, to: usize| {
        let part = plain.get(from..to).unwrap_or_default();
        let links = bare.links(part);
        let links = links.map(move |link| from + link.start()..from + link.end());
        links.map(|range| (range, false)).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    let mut done = 0;
    for link in sure.links(plain) {
        found.extend(between(done, link.start()));
        found.push((link.start()..link.end(), *link.kind() == LinkKind::Email));
        done = link.end();
    }
    found.extend(between(done, plain.len()));
    found
}

/// Whether an address of the web begins like this, in whatever case, and goes on.
fn is_web(written: &str) -> bool {
    ["https://", "http://", "www."].iter().any(|begin| {
        let rest = written
            .get(..begin.len())
            .filter(|start| start.eq_ignore_ascii_case(begin))
            .and_then(|_| written.get(begin.len()..));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
    })
}

/// Without the signs by which people make a word bold or slanted, when they stand around the address, and without those
/// that end a sentence.
fn unmarked(text: &str, plain: &str, range: Range<usize>) -> Range<usize> {
    let Range { start, mut end } = range;
    let before = text[..start].chars().next_back();
    while let Some(last) = plain
        .get(start..end)
        .and_then(|link| link.chars().next_back())
    {
        let is_mark = matches!(last, '_' | '~' | '*' | '|') && before == Some(last);
        let is_end = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '*' | '~');
        if !(is_mark || is_end) {
            break;
        }
        end -= last.len_utf8();
    }
    start..end
}

/// The text in ASCII, byte for byte as long.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let stands = match c {
            // What follows it belongs to the address also where no path comes before.
            '#' if before.is_ascii_alphanumeric() => '/',
            // An address has these in other forms; so it ends here.
            '\\' | '^' | '`' => ' ',
            c if c.is_ascii() => c,
            '（' | '［' | '｛' => '(',
            '）' | '］' | '｝' => ')',
            '…' => '.',
            '’' | '‘' => '\'',
            // Some scripts put no space between a word and an address.
            c if is_letter(c) && !is_web(&text[at + c.len_utf8()..]) => 'x',
            _ => ' ',
        };
        plain.extend(std::iter::repeat_n(stands, c.len_utf8()));
        before = stands;
    }
    plain
}

/// Whether a sign outside of ASCII may belong to an address: letters, figures, and the marks that are written over and
/// between letters.
fn is_letter(c: char) -> bool {
    let is_mark = matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0487}' | '\u{0591}'..='\u{05BD}' | '\u{064B}'..='\u{065F}'
        | '\u{0900}'..='\u{0DFF}' | '\u{0E31}'..='\u{0E4E}' | '\u{200C}' | '\u{200D}' | '\u{3099}' | '\u{309A}');
    // Letters of full width are those of a sentence beside the address; signs among them end it.
    c.is_alphanumeric() && !matches!(c, '\u{FF01}'..='\u{FF60}') || is_mark
}

#[cfg(test)]
mod tests;
