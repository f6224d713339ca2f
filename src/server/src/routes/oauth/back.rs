//! The way back to a program: by its redirect URI, or as a message to the page that opened the window.

use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};
use url::Url;

use super::page;
use crate::error::{Error, Result};
use crate::oauth::redirect;
use crate::texts::Language;

/// How a program hears of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The window goes to the redirect URI.
    Popup,
    /// The page that opened the window gets a message, if it is of the origin that it named, or of the redirect URI's.
    PostMessage,
}

/// What only the one is told who changes a code for tokens.
fn is_secret(name: &str) -> bool {
    matches!(name, "code" | "referer")
}

/// What a program is told, and where.
#[derive(Debug)]
pub(super) struct Back {
    pub(super) redirect: String,
    pub(super) mode: Mode,
    /// The origin of the page that opened the window, where it is a registered one.
    pub(super) opener: Option<String>,
    /// Who says so: the issuer.
    pub(super) issuer: String,
    pub(super) state: Option<String>,
    /// The rest of it.
    pub(super) told: Vec<(&'static str, String)>,
    /// Whether a link may lead there before an admin is known to be there.
    pub(super) may_lead: bool,
}

impl Back {
    /// The address to go to.
    pub(super) fn location(&self) -> Result<Url> {
        let told = self
            .told
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let state = self.state.as_deref().map(|state| ("state", state));
        let all: Vec<(&str, &str)> = told
            .chain(state)
            .chain([("iss", self.issuer.as_str())])
            .collect();
        let location = redirect::with(&self.redirect, &all);
        location.ok_or_else(|| Error::Internal(anyhow::anyhow!("a redirect URI is no address")))
    }

    /// It as the page's script takes it: where to go, or a message and for whom. A page whose window goes elsewhere learns that, or what went
    /// wrong, and never the code.
    pub(super) fn json(&self) -> Result<Value> {
        let location = self.location()?;
        Ok(match (self.mode, &self.opener) {
            (Mode::Popup, None) => json!({"location": location.as_str()}),
            (Mode::Popup, Some(opener)) => {
                let mut message = self.message(|name| !is_secret(name));
                if !message.contains_key("error") {
                    message.insert("done".to_owned(), true.into());
                }
                json!({"location": location.as_str(), "message": message, "origin": opener})
            }
            (Mode::PostMessage, opener) => {
                let own = || location.origin().ascii_serialization();
                let origin = opener.clone().unwrap_or_else(own);
                json!({"message": self.message(|_| true), "origin": origin})
            }
        })
    }

    /// What the page that opened the window is told of an error while the window stays: the message, and for whom. None where it is not known
    /// of which origin that page is.
    pub(super) fn beside(&self) -> Result<Option<Value>> {
        let origin = match (self.mode, &self.opener) {
            (_, Some(opener)) => opener.clone(),
            (Mode::PostMessage, None) => self.location()?.origin().ascii_serialization(),
            (Mode::Popup, None) => return Ok(None),
        };
        let message = self.message(|name| !is_secret(name));
        Ok(Some(json!({"message": message, "origin": origin})))
    }

    /// What tells the page that opened the window that it will hear of the end; none where it is of no origin that was registered.
    pub(super) fn hello(&self) -> Option<Value> {
        let origin = self.opener.as_ref()?;
        let mut message = self.message(|_| false);
        message.insert("open".to_owned(), true.into());
        Some(json!({"message": message, "origin": origin}))
    }

    /// What a page is told, of what goes by these names; the state and the issuer always.
    fn message(&self, is_told: impl Fn(&str) -> bool) -> Map<String, Value> {
        let told = self.told.iter().filter(|(name, _)| is_told(name));
        let mut message: Map<String, Value> = told
            .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
            .collect();
        if let Some(state) = &self.state {
            message.insert("state".to_owned(), state.as_str().into());
        }
        message.insert("iss".to_owned(), self.issuer.as_str().into());
        message
    }

    /// It as the answer to whoever opened the address.
    pub(super) fn answer(&self, language: Language) -> Result<Response> {
        match (self.mode, &self.opener) {
            (Mode::Popup, None) => {
                let location = self.location()?;
                let location = HeaderValue::from_str(location.as_str());
                let location = location.map_err(|error| Error::Internal(error.into()))?;
                let mut response = StatusCode::SEE_OTHER.into_response();
                let headers = response.headers_mut();
                headers.insert(LOCATION, location);
                headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
                headers.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
                Ok(response)
            }
            (Mode::Popup, Some(_)) | (Mode::PostMessage, _) => page::post(language, &self.json()?),
        }
    }
}
