//! Which program asks, and where it may be told: what has to be right before anybody but the person is told anything.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::IntegrationManifest;
use percent_encoding::percent_decode;
use url::{Url, form_urlencoded};

use super::back::{Back, Mode};
use super::opener;
use super::stop::{Problem, Refused};
use crate::app::App;
use crate::check::integration::is_loopback;
use crate::error::Result;
use crate::extract::Params;
use crate::oauth::redirect;
use crate::store::integration::Registered;

/// The longest `state`, in bytes.
pub(super) const STATE_BYTES: usize = 4_096;

/// What says which program it is, and where it is told. Each of these has to be there once.
const WHERE: [&str; 3] = ["client_id", "redirect_uri", "origin"];

/// What is left out where it cannot be read.
const BESIDE: [&str; 2] = ["mode", "state"];

/// A program that asks, and where it may be told.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) registered: Registered,
    /// The version that is in force.
    pub(super) version: u32,
    pub(super) manifest: IntegrationManifest,
    pub(super) redirect: String,
    pub(super) is_redirect_due: bool,
    pub(super) mode: Mode,
    /// The origin of the page that opened the window, where it is a registered one.
    pub(super) opener: Option<String>,
    pub(super) state: Option<String>,
}

impl Known {
    /// Looks for it; or why nobody but the person is told: there is no such program, or it did not register where it wants to be told.
    pub(super) async fn find(
        app: &App,
        params: &Params,
    ) -> Result<std::result::Result<Self, Problem>> {
        let Some(registered) = integration(app, params.get("client_id")).await? else {
            return Ok(Err(Problem::Client));
        };
        let Some((version, manifest)) = registered.in_force(registered.company.as_ref()) else {
            return Ok(Err(Problem::Closed));
        };
        let manifest = manifest.clone();
        let uris = open_to(&manifest, registered.published.is_some());
        let found = redirect::find(&uris, params.get("redirect_uri"), manifest.profile);
        let Some((redirect, is_redirect_due)) = found else {
            return Ok(Err(Problem::Redirect));
        };
        let mode = match params.get("mode") {
            Some("post_message") => Mode::PostMessage,
            _ => Mode::Popup,
        };
        let opener = params.get("origin");
        let is_known = opener.is_none_or(|opener| opener::is_registered(&manifest, &uris, opener));
        if mode == Mode::PostMessage && !is_known {
            return Ok(Err(Problem::Opener));
        }
        let opener = opener.filter(|_| is_known).map(str::to_owned);
        let state = params
            .get("state")
            .filter(|state| state.len() <= STATE_BYTES)
            .map(str::to_owned);
        Ok(Ok(Self {
            registered,
            version,
            manifest,
            redirect,
            is_redirect_due,
            mode,
            opener,
            state,
        }))
    }

    /// The way back, with an error. A link leads there only where a moderator looked at the address, and did not stop the program since.
    pub(super) fn back(
        &self,
        app: &App,
        error: &'static str,
        description: Option<&'static str>,
    ) -> Back {
        let mut told = vec![("error", error.to_owned())];
        if let Some(description) = description {
            told.push(("error_description", description.to_owned()));
        }
        Back {
            redirect: self.redirect.clone(),
            mode: self.mode,
            opener: self.opener.clone(),
            issuer: app.page.origin.as_origin(),
            state: self.state.clone(),
            told,
            may_lead: self.registered.published.is_some() && !self.registered.working.is_suspended,
        }
    }

    /// A problem of which the program hears too (RFC 6749, section 4.1.2.1).
    pub(super) fn refused(
        &self,
        app: &App,
        problem: Problem,
        error: &'static str,
        description: &'static str,
    ) -> Refused {
        Refused {
            problem,
            back: Some(Box::new(self.back(app, error, Some(description)))),
        }
    }
}

/// Why a query cannot be read, for the person; and for the program, where what says which one it is can be read all the same.
pub(super) async fn unread(app: &App, query: &str) -> Result<Refused> {
    let known = match readable(query) {
        Some(params) => Known::find(app, &params).await?.ok(),
        None => None,
    };
    let refused = known.map(|known| {
        known.refused(
            app,
            Problem::Unread,
            "invalid_request",
            "a parameter is there twice, or is no UTF-8",
        )
    });
    Ok(refused.unwrap_or_else(|| Problem::Unread.into()))
}

/// What of a query says which program it is, and where it is told; none where that is there twice, or is no UTF-8.
fn readable(query: &str) -> Option<Params> {
    let mut kept: Vec<&str> = Vec::new();
    for name in WHERE.into_iter().chain(BESIDE) {
        let of_name = |pair: &&str| {
            let mut read = form_urlencoded::parse(pair.as_bytes());
            read.next().is_some_and(|(known, _)| known == name)
        };
        let found: Vec<&str> = query.split('&').filter(of_name).collect();
        let is_text = |pair: &&str| percent_decode(pair.as_bytes()).decode_utf8().is_ok();
        match found.as_slice() {
            [] => {}
            [one] if is_text(one) => kept.push(*one),
            _ if WHERE.contains(&name) => return None,
            _ => {}
        }
    }
    Params::of_form(kept.join("&").as_bytes()).ok()
}

/// The integration of a `client_id`.
pub(super) async fn integration(app: &App, id: Option<&str>) -> Result<Option<Registered>> {
    let server = app.server()?;
    let (Some(id), Some(store)) = (id, server.server().await?) else {
        return Ok(None);
    };
    Ok(store.integration(&IntegrationId::new(id)).await?)
}

/// The redirect URIs to which people may be sent: those of the own machine are for whoever makes the integration.
fn open_to(manifest: &IntegrationManifest, is_published: bool) -> Vec<String> {
    let is_own = |uri: &str| Url::parse(uri).is_ok_and(|url| is_loopback(&url));
    let uris = manifest.redirect_uris.iter();
    uris.filter(|uri| !(is_published && is_own(uri)))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_program_is_told_is_read_only_if_it_is_there_once() {
        let read = |query: &str| {
            let params = readable(query)?;
            Some((
                params.get("client_id")?.to_owned(),
                params.get("state").map(str::to_owned),
            ))
        };
        let all = |state: Option<&str>| Some(("x".to_owned(), state.map(str::to_owned)));
        assert_eq!(read("client_id=x&scope=a&scope=b&state=s"), all(Some("s")));
        assert_eq!(read("client_id=x&state=a&state=b"), all(None));
        assert_eq!(read("client_id=x&state=%FF"), all(None));
        for query in [
            "client_id=x&client_id=x",
            "client_id=x&redirect_uri=a&redirect%5Furi=b",
            "client_id=x&origin=%FF",
            "scope=a&scope=b",
        ] {
            assert_eq!(read(query), None, "{query}");
        }
    }
}
