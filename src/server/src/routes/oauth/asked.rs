//! What a program asks for by way of a person's browser, and whether that person may agree.

use axum::http::HeaderMap;
use encaixe_api::integration::{IntegrationManifest, IntegrationProfile};
use encaixe_protocol::scope::Scopes;

use super::known::{Known, STATE_BYTES};
use super::reach::{ANY, Present, Reach, standing};
use super::ready::Ready;
use super::stop::{Problem, Stop, Wait};
use crate::app::Shared;
use crate::company::Home;
use crate::error::Result;
use crate::extract::Params;
use crate::oauth::{pkce, scope};

/// Finds out what is asked for. Nobody is sent anywhere by themselves before an admin of a company that may have the integration is known
/// to be there: a draft's redirect URIs were looked at by nobody else (RFC 9700, section 4.11.2).
pub(super) async fn find(
    app: &Shared,
    params: &Params,
    headers: &HeaderMap,
) -> Result<std::result::Result<Ready, Stop>> {
    let known = match Known::find(app, params).await? {
        Ok(known) => known,
        Err(problem) => return Ok(Err(Stop::Page(problem.into()))),
    };
    let refused = |problem, why| {
        let refused = known.refused(app, problem, "unauthorized_client", why);
        Ok(Err(Stop::Page(refused)))
    };
    let registered = &known.registered;
    if !registered.working.may_be_let_in(true) {
        return refused(Problem::Closed, "the integration is suspended");
    }
    // The address of a company is for what it may have itself.
    let Some(reach) = Reach::of(app, registered) else {
        return refused(
            Problem::Limited,
            "the integration is a draft of another company",
        );
    };
    let is_open = reach == Reach::Each;
    let account = params.get("account").filter(|_| is_open);
    let present = match one(app, &reach, account, headers, &known).await? {
        Ok(present) => present,
        Err(wait) => return Ok(Err(Stop::Wait(Box::new(wait)))),
    };
    let id = &registered.integration.id;
    // Nobody new begins to have what is retired; whoever has it lets it in again.
    if !registered.working.may_be_agreed_to(true)
        && present.home.store.installation(id).await?.is_none()
    {
        return refused(Problem::Closed, "the integration is retired");
    }
    let (scopes, challenge) = match ask(params, known.manifest.profile, &known.manifest) {
        Ok(asked) => asked,
        Err((error, description)) => {
            let back = known.back(app, error, Some(description));
            return Ok(Err(Stop::Back(Box::new(back))));
        }
    };
    let choice = present.choice().await?;
    let is_published = registered.published.is_some();
    let stamp = if is_published {
        known.version.to_string()
    } else {
        registered.integration.updated_at.clone()
    };
    Ok(Ok(Ready {
        maker: Home::name(app, registered.company.as_ref()).await?,
        id: id.clone(),
        manifest: known.manifest,
        stamp,
        is_published,
        company: choice.name,
        place: choice.place,
        who: choice.who,
        account: is_open.then_some(choice.account),
        member: present.caller.member.id.clone(),
        session: present.session,
        scopes,
        challenge,
        redirect: known.redirect,
        is_redirect_due: known.is_redirect_due,
        state: known.state,
        mode: known.mode,
        opener: known.opener,
        home: present.home,
    }))
}

/// The one company for which this person agrees; or what has to come before that.
async fn one(
    app: &Shared,
    reach: &Reach,
    account: Option<&str>,
    headers: &HeaderMap,
    known: &Known,
) -> Result<std::result::Result<Present, Wait>> {
    let mut present = reach.present(app, headers, account).await?;
    let standing = standing(&present);
    let mut choices = Vec::new();
    if *reach == Reach::Each {
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
        _ => {
            let back = known.back(app, "access_denied", None);
            // A stranger is led to no address that nobody has looked at.
            let may_cancel = back.may_lead || problem != Some(Problem::SignIn);
            Ok(Err(Wait {
                problem,
                choices,
                path: app.page.path(),
                is_free: app.page.slug.is_none(),
                standing,
                back,
                may_cancel,
            }))
        }
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
