//! The file of an archive: a zip of a server's parts, of which nothing is taken but what has the name of one.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use encaixe_api::company::Slug;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::company;
use crate::files::private;
use crate::store::{self, FILE, SERVER_FILE};
use crate::vault::Vault;

/// What an archive begins with. No database does.
const MAGIC: &[u8] = b"PK\x03\x04";

/// Whether a file is an archive of a whole server.
pub(super) fn is_archive(file: &Path) -> bool {
    let mut begin = [0; MAGIC.len()];
    let read = File::open(file).and_then(|mut file| file.read_exact(&mut begin));
    read.is_ok() && begin == MAGIC
}

/// The name of a company's file in an archive.
pub(super) fn part(slug: Option<&Slug>, name: &str) -> String {
    let folder = company::folder(Path::new(""), slug);
    // On every system with the same sign between the parts.
    let parts = folder
        .iter()
        .map(|part| part.to_string_lossy().into_owned());
    let parts: Vec<String> = parts.chain([name.to_owned()]).collect();
    parts.join("/")
}

/// The name of a key file.
pub(super) fn vault_name() -> String {
    let file = Vault::file_in(Path::new(""));
    file.to_string_lossy().into_owned()
}

/// Writes an archive of these parts, which lie in a folder.
pub(super) fn pack(stage: &Path, parts: &[String], to: &Path) -> anyhow::Result<()> {
    let mut zip = ZipWriter::new(private(to)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true);
    for part in parts {
        zip.start_file(part.as_str(), options)?;
        io::copy(&mut File::open(stage.join(part))?, &mut zip)?;
    }
    zip.finish()?.sync_all()?;
    Ok(())
}

/// Unpacks what an archive of ours has, and refuses one that has anything else.
pub(super) fn unpack(file: &Path, stage: &Path) -> anyhow::Result<()> {
    let shown = file.display();
    let mut from = File::open(file).with_context(|| format!("{shown} cannot be read"))?;
    from.seek(SeekFrom::Start(0))?;
    let mut zip =
        ZipArchive::new(from).with_context(|| format!("{shown} is damaged: take another one"))?;
    store::private_folder(stage)?;
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at)?;
        let name = entry.name().map(|name| name.into_owned());
        let name = name.with_context(|| format!("{shown} is damaged: take another one"))?;
        let to = place(&name, stage)
            .with_context(|| format!("{shown} is no backup of Encaixe: it has {name}"))?;
        if let Some(folder) = to.parent() {
            store::private_folder(folder)?;
        }
        let mut written = private(&to)?;
        io::copy(&mut entry, &mut written)
            .with_context(|| format!("{shown} is damaged: take another one"))?;
    }
    ensure!(
        stage.join(SERVER_FILE).is_file() && stage.join(FILE).is_file(),
        "{shown} is no backup of Encaixe"
    );
    Ok(())
}

/// Where a part of an archive goes; none where it is none of ours.
fn place(name: &str, stage: &Path) -> Option<PathBuf> {
    if name == SERVER_FILE {
        return Some(stage.join(SERVER_FILE));
    }
    if name == FILE {
        return Some(stage.join(FILE));
    }
    let (folder, file) = name.rsplit_once('/')?;
    let slug = Slug::parse(folder.rsplit_once('/')?.1)?;
    let is_ours = name == part(Some(&slug), file) && (file == FILE || file == vault_name());
    is_ours.then(|| company::folder(stage, Some(&slug)).join(file))
}
