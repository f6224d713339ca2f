//! Problems of files as a whole.

use encaixe_api::app::{Problem, Severity};
use encaixe_api::descriptor::MAX_BYTES;

/// Something for which files are refused, at the beginning of one.
pub(super) fn problem(
    code: &str,
    file: &str,
    path: &str,
    found: &str,
    expected: &str,
    hint: Option<&str>,
) -> Problem {
    Problem {
        severity: Severity::Error,
        code: code.to_owned(),
        file: file.to_owned(),
        line: 1,
        column: 1,
        path: path.to_owned(),
        found: found.to_owned(),
        expected: expected.to_owned(),
        hint: hint.map(str::to_owned),
    }
}

/// A file that is longer than it may be.
pub(super) fn too_large(file: &str) -> Problem {
    let expected = format!("at most {MAX_BYTES} bytes");
    problem("too_large", file, "", "more than that", &expected, None)
}
