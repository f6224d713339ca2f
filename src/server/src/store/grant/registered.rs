//! What a company's log has of the integrations that it makes. They lie with the server, whose row comes first: a kill between the two
//! leaves a change that is not noted.

use encaixe_api::integration::{Integration, Step};

use super::super::{For, Result, Writer};
use crate::event::{Changed, IntegrationEvent};

impl Writer {
    /// Notes that an integration was made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_integration_created(&self, made: &Integration) -> Result<()> {
        self.note_integration(IntegrationEvent::IntegrationCreated {
            integration: made.id.clone(),
            name: made.manifest.name.clone(),
        })
        .await
    }

    /// Notes what of an integration changed, if anything did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_integration_changed(
        &self,
        before: &Integration,
        after: &Integration,
    ) -> Result<()> {
        let what = Changed::between(&before.manifest, &after.manifest)?;
        if what.fields.is_empty() {
            return Ok(());
        }
        self.note_integration(IntegrationEvent::IntegrationChanged {
            integration: after.id.clone(),
            name: after.manifest.name.clone(),
            what,
        })
        .await
    }

    /// Notes that an integration got another secret.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_integration_rotated(&self, of: &Integration) -> Result<()> {
        self.note_integration(IntegrationEvent::IntegrationSecretRotated {
            integration: of.id.clone(),
            name: of.manifest.name.clone(),
        })
        .await
    }

    /// Notes a step that an integration took, or that a moderator took with it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_integration_step(
        &self,
        of: &Integration,
        step: Step,
        version: u32,
        reason: &str,
    ) -> Result<()> {
        self.note_integration(IntegrationEvent::IntegrationStepped {
            integration: of.id.clone(),
            name: of.manifest.name.clone(),
            step: step.as_str().to_owned(),
            version,
            reason: reason.to_owned(),
        })
        .await
    }

    async fn note_integration(&self, event: IntegrationEvent) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        write.record(event);
        write.commit().await
    }
}
