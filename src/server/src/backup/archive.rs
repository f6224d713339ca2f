//! A whole server in one file, and back again: a zip of the server's own database and of each company's, with the key files of the
//! companies beside the first, which lie sealed by the server's key. A server of one company has no archive: its backup is its database.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use encaixe_api::company::Slug;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Restored, backup, restore};
use crate::company;
use crate::files::{private, sync};
use crate::random;
use crate::store::lock::Lock;
use crate::store::server::ServerStore;
use crate::store::{self, FILE, SERVER_FILE, copy};
use crate::vault::Vault;

/// What an archive begins with. No database does.
const MAGIC: &[u8] = b"PK\x03\x04";

/// Where an archive is unpacked inside the data folder.
const STAGE: &str = "restoring-server";

/// What a backup has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backed {
    /// How many bytes it takes.
    pub bytes: u64,
    /// How many companies are in it.
    pub companies: usize,
}

/// Writes the whole server to a new file, also while it runs: the database of its one company, or an archive of all that it has. With
/// `keys` each company's key is in it too.
///
/// # Errors
/// As of [`backup`].
pub async fn backup_server(
    data: &Path,
    file: &Path,
    vault: &Vault,
    with_keys: bool,
) -> anyhow::Result<Backed> {
    let keys = |vault: &Vault| with_keys.then(|| vault.clone());
    let slugs = slugs(data).await?;
    if slugs.is_empty() {
        let bytes = backup(data, file, keys(vault).as_ref()).await?;
        return Ok(Backed {
            bytes,
            companies: 1,
        });
    }
    let shown = file.display();
    ensure!(
        !file.try_exists().unwrap_or(true),
        "{shown} is there already: choose another name, or remove it first"
    );
    let name = file.file_name().context("the file has no name")?;
    let name = format!("{}.{}.partial", name.to_string_lossy(), random::id()?);
    let stage = file.with_file_name(name);
    let written = async {
        store::private_folder(&stage)?;
        let mut parts = vec![SERVER_FILE.to_owned()];
        copy::write_server(data, &stage.join(SERVER_FILE)).await?;
        for slug in std::iter::once(None).chain(slugs.iter().map(Some)) {
            let folder = company::folder(data, slug);
            if !folder.join(FILE).is_file() {
                // It was made and not opened yet: it begins where it is restored.
                continue;
            }
            let part = part(slug, FILE);
            let of = company::folder(&stage, slug);
            store::private_folder(&of)?;
            let own = company::vault(data, vault.clone(), slug);
            backup(&folder, &of.join(FILE), keys(&own).as_ref()).await?;
            parts.push(part);
            let sealed = Vault::file_in(&folder);
            if slug.is_some() && sealed.is_file() {
                fs::copy(&sealed, Vault::file_in(&of))?;
                parts.push(self::part(slug, &vault_name()));
            }
        }
        let packed = stage.join("packed");
        pack(&stage, &parts, &packed)?;
        let bytes = fs::metadata(&packed)?.len();
        fs::rename(&packed, file)?;
        if let Some(beside) = file.parent().filter(|beside| *beside != Path::new("")) {
            sync(beside)?;
        }
        anyhow::Ok(Backed {
            bytes,
            companies: slugs.len() + 1,
        })
    };
    let written = written.await;
    // What it failed with says more than that it could not be tidied up.
    drop(fs::remove_dir_all(&stage));
    written.with_context(|| format!("{shown} could not be written"))
}

/// Makes a backup the databases of a data folder, or of the one company that is named: of an archive that company, of another backup all
/// that it has. Each is replaced as [`restore`] does it, the first company's last, so that a folder without it is not restored yet.
///
/// # Errors
/// As of [`restore`]; when a company is named that the backup does not have.
pub async fn restore_server(
    file: &Path,
    data: &Path,
    vault: &Vault,
    company: Option<&Slug>,
    force: bool,
) -> anyhow::Result<Vec<(Option<Slug>, Restored)>> {
    let place = |slug: Option<&Slug>| company::folder(data, slug);
    let own = |slug: Option<&Slug>| company::vault(data, vault.clone(), slug);
    if !is_archive(file) {
        let restored = restore(file, &place(company), &own(company), force).await?;
        return Ok(vec![(company.cloned(), restored)]);
    }
    if company.is_none() {
        ensure_free(data, force)?;
    }
    store::private_folder(data)
        .with_context(|| format!("the data folder {} cannot be used", data.display()))?;
    let stage = data.join(STAGE);
    // What an earlier restore left that was killed.
    drop(fs::remove_dir_all(&stage));
    let done = async {
        unpack(file, &stage)?;
        let slugs = slugs(&stage)
            .await
            .with_context(|| format!("{} is no backup of Encaixe", file.display()))?;
        let wanted: Vec<Option<&Slug>> = match company {
            Some(one) if !slugs.contains(one) => bail!("{} has no company {one}", file.display()),
            Some(one) => vec![Some(one)],
            None => slugs.iter().map(Some).chain([None]).collect(),
        };
        if company.is_none() {
            let from = stage.join(SERVER_FILE);
            for log in ["-wal", "-shm"] {
                drop(fs::remove_file(data.join(format!("{SERVER_FILE}{log}"))));
            }
            fs::rename(from, data.join(SERVER_FILE))?;
        }
        let mut restored = Vec::new();
        for slug in wanted {
            let from = company::folder(&stage, slug);
            if !from.join(FILE).is_file() {
                continue;
            }
            let to = place(slug);
            store::private_folder(&to)?;
            let (sealed, keys) = (Vault::file_in(&from), Vault::file_in(&to));
            if slug.is_some() && sealed.is_file() && !keys.exists() {
                fs::copy(&sealed, &keys)?;
            }
            let one = restore(&from.join(FILE), &to, &own(slug), force).await;
            let one = one.with_context(|| match slug {
                Some(slug) => format!("the company {slug}"),
                None => "the first company".to_owned(),
            })?;
            restored.push((slug.cloned(), one));
        }
        anyhow::Ok(restored)
    };
    let done = done.await;
    drop(fs::remove_dir_all(&stage));
    done
}

/// Whether a file is an archive of a whole server.
fn is_archive(file: &Path) -> bool {
    let mut begin = [0; MAGIC.len()];
    let read = File::open(file).and_then(|mut file| file.read_exact(&mut begin));
    read.is_ok() && begin == MAGIC
}

/// Nobody uses the folder, and nothing in it is lost.
fn ensure_free(data: &Path, force: bool) -> anyhow::Result<()> {
    let is_taken = |name: &str| fs::metadata(data.join(name)).is_ok_and(|found| found.len() > 0);
    if !force && (is_taken(FILE) || is_taken(SERVER_FILE)) {
        bail!(
            "{} holds a server already: choose another folder, or say --force to put the backup in its place and keep the old \
             companies aside",
            data.display()
        );
    }
    if data.is_dir() {
        let alone = Lock::alone(data).with_context(|| {
            let data = data.display();
            format!("stop the server on {data}, and whatever else uses it; then restore again")
        })?;
        drop(alone);
    }
    Ok(())
}

async fn slugs(folder: &Path) -> anyhow::Result<Vec<Slug>> {
    let Some(server) = ServerStore::find(folder).await? else {
        return Ok(Vec::new());
    };
    let all = server.companies().await;
    server.close().await;
    Ok(all?.into_iter().map(|one| one.slug).collect())
}

/// The name of a company's file in an archive.
fn part(slug: Option<&Slug>, name: &str) -> String {
    let folder = company::folder(Path::new(""), slug);
    // On every system with the same sign between the parts.
    let parts = folder
        .iter()
        .map(|part| part.to_string_lossy().into_owned());
    let parts: Vec<String> = parts.chain([name.to_owned()]).collect();
    parts.join("/")
}

fn vault_name() -> String {
    let file = Vault::file_in(Path::new(""));
    file.to_string_lossy().into_owned()
}

fn pack(stage: &Path, parts: &[String], to: &Path) -> anyhow::Result<()> {
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
fn unpack(file: &Path, stage: &Path) -> anyhow::Result<()> {
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
