//! The files, and what is made of them.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use encaixe_api::app::Problem;
use encaixe_api::descriptor::{Descriptor, parse};

/// Where the good or the bad files lie.
pub(crate) fn path(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/descriptors")
        .join(folder)
}

/// The names and texts of all files there, in the order of their names.
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What a good file says.
pub(crate) fn good(name: &str) -> Descriptor {
    let text = fs::read_to_string(path("good").join(format!("{name}.json"))).unwrap();
    parse(&text).descriptor.unwrap()
}

/// A line for each problem.
pub(crate) fn lines(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |mut lines, problem| {
        writeln!(lines, "{problem}").unwrap();
        lines
    })
}
