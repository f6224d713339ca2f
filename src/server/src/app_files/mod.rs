//! The files of an app, as they come: the two texts, a zip or a folder. Nothing is written to the disk, and nothing but the two files is unpacked.

mod archive;
mod disk;
mod tell;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_api::app::{AppFiles, Problem};
use encaixe_api::descriptor::{self, DESCRIPTOR_FILE, Parsed, SCRIPT_FILE};

pub use archive::{MAX_ARCHIVE, MAX_ENTRIES};
pub use disk::from_paths;

use tell::problem;

/// The longest body that brings them, in bytes: the largest archive in base64, and room for what stands around it. Two texts of the longest
/// length fit too, however they are escaped.
pub const MAX_BODY: usize = MAX_ARCHIVE.div_ceil(3) * 4 + 64 * 1024;

/// What an archive is called in problems, where it came without a name.
const ARCHIVE: &str = "app.zip";

/// The two files.
#[derive(Clone, PartialEq, Eq)]
pub struct Files {
    /// The text of `lib/app.json`.
    pub descriptor: String,
    /// The text of `lib/index.js`, where there is one.
    pub script: Option<String>,
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Files(***)")
    }
}

impl Files {
    /// Reads the descriptor, and says everything that is wrong or unwise in both.
    #[must_use]
    pub fn check(&self) -> Parsed {
        descriptor::check(&self.descriptor, self.script.as_deref())
    }
}

/// The files that a request brings.
///
/// # Errors
/// What is wrong with the archive, or with the texts as texts.
pub fn read(files: &AppFiles) -> Result<Files, Vec<Problem>> {
    let Some(archive) = &files.archive else {
        let descriptor = files.descriptor.clone().ok_or_else(|| {
            let expected = "its text as `descriptor`, or a zip in base64 as `archive`";
            vec![problem("missing", DESCRIPTOR_FILE, "", "", expected, None)]
        })?;
        return Ok(Files {
            descriptor,
            script: files.script.clone(),
        });
    };
    if files.descriptor.is_some() || files.script.is_some() {
        let found = "an archive and the files themselves";
        let expected = "one of the two";
        return Err(vec![problem("both", ARCHIVE, "", found, expected, None)]);
    }
    let bytes = STANDARD.decode(archive).map_err(|error| {
        let found = error.to_string();
        vec![problem("encoding", ARCHIVE, "", &found, "base64", None)]
    })?;
    archive::read(&bytes, ARCHIVE)
}

/// The two files of their bytes.
fn texts(descriptor: &[u8], script: Option<&[u8]>) -> Result<Files, Vec<Problem>> {
    let descriptor = descriptor::text_of(descriptor, DESCRIPTOR_FILE);
    let script = script
        .map(|script| descriptor::text_of(script, SCRIPT_FILE))
        .transpose();
    match (descriptor, script) {
        (Ok(descriptor), Ok(script)) => Ok(Files {
            descriptor: descriptor.to_owned(),
            script: script.map(str::to_owned),
        }),
        (descriptor, script) => {
            let problems = [descriptor.err(), script.err()];
            Err(problems.into_iter().flatten().map(|one| *one).collect())
        }
    }
}

#[cfg(test)]
mod tests;
