//! An app's files, read and found good: what is kept of them, and what goes to the vault.

use std::fmt;

use encaixe_api::app::{AppFiles, Problem};
use encaixe_api::descriptor::{
    Authentication, Descriptor, is_placeholder, masked, without_secrets,
};

use crate::app_files;
use crate::random::sha256_hex;

/// What stands for a secret in every copy.
const HIDDEN: &str = "***";

/// How many digits of the hash stand for a version.
const DIGITS: usize = 16;

/// What is kept.
#[derive(Clone)]
pub struct Read {
    /// What the descriptor says, without its secrets.
    pub descriptor: Descriptor,
    /// What it says with all but the client's secret, where there are others.
    pub whole: Option<Descriptor>,
    /// Its text, without secrets.
    pub text: String,
    /// The script.
    pub script: Option<String>,
    /// The version, or the hash of the files.
    pub version: String,
    /// What is only unwise.
    pub warnings: Vec<Problem>,
    /// The client's id, where the file has more than a placeholder.
    pub client_id: Option<String>,
    /// The client's secret, where the file has more than a placeholder.
    pub client_secret: Option<String>,
}

impl fmt::Debug for Read {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Read({} {})", self.descriptor.app_id, self.version)
    }
}

/// Reads them.
///
/// # Errors
/// All that is wrong with them, and all that is unwise beside it.
pub fn read(files: &AppFiles) -> Result<Read, Vec<Problem>> {
    let files = app_files::read(files)?;
    let parsed = files.check();
    let Some(mut whole) = parsed.descriptor else {
        return Err(parsed.problems);
    };
    let (text, descriptor) = (masked(&files.descriptor), without_secrets(&whole));
    let (mut client_id, mut client_secret) = (None, None);
    if let Authentication::OAuth(oauth) = &mut whole.authentication {
        let real = |text: &String| Some(text.clone()).filter(|text| !is_placeholder(text));
        client_id = real(&oauth.client_id);
        client_secret = real(&oauth.client_secret);
        HIDDEN.clone_into(&mut oauth.client_secret);
    }
    let version = descriptor.version.clone().unwrap_or_else(|| {
        let script = files.script.as_deref().unwrap_or_default();
        let mut hash = sha256_hex(&format!("{}\0{script}", files.descriptor));
        hash.truncate(DIGITS);
        hash
    });
    Ok(Read {
        whole: (whole != descriptor).then_some(whole),
        descriptor,
        text,
        script: files.script,
        version,
        warnings: parsed.problems,
        client_id,
        client_secret,
    })
}

/// All that is wrong or unwise.
#[must_use]
pub fn problems(files: &AppFiles) -> Vec<Problem> {
    match app_files::read(files) {
        Ok(files) => files.check().problems,
        Err(problems) => problems,
    }
}
