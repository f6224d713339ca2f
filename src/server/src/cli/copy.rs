//! `encaixe backup` and `encaixe restore`.

use std::path::PathBuf;

use super::Data;
use super::manage::{must_be_there, print};
use crate::backup;

pub(super) async fn backup(data: Data, file: PathBuf) -> anyhow::Result<()> {
    must_be_there(&data)?;
    let bytes = backup::backup(&data.data, &file).await?;
    print(&format!(
        "{} keeps the workspace of {} ({} KB)\n",
        file.display(),
        data.data.display(),
        bytes.div_ceil(1_000)
    ))
}

pub(super) async fn restore(data: Data, file: PathBuf, force: bool) -> anyhow::Result<()> {
    let restored = backup::restore(&file, &data.data, force).await?;
    let mut said = format!(
        "{} holds the workspace {} of {}\n",
        data.data.display(),
        restored.workspace,
        file.display()
    );
    if let Some(before) = restored.before {
        said += &format!("the one before it is kept in {}\n", before.display());
    }
    print(&said)
}
