//! Pictures of integrations. All that some version names stay, since versions stay, and the one of what is written; others go.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::IntegrationManifest;
use sha2::{Digest as _, Sha256};

use super::super::engine::sql;
use super::super::server::{ServerStore, ServerWrite};
use super::super::{Outcome, Refusal, Result};
use crate::picture::Picture;
use crate::random::hex;

/// Where they are served; the integration's id, `/logo/` and the picture's hash follow.
const PLACE: &str = "/api/marketplace/";

/// What is written, with the address of its picture: of the one that comes with it, else of one that is there already.
pub(super) async fn keep(
    write: &mut ServerWrite,
    id: &IntegrationId,
    written: IntegrationManifest,
    picture: Option<&Picture>,
) -> Result<Outcome<IntegrationManifest>> {
    let at = format!("{PLACE}{id}/logo/");
    if let Some(picture) = picture {
        let hash = hex(&Sha256::digest(&picture.content)[..12]);
        sql(
            "INSERT INTO integration_logo (integration_id, hash, kind, content) VALUES ($1, $2, $3, $4)
             ON CONFLICT (integration_id, hash) DO NOTHING",
        )
        .bind(id)
        .bind(&hash)
        .bind(picture.kind)
        .bind(picture.content.as_slice())
        .execute(&mut *write)
        .await?;
        return Ok(Ok(IntegrationManifest {
            logo: Some(format!("{at}{hash}")),
            ..written
        }));
    }
    let Some(address) = &written.logo else {
        return Ok(Ok(written));
    };
    let found: Option<i64> = match address.strip_prefix(&at) {
        Some(hash) => {
            sql("SELECT 1 FROM integration_logo WHERE integration_id = $1 AND hash = $2")
                .bind(id)
                .bind(hash)
                .read_optional(&mut *write)
                .await?
        }
        None => None,
    };
    if found.is_some() {
        Ok(Ok(written))
    } else {
        Ok(Err(Refusal::unknown("logo", "picture of this integration")))
    }
}

/// Removes the pictures that neither what is written nor any version names.
pub(super) async fn sweep(
    write: &mut ServerWrite,
    id: &IntegrationId,
    written: &IntegrationManifest,
) -> Result<()> {
    let at = format!("{PLACE}{id}/logo/");
    let versions: Vec<String> =
        sql("SELECT manifest FROM integration_version WHERE integration_id = $1")
            .bind(id)
            .read_all(&mut *write)
            .await?;
    let mut named = Vec::with_capacity(versions.len() + 1);
    named.extend(written.logo.clone());
    for version in versions {
        named.extend(serde_json::from_str::<IntegrationManifest>(&version)?.logo);
    }
    let known: Vec<String> = sql("SELECT hash FROM integration_logo WHERE integration_id = $1")
        .bind(id)
        .read_all(&mut *write)
        .await?;
    for hash in known {
        if named.contains(&format!("{at}{hash}")) {
            continue;
        }
        sql("DELETE FROM integration_logo WHERE integration_id = $1 AND hash = $2")
            .bind(id)
            .bind(hash)
            .execute(&mut *write)
            .await?;
    }
    Ok(())
}

impl ServerStore {
    /// The media type and the content of an integration's picture, by its hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integration_logo(
        &self,
        id: &IntegrationId,
        hash: &str,
    ) -> Result<Option<(String, Vec<u8>)>> {
        let found = sql(
            "SELECT kind, content FROM integration_logo WHERE integration_id = $1 AND hash = $2",
        )
        .bind(id)
        .bind(hash)
        .read_optional(&self.engine)
        .await?;
        Ok(found)
    }
}
