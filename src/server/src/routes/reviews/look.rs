//! What a program sees of a version before a person looks at it.

use std::time::Duration;

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{
    Check, CheckKind, CheckOutcome, Checks, IntegrationManifest, Texts,
};
use reqwest::{Method, Url};

use super::framed;
use crate::app::{App, Shared};
use crate::error::Result;
use crate::outgoing::{Answer, Request};
use crate::store::integration::Registered;
use crate::time::{self, rfc3339};

/// How long each answer may take.
const TIMEOUT: Duration = Duration::from_secs(3);

/// How much of an answer is read: what counts stands in its head.
const MOST: usize = 16 * 1024;

/// A signature that nobody made.
const WRONG: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What was seen: whether it is as it should be, and in words.
type Seen = std::result::Result<String, String>;

/// Looks at the version that was just submitted, while nobody waits.
pub(in crate::routes) fn look_soon(app: &Shared, of: &Registered) {
    let (app, of) = (app.clone(), of.clone());
    tokio::spawn(async move {
        if let Err(error) = keep(&app, &of).await {
            tracing::warn!(
                "the integration {} was not looked at: {error:?}",
                of.integration.id
            );
        }
    });
}

/// Looks at the version that is worked on, and keeps what was seen of it.
pub(super) async fn keep(app: &App, of: &Registered) -> Result<Checks> {
    let id = &of.integration.id;
    let checks = look(app, id, &of.integration.manifest).await;
    let server = app.server()?;
    if let Some(store) = server.server().await? {
        store
            .keep_integration_checks(id, of.working.version, &checks)
            .await?;
    }
    Ok(checks)
}

async fn look(app: &App, id: &IntegrationId, manifest: &IntegrationManifest) -> Checks {
    let endpoint = async {
        let widget = manifest.widget.as_ref()?;
        Some(endpoint(app, &widget.endpoint).await)
    };
    let redirect = async {
        match manifest.redirect_uris.first() {
            Some(uri) => redirect_uri(app, uri).await,
            None => Err("there is none".to_owned()),
        }
    };
    let revocation = async {
        let url = manifest.revocation_url.as_ref()?;
        Some(revocation_url(app, id, url).await)
    };
    let (endpoint, redirect, revocation) = tokio::join!(endpoint, redirect, revocation);
    let install = match (&manifest.widget, &manifest.install_url) {
        (Some(_), _) => None,
        (None, Some(_)) => Some(Ok(String::new())),
        (None, None) => Some(Err("there is none".to_owned())),
    };
    let items = vec![
        check(CheckKind::Endpoint, endpoint),
        check(CheckKind::RedirectUri, Some(redirect)),
        check(CheckKind::RevocationUrl, revocation),
        check(CheckKind::Texts, Some(texts(manifest))),
        check(CheckKind::InstallUrl, install),
    ];
    Checks {
        items,
        at: rfc3339(time::now()),
    }
}

fn check(kind: CheckKind, seen: Option<Seen>) -> Check {
    let (outcome, seen) = match seen {
        None => (CheckOutcome::Skipped, String::new()),
        Some(Ok(seen)) => (CheckOutcome::Passed, seen),
        Some(Err(seen)) => (CheckOutcome::Failed, seen),
    };
    Check {
        kind,
        outcome,
        seen,
    }
}

/// The answer to a GET, whatever it says.
async fn get(app: &App, url: Url) -> std::result::Result<Answer, String> {
    let request = Request {
        method: Method::GET,
        url,
        headers: Vec::new(),
        body: Vec::new(),
        timeout: Some(TIMEOUT),
    };
    let answer = app.delivery.send_keeping(request, MOST).await;
    answer.map_err(|failure| failure.to_string())
}

fn parse(text: &str) -> std::result::Result<Url, String> {
    Url::parse(text).map_err(|error| error.to_string())
}

async fn endpoint(app: &App, text: &str) -> Seen {
    let url = parse(text)?;
    let answer = get(app, url.clone()).await?;
    let seen = format!("answered {}", answer.status);
    if answer.status >= 400 {
        return Err(seen);
    }
    framed::by(&app.page.origin, &url, &answer.headers)?;
    Ok(seen)
}

async fn redirect_uri(app: &App, text: &str) -> Seen {
    let answer = get(app, parse(text)?).await?;
    let seen = format!("answered {}", answer.status);
    if answer.status < 500 {
        Ok(seen)
    } else {
        Err(seen)
    }
}

async fn revocation_url(app: &App, id: &IntegrationId, text: &str) -> Seen {
    let mut url = parse(text)?;
    url.query_pairs_mut()
        .append_pair("account_id", &app.page.place())
        .append_pair("client_uuid", id.as_str())
        .append_pair("signature", WRONG);
    let answer = get(app, url).await?;
    let seen = format!("answered {} to a wrong signature", answer.status);
    if (400..500).contains(&answer.status) {
        Ok(seen)
    } else {
        Err(seen)
    }
}

/// Whether the description and the reason of each scope are there in both languages.
fn texts(manifest: &IntegrationManifest) -> Seen {
    let lacks = |(name, texts): (&str, &Texts)| texts.lacks_one().then(|| name.to_owned());
    let reasons = manifest.scopes.iter();
    let reasons = reasons.map(|wanted| (wanted.scope.as_str(), &wanted.reason));
    let all = [("description", &manifest.description)].into_iter();
    let missing: Vec<String> = all.chain(reasons).filter_map(lacks).collect();
    if missing.is_empty() {
        Ok(String::new())
    } else {
        Err(format!("not in both languages: {}", missing.join(", ")))
    }
}
