//! A whole server in one file, and back again: a zip of the server's own database and of each company's, with the key files of the
//! companies beside the first, which lie sealed by the server's key. A server of one company without integrations has no archive: its
//! backup is its database.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use encaixe_api::company::Slug;

use super::packed::{self, is_archive, pack, part, unpack, vault_name};
use super::{Restored, backup, restore, with_earlier};
use crate::company;
use crate::files::sync;
use crate::random;
use crate::store::lock::Lock;
use crate::store::server::ServerStore;
use crate::store::{self, FILE, SERVER_FILE, copy};
use crate::vault::Vault;

/// Where an archive is unpacked inside the data folder.
const STAGE: &str = "restoring-server";

/// What a backup has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backed {
    /// How many bytes it takes.
    pub bytes: u64,
    /// How many companies are in it.
    pub companies: usize,
    /// Whether integrations are in it, which lie with the server.
    pub has_integrations: bool,
}

/// What the server's own database says.
#[derive(Debug, Default)]
struct Own {
    /// The companies beside the first.
    slugs: Vec<Slug>,
    has_integrations: bool,
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
    let Own {
        slugs,
        has_integrations,
    } = read_own(data).await?;
    if slugs.is_empty() && !has_integrations {
        let bytes = backup(data, file, keys(vault).as_ref()).await?;
        return Ok(Backed {
            bytes,
            companies: 1,
            has_integrations,
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
        // Before and after what lies sealed by them, so that both keys of a rotation beside it are known. They go with the first company.
        let mut earlier = exported(vault, with_keys)?;
        copy::write_server(data, &stage.join(SERVER_FILE)).await?;
        earlier.insert_str(0, &exported(vault, with_keys)?);
        for slug in slugs.iter().map(Some).chain([None]) {
            let folder = company::folder(data, slug);
            if !folder.join(FILE).is_file() {
                // It was made and not opened yet: it begins where it is restored.
                continue;
            }
            let part = part(slug, FILE);
            let of = company::folder(&stage, slug);
            store::private_folder(&of)?;
            let own = company::vault(data, vault.clone(), slug);
            let also = if slug.is_none() { earlier.as_str() } else { "" };
            with_earlier(&folder, &of.join(FILE), keys(&own).as_ref(), also).await?;
            parts.push(part);
            let sealed = Vault::file_in(&folder);
            if slug.is_some() && sealed.is_file() {
                fs::copy(&sealed, Vault::file_in(&of))?;
                parts.push(packed::part(slug, &vault_name()));
                earlier.insert_str(0, &exported(vault, with_keys)?);
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
            has_integrations,
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
        let Own { slugs, .. } = read_own(&stage)
            .await
            .with_context(|| format!("{} is no backup of Encaixe", file.display()))?;
        let wanted: Vec<Option<&Slug>> = match company {
            Some(one) if !slugs.contains(one) => bail!("{} has no company {one}", file.display()),
            Some(one) => vec![Some(one)],
            None => slugs.iter().map(Some).chain([None]).collect(),
        };
        // The server's keys open those of the companies, which come before the first.
        let has_brought_keys = company.is_none() && bring_keys(&stage, vault).await?;
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
        if let Some((None, first)) = restored.last_mut()
            && company.is_none()
        {
            first.has_brought_keys |= has_brought_keys;
            for name in closed_integrations(data, vault).await? {
                if !first.closed.contains(&name) {
                    first.closed.push(name);
                }
            }
        }
        anyhow::Ok(restored)
    };
    let done = done.await;
    drop(fs::remove_dir_all(&stage));
    done
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

async fn read_own(folder: &Path) -> anyhow::Result<Own> {
    let Some(server) = ServerStore::find(folder).await? else {
        return Ok(Own::default());
    };
    let (all, has_integrations) = (server.companies().await, server.has_integrations().await);
    server.close().await;
    Ok(Own {
        slugs: all?.into_iter().map(|one| one.slug).collect(),
        has_integrations: has_integrations?,
    })
}

/// The integrations of which the vault opens no secret.
async fn closed_integrations(folder: &Path, vault: &Vault) -> anyhow::Result<Vec<String>> {
    let Some(server) = ServerStore::find(folder).await? else {
        return Ok(Vec::new());
    };
    let closed = server.closed_integrations(vault).await;
    server.close().await;
    Ok(closed?)
}

/// The text of the key file, where keys go along.
fn exported(vault: &Vault, with_keys: bool) -> anyhow::Result<String> {
    if with_keys {
        Ok(vault.must_export()?)
    } else {
        Ok(String::new())
    }
}

/// Adds the keys that an archive brought along to the server's; whether that changed them.
async fn bring_keys(stage: &Path, vault: &Vault) -> anyhow::Result<bool> {
    // What is none of ours is refused when it is restored.
    if copy::flaw(stage).await?.is_some() {
        return Ok(false);
    }
    match copy::take_keys(stage).await? {
        Some(keys) => Ok(vault.import(&keys)?),
        None => Ok(false),
    }
}
