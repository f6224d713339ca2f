//! What a program asks for by way of a person's browser, and whether that person may agree.

use axum::http::{HeaderMap, StatusCode};
use encaixe_api::company::Slug;
use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_api::integration::{Integration, IntegrationProfile};
use encaixe_api::role::Role;
use encaixe_protocol::scope::Scopes;

use super::back::{Back, Mode};
use crate::access::{Caller, Proof, cookie};
use crate::app::{App, Shared};
use crate::company::Home;
use crate::error::Result;
use crate::extract::Params;
use crate::oauth::{may_be_agreed_to, pkce, redirect, scope};
use crate::random::sha256_hex;

/// The longest `state`, in bytes.
const STATE_BYTES: usize = 4_096;

/// Why there is nothing to agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// The address cannot be read.
    Unread,
    /// There is no such integration.
    Client,
    /// The redirect URI is none of its own, so that nobody is sent there.
    Redirect,
    /// It is a draft of another company.
    Limited,
    /// Nobody may let it in any more.
    Closed,
    /// Nobody is signed in.
    SignIn,
    /// Whoever is signed in is no admin.
    NoAdmin,
    /// The page was shown too long ago, or says something else by now.
    Expired,
}

impl Problem {
    /// The status, and the key of its texts.
    pub(super) const fn parts(self) -> (StatusCode, &'static str) {
        match self {
            Self::Unread => (StatusCode::BAD_REQUEST, "consent-unread"),
            Self::Client => (StatusCode::NOT_FOUND, "consent-client"),
            Self::Redirect => (StatusCode::BAD_REQUEST, "consent-redirect"),
            Self::Limited => (StatusCode::FORBIDDEN, "consent-limited"),
            Self::Closed => (StatusCode::FORBIDDEN, "consent-closed"),
            Self::SignIn => (StatusCode::FORBIDDEN, "consent-sign-in"),
            Self::NoAdmin => (StatusCode::FORBIDDEN, "consent-no-admin"),
            Self::Expired => (StatusCode::GONE, "consent-expired"),
        }
    }
}

/// Why a person cannot agree.
#[derive(Debug)]
pub(super) enum Stop {
    /// They are told.
    Page(Problem),
    /// The program is told.
    Back(Back),
}

/// What a person may agree to.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) integration: Integration,
    /// The company that would let it in.
    pub(super) home: Home,
    /// What people call that company.
    pub(super) company: String,
    pub(super) member: MemberId,
    /// The SHA-256 of the cookie by which they are signed in.
    session: String,
    pub(super) scopes: Scopes,
    pub(super) challenge: Option<String>,
    pub(super) redirect: String,
    pub(super) is_redirect_due: bool,
    pub(super) state: Option<String>,
    mode: Mode,
}

impl Ready {
    /// All that the page says, to whom: what a ticket is for. What it says of the integration changes with the time of its last change.
    pub(super) fn says<'a>(&'a self, scopes: &'a str) -> [&'a str; 10] {
        [
            &self.session,
            &self.company,
            self.integration.id.as_str(),
            &self.integration.name,
            &self.integration.updated_at,
            scopes,
            &self.redirect,
            self.state.as_deref().unwrap_or_default(),
            self.challenge.as_deref().unwrap_or_default(),
            match self.mode {
                Mode::Popup => "popup",
                Mode::PostMessage => "post_message",
            },
        ]
    }

    /// The way back, with what is told.
    pub(super) fn back(&self, told: Vec<(&'static str, String)>) -> Back {
        Back {
            redirect: self.redirect.clone(),
            mode: self.mode,
            issuer: self.home.page.origin.as_origin(),
            state: self.state.clone(),
            told,
        }
    }
}

/// Finds out what is asked for. Nobody is sent anywhere before an admin of the company that makes the integration is known to be there: a
/// draft's redirect URIs were looked at by nobody else (RFC 9700, section 4.11.2).
pub(super) async fn find(
    app: &Shared,
    params: &Params,
    headers: &HeaderMap,
) -> Result<std::result::Result<Ready, Stop>> {
    let page = |problem| Ok(Err(Stop::Page(problem)));
    let Some((integration, company)) = integration(app, params.get("client_id")).await? else {
        return page(Problem::Client);
    };
    if !may_be_agreed_to(integration.state) {
        return page(Problem::Closed);
    }
    let profile = integration.profile;
    let uri = params.get("redirect_uri");
    let Some((redirect, is_redirect_due)) =
        redirect::find(&integration.redirect_uris, uri, profile)
    else {
        return page(Problem::Redirect);
    };
    // The address of a company is for its own integrations, while all of them are drafts.
    let Some(home) = Home::find(app, company.as_ref()).await? else {
        return page(Problem::Limited);
    };
    let Some((caller, session)) = signed_in(&home, headers).await? else {
        return page(Problem::SignIn);
    };
    if caller.member.role != Role::Admin {
        return page(Problem::NoAdmin);
    }
    let mode = match params.get("mode") {
        Some("post_message") => Mode::PostMessage,
        _ => Mode::Popup,
    };
    let state = params
        .get("state")
        .filter(|state| state.len() <= STATE_BYTES);
    let asked = ask(params, profile, &integration);
    let (scopes, challenge) = match asked {
        Ok(asked) => asked,
        Err((error, description)) => {
            let told = vec![
                ("error", error.to_owned()),
                ("error_description", description.to_owned()),
            ];
            return Ok(Err(Stop::Back(Back {
                redirect,
                mode,
                issuer: home.page.origin.as_origin(),
                state: state.map(str::to_owned),
                told,
            })));
        }
    };
    let company = home.store.workspace().await?.unwrap_or_default().name;
    Ok(Ok(Ready {
        company,
        member: caller.member.id,
        session,
        scopes,
        challenge,
        redirect,
        is_redirect_due,
        state: state.map(str::to_owned),
        mode,
        integration,
        home,
    }))
}

/// The integration, and the company that makes it.
async fn integration(app: &App, id: Option<&str>) -> Result<Option<(Integration, Option<Slug>)>> {
    let server = app.server()?;
    let (Some(id), Some(store)) = (id, server.server().await?) else {
        return Ok(None);
    };
    let found = store.integration(&IntegrationId::new(id)).await?;
    Ok(found.map(|found| (found.integration, found.company)))
}

/// Who is signed in at a company in this browser, and the SHA-256 of their cookie.
async fn signed_in(home: &App, headers: &HeaderMap) -> Result<Option<(Caller, String)>> {
    for value in cookie::read(headers, &home.page) {
        let hash = sha256_hex(value);
        if let Some(caller) = Proof::Session(hash.clone()).caller(home).await? {
            return Ok(Some((caller, hash)));
        }
    }
    Ok(None)
}

/// The scopes and the challenge that are asked for; or which error it is, and why (RFC 6749, section 4.1.2.1).
fn ask(
    params: &Params,
    profile: IntegrationProfile,
    integration: &Integration,
) -> std::result::Result<(Scopes, Option<String>), (&'static str, &'static str)> {
    let invalid = |why| Err(("invalid_request", why));
    match params.get("response_type") {
        Some("code") => {}
        Some(_) => {
            return Err(("unsupported_response_type", "response_type has to be code"));
        }
        // Programs for Kommo leave it out.
        None if profile == IntegrationProfile::Kommo => {}
        None => return invalid("response_type is missing: it has to be code"),
    }
    let challenge = params.get("code_challenge");
    match (challenge, params.get("code_challenge_method")) {
        (Some(challenge), Some("S256")) if pkce::is_challenge(challenge) => {}
        (Some(_), Some("S256")) => return invalid("code_challenge is not 32 bytes in base64url"),
        (Some(_), _) => return invalid("code_challenge_method has to be S256"),
        (None, Some(_)) => return invalid("code_challenge is missing"),
        (None, None) if profile == IntegrationProfile::Default => {
            return invalid("code_challenge is missing: PKCE with S256 is required");
        }
        (None, None) => {}
    }
    match params.get("state") {
        Some(state) if state.len() > STATE_BYTES => return invalid("state is too long"),
        None if challenge.is_none() => {
            return invalid("state is missing, which is required where there is no code_challenge");
        }
        _ => {}
    }
    let scopes = scope::asked(integration, params.get("scope"));
    let scopes = scopes.ok_or((
        "invalid_scope",
        "the integration does not ask for these scopes",
    ))?;
    Ok((scopes, challenge.map(str::to_owned)))
}
