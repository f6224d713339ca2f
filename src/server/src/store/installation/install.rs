//! Installing: one write, so that nothing is ever half installed.

use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_api::integration::IntegrationManifest;
use encaixe_api::plugin::PluginPatch;

use super::super::engine::sql;
use super::super::grant::{NewCode, insert_code};
use super::super::plugin::{self, New};
use super::super::{For, Outcome, Refusal, Result, Store, Writer, placement};
use super::{Clicked, click, own};
use crate::event::{IntegrationEvent, PluginEvent};
use crate::picture::Picture;
use crate::time;

/// An integration that is to be installed: checked by the caller.
#[derive(Debug)]
pub struct NewInstalled<'a> {
    /// The click of who installs it.
    pub click: Clicked<'a>,
    /// What they agree to.
    pub manifest: &'a IntegrationManifest,
    /// Its page.
    pub plugin: &'a New<'a>,
    /// For whom that page is.
    pub placed: &'a PluginPatch,
    /// The picture of that page.
    pub picture: Option<&'a Picture>,
    /// The code that its server is told.
    pub code: &'a NewCode<'a>,
}

impl Store {
    /// The installations whose server is to be told and was not, with who agreed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn untold_installations(&self) -> Result<Vec<(IntegrationId, MemberId)>> {
        let found = sql(
            "SELECT id, member_id FROM installation WHERE agreed IS NOT NULL AND told_at IS NULL AND exchanged_at IS NULL
                AND paused_at IS NULL AND NOT is_suspended ORDER BY id",
        )
        .read_all(&self.engine)
        .await?;
        Ok(found)
    }
}

impl Writer {
    /// Keeps a code of an installation whose server was not told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_untold_code(&self, code: &NewCode<'_>) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        insert_code(&mut write, code, time::now()).await?;
        write.commit().await
    }

    /// Installs an integration with its page. One that the consent page alone let in gets its page by this.
    ///
    /// # Errors
    /// When the database fails, or the vault's key cannot be used.
    pub async fn install(&self, new: &NewInstalled<'_>) -> Result<Outcome<()>> {
        let mut write = self.write(For::Workspace).await?;
        let now = time::now();
        let id = new.click.integration;
        if let Err(refused) = click::spend(&mut write, new.click, now).await? {
            return Ok(Err(refused));
        }
        let done = sql(
            "INSERT INTO installation (id, name, member_id, created_at, agreed, version) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, member_id = excluded.member_id, agreed = excluded.agreed,
                version = excluded.version, paused_at = NULL, is_suspended = FALSE
             WHERE installation.agreed IS NULL",
        )
        .bind(id)
        .bind(&new.manifest.name)
        .bind(new.click.member)
        .bind(now)
        .bind(serde_json::to_string(new.manifest)?)
        .bind(new.click.version)
        .execute(&mut write)
        .await?;
        if done == 0 {
            return Ok(Err(Refusal::AlreadyInstalled));
        }
        let page = plugin::insert(&mut write, new.plugin).await?.id;
        own(&mut write, &page, id).await?;
        if let Some(picture) = new.picture {
            plugin::show(&mut write, &page, picture).await?;
        }
        if let Err(refused) = placement::put(&mut write, &page, new.placed).await? {
            return Ok(Err(refused));
        }
        insert_code(&mut write, new.code, now).await?;
        write.record(PluginEvent::PluginCreated { plugin: page });
        write.record(IntegrationEvent::IntegrationInstalled {
            integration: id.clone(),
            name: new.manifest.name.clone(),
            version: new.click.version,
        });
        write.commit().await?;
        Ok(Ok(()))
    }
}
