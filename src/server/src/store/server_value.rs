//! What the server remembers of itself from one start to the next.

use super::engine::sql;
use super::{Result, Store, Write};

/// Where the page was at the last start; sign-in links made beside the server are built from it. It has the name of before companies.
pub const PAGE_URL: &str = "public_origin";
/// By which cookie and at which host the sessions were made.
pub const SESSION_SCOPE: &str = "session_scope";
/// The id of the demo plugin.
pub const DEMO_PLUGIN: &str = "demo_plugin";
/// The address that the demo plugin was given last.
pub const DEMO_URL: &str = "demo_endpoint";
/// The id of the live console.
pub const CONSOLE_PLUGIN: &str = "console_plugin";
/// The address that the live console was given last.
pub const CONSOLE_URL: &str = "console_endpoint";

impl Store {
    /// A remembered value.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn server_value(&self, name: &str) -> Result<Option<String>> {
        let row = sql("SELECT value FROM setting WHERE name = $1")
            .bind(name)
            .fetch_optional(&self.engine)
            .await?;
        Ok(row.map(|row| row.get("value")).transpose()?)
    }
}

/// Remembers a value.
///
/// # Errors
/// When the database fails.
pub async fn set(write: &mut Write, name: &str, value: &str) -> Result<()> {
    sql("INSERT INTO setting (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    .bind(name)
    .bind(value)
    .execute(&mut *write)
    .await?;
    Ok(())
}
