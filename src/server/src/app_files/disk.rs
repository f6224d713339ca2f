//! Files that lie on this machine, for the command line.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use encaixe_api::app::Problem;
use encaixe_api::descriptor::{DESCRIPTOR_FILE, MAX_BYTES, SCRIPT_FILE};

use super::archive::{self, MAX_ARCHIVE};
use super::tell::{problem, too_large};
use super::{Files, texts};

/// The files in a folder or a zip, or the one or two files themselves; beside an `app.json` its `index.js` is taken too.
///
/// # Errors
/// When something cannot be read; within, what is wrong with what was read.
pub fn from_paths(paths: &[PathBuf]) -> anyhow::Result<Result<Files, Vec<Problem>>> {
    let (first, second) = match paths {
        [first] => (first, None),
        [first, second] => (first, Some(second)),
        _ => bail!("name a folder, a zip, or the two files"),
    };
    if first.is_dir() {
        return folder(first);
    }
    if is_called(first, "zip") {
        let bytes = bounded(first, MAX_ARCHIVE)?;
        let name = first.file_name().unwrap_or_default().to_string_lossy();
        return Ok(archive::read(&bytes, &name));
    }
    let (descriptor, script) = match second {
        Some(second) if is_called(first, "js") => (second, Some(first.clone())),
        Some(second) => (first, Some(second.clone())),
        None => {
            let beside = first.with_file_name("index.js");
            (first, beside.is_file().then_some(beside))
        }
    };
    two(descriptor, script.as_deref())
}

fn folder(folder: &Path) -> anyhow::Result<Result<Files, Vec<Problem>>> {
    let descriptor = folder.join(DESCRIPTOR_FILE);
    if !descriptor.is_file() {
        let hint = "the folder is the one that `lib` lies in";
        let missing = problem("missing", DESCRIPTOR_FILE, "", "", "this file", Some(hint));
        return Ok(Err(vec![missing]));
    }
    let script = folder.join(SCRIPT_FILE);
    two(&descriptor, script.is_file().then_some(script.as_path()))
}

fn two(descriptor: &Path, script: Option<&Path>) -> anyhow::Result<Result<Files, Vec<Problem>>> {
    let bytes = bounded(descriptor, MAX_BYTES)?;
    let script = script.map(|path| bounded(path, MAX_BYTES)).transpose()?;
    let mut problems = Vec::new();
    for (file, bytes) in [
        (DESCRIPTOR_FILE, Some(&bytes)),
        (SCRIPT_FILE, script.as_ref()),
    ] {
        if bytes.is_some_and(|bytes| bytes.len() > MAX_BYTES) {
            problems.push(too_large(file));
        }
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    Ok(texts(&bytes, script.as_deref()))
}

/// The bytes of a file, and at most one more than it may have.
fn bounded(path: &Path, most: usize) -> anyhow::Result<Vec<u8>> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        File::open(path)?.take(bound).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().with_context(|| format!("reading {}", path.display()))
}

fn is_called(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
