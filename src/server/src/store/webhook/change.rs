//! Endpoints are added, changed and removed.

use encaixe_api::id::{ChannelId, EndpointId, TokenId};
use encaixe_api::webhook::{Body, Endpoint, EndpointPatch, EventName, Header};

use super::super::engine::sql;
use super::super::{For, Outcome, Refusal, Result, Write, Writer, carrier};
use super::{find, secret};
use crate::delivery::sign::Secret;
use crate::event::{Changed, WebhookEvent};
use crate::vault::WEBHOOK_HEADERS;
use crate::{random, time};

/// An address that was checked.
#[derive(Debug, Clone, Copy)]
pub struct Address<'a> {
    /// It, as browsers write it.
    pub url: &'a str,
    /// Its host, by which people know it.
    pub host: &'a str,
}

/// An endpoint to be added: checked by the caller.
#[derive(Debug)]
pub struct New<'a> {
    /// Where deliveries go.
    pub address: Address<'a>,
    /// What it is told of.
    pub events: &'a [EventName],
    /// Its channels; none is all of them.
    pub channels: Option<&'a [ChannelId]>,
    /// Whether it is told anything.
    pub enabled: bool,
    /// What people wrote of it.
    pub description: &'a str,
    /// What goes along with each delivery.
    pub headers: &'a [Header],
    /// How many deliveries a second it takes.
    pub rate: Option<u32>,
    /// What the bodies are like.
    pub body: Body,
    /// Whether deliveries come in order.
    pub ordered: bool,
    /// Whether it is left out of what its own token did.
    pub skip_own: bool,
    /// Its own token.
    pub token: Option<&'a TokenId>,
    /// Its key in the Plug set.
    pub plug_key: Option<&'a str>,
}

impl Writer {
    /// Adds an endpoint; it, and what its deliveries are signed with.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn add_endpoint(&self, new: &New<'_>) -> Result<Outcome<(Endpoint, Secret)>> {
        let mut write = self.write(For::Workspace).await?;
        let (id, secret) = match insert(&mut write, new).await? {
            Ok(made) => made,
            Err(refused) => return Ok(Err(refused)),
        };
        write.record(WebhookEvent::WebhookCreated {
            endpoint: id.clone(),
        });
        write.commit().await?;
        Ok(self.kept_endpoint(&id).await?.map(|made| (made, secret)))
    }

    /// Changes an endpoint: fields were checked by the caller, the address is that of the patch.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn patch_endpoint(
        &self,
        id: &EndpointId,
        patch: &EndpointPatch,
        address: Option<Address<'_>>,
    ) -> Result<Outcome<Endpoint>> {
        let mut write = self.write(For::Workspace).await?;
        let vault = write.vault.clone();
        let Some(before) = find(&mut write, &vault, id).await? else {
            return Ok(Err(Refusal::NotFound("webhook")));
        };
        if patch.body == Some(Body::Plug) && carrier::carries(&mut write, id).await? {
            return Ok(Err(Refusal::Carries("body")));
        }
        if patch.enabled == Some(true) && before.disabled.is_some() {
            carrier::came_back(&mut write, id).await?;
        }
        sql(
            "UPDATE webhook_endpoint SET url = COALESCE($2, url), host = COALESCE($3, host), enabled = COALESCE($4, enabled),
                description = COALESCE($5, description), rate = CASE WHEN $6 THEN $7 ELSE rate END, body = COALESCE($8, body),
                ordered = COALESCE($9, ordered), skip_own = COALESCE($10, skip_own),
                token_id = CASE WHEN $11 THEN $12 ELSE token_id END
             WHERE id = $1",
        )
        .bind(id)
        .bind(address.map(|address| address.url))
        .bind(address.map(|address| address.host))
        .bind(patch.enabled)
        .bind(patch.description.as_deref())
        .bind(patch.rate.is_some())
        .bind(patch.rate.flatten().map(i64::from))
        .bind(patch.body.map(Body::as_str))
        .bind(patch.ordered)
        .bind(patch.skip_own)
        .bind(patch.token.is_some())
        .bind(patch.token.as_ref().and_then(Option::as_ref))
        .execute(&mut write)
        .await?;
        if patch.enabled.is_some() {
            // Somebody decided on it: what the server found before is over.
            sql("UPDATE webhook_endpoint SET disabled = NULL, disabled_at = NULL, failing_since = NULL WHERE id = $1")
                .bind(id)
                .execute(&mut write)
                .await?;
        }
        if let Some(events) = &patch.events {
            put_events(&mut write, id, events).await?;
        }
        if let Some(channels) = &patch.channels
            && let Err(refused) = put_channels(&mut write, id, channels.as_deref()).await?
        {
            return Ok(Err(refused));
        }
        if let Some(headers) = &patch.headers {
            put_headers(&mut write, id, headers).await?;
        }
        if let Some(after) = find(&mut write, &vault, id).await? {
            write.record(WebhookEvent::WebhookChanged {
                endpoint: id.clone(),
                what: Changed::between(&before, &after)?,
            });
        }
        write.commit().await?;
        // It may be on now, or faster.
        self.wake().due([id.clone()]);
        self.kept_endpoint(id).await
    }

    /// Removes an endpoint with its deliveries, unless it carries a channel's messages. Many deliveries go a few at a time, so that nobody
    /// waits for all of them; one whose removal ends amid them is still there and can be removed again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_endpoint(&self, id: &EndpointId) -> Result<Outcome<()>> {
        if !carrier::carries(&self.engine, id).await? {
            while self.forget_deliveries(id).await? {}
        }
        let mut write = self.write(For::Workspace).await?;
        let name: Option<String> = sql("SELECT name FROM webhook_name WHERE id = $1")
            .bind(id)
            .read_optional(&mut write)
            .await?;
        let Some(name) = name else {
            return Ok(Err(Refusal::NotFound("webhook")));
        };
        if carrier::carries(&mut write, id).await? {
            return Ok(Err(Refusal::Carries("id")));
        }
        sql("DELETE FROM webhook_endpoint WHERE id = $1")
            .bind(id)
            .execute(&mut write)
            .await?;
        write.record(WebhookEvent::WebhookRemoved {
            endpoint: id.clone(),
            name,
        });
        write.commit().await?;
        self.wake().gone(id.clone());
        Ok(Ok(()))
    }

    async fn kept_endpoint(&self, id: &EndpointId) -> Result<Outcome<Endpoint>> {
        Ok((self.endpoint(id).await?).ok_or(Refusal::NotFound("webhook")))
    }
}

/// Adds an endpoint and its first secret.
///
/// # Errors
/// When the vault's key cannot be used, or the database fails.
pub(super) async fn insert(
    write: &mut Write,
    new: &New<'_>,
) -> Result<Outcome<(EndpointId, Secret)>> {
    let id = EndpointId::new(random::id()?);
    sql(
        "INSERT INTO webhook_endpoint (id, url, host, enabled, description, rate, body, ordered, skip_own, token_id,
            plug_key, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(&id)
    .bind(new.address.url)
    .bind(new.address.host)
    .bind(new.enabled)
    .bind(new.description)
    .bind(new.rate.map(i64::from))
    .bind(new.body.as_str())
    .bind(new.ordered)
    .bind(new.skip_own)
    .bind(new.token)
    .bind(new.plug_key)
    .bind(time::now())
    .execute(&mut *write)
    .await?;
    put_events(write, &id, new.events).await?;
    if let Err(refused) = put_channels(write, &id, new.channels).await? {
        return Ok(Err(refused));
    }
    put_headers(write, &id, new.headers).await?;
    let secret = secret::insert(write, &id).await?;
    Ok(Ok((id, secret)))
}

async fn put_events(write: &mut Write, id: &EndpointId, events: &[EventName]) -> Result<()> {
    sql("DELETE FROM webhook_event WHERE endpoint_id = $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    for name in events {
        sql("INSERT INTO webhook_event (endpoint_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id)
            .bind(name.as_str())
            .execute(&mut *write)
            .await?;
    }
    Ok(())
}

async fn put_channels(
    write: &mut Write,
    id: &EndpointId,
    channels: Option<&[ChannelId]>,
) -> Result<Outcome<()>> {
    sql("UPDATE webhook_endpoint SET every_channel = $2 WHERE id = $1")
        .bind(id)
        .bind(channels.is_none())
        .execute(&mut *write)
        .await?;
    sql("DELETE FROM webhook_channel WHERE endpoint_id = $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    for (place, channel) in channels.unwrap_or_default().iter().enumerate() {
        let known: Option<String> = sql("SELECT id FROM channel WHERE id = $1")
            .bind(channel)
            .read_optional(&mut *write)
            .await?;
        if known.is_none() {
            let field = format!("channels[{place}]");
            return Ok(Err(Refusal::unknown(field, "channel")));
        }
        sql("INSERT INTO webhook_channel (endpoint_id, channel_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id)
            .bind(channel)
            .execute(&mut *write)
            .await?;
    }
    Ok(Ok(()))
}

async fn put_headers(write: &mut Write, id: &EndpointId, headers: &[Header]) -> Result<()> {
    let sealed = if headers.is_empty() {
        None
    } else {
        let text = serde_json::to_string(headers)?;
        Some(write.seal(WEBHOOK_HEADERS, id.as_str(), text.as_bytes())?)
    };
    sql("UPDATE webhook_endpoint SET headers = $2 WHERE id = $1")
        .bind(id)
        .bind(sealed)
        .execute(&mut *write)
        .await?;
    Ok(())
}
