//! What a program sees of a version before a person looks at it.

use std::time::Duration;

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{
    Check, CheckKind, CheckOutcome, Checks, IntegrationManifest, Texts,
};
use futures::future::join_all;
use reqwest::{Method, Url};

use super::framed;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::outgoing::{Answer, Request};
use crate::time::{self, rfc3339};

/// How long each answer may take.
const TIMEOUT: Duration = Duration::from_secs(3);

/// How much of an answer is read: what counts stands in its head.
const MOST: usize = 16 * 1024;

/// A signature that nobody made.
const WRONG: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The company that is named to a revocation URL that is looked at: none, since it need not know whose moderator looks.
const NOBODY: &str = "check";

/// How much of an address that comes from outside is shown, in characters.
const SHOWN: usize = 200;

/// What was seen: whether it is as it should be, and in words.
type Seen = std::result::Result<String, String>;

/// Looks at the version that was just submitted, while nobody waits.
pub(in crate::routes) fn look_soon(app: &Shared, id: &IntegrationId, version: u32) {
    let (app, id) = (app.clone(), id.clone());
    tokio::spawn(async move {
        if let Err(error) = keep(&app, &id, version).await {
            tracing::warn!(
                "version {version} of the integration {id} was not looked at: {error:?}"
            );
        }
    });
}

/// Looks at a version that was submitted, which nobody changes any more, and keeps what was seen of it.
pub(super) async fn keep(app: &App, id: &IntegrationId, version: u32) -> Result<Checks> {
    let missing = || Error::NotFound("version");
    let server = app.server()?;
    let store = server.server().await?.ok_or_else(missing)?;
    let manifest = store.submitted_manifest(id, version).await?;
    let checks = look(app, id, &manifest.ok_or_else(missing)?).await;
    store.keep_integration_checks(id, version, &checks).await?;
    Ok(checks)
}

async fn look(app: &App, id: &IntegrationId, manifest: &IntegrationManifest) -> Checks {
    let endpoint = async {
        let widget = manifest.widget.as_ref()?;
        Some(endpoint(app, &widget.endpoint).await)
    };
    let redirect = redirect_uris(app, &manifest.redirect_uris);
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
    if (300..400).contains(&answer.status) {
        let mut headers = answer.headers.iter();
        let location = headers.find(|(name, _)| name == "location");
        let to = location.map_or("somewhere else", |(_, to)| to.as_str());
        let to: String = to.chars().take(SHOWN).collect();
        return Err(format!(
            "{seen}: redirects to {to}, which is what would be shown; name that address instead"
        ));
    }
    if answer.status >= 400 {
        return Err(seen);
    }
    framed::by(&app.page.origin, &url, &answer.headers)?;
    Ok(seen)
}

/// Each of them, all at once: there are at most 20.
async fn redirect_uris(app: &App, uris: &[String]) -> Seen {
    if let [] | [_] = uris {
        return match uris.first() {
            Some(uri) => redirect_uri(app, uri).await,
            None => Err("there is none".to_owned()),
        };
    }
    let all = join_all(uris.iter().map(|uri| redirect_uri(app, uri))).await;
    let bad = uris.iter().zip(&all).filter_map(|(uri, seen)| {
        let why = seen.as_ref().err()?;
        Some(format!("{uri}: {why}"))
    });
    let bad: Vec<String> = bad.collect();
    if bad.is_empty() {
        Ok(format!("all {} answered", uris.len()))
    } else {
        Err(bad.join("; "))
    }
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
        .append_pair("account_id", NOBODY)
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
