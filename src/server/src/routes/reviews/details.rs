//! An integration as a moderator looks at it.

use encaixe_api::integration::{Changed, Integration, IntegrationManifest, Review, ReviewDetails};
use serde_json::{Map, Value};

use crate::app::Shared;
use crate::company::Home;
use crate::error::{Error, Result};
use crate::store::cursor::Cursor;
use crate::store::integration::Registered;
use crate::time::rfc3339;

/// How many of its steps are shown, the newest ones.
const STEPS: u32 = 200;

/// It in the moderators' list; its secrets are its company's.
pub(super) fn review(of: Registered, company: String) -> Review {
    Review {
        since: rfc3339(of.since),
        integration: Integration {
            secrets: Vec::new(),
            ..of.integration
        },
        company,
    }
}

/// It with all that is known of it.
pub(super) async fn details(app: &Shared, of: Registered) -> Result<ReviewDetails> {
    let server = app.server()?;
    let store = server
        .server()
        .await?
        .ok_or(Error::NotFound("integration"))?;
    let id = &of.integration.id;
    let written = &of.integration.manifest;
    let published = of.published.as_ref().map(|one| one.manifest.clone());
    let changes = match &published {
        Some(before) => changes(before, written)?,
        None => Vec::new(),
    };
    let is_wider = published
        .as_ref()
        .is_some_and(|before| written.is_wider_than(before));
    let checks = store.integration_checks(id, of.integration.version).await?;
    let newest = Cursor::newest();
    let history = store.integration_history(id, &newest, STEPS);
    let history = history.await?.items;
    let installations = store.installed_count(id).await?;
    let company = Home::name(app, of.company.as_ref()).await?;
    Ok(ReviewDetails {
        review: review(of, company),
        published,
        changes,
        is_wider,
        checks,
        history,
        installations,
    })
}

/// What of a manifest is not as it was, key by key.
fn changes(before: &IntegrationManifest, after: &IntegrationManifest) -> Result<Vec<Changed>> {
    let object = |manifest: &IntegrationManifest| -> serde_json::Result<Map<String, Value>> {
        serde_json::from_value(serde_json::to_value(manifest)?)
    };
    let (before, after) = (object(before)?, object(after)?);
    let of = |all: &Map<String, Value>, key: &str| all.get(key).cloned().unwrap_or_default();
    let keys = after
        .keys()
        .filter(|key| of(&before, key) != of(&after, key));
    let changes = keys.map(|key| Changed {
        field: key.clone(),
        before: format!("{:#}", of(&before, key)),
        after: format!("{:#}", of(&after, key)),
    });
    Ok(changes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_key_by_key() {
        let before = IntegrationManifest {
            name: "CRM".to_owned(),
            redirect_uris: vec!["https://crm.example/cb".to_owned()],
            ..IntegrationManifest::default()
        };
        assert!(changes(&before, &before).unwrap().is_empty());
        let mut after = before.clone();
        after
            .redirect_uris
            .push("https://two.example/cb".to_owned());
        let told = changes(&before, &after).unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].field, "redirectUris");
        assert!(
            told[0].before.contains("crm.example/cb"),
            "{}",
            told[0].before
        );
        assert!(told[0].after.contains("two.example"));
    }
}
