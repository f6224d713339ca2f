//! The one workspace of a data folder.

use encaixe_api::access::Workspace;
use encaixe_api::id::WorkspaceId;
use sqlx::Row as _;

use super::{Result, Store, Write};
use crate::time::Millis;

impl Store {
    /// The workspace; none before the first start.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspace(&self) -> Result<Option<Workspace>> {
        let row = sqlx::query("SELECT id, name FROM workspace ORDER BY created_at LIMIT 1")
            .fetch_optional(&self.reader)
            .await?;
        row.map(|row| {
            Ok(Workspace {
                id: WorkspaceId::new(row.try_get::<String, _>("id")?),
                name: row.try_get("name")?,
            })
        })
        .transpose()
    }
}

/// Adds the workspace.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, workspace: &Workspace, at: Millis) -> Result<()> {
    sqlx::query("INSERT INTO workspace (id, name, created_at) VALUES ($1, $2, $3)")
        .bind(workspace.id.as_str())
        .bind(&workspace.name)
        .bind(at)
        .execute(&mut **write)
        .await?;
    Ok(())
}
