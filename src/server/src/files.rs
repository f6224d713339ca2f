//! Files for their owner alone, which are there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// A new file for its owner alone.
///
/// # Errors
/// When it is there already, or cannot be made.
pub(crate) fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the names in a folder last.
///
/// # Errors
/// When the folder cannot be opened.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    // Only there a folder can be opened like a file.
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Writes a new file for its owner alone, which lasts once this returns. Nobody else may write it meanwhile.
///
/// # Errors
/// `AlreadyExists` when there is one, which stays as it is; or when it cannot be written.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    let partial = Partial::write(path, text)?;
    match fs::hard_link(&partial.path, path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
        // Some file systems know no second name for a file.
        Err(_) if path.try_exists()? => return Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(&partial.path, path)?,
    }
    sync(folder(path))
}

/// Puts a file for its owner alone in the place of another; it lasts once this returns, and a kill leaves one of the two. Nobody else may
/// write it meanwhile.
///
/// # Errors
/// When it cannot be written; the one that was there stays then.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // What a link leads to is replaced, and the link stays.
    let path = path.canonicalize()?;
    let partial = Partial::write(&path, text)?;
    fs::rename(&partial.path, &path)?;
    sync(folder(&path))
}

/// Removes what was left of a file that was being written when its program was killed.
pub(crate) fn forget_partial(of: &Path) {
    // Mostly there is none.
    drop(fs::remove_file(partial(of)));
}

fn partial(of: &Path) -> PathBuf {
    let name = of.file_name().unwrap_or_default().to_string_lossy();
    folder(of).join(format!("{name}.partial"))
}

/// A file beside the one that it becomes; removed with this.
struct Partial {
    path: PathBuf,
}

impl Partial {
    fn write(of: &Path, text: &str) -> io::Result<Self> {
        forget_partial(of);
        let path = partial(of);
        let mut file = private(&path)?;
        let partial = Self { path };
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(partial)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // Renamed, it is gone already.
        drop(fs::remove_file(&self.path));
    }
}

fn folder(of: &Path) -> &Path {
    match of.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
