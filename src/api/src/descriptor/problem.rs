//! A problem as a line of text.

use std::fmt;

use super::DESCRIPTOR_FILE;
use crate::app::{Problem, Severity};

impl Problem {
    /// Whether the files are refused for it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// `lib/app.json:LINE:COLUMN PATH: found ..., expected ... (hint)`; a warning says so after the path.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, " {}", self.path)?;
        } else if self.file == DESCRIPTOR_FILE {
            // The whole document, as JSONPath calls it (RFC 9535).
            f.write_str(" $")?;
        }
        f.write_str(": ")?;
        if self.severity == Severity::Warning {
            f.write_str("warning: ")?;
        }
        if self.found.is_empty() {
            write!(f, "expected {}", self.expected)?;
        } else {
            write!(f, "found {}, expected {}", self.found, self.expected)?;
        }
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}
