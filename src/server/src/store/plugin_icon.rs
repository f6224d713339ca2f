//! Pictures of plugins, beside the registry.

use encaixe_api::id::PluginId;
use sha2::{Digest as _, Sha256};

use super::engine::sql;
use super::{Result, Store, Write};
use crate::picture::Picture;
use crate::random::hex;

/// Where they are served; the plugin's id, `/icon/` and the picture's hash follow.
pub const PLACE: &str = "/api/frames/";

/// Keeps a plugin's picture in the place of the one before; gives its address.
pub(super) async fn put(write: &mut Write, id: &PluginId, picture: &Picture) -> Result<String> {
    let hash = hex(&Sha256::digest(&picture.content)[..12]);
    sql(
        "INSERT INTO plugin_icon (plugin_id, hash, kind, content) VALUES ($1, $2, $3, $4)
         ON CONFLICT (plugin_id) DO UPDATE SET hash = $2, kind = $3, content = $4",
    )
    .bind(id)
    .bind(&hash)
    .bind(picture.kind)
    .bind(picture.content.as_slice())
    .execute(&mut *write)
    .await?;
    Ok(format!("{PLACE}{id}/icon/{hash}"))
}

/// Forgets a plugin's picture, if it has one.
pub(super) async fn remove(write: &mut Write, id: &PluginId) -> Result<()> {
    sql("DELETE FROM plugin_icon WHERE plugin_id = $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    Ok(())
}

impl Store {
    /// The media type and the content of a plugin's picture, when it is the one of that hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plugin_icon(
        &self,
        id: &PluginId,
        hash: &str,
    ) -> Result<Option<(String, Vec<u8>)>> {
        let row = sql("SELECT kind, content FROM plugin_icon WHERE plugin_id = $1 AND hash = $2")
            .bind(id)
            .bind(hash)
            .fetch_optional(&self.engine)
            .await?;
        row.map(|row| Ok((row.get("kind")?, row.get("content")?)))
            .transpose()
    }
}
