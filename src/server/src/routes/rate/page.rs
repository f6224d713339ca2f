//! The page that a rating link opens, without a script and in the language of the browser: five choices and a text, then thanks; or why
//! not. It tells nothing of the customer.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use encaixe_api::inbox::attendance::SCORES;

use crate::routes::pages::guard;
use crate::store::Refusal;
use crate::texts::Language;

const PAGE: &str = include_str!("page.html");
const FORM: &str = include_str!("form.html");
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
);

/// What a customer filled in so far, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) score: Option<u8>,
    pub(super) observation: String,
    /// The keys of what is wrong with each.
    pub(super) wrong_score: Option<&'static str>,
    pub(super) wrong_observation: Option<&'static str>,
}

/// The page with the form. `action` is the address that takes it.
pub(super) fn ask(language: Language, workspace: &str, action: &str, filled: &Filled) -> Response {
    let scores = SCORES.map(|score| {
        let word = language.text(&format!("rating-{score}")).to_owned();
        let checked = if filled.score == Some(score) { " checked" } else { "" };
        format!(
            "<label class=\"score\"><input type=\"radio\" name=\"score\" value=\"{score}\" required{checked}>\
             <b aria-hidden=\"true\">{score}</b><span>{word}</span></label>"
        )
    });
    let wrong = |key: Option<&'static str>| key.map_or("", |key| language.text(key));
    let mut form = FORM.to_owned();
    for key in [
        "rating-score",
        "rating-observation",
        "rating-optional",
        "rating-send",
    ] {
        form = form.replace(&format!("{{{{{key}}}}}"), language.text(key));
    }
    let form = form
        .replace("{{action}}", &escape(action))
        .replace("{{scores}}", &scores.collect::<Vec<_>>().join("\n"))
        .replace("{{wrong-score}}", wrong(filled.wrong_score))
        .replace("{{wrong-observation}}", wrong(filled.wrong_observation))
        // Last: nothing in what somebody typed is a place of ours.
        .replace("{{observation}}", &escape(&filled.observation));
    let is_wrong = filled.wrong_score.is_some() || filled.wrong_observation.is_some();
    let status = if is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    draw(
        language,
        status,
        language.text("rating-title"),
        workspace,
        &form,
    )
}

/// The page with two lines: the texts of a key and of the same with `-text`.
pub(in crate::routes) fn say(language: Language, status: StatusCode, key: &str) -> Response {
    let about = language.text(&format!("{key}-text")).to_owned();
    draw(language, status, language.text(key), &about, "")
}

/// Why a link cannot be used.
pub(super) fn refuse(language: Language, refusal: &Refusal) -> Response {
    let (status, key) = match refusal {
        Refusal::LinkSpent => (StatusCode::GONE, "rating-spent"),
        Refusal::LinkExpired => (StatusCode::GONE, "rating-expired"),
        _ => (StatusCode::NOT_FOUND, "rating-unknown"),
    };
    say(language, status, key)
}

fn draw(language: Language, status: StatusCode, title: &str, about: &str, form: &str) -> Response {
    let page = PAGE
        .replace("{{lang}}", language.tag())
        .replace("{{title}}", title)
        .replace("{{about}}", &escape(about))
        .replace("{{form}}", form);
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    guard(&mut response, POLICY);
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert("cache-control", HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("accept-language"));
    response
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
