//! The one workspace of a data folder.

use encaixe_api::access::{Workspace, WorkspacePatch};
use encaixe_api::inbox::attendance::ClosingRule;

use super::engine::sql;
use super::{Error, For, Result, Row, Store, Write, Writer};
use crate::event::{Changed, WorkspaceEvent};
use crate::time::Millis;

const FIRST: &str = "SELECT * FROM workspace ORDER BY created_at LIMIT 1";

/// What closing a conversation asks for.
#[derive(Debug, Default)]
pub(super) struct ClosingRules {
    /// A category of its attendance.
    pub(super) category: ClosingRule,
    /// A report.
    pub(super) report: ClosingRule,
}

impl Store {
    /// The workspace; none before the first start.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspace(&self) -> Result<Option<Workspace>> {
        let row = sql(FIRST).fetch_optional(&self.engine).await?;
        row.as_ref().map(read).transpose()
    }
}

impl Writer {
    /// Changes the workspace; none before the first start. Values were checked by the caller.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_workspace(&self, patch: &WorkspacePatch) -> Result<Option<Workspace>> {
        let text = |value: &Option<Option<String>>| value.clone().flatten();
        let mut write = self.write(For::Workspace).await?;
        let before = sql(FIRST).fetch_optional(&mut write).await?;
        sql("UPDATE workspace SET name = COALESCE($1, name),
                 country = CASE WHEN $2 THEN $3 ELSE country END,
                 locale = CASE WHEN $4 THEN $5 ELSE locale END,
                 timezone = CASE WHEN $6 THEN $7 ELSE timezone END,
                 agents_make_tags = COALESCE($8, agents_make_tags),
                 dev_plugins = CASE WHEN $9 THEN $10 ELSE dev_plugins END,
                 closing_category = COALESCE($11, closing_category),
                 closing_report = COALESCE($12, closing_report)
             WHERE id = (SELECT id FROM workspace ORDER BY created_at LIMIT 1)")
        .bind(patch.name.as_deref())
        .bind(patch.country.is_some())
        .bind(text(&patch.country))
        .bind(patch.locale.is_some())
        .bind(text(&patch.locale))
        .bind(patch.timezone.is_some())
        .bind(text(&patch.timezone))
        .bind(patch.agents_make_tags)
        .bind(patch.dev_plugins.is_some())
        .bind(patch.dev_plugins.flatten())
        .bind(patch.closing_category.map(ClosingRule::as_str))
        .bind(patch.closing_report.map(ClosingRule::as_str))
        .execute(&mut write)
        .await?;
        let row = sql(FIRST).fetch_optional(&mut write).await?;
        let after = row.as_ref().map(read).transpose()?;
        if let (Some(before), Some(after)) = (&before, &after) {
            write.record(WorkspaceEvent::WorkspaceChanged {
                what: Changed::between(&read(before)?, after)?,
            });
        }
        write.commit().await?;
        Ok(after)
    }
}

fn read(row: &Row) -> Result<Workspace> {
    Ok(Workspace {
        id: row.get("id")?,
        name: row.get("name")?,
        country: row.get("country")?,
        locale: row.get("locale")?,
        timezone: row.get("timezone")?,
        agents_make_tags: row.get("agents_make_tags")?,
        dev_plugins: row.get("dev_plugins")?,
        closing_category: rule(row, "closing_category")?,
        closing_report: rule(row, "closing_report")?,
    })
}

fn rule(row: &Row, column: &'static str) -> Result<ClosingRule> {
    let word: String = row.get(column)?;
    ClosingRule::parse(&word).ok_or(Error::Unknown(column, word))
}

/// What closing a conversation asks for; nothing before the first start.
pub(super) async fn closing(write: &mut Write) -> Result<ClosingRules> {
    let row = sql(FIRST).fetch_optional(&mut *write).await?;
    row.map_or(Ok(ClosingRules::default()), |row| {
        Ok(ClosingRules {
            category: rule(&row, "closing_category")?,
            report: rule(&row, "closing_report")?,
        })
    })
}

/// Adds the workspace.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, workspace: &Workspace, at: Millis) -> Result<()> {
    sql(
        "INSERT INTO workspace (id, name, created_at, country, locale, timezone, agents_make_tags, dev_plugins,
            closing_category, closing_report)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&workspace.id)
    .bind(&workspace.name)
    .bind(at)
    .bind(workspace.country.as_deref())
    .bind(workspace.locale.as_deref())
    .bind(workspace.timezone.as_deref())
    .bind(workspace.agents_make_tags)
    .bind(workspace.dev_plugins)
    .bind(workspace.closing_category.as_str())
    .bind(workspace.closing_report.as_str())
    .execute(&mut *write)
    .await?;
    Ok(())
}
