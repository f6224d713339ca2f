//! The files of an app, and what is wrong with them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `POST /api/apps` and `POST /api/apps/check` (admin): the two files, or a zip that holds them.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppFiles {
    /// The text of `lib/app.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<String>,
    /// The text of `lib/index.js`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// A zip with both, in base64; then the other two are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
}

impl fmt::Debug for AppFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppFiles(***)")
    }
}

/// One thing that is wrong, or unwise, in an app's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AppProblem))]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What it is, by a word that stays: `missing`, `type`, `duplicate`, ...
    pub code: String,
    /// The file, such as `lib/app.json`.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
    /// The place in the document, such as `authentication.fields[0].name`; empty for the whole.
    pub path: String,
    /// What is there, shortened; empty where nothing is.
    pub found: String,
    /// What was expected, in words.
    pub expected: String,
    /// What to do about it, where more can be said: where a misplaced key belongs, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AppProblemSeverity))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The files are refused.
    Error,
    /// They are taken.
    Warning,
}

/// The answer of `POST /api/apps/check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AppProblems))]
pub struct Problems {
    /// All of them, in the order of the files and their lines.
    pub problems: Vec<Problem>,
}
