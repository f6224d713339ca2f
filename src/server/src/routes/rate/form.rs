//! `POST /rate/{code}/form`: what the customer says, as the page's form sends it. The answer is a page.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use encaixe_api::inbox::attendance::NewRating;
use url::form_urlencoded;

use super::page::{self, Filled};
use super::{Asker, rate, show, slow, tell};
use crate::app::Shared;
use crate::check::attendance;
use crate::error::Result;
use crate::texts::Language;

/// The longest form, in bytes: more than the longest text takes.
pub(super) const MOST: usize = 64 * 1024;

pub(super) async fn send(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Asker,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response> {
    let language = Language::of(&headers);
    let mut filled = read(&body);
    let new = NewRating {
        score: filled.score.unwrap_or_default(),
        observation: Some(filled.observation.clone()),
    };
    let new = match attendance::rating(new) {
        Ok(new) => new,
        Err(errors) => {
            let is_wrong = |path: &str| errors.iter().any(|error| error.path == path);
            filled.wrong_score = is_wrong("score").then_some("rating-missing");
            filled.wrong_observation = is_wrong("observation").then_some("rating-too-long");
            return show::draw(&app, &code, peer, &headers, &filled).await;
        }
    };
    if slow(&app, &peer).is_err() {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(page::say(language, status, "rating-too-often"));
    }
    Ok(match rate(&app, &code, &new).await? {
        Ok(()) => page::say(language, StatusCode::OK, "rating-thanks"),
        Err(refusal) => {
            tell(&app, &refusal, peer, &headers);
            page::refuse(language, &refusal)
        }
    })
}

fn read(body: &[u8]) -> Filled {
    let mut filled = Filled::default();
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "score" => filled.score = value.parse().ok(),
            // Browsers send each line's end as two characters and count it as one.
            "observation" => filled.observation = value.replace("\r\n", "\n"),
            _ => {}
        }
    }
    filled
}
