//! What is wrong, while a file is read: places are offsets, which become lines and columns at the end, in one pass.

use crate::app::{Problem, Severity};

/// How much of what is there is shown, in characters.
const SHOWN: usize = 60;

/// One thing that is wrong.
#[derive(Debug)]
pub(super) struct Note {
    /// How bad it is.
    pub(super) severity: Severity,
    /// What it is, by a word that stays.
    pub(super) code: &'static str,
    /// Where, in bytes from the beginning.
    pub(super) at: usize,
    /// The place in the document.
    pub(super) path: String,
    /// What is there.
    pub(super) found: String,
    /// What was expected.
    pub(super) expected: String,
    /// What to do about it.
    pub(super) hint: Option<String>,
}

/// Where something is, and what.
#[derive(Debug)]
pub(super) struct Spot {
    /// In bytes from the beginning.
    pub(super) at: usize,
    /// The place in the document.
    pub(super) path: String,
    /// What is there.
    pub(super) found: String,
}

/// All that is wrong with a file.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    /// Something for which the file is refused.
    pub(super) fn error(&mut self, code: &'static str, spot: Spot, expected: impl Into<String>) {
        self.add(Severity::Error, code, spot, expected.into(), None);
    }

    /// The same, with what to do about it.
    pub(super) fn error_with(
        &mut self,
        code: &'static str,
        spot: Spot,
        expected: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let hint = Some(hint.into()).filter(|hint| !hint.is_empty());
        self.add(Severity::Error, code, spot, expected.into(), hint);
    }

    /// Something that is only unwise.
    pub(super) fn warn(
        &mut self,
        code: &'static str,
        spot: Spot,
        expected: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let hint = Some(hint.into()).filter(|hint| !hint.is_empty());
        self.add(Severity::Warning, code, spot, expected.into(), hint);
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        spot: Spot,
        expected: String,
        hint: Option<String>,
    ) {
        self.0.push(Note {
            severity,
            code,
            at: spot.at,
            path: spot.path,
            found: spot.found,
            expected,
            hint,
        });
    }

    /// Whether the file is refused.
    pub(super) fn has_errors(&self) -> bool {
        self.0.iter().any(|note| note.severity == Severity::Error)
    }

    /// The problems in the order of the lines.
    pub(super) fn into_problems(mut self, file: &str, text: &str) -> Vec<Problem> {
        self.0.sort_by_key(|note| note.at);
        let mut place = Place::new(text);
        self.0
            .into_iter()
            .map(|note| {
                let (line, column) = place.go_to(note.at);
                Problem {
                    severity: note.severity,
                    code: note.code.to_owned(),
                    file: file.to_owned(),
                    line,
                    column,
                    path: note.path,
                    found: note.found,
                    expected: note.expected,
                    hint: note.hint,
                }
            })
            .collect()
    }
}

/// A place that goes through a text from its beginning to its end.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Place<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Line and column of an offset that is not before the last one, both from 1; a column is a character.
    fn go_to(&mut self, at: usize) -> (u32, u32) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (offset, character) in rest.char_indices() {
            if self.at + offset >= at {
                break;
            }
            let before_newline = rest.as_bytes().get(offset + 1) == Some(&b'\n');
            if character == '\n' || character == '\r' && !before_newline {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = self.at.max(at);
        (self.line, self.column)
    }
}

/// Line and column of an offset, both from 1; a column is a character.
pub(super) fn line_and_column(text: &str, at: usize) -> (u32, u32) {
    Place::new(text).go_to(at)
}

/// A text as it is shown: quoted, and not all of it when it is long.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, quoted};

    #[test]
    fn lines_and_columns_count_characters_after_any_kind_of_line_end() {
        let text = "é1\n2\r\n3\r4";
        let mut place = Place::new(text);
        let mut found = |needle: char| place.go_to(text.find(needle).unwrap());
        assert_eq!(found('1'), (1, 2));
        assert_eq!(found('2'), (2, 1));
        assert_eq!(found('3'), (3, 1));
        assert_eq!(found('4'), (4, 1));
        assert_eq!(place.go_to(text.len()), (4, 2));
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        assert_eq!(quoted("a\"b"), r#""a\"b""#);
        assert_eq!(quoted(&"é".repeat(80)), format!("\"{}\"…", "é".repeat(60)));
    }
}
