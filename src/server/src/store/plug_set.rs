//! The Plug set: seven endpoints that are written together, one for each of its keys.

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{Body, EventName, PlugSet};
use url::Url;

use super::engine::sql;
use super::{For, Result, Store, Write, Writer};
use crate::delivery::sign::Secret;
use crate::event::WebhookEvent;
use crate::random;
use crate::time;
use crate::vault::WEBHOOK_SECRET;

/// The keys, each with its address.
const ADDRESSES: &str = "SELECT plug_key, url FROM webhook_endpoint WHERE plug_key IS NOT NULL";

impl Store {
    /// The set that is in force; none when there never was one, or an endpoint of it was removed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plug_set(&self) -> Result<Option<PlugSet>> {
        let rows: Vec<(String, String)> = sql(ADDRESSES).read_all(&self.engine).await?;
        let mut set = PlugSet::default();
        for (key, url) in rows {
            if let Some(place) = set.address_mut(&key) {
                *place = url;
            }
        }
        let is_whole = set.addresses().all(|(_, url)| !url.is_empty());
        Ok(is_whole.then_some(set))
    }
}

impl Writer {
    /// Puts the set in force, whole. What has its address already stays as it is, but that it is switched on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_plug_set(&self, set: &PlugSet) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let mut secret = None;
        let mut changed = false;
        let mut known = Vec::new();
        for (key, url) in set.addresses() {
            let parsed = Url::parse(url).ok();
            let host = parsed.as_ref().and_then(Url::host_str).unwrap_or_default();
            let id: Option<EndpointId> = sql("SELECT id FROM webhook_endpoint WHERE plug_key = $1")
                .bind(key)
                .read_optional(&mut write)
                .await?;
            changed |= match id {
                Some(id) => {
                    let changed = update(&mut write, &id, url, host).await?;
                    known.push(id);
                    changed
                }
                None => {
                    // Whoever verifies the set needs one secret.
                    let secret = match &secret {
                        Some(secret) => secret,
                        None => secret.insert(Secret::new()?),
                    };
                    add(&mut write, key, url, host, secret).await?;
                    true
                }
            };
        }
        if changed {
            write.record(WebhookEvent::PlugSetChanged);
        }
        write.commit().await?;
        // What was off may be on now, with something that waits.
        self.wake().due(known);
        Ok(())
    }
}

/// Gives an endpoint its address and switches it on; whether that changed anything.
async fn update(write: &mut Write, id: &EndpointId, url: &str, host: &str) -> Result<bool> {
    let changed = sql(
        "UPDATE webhook_endpoint SET url = $2, host = $3, enabled = TRUE, disabled = NULL, disabled_at = NULL, failing_since = NULL
         WHERE id = $1 AND (url <> $2 OR NOT enabled)",
    )
    .bind(id)
    .bind(url)
    .bind(host)
    .execute(write)
    .await?;
    Ok(changed > 0)
}

async fn add(write: &mut Write, key: &str, url: &str, host: &str, secret: &Secret) -> Result<()> {
    let (id, now) = (EndpointId::new(random::id()?), time::now());
    sql(
        "INSERT INTO webhook_endpoint (id, url, host, description, body, plug_key, created_at)
         VALUES ($1, $2, $3, $4, $5, $4, $6)",
    )
    .bind(&id)
    .bind(url)
    .bind(host)
    .bind(key)
    .bind(Body::Plug.as_str())
    .bind(now)
    .execute(&mut *write)
    .await?;
    sql("INSERT INTO webhook_event (endpoint_id, name) VALUES ($1, $2)")
        .bind(&id)
        .bind(EventName::of_plug_key(key).map(EventName::as_str))
        .execute(&mut *write)
        .await?;
    let kept = random::id()?;
    let sealed = write.seal(WEBHOOK_SECRET, &kept, secret.text().as_bytes())?;
    sql("INSERT INTO webhook_secret (id, endpoint_id, secret, created_at) VALUES ($1, $2, $3, $4)")
        .bind(kept)
        .bind(&id)
        .bind(sealed)
        .bind(now)
        .execute(&mut *write)
        .await?;
    Ok(())
}
