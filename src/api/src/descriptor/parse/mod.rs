//! Reads `lib/app.json`, and says everything that is wrong with it at once. A file for each kind of authentication, and for each other part.

mod address;
mod authentication;
mod basic;
mod copied;
mod environment;
mod field;
mod form;
mod header;
mod hosts;
mod keys;
mod oauth;
mod object;
mod path;
mod pieces;
mod ping;
mod query;
mod top;
mod unused;
mod validation;

pub(super) use authentication::OF_KINDS;
pub(super) use basic::DEFAULT_FORMAT;
pub(super) use field::RESERVED_HEADERS;
pub(super) use form::Form;
#[cfg(test)]
pub(super) use keys::COMMON;
pub(super) use keys::{PLACES, Place};
pub(super) use oauth::RESERVED as RESERVED_PARAMETERS;
pub(super) use path::Path;
pub(super) use validation::{MAX_CHECKS, MAX_LENGTH};

/// The forms of texts, for the schema.
pub(super) mod forms {
    pub(in super::super) use super::form::{
        ADDRESS, APP_ID, COLOR, CREDENTIAL, DESCRIPTION, ENVIRONMENT, FORMAT, HEADER, HOST, NAME,
        PARAMETER, PATH, PREFIX, SEPARATOR, TEXT, URL, VERSION, WORD,
    };
}

use object::Node;

use super::notes::{Notes, Spot, line_and_column};
use super::{DESCRIPTOR_FILE, Descriptor, SCRIPT_FILE, script, text};
use crate::app::{Problem, Severity};

/// The longest text of a descriptor, and of a script, in bytes.
pub const MAX_BYTES: usize = 256 * 1024;
/// The most fields of a descriptor.
pub const MAX_FIELDS: usize = 1_000;
/// How deep objects and lists of a descriptor may lie in each other.
pub const MAX_DEPTH: usize = text::MAX_DEPTH;

/// What was read of an app's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// All that is wrong or unwise, in the order of the files and their lines.
    pub problems: Vec<Problem>,
    /// What the descriptor says; none when something is wrong.
    pub descriptor: Option<Descriptor>,
}

/// Reads the text of `lib/app.json`, for an app without a script.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    check(text, None)
}

/// Reads the text of `lib/app.json`, and looks at that of `lib/index.js`. A byte order mark at the beginning is skipped.
#[must_use]
pub fn check(text: &str, script: Option<&str>) -> Parsed {
    let found = script.map(|text| script::look(text.strip_prefix('\u{feff}').unwrap_or(text)));
    let mut notes = Notes::default();
    let has_ping = found.as_ref().is_some_and(|found| found.has_ping);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let descriptor = read(text, has_ping, &mut notes);
    let mut problems = notes.into_problems(DESCRIPTOR_FILE, text);
    let (script, found) = (script.unwrap_or_default(), found.unwrap_or_default());
    let script = script.strip_prefix('\u{feff}').unwrap_or(script);
    let script_has_errors = found.notes.has_errors();
    problems.extend(found.notes.into_problems(SCRIPT_FILE, script));
    Parsed {
        problems,
        descriptor: descriptor.filter(|_| !script_has_errors),
    }
}

/// The text of one of the files, which has to be UTF-8.
///
/// # Errors
/// Where it is not.
pub fn text_of<'a>(bytes: &'a [u8], file: &str) -> Result<&'a str, Box<Problem>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = error.valid_up_to();
        let text = bytes.get(..good).map(String::from_utf8_lossy);
        let text = text.unwrap_or_default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let byte = bytes.get(good).copied().unwrap_or_default();
        let (line, column) = line_and_column(text, text.len());
        Box::new(Problem {
            severity: Severity::Error,
            code: "encoding".to_owned(),
            file: file.to_owned(),
            line,
            column,
            path: String::new(),
            found: format!("the byte 0x{byte:02X}, which is no UTF-8"),
            expected: "a text in UTF-8".to_owned(),
            hint: Some("save the file in UTF-8".to_owned()),
        })
    })
}

fn read(text: &str, has_ping: bool, notes: &mut Notes) -> Option<Descriptor> {
    if text.len() > MAX_BYTES {
        let spot = Spot {
            at: 0,
            path: String::new(),
            found: format!("{} bytes", text.len()),
        };
        notes.error("too_large", spot, format!("at most {MAX_BYTES} bytes"));
        return None;
    }
    let value = text::read(text, notes)?;
    let node = Node {
        value: &value,
        path: Path::Root,
    };
    let descriptor = top::read(node, has_ping, notes);
    descriptor.filter(|_| !notes.has_errors())
}
