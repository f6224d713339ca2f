//! The last calls of each connection.

use encaixe_api::app::AppCall;
use encaixe_api::id::{ConnectionId, PluginId};

use super::super::engine::sql;
use super::super::{For, Result, Row, Store, Writer};
use crate::time::{Millis, rfc3339};

/// How many calls of a connection are kept.
pub const MOST_CALLS: i64 = 100;

/// A call that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called<'a> {
    /// When it began.
    pub at: Millis,
    /// The method.
    pub method: &'a str,
    /// The path, without its query.
    pub path: &'a str,
    /// The status; none where there was no answer.
    pub status: Option<u16>,
    /// How long it took.
    pub milliseconds: Millis,
    /// For which plugin.
    pub plugin: Option<&'a PluginId>,
}

impl Store {
    /// The last calls of a connection, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn app_calls(&self, connection: &ConnectionId) -> Result<Vec<AppCall>> {
        sql("SELECT * FROM app_call WHERE connection_id = $1 ORDER BY number DESC LIMIT $2")
            .bind(connection)
            .bind(MOST_CALLS)
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect()
    }
}

impl Writer {
    /// Notes a call, and forgets the oldest of that connection.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_call(&self, connection: &ConnectionId, call: &Called<'_>) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        // The connection may be gone by now.
        sql(
            "INSERT INTO app_call (connection_id, at, method, path, status, ms, plugin_id)
             SELECT id, $2, $3, $4, $5, $6, $7 FROM app_connection WHERE id = $1",
        )
        .bind(connection)
        .bind(call.at)
        .bind(call.method)
        .bind(call.path)
        .bind(call.status.map(i64::from))
        .bind(call.milliseconds)
        .bind(call.plugin)
        .execute(&mut write)
        .await?;
        sql(
            "DELETE FROM app_call WHERE connection_id = $1 AND number <=
                (SELECT number FROM app_call WHERE connection_id = $1 ORDER BY number DESC LIMIT 1 OFFSET $2)",
        )
        .bind(connection)
        .bind(MOST_CALLS)
        .execute(&mut write)
        .await?;
        write.commit().await
    }
}

fn read(row: &Row) -> Result<AppCall> {
    let status: Option<i64> = row.get("status")?;
    Ok(AppCall {
        at: rfc3339(row.get("at")?),
        method: row.get("method")?,
        path: row.get("path")?,
        status: status.and_then(|status| u16::try_from(status).ok()),
        milliseconds: u32::try_from(row.get::<i64>("ms")?).unwrap_or(u32::MAX),
        plugin: row.get("plugin_id")?,
    })
}
