//! Tells an integration's server that it was installed: one GET to its first redirect URI, with a code, and never again. What it answers
//! counts for nothing.

use std::time::Duration;

use encaixe_api::id::IntegrationId;
use reqwest::Method;

use crate::actor::Actor;
use crate::app::{App, Shared};
use crate::oauth::redirect;
use crate::outgoing::{Failure, Request};
use crate::time;

/// How long its answer may take in all.
const ANSWER: Duration = Duration::from_secs(3);

/// How much of its answer's body is kept, in bytes: none of it is looked at.
const KEPT: usize = 0;

/// Tells it, and notes what came of that.
pub(crate) async fn tell(app: Shared, id: IntegrationId, redirect: String, code: String) {
    let at = time::now();
    let (status, failure) = match ask(&app, &redirect, &code).await {
        Ok(status) => (Some(status), None),
        Err(why) => (None, Some(why)),
    };
    let writer = app.store.by(Actor::System);
    let noted = writer.note_told(&id, at, status, failure.as_deref()).await;
    if let Err(error) = noted {
        tracing::error!("what the server of the integration {id} answered is lost: {error:#}");
    }
}

/// The status that came; or why none did.
async fn ask(app: &App, uri: &str, code: &str) -> Result<u16, String> {
    let place = app.page.place();
    let told = [
        ("code", code),
        ("referer", place.as_str()),
        ("from_widget", "1"),
    ];
    let url = redirect::with(uri, &told);
    let request = Request {
        method: Method::GET,
        url: url.ok_or_else(|| "the redirect URI is no address".to_owned())?,
        headers: Vec::new(),
        body: Vec::new(),
        timeout: Some(ANSWER),
    };
    match app.delivery.send_keeping(request, KEPT).await {
        Ok(answer) => Ok(answer.status),
        Err(Failure::Time(_)) => Err(format!("it took longer than {} seconds", ANSWER.as_secs())),
        Err(failure) => Err(failure.to_string()),
    }
}
