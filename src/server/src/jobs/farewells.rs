//! Tells integrations that they were taken out: by a GET to the address that they gave for it, and then by a signed event at the same
//! address. Both are tried again for some days; at rest nothing is done.
//!
//! The GET has `account_id` (the workspace), `client_uuid` (the integration) and `signature`, the hex of the HMAC-SHA256 of
//! `client_uuid|account_id`, keyed with the characters of the newer client secret. The event is signed as a webhook's delivery is
//! (`delivery/sign.rs`), keyed with the same characters: a receiver with a library of Standard Webhooks gives it the base64 of the client
//! secret's characters, with `whsec_` before it.

use std::sync::Arc;
use std::time::Duration;

use encaixe_api::id::{IntegrationId, WorkspaceId};
use futures::future::join_all;
use reqwest::{Method, Url};
use ring::hmac;
use serde_json::json;
use tokio::time::timeout;

use crate::actor::Actor;
use crate::app::App;
use crate::delivery::sign::{self, Secret};
use crate::outgoing::Request;
use crate::random;
use crate::store::Result;
use crate::store::farewell::{Farewell, Stage};
use crate::time::{self, MINUTE, Millis, SECOND, rfc3339};

/// How long an answer may take in all.
const ANSWER: Duration = Duration::from_secs(10);

/// How much of an answer's body is read, in bytes.
const READ: usize = 1_024;

/// For how long one that is on its way is nobody else's: longer than an answer may take.
const HELD: Millis = 30 * SECOND;

/// The longest wait, so that a clock that was set back keeps nobody waiting.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Tells whoever is to be told, at once and again and again.
pub(super) async fn run(app: &Arc<App>) {
    loop {
        let next = match turn(app).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!("farewells of integrations wait for the database: {error:#}");
                Some(time::now() + MINUTE)
            }
        };
        let came = app.store.wake().farewell_came();
        let Some(next) = next else {
            came.await;
            continue;
        };
        let wait = u64::try_from(next - time::now()).unwrap_or_default();
        let wait = Duration::from_millis(wait).min(LONGEST);
        // Whatever ends the wait, it is looked.
        drop(timeout(wait, came).await);
    }
}

/// Tells all who are due; when the next one is.
async fn turn(app: &App) -> Result<Option<Millis>> {
    let writer = app.store.by(Actor::System);
    loop {
        let now = time::now();
        let next = app.store.next_farewell().await?;
        if next.is_none_or(|at| at > now) {
            return Ok(next);
        }
        let due = writer.take_farewells(now, now + HELD).await?;
        if due.is_empty() {
            return app.store.next_farewell().await;
        }
        for told in join_all(due.iter().map(|one| tell(app, one))).await {
            told?;
        }
    }
}

async fn tell(app: &App, one: &Farewell) -> Result<()> {
    let writer = app.store.by(Actor::System);
    let Some(workspace) = app.store.workspace().await? else {
        return writer.drop_farewell(&one.id).await;
    };
    // A server that hears late of an earlier end would take it for that of the new installation.
    if app.store.is_let_in_again(&one.integration).await? {
        return writer.drop_farewell(&one.id).await;
    }
    // Whether it is will be known once the code was exchanged, or is too old. It is held until it is looked at again.
    let is_awaited = app
        .store
        .has_code_on_its_way(&one.integration, time::now())
        .await?;
    if is_awaited {
        return Ok(());
    }
    let said = match secret(app, &one.integration).await {
        Ok(Some(secret)) => match request(one, &secret, &workspace.id, &app.page.place()) {
            Some(request) => send(app, one.stage, request).await,
            None => return writer.drop_farewell(&one.id).await,
        },
        // The server no longer has it.
        Ok(None) => return writer.drop_farewell(&one.id).await,
        Err(why) => Err(why),
    };
    let now = time::now();
    let Err(why) = said else {
        return writer.advance_farewell(&one.id, one.stage, now).await;
    };
    let place = usize::try_from(one.tries).unwrap_or(usize::MAX);
    if let Some(step) = app.timing.farewells.get(place) {
        let wait = Millis::try_from(step.as_millis()).unwrap_or(Millis::MAX);
        tracing::debug!(
            "the integration {} is told again: {why}",
            one.integration.as_str()
        );
        let due = now.saturating_add(wait);
        return writer.put_off_farewell(&one.id, due).await;
    }
    tracing::warn!(
        "the integration {} could not be told that it was taken out ({}): {why}",
        one.integration.as_str(),
        one.stage.as_str()
    );
    // A server that takes no GET may yet take the event.
    let name = name(app, &one.integration).await;
    writer.give_up_farewell(one, name, why, now).await
}

/// What people call an integration; empty where the server does not say.
async fn name(app: &App, integration: &IntegrationId) -> String {
    let Some(companies) = app.companies.upgrade() else {
        return String::new();
    };
    let Ok(Some(server)) = companies.server().await else {
        return String::new();
    };
    match server.integration(integration).await {
        Ok(Some(known)) => known.integration.manifest.name,
        Ok(None) | Err(_) => String::new(),
    }
}

/// The newer secret of an integration; none where the server has no such integration.
async fn secret(
    app: &App,
    integration: &IntegrationId,
) -> std::result::Result<Option<String>, String> {
    let companies = app.companies.upgrade();
    let companies = companies.ok_or_else(|| "the server ends".to_owned())?;
    let server = companies.server().await;
    let server = server.map_err(|error| error.to_string())?;
    // Somebody may yet put it back.
    let server = server.ok_or_else(|| "the server's database is not there".to_owned())?;
    let vault = companies.vault();
    let secrets = server.integration_secrets(integration, &vault).await;
    let secrets = secrets.map_err(|error| error.to_string())?;
    Ok(secrets.into_iter().next())
}

/// Sends it once. An event that the receiver knows nothing of is as good as taken.
async fn send(app: &App, stage: Stage, request: Request) -> std::result::Result<(), String> {
    let answer = app.delivery.send_keeping(request, READ).await;
    let status = answer.map_err(|failure| failure.to_string())?.status;
    match (stage, status) {
        (Stage::Hook | Stage::Event, 200..=299) | (Stage::Event, 404 | 405 | 410 | 501) => Ok(()),
        (Stage::Hook | Stage::Event, _) => Err(format!("it answered {status}")),
    }
}

/// What is sent; none where the address cannot be read.
fn request(one: &Farewell, secret: &str, account: &WorkspaceId, referer: &str) -> Option<Request> {
    let mut url = Url::parse(&one.url).ok()?;
    let client = one.integration.as_str();
    match one.stage {
        Stage::Hook => {
            url.query_pairs_mut()
                .append_pair("account_id", account.as_str())
                .append_pair("client_uuid", client)
                .append_pair("signature", &signature(secret, client, account.as_str()));
            Some(Request {
                method: Method::GET,
                url,
                headers: Vec::new(),
                body: Vec::new(),
                timeout: Some(ANSWER),
            })
        }
        Stage::Event => {
            let body = json!({
                "type": "integration.uninstalled",
                "timestamp": rfc3339(one.created_at),
                "data": {"accountId": account, "clientId": client, "referer": referer},
            });
            let body = body.to_string().into_bytes();
            // The receiver compares it with its own time.
            let timestamp = time::now() / SECOND;
            let by = [Secret::of_text(secret)];
            let headers = [
                ("content-type", "application/json".to_owned()),
                ("webhook-id", one.id.clone()),
                ("webhook-timestamp", timestamp.to_string()),
                (
                    "webhook-signature",
                    sign::sign(&by, &one.id, timestamp, &body),
                ),
            ];
            Some(Request {
                method: Method::POST,
                url,
                headers: headers
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
                body,
                timeout: Some(ANSWER),
            })
        }
    }
}

/// The signature of the GET.
fn signature(secret: &str, client: &str, account: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let said = format!("{client}|{account}");
    random::hex(hmac::sign(&key, said.as_bytes()).as_ref())
}

#[cfg(test)]
mod tests {
    use super::{Farewell, Stage, request, signature};

    /// Made with `printf 'client|account' | openssl dgst -sha256 -hmac secret`.
    const SIGNED: &str = "dbe3894a69e933173885b66bb1cab7ecd4b25f4a8a9aa5c24cbf85750cdaf061";

    #[test]
    fn the_signature_is_the_one_that_others_make() {
        assert_eq!(signature("secret", "client", "account"), SIGNED);
    }

    #[test]
    fn what_the_address_asks_already_stays() {
        let one = Farewell {
            id: "1".to_owned(),
            integration: "client".into(),
            url: "https://crm.example/out?shop=a%20b&x".to_owned(),
            stage: Stage::Hook,
            tries: 0,
            created_at: 0,
        };
        let made = request(&one, "secret", &"account".into(), "inbox.example").unwrap();
        let whole = format!(
            "https://crm.example/out?shop=a%20b&x&account_id=account&client_uuid=client&signature={SIGNED}"
        );
        assert_eq!(made.url.as_str(), whole);
        let event = Farewell {
            stage: Stage::Event,
            ..one.clone()
        };
        let made = request(&event, "secret", &"account".into(), "inbox.example").unwrap();
        assert_eq!(made.url.as_str(), one.url);
        let lost = Farewell {
            url: "nowhere".to_owned(),
            ..one
        };
        assert!(request(&lost, "secret", &"account".into(), "inbox.example").is_none());
    }
}
