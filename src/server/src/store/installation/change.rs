//! What becomes of an installation: it is paused, stopped from outside, brought to another version, taken out.

use encaixe_api::id::{IntegrationId, PluginId};
use encaixe_api::integration::IntegrationManifest;
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_protocol::scope::Grants;

use super::super::engine::sql;
use super::super::grant::{NewCode, insert_code};
use super::super::plugin::{self, New};
use super::super::{For, Result, Write, Writer, farewell, plugin_scopes};
use super::{narrow, own, remove_page, take_out};
use crate::event::{IntegrationEvent, PluginEvent};
use crate::time::{self, Millis};

/// A version that takes the place of the one before.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// Its number.
    pub version: u32,
    /// What is written of it.
    pub manifest: &'a IntegrationManifest,
    /// The address of its page, as the one parser writes it; none where it has no page.
    pub endpoint: Option<&'a str>,
    /// All that it asks for.
    pub scopes: &'a Grants,
}

/// Who decided on a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// An admin, who agreed to all that it asks for.
    Agreement,
    /// Nobody: it asks for no more than the one before.
    Itself,
}

impl Writer {
    /// Takes an integration out, which is to be told there; whether it was let in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn uninstall(&self, id: &IntegrationId, told_at: Option<&str>) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        if take_out(&mut write, id).await?.is_none() {
            return Ok(false);
        }
        farewell::add(&mut write, id, told_at, time::now()).await?;
        write.commit().await?;
        Ok(true)
    }

    /// Stops an installation for a while, or lets it go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pause_installation(&self, id: &IntegrationId, is_paused: bool) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let name: Option<String> = sql("UPDATE installation SET paused_at = $2 WHERE id = $1 AND (paused_at IS NULL) = $3 RETURNING name")
            .bind(id)
            .bind(is_paused.then(time::now))
            .bind(is_paused)
            .read_optional(&mut write)
            .await?;
        let Some(name) = name else { return Ok(()) };
        stop_page(&mut write, id).await?;
        let integration = id.clone();
        write.record(if is_paused {
            IntegrationEvent::IntegrationPaused { integration, name }
        } else {
            IntegrationEvent::IntegrationResumed { integration, name }
        });
        write.commit().await
    }

    /// Notes that a moderator of the server stopped an integration, or let it go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn suspend_installation(&self, id: &IntegrationId, is_suspended: bool) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let name: Option<String> = sql("UPDATE installation SET is_suspended = $2 WHERE id = $1 AND is_suspended <> $2 RETURNING name")
            .bind(id)
            .bind(is_suspended)
            .read_optional(&mut write)
            .await?;
        let Some(name) = name else { return Ok(()) };
        stop_page(&mut write, id).await?;
        let integration = id.clone();
        write.record(if is_suspended {
            IntegrationEvent::IntegrationSuspended { integration, name }
        } else {
            IntegrationEvent::IntegrationLifted { integration, name }
        });
        write.commit().await
    }

    /// Agrees to another version. `code` is what its server is told along with it; none where it has no redirect URI.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agree_to(
        &self,
        id: &IntegrationId,
        taken: Taken<'_>,
        code: Option<&NewCode<'_>>,
    ) -> Result<()> {
        self.take_over(id, taken, By::Agreement, code).await
    }

    /// Puts a version that asks for no more in the place of the one before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn update_installation(&self, id: &IntegrationId, taken: Taken<'_>) -> Result<()> {
        self.take_over(id, taken, By::Itself, None).await
    }

    async fn take_over(
        &self,
        id: &IntegrationId,
        taken: Taken<'_>,
        by: By,
        code: Option<&NewCode<'_>>,
    ) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let before: Option<String> =
            sql("SELECT name FROM installation WHERE id = $1 AND agreed IS NOT NULL")
                .bind(id)
                .read_optional(&mut write)
                .await?;
        let Some(before) = before else { return Ok(()) };
        sql("UPDATE installation SET agreed = $2, version = $3, name = $4 WHERE id = $1")
            .bind(id)
            .bind(serde_json::to_string(taken.manifest)?)
            .bind(taken.version)
            .bind(&taken.manifest.name)
            .execute(&mut write)
            .await?;
        put_page(&mut write, id, &before, taken, by).await?;
        narrow(&mut write, id, taken.scopes).await?;
        // In the same write: its server would not hear of what was agreed to without it.
        if let Some(code) = code {
            sql("UPDATE installation SET member_id = $2 WHERE id = $1")
                .bind(id)
                .bind(code.member)
                .execute(&mut write)
                .await?;
            insert_code(&mut write, code, time::now()).await?;
        }
        let (integration, version) = (id.clone(), taken.version);
        let name = taken.manifest.name.clone();
        write.record(match by {
            By::Agreement => IntegrationEvent::IntegrationAgreed {
                integration,
                name,
                version,
            },
            By::Itself => IntegrationEvent::IntegrationUpdated {
                integration,
                name,
                version,
            },
        });
        write.commit().await
    }

    /// Notes what came of the one request by which an integration's server was told of its installation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_told(
        &self,
        id: &IntegrationId,
        at: Millis,
        status: Option<u16>,
        failure: Option<&str>,
    ) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql("UPDATE installation SET told_at = $2, told_status = $3, told_failure = $4 WHERE id = $1")
            .bind(id)
            .bind(at)
            .bind(status.map(i64::from))
            .bind(failure)
            .execute(&mut write)
            .await?;
        write.commit().await
    }
}

/// Shows the page of an installation, or does not, as the installation says.
async fn stop_page(write: &mut Write, id: &IntegrationId) -> Result<()> {
    sql("UPDATE plugin SET is_stopped = (SELECT i.paused_at IS NOT NULL OR i.is_suspended FROM installation i WHERE i.id = $1)
         WHERE installation_id = $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    Ok(())
}

/// Brings the page of an installation to another version. What an admin took from it stays so unless somebody agreed to all anew, and what
/// an admin calls it stays as it is.
async fn put_page(
    write: &mut Write,
    id: &IntegrationId,
    before: &str,
    taken: Taken<'_>,
    by: By,
) -> Result<()> {
    let Some(endpoint) = taken.endpoint else {
        return remove_page(write, id).await;
    };
    let label = super::label(&taken.manifest.name);
    let classic = taken.manifest.widget.as_ref().map(|widget| widget.classic);
    let known: Option<(PluginId, String)> =
        sql("SELECT id, scopes FROM plugin WHERE installation_id = $1")
            .bind(id)
            .read_optional(&mut *write)
            .await?;
    let Some((page, held)) = known else {
        // What was without a page gets one by somebody's word alone.
        if by == By::Itself {
            return Ok(());
        }
        let new = New {
            name: &label,
            icon: None,
            endpoint,
            enabled: true,
            classic: classic.unwrap_or_default(),
            auth_secret: false,
            proof_algorithm: ProofAlgorithm::default(),
            scopes: taken.scopes.clone(),
            created_at: time::now(),
            owner: None,
        };
        let page = plugin::insert(write, &new).await?.id;
        own(write, &page, id).await?;
        stop_page(write, id).await?;
        write.record(PluginEvent::PluginCreated { plugin: page });
        return Ok(());
    };
    plugin::move_to(write, &page, endpoint).await?;
    sql("UPDATE plugin SET name = CASE WHEN name = $2 THEN $3 ELSE name END, classic = COALESCE($4, classic) WHERE id = $1")
        .bind(&page)
        .bind(super::label(before))
        .bind(&label)
        .bind(classic)
        .execute(&mut *write)
        .await?;
    let scopes = match by {
        By::Agreement => taken.scopes.clone(),
        By::Itself => plugin_scopes::parse(held)?.and(taken.scopes),
    };
    plugin_scopes::change(write, &page, &scopes).await
}
