//! What a program asks for by way of a person's browser, and whether that person may agree.

use axum::http::HeaderMap;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{IntegrationManifest, IntegrationProfile};
use encaixe_protocol::scope::Scopes;
use url::Url;

use super::back::{Back, Mode};
use super::opener;
use super::reach::{ANY, Present, Reach, standing};
use super::ready::Ready;
use super::stop::{Problem, Stop, Wait};
use crate::app::{App, Shared};
use crate::check::integration::is_loopback;
use crate::company::Home;
use crate::error::Result;
use crate::extract::Params;
use crate::oauth::{pkce, redirect, scope};
use crate::store::integration::Registered;

/// The longest `state`, in bytes.
const STATE_BYTES: usize = 4_096;

/// Finds out what is asked for. Nobody is sent anywhere before an admin of a company that may have the integration is known to be there: a
/// draft's redirect URIs were looked at by nobody else (RFC 9700, section 4.11.2).
pub(super) async fn find(
    app: &Shared,
    params: &Params,
    headers: &HeaderMap,
) -> Result<std::result::Result<Ready, Stop>> {
    let page = |problem| Ok(Err(Stop::Page(problem)));
    let Some(registered) = integration(app, params.get("client_id")).await? else {
        return page(Problem::Client);
    };
    if !registered.working.may_be_agreed_to(true) {
        return page(Problem::Closed);
    }
    let maker = registered.company.as_ref();
    let Some((version, manifest)) = registered.in_force(maker) else {
        return page(Problem::Closed);
    };
    let manifest = manifest.clone();
    let is_published = registered.published.is_some();
    let uris = open_to(&manifest, is_published);
    let profile = manifest.profile;
    let found = redirect::find(&uris, params.get("redirect_uri"), profile);
    let Some((redirect, is_redirect_due)) = found else {
        return page(Problem::Redirect);
    };
    let mode = match params.get("mode") {
        Some("post_message") => Mode::PostMessage,
        _ => Mode::Popup,
    };
    let opener = params.get("origin");
    let is_known = opener.is_none_or(|opener| opener::is_registered(&manifest, &uris, opener));
    if mode == Mode::PostMessage && !is_known {
        return page(Problem::Opener);
    }
    let opener = opener.filter(|_| is_known).map(str::to_owned);
    // The address of a company is for what it may have itself.
    let Some(reach) = Reach::of(app, &registered) else {
        return page(Problem::Limited);
    };
    let is_open = reach == Reach::Each;
    let account = params.get("account").filter(|_| is_open);
    let present = match one(app, reach, account, headers).await? {
        Ok(present) => present,
        Err(wait) => return Ok(Err(Stop::Wait(wait))),
    };
    let state = params
        .get("state")
        .filter(|state| state.len() <= STATE_BYTES)
        .map(str::to_owned);
    let (scopes, challenge) = match ask(params, profile, &manifest) {
        Ok(asked) => asked,
        Err((error, description)) => {
            let told = vec![
                ("error", error.to_owned()),
                ("error_description", description.to_owned()),
            ];
            let back = Back {
                redirect,
                mode,
                opener,
                issuer: present.home.page.origin.as_origin(),
                state,
                told,
            };
            return Ok(Err(Stop::Back(Box::new(back))));
        }
    };
    let choice = present.choice().await?;
    let stamp = if is_published {
        version.to_string()
    } else {
        registered.integration.updated_at.clone()
    };
    Ok(Ok(Ready {
        maker: Home::name(app, maker).await?,
        id: registered.integration.id.clone(),
        manifest,
        stamp,
        is_published,
        company: choice.name,
        account: is_open.then_some(choice.account),
        member: present.caller.member.id.clone(),
        session: present.session,
        scopes,
        challenge,
        redirect,
        is_redirect_due,
        state,
        mode,
        opener,
        home: present.home,
    }))
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

/// The one company for which this person agrees; or what has to come before that.
async fn one(
    app: &Shared,
    reach: Reach,
    account: Option<&str>,
    headers: &HeaderMap,
) -> Result<std::result::Result<Present, Wait>> {
    let mut present = reach.present(app, headers).await?;
    let standing = standing(&present);
    let mut choices = Vec::new();
    if reach == Reach::Each {
        for one in present.iter().filter(|one| one.may_agree()) {
            choices.push(one.choice().await?);
        }
    }
    let named = account.filter(|account| *account != ANY);
    present.retain(|one| named.is_none_or(|named| one.account() == named));
    let problem = if present.is_empty() {
        Some(Problem::SignIn)
    } else if present.iter().any(Present::may_agree) {
        None
    } else {
        Some(Problem::NoAdmin)
    };
    present.retain(Present::may_agree);
    match present.pop() {
        Some(only) if present.is_empty() && account != Some(ANY) => Ok(Ok(only)),
        _ => Ok(Err(Wait {
            problem,
            choices,
            reach,
            standing,
        })),
    }
}

/// The scopes and the challenge that are asked for; or which error it is, and why (RFC 6749, section 4.1.2.1).
fn ask(
    params: &Params,
    profile: IntegrationProfile,
    manifest: &IntegrationManifest,
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
    let scopes = scope::asked(manifest, params.get("scope"));
    let scopes = scopes.ok_or((
        "invalid_scope",
        "the integration does not ask for these scopes",
    ))?;
    Ok((scopes, challenge.map(str::to_owned)))
}
