//! A workspace in one file, and back again. A kill at any moment leaves what was there, or what shall be.

mod archive;
mod packed;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

pub use self::archive::{Backed, backup_server, restore_server};
use crate::actor::Actor;
use crate::event::{Filled, WorkspaceEvent};
use crate::files::{private, sync};
use crate::store::copy::{self, Flaw};
use crate::store::lock::Lock;
use crate::store::sealing::Sealing;
use crate::store::{self, For, Store, event, sealed};
use crate::vault::Vault;
use crate::{random, time};

/// Where a backup is made ready inside the data folder.
const STAGE: &str = "restoring";

/// What a restore came to.
#[derive(Debug)]
pub struct Restored {
    /// The workspace's name.
    pub workspace: String,
    /// Where the database before it is kept, as a backup of its own.
    pub before: Option<PathBuf>,
    /// Whether keys that the backup brought along were added to the vault's key file.
    pub has_brought_keys: bool,
    /// The plugins whose secrets no key opens, and that need new ones; with a whole server also the integrations.
    pub closed: Vec<String>,
}

/// Writes the database of a folder to a new file, also while a server runs on it; how many bytes that took. Secrets are in it as they lie in
/// the database, sealed; what opens them only with the vault's keys.
///
/// # Errors
/// When the folder has no database, the file is there already, or one of them cannot be used; when the keys are asked for and there are
/// none.
pub async fn backup(folder: &Path, file: &Path, keys: Option<&Vault>) -> anyhow::Result<u64> {
    with_earlier(folder, file, keys, "").await
}

/// The same, with the keys of a text of a key file behind those of the vault.
async fn with_earlier(
    folder: &Path,
    file: &Path,
    keys: Option<&Vault>,
    earlier: &str,
) -> anyhow::Result<u64> {
    let _share = Lock::shared(folder)?;
    write(folder, file, keys, earlier).await
}

async fn write(
    folder: &Path,
    file: &Path,
    keys: Option<&Vault>,
    earlier: &str,
) -> anyhow::Result<u64> {
    let shown = file.display();
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| format!("{shown} is no name of a file"))?;
    ensure!(
        !file.try_exists().unwrap_or(true),
        "{shown} is there already: choose another name, or remove it first"
    );
    let beside = match file.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    // An absolute path is never taken for a URL.
    let beside = beside
        .canonicalize()
        .with_context(|| format!("the folder of {shown} cannot be used"))?;
    let partial = beside.join(format!("{name}.{}.partial", random::id()?));
    private(&partial).with_context(|| format!("{shown} cannot be written"))?;
    let written = async {
        // Before and after, so that it has both keys of a rotation beside it.
        let before = keys.map(Vault::must_export).transpose()?;
        copy::write(folder, &partial).await?;
        let after = keys.map(Vault::must_export).transpose()?;
        if let (Some(before), Some(after)) = (before, after) {
            copy::put_keys(&partial, &format!("{after}{before}{earlier}")).await?;
        }
        let written = File::open(&partial)?;
        written.sync_all()?;
        let bytes = written.metadata()?.len();
        fs::rename(&partial, beside.join(name))?;
        sync(&beside)?;
        anyhow::Ok(bytes)
    };
    let written = written.await;
    if written.is_err() {
        // What it failed with says more than that it could not be tidied up.
        drop(fs::remove_file(&partial));
    }
    written.with_context(|| format!("{shown} could not be written"))
}

/// Makes a backup the database of a folder. One that is there already is only replaced by `force`, and kept aside. The keys of the
/// folder's vault stay, and those that the backup brought along come behind them.
///
/// # Errors
/// When the file is no sound backup of this version or an earlier one, the folder has a database or is in use, or one of
/// them cannot be used. Nothing has changed then.
pub async fn restore(
    file: &Path,
    folder: &Path,
    vault: &Vault,
    force: bool,
) -> anyhow::Result<Restored> {
    let shown = file.display();
    ensure!(
        file.is_file(),
        "{shown} is no file: name one that `encaixe backup` made"
    );
    store::private_folder(folder)
        .with_context(|| format!("the data folder {} cannot be used", folder.display()))?;
    let _alone = Lock::alone(folder).with_context(|| {
        let data = folder.display();
        format!("stop the server on {data}, and whatever else uses it; then restore again")
    })?;
    let database = folder.join(store::FILE);
    // A start that was killed at once leaves an empty file.
    let is_taken = fs::metadata(&database).is_ok_and(|found| found.len() > 0);
    if is_taken && !force {
        bail!(
            "{} holds a workspace already: choose another folder, or say --force to put the backup in \
             its place and keep the old one aside",
            folder.display()
        );
    }
    let stage = folder.join(STAGE);
    // What an earlier restore left that was killed.
    drop(fs::remove_dir_all(&stage));
    let staged = async {
        let staged = prepare(file, &stage, vault).await?;
        let before = if is_taken {
            Some(put_aside(folder).await?)
        } else {
            None
        };
        // Before the rows that it opens.
        let has_brought_keys = match &staged.keys {
            Some(keys) => vault.import(keys)?,
            None => false,
        };
        for log in ["-wal", "-shm", "-journal"] {
            // Left without its database, it would be read as a part of the new one.
            drop(fs::remove_file(
                folder.join(format!("{}{log}", store::FILE)),
            ));
        }
        fs::rename(stage.join(store::FILE), &database)?;
        sync(folder)?;
        Ok(Restored {
            workspace: staged.workspace,
            before,
            has_brought_keys,
            closed: staged.closed,
        })
    };
    let done = staged.await;
    drop(fs::remove_dir_all(&stage));
    done
}

/// A backup that is ready to be a folder's database.
struct Staged {
    workspace: String,
    /// The text of the key file that it brought along.
    keys: Option<String>,
    closed: Vec<String>,
}

/// Copies the file to a folder of its own, where it is checked and brought to this version.
async fn prepare(file: &Path, stage: &Path, vault: &Vault) -> anyhow::Result<Staged> {
    let shown = file.display();
    store::private_folder(stage)?;
    let copied = stage.join(store::FILE);
    private(&copied)
        .and_then(|mut to| io::copy(&mut File::open(file)?, &mut to))
        .with_context(|| format!("{shown} could not be copied"))?;
    match copy::flaw(stage).await? {
        None => {}
        Some(Flaw::NotOurs) => bail!("{shown} is no backup of Encaixe"),
        Some(Flaw::Damaged(why)) => {
            bail!("{shown} is no backup of Encaixe, or it is damaged ({why}): take another one")
        }
        Some(Flaw::Foreign(what)) => bail!(
            "{shown} was changed by something else than Encaixe ({what} is not as this program makes it), and \
             nothing was taken from it: take another one"
        ),
        Some(Flaw::Newer(found, known)) => bail!(
            "{shown} was made by a newer version of Encaixe (its tables are of version {found}, and \
             this program knows {known}): restore it with that version"
        ),
    }
    let keys = copy::take_keys(stage)
        .await
        .with_context(|| format!("{shown} could not be read"))?;
    let opening = Vault::at(Vault::file_in(stage));
    // Where the folder's own cannot be read, its values are closed.
    let own = vault.export().ok().flatten();
    for text in own.iter().chain(&keys) {
        opening.know(text)?;
    }
    let store = Store::open_with(stage, opening)
        .await
        .with_context(|| format!("{shown} is no backup of a version that is known here"))?;
    // Numbers of events may come again that pages heard before the restore.
    let mut write = store.by(Actor::CommandLine).write(For::Workspace).await?;
    event::begin_generation(&mut write).await?;
    write.record(WorkspaceEvent::WorkspaceFilled {
        by: Filled::Restore,
    });
    write.commit().await?;
    let workspace = store.workspace().await?;
    // What is in the clear yet is sealed by the next start.
    let closed = match store.sealing().await? {
        Sealing::Due => Vec::new(),
        Sealing::Rewrite | Sealing::Done => store.closed().await?,
    };
    store.close().await;
    let workspace = workspace.with_context(|| format!("{shown} holds no workspace"))?;
    copy::fold(stage).await?;
    File::open(&copied)?.sync_all()?;
    Ok(Staged {
        workspace: workspace.name,
        keys,
        closed: sealed::names(&closed),
    })
}

/// Keeps the database of a folder as a backup in it, and folds its log.
async fn put_aside(folder: &Path) -> anyhow::Result<PathBuf> {
    let at = time::rfc3339(time::now()).replace([':', '.'], "-");
    let aside = folder.join(format!("before-restore-{at}.db"));
    let kept = async {
        write(folder, &aside, None, "").await?;
        copy::fold(folder).await?;
        anyhow::Ok(())
    };
    kept.await.with_context(|| {
        format!(
            "the database in {0} could not be kept aside: move {1} and the files whose names begin \
             with it out of {0}, then restore without --force",
            folder.display(),
            store::FILE
        )
    })?;
    Ok(aside)
}
