//! A zip with an app's files. What its headers say of sizes is not believed; only the two files are unpacked, in memory, up to their bound.

use std::io::{Cursor, Read as _};

use encaixe_api::app::Problem;
use encaixe_api::descriptor::{DESCRIPTOR_FILE, MAX_BYTES, SCRIPT_FILE};
use zip::{CompressionMethod, ZipArchive};

use super::tell::{problem, too_large};
use super::{Files, texts};

/// The largest archive, in bytes.
pub const MAX_ARCHIVE: usize = 4 * 1024 * 1024;
/// The most entries of an archive.
pub const MAX_ENTRIES: usize = 1_000;

/// The longest name of an entry that is shown, in characters.
const SHOWN: usize = 60;

/// Endings of files that are archives themselves.
const NESTED: [&str; 9] = ["zip", "jar", "gz", "tgz", "tar", "7z", "rar", "xz", "bz2"];

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads the two files of an archive, which is called `name` in problems.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Files, Vec<Problem>> {
    let wrong =
        |code, found: &str, expected: &str| vec![problem(code, name, "", found, expected, None)];
    if bytes.len() > MAX_ARCHIVE {
        let found = format!("{} bytes", bytes.len());
        let expected = format!("at most {MAX_ARCHIVE} bytes");
        return Err(wrong("too_large", &found, &expected));
    }
    // Before a list of them is made.
    if announced(bytes) > MAX_ENTRIES {
        let expected = format!("at most {MAX_ENTRIES} entries");
        let found = "more entries than that";
        return Err(wrong("too_many", found, &expected));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| wrong("archive", &error.to_string(), "a zip"))?;
    if archive.len() > MAX_ENTRIES {
        let found = format!("{} entries", archive.len());
        let expected = format!("at most {MAX_ENTRIES} entries");
        return Err(wrong("too_many", &found, &expected));
    }
    if archive.has_duplicate_names() {
        return Err(wrong("duplicate", "a name twice", "each name once"));
    }
    let names = names(&archive, name)?;
    let (descriptor, script) = (wanted(&names, DESCRIPTOR_FILE), wanted(&names, SCRIPT_FILE));
    let descriptor = match descriptor.as_slice() {
        [index] => *index,
        [] => {
            let hint = "at the top of the zip, or in its one folder";
            let missing = problem("missing", DESCRIPTOR_FILE, "", "", "this file", Some(hint));
            return Err(vec![missing]);
        }
        _ => return Err(wrong("duplicate", "several `lib/app.json`", "one of them")),
    };
    let folder = |index: usize| names[index].split("lib/").next().unwrap_or_default();
    let beside = |index: &usize| folder(*index) == folder(descriptor);
    let script = script.into_iter().find(beside);
    let descriptor = unpack(&mut archive, descriptor, DESCRIPTOR_FILE, name)?;
    let script = script
        .map(|index| unpack(&mut archive, index, SCRIPT_FILE, name))
        .transpose()?;
    texts(&descriptor, script.as_deref())
}

/// How many entries the end of the archive announces (APPNOTE.TXT, section 4.3.16); the most that fits where it is larger than the field.
fn announced(bytes: &[u8]) -> usize {
    const END: &[u8] = b"PK\x05\x06";
    let record = bytes.windows(END.len()).rposition(|four| four == END);
    let count = record.and_then(|at| bytes.get(at + 10..at + 12));
    match count {
        Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
        _ => 0,
    }
}

/// The names of all entries, each of which has to be harmless.
fn names(archive: &Archive, name: &str) -> Result<Vec<String>, Vec<Problem>> {
    let mut names = Vec::new();
    let mut problems = Vec::new();
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_data(index) else {
            let found = format!("entry {index}, which cannot be read");
            problems.push(problem("archive", name, "", &found, "a zip", None));
            continue;
        };
        let raw = entry.name_raw();
        let shown: String = String::from_utf8_lossy(raw).chars().take(SHOWN).collect();
        let shown = format!("{shown:?}");
        let Ok(text) = std::str::from_utf8(raw) else {
            let expected = "names in UTF-8";
            problems.push(problem(
                "name",
                name,
                &shown,
                "another encoding",
                expected,
                None,
            ));
            continue;
        };
        if let Some((code, found, expected)) = harm(text, entry.encrypted()) {
            problems.push(problem(code, name, &shown, found, expected, None));
        }
        names.push(text.to_owned());
    }
    if problems.is_empty() {
        Ok(names)
    } else {
        Err(problems)
    }
}

/// What is wrong with an entry: a code, what is there, what was expected.
fn harm(name: &str, encrypted: bool) -> Option<(&'static str, &'static str, &'static str)> {
    let ending = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let drive = name.as_bytes().get(1) == Some(&b':');
    if encrypted {
        Some(("encrypted", "an encrypted file", "files without a password"))
    } else if name.starts_with('/') || drive || name.split(['/', '\\']).any(|part| part == "..") {
        Some((
            "outside",
            "a name that leads out of the zip",
            "names inside of it",
        ))
    } else if name.is_empty() || name.contains('\\') || name.chars().any(char::is_control) {
        Some((
            "name",
            "an odd name",
            "names with `/`, without control characters",
        ))
    } else if name.contains('.') && NESTED.contains(&ending.as_str()) {
        Some((
            "nested",
            "an archive in the archive",
            "the files themselves",
        ))
    } else {
        None
    }
}

/// Which entries are this file: at the top, or in one folder.
fn wanted(names: &[String], file: &str) -> Vec<usize> {
    let is_wanted = |name: &str| {
        name == file
            || name
                .strip_suffix(file)
                .and_then(|folder| folder.strip_suffix('/'))
                .is_some_and(|folder| !folder.contains('/') && folder != "__MACOSX")
    };
    (0..names.len())
        .filter(|index| is_wanted(&names[*index]))
        .collect()
}

fn unpack(
    archive: &mut Archive,
    index: usize,
    file: &str,
    name: &str,
) -> Result<Vec<u8>, Vec<Problem>> {
    let broken = |error: &dyn std::error::Error| {
        let found = error.to_string();
        vec![problem(
            "archive",
            name,
            file,
            &found,
            "a file that can be unpacked",
            None,
        )]
    };
    let entry = archive.by_index(index).map_err(|error| broken(&error))?;
    if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        let (found, expected) = (
            "another way of packing",
            "`deflate`, as all programs know it",
        );
        return Err(vec![problem("packing", name, file, found, expected, None)]);
    }
    if !entry.is_file() {
        let (found, expected) = ("a link or a folder", "a file");
        return Err(vec![problem("name", name, file, found, expected, None)]);
    }
    let mut bytes = Vec::new();
    let bound = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX) + 1;
    entry
        .take(bound)
        .read_to_end(&mut bytes)
        .map_err(|error| broken(&error))?;
    if bytes.len() > MAX_BYTES {
        return Err(vec![too_large(file)]);
    }
    Ok(bytes)
}
