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
    /// Puts the set in force, whole. What has its address already keeps its id and secret.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_plug_set(&self, set: &PlugSet) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
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
                    let changed = update(&mut write, &id, key, (url, host)).await?;
                    known.push(id);
                    changed
                }
                None => {
                    // Whoever verifies the set needs one secret.
                    let secret = shared_secret(&mut write).await?;
                    add(&mut write, key, (url, host), &secret).await?;
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

/// Makes an endpoint again what it is in the set, whatever was changed of it, and switches it on; whether that changed anything.
async fn update(
    write: &mut Write,
    id: &EndpointId,
    key: &str,
    (url, host): (&str, &str),
) -> Result<bool> {
    let name = EventName::of_plug_key(key).map(EventName::as_str);
    let of_row = sql(
        "UPDATE webhook_endpoint SET url = $2, host = $3, body = $4, every_channel = TRUE, enabled = TRUE, disabled = NULL,
            disabled_at = NULL, failing_since = NULL
         WHERE id = $1 AND (url <> $2 OR body <> $4 OR NOT every_channel OR NOT enabled)",
    )
    .bind(id)
    .bind(url)
    .bind(host)
    .bind(Body::Plug.as_str())
    .execute(&mut *write)
    .await?;
    let others = sql("DELETE FROM webhook_event WHERE endpoint_id = $1 AND name <> $2")
        .bind(id)
        .bind(name)
        .execute(&mut *write)
        .await?;
    let own =
        sql("INSERT INTO webhook_event (endpoint_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id)
            .bind(name)
            .execute(&mut *write)
            .await?;
    Ok(of_row + others + own > 0)
}

/// What signs the set: that of another endpoint of it, or a new one.
async fn shared_secret(write: &mut Write) -> Result<Secret> {
    let known: Option<(String, String)> = sql(
        "SELECT s.id, s.secret FROM webhook_endpoint e JOIN webhook_secret s ON s.endpoint_id = e.id
         WHERE e.plug_key IS NOT NULL AND s.expires_at IS NULL ORDER BY e.plug_key LIMIT 1",
    )
    .read_optional(&mut *write)
    .await?;
    let known = known.and_then(|(id, sealed)| {
        let text = write.vault.open_text(WEBHOOK_SECRET, &id, &sealed).ok()?;
        Secret::parse(&text).ok()
    });
    match known {
        Some(secret) => Ok(secret),
        None => Ok(Secret::new()?),
    }
}

async fn add(
    write: &mut Write,
    key: &str,
    (url, host): (&str, &str),
    secret: &Secret,
) -> Result<()> {
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
