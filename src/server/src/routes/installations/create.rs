//! `POST /api/installations`: installs an integration with a page.

use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_api::integration::{Installation, NewInstallation};
use encaixe_api::plugin::PluginPatch;
use encaixe_api::plugin::proof::ProofAlgorithm;

use super::{person, view};
use crate::access::{Admin, Caller};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::installing::{granted, new_code, tell};
use crate::picture::Picture;
use crate::random::sha256_hex;
use crate::routes::created::created;
use crate::routes::marketplace::Offer;
use crate::store::grant::NewCode;
use crate::store::installation::{Clicked, NewInstalled, asked, label};
use crate::store::plugin::New;
use crate::store::server::ServerStore;
use crate::store::{Outcome, Refusal};
use crate::time;

/// Installs an integration with a page, as a person agreed by a click. Its page is beside the conversation at once, and its server is told
/// by one GET to its first redirect URI, with `code`, `referer` and `from_widget=1`.
#[utoipa::path(
    post,
    path = "/installations",
    operation_id = "create_installation",
    tag = "installations",
    request_body = NewInstallation,
    responses(
        (status = 201, body = Installation, headers(("Location" = String, description = "Its address."))),
        (status = 409, body = ErrorBody, description = "`wrong_state`: it is not to be installed here, and why. `changed_meanwhile`: another version is in force by now."),
        (status = 410, body = ErrorBody, description = "`click_spent`: the click was used before. `click_expired`: it is too old, or somebody else's."),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewInstallation>,
) -> Result<impl IntoResponse + use<>> {
    let member = person(&caller)?;
    let server = app.server()?;
    let store = server.server().await?;
    let id = new.integration.clone();
    let alone = app.installing.lock().await;
    let offer = Offer::find(&app, store, &id).await?;
    let store = store.ok_or(Error::NotFound("integration"))?;
    if offer.version != new.version || offer.stamp != new.stamp {
        return Err(Error::ChangedMeanwhile);
    }
    let before = app.store.installation(&id).await?;
    if before.as_ref().is_some_and(|known| known.agreed.is_some()) {
        return Err(Refusal::AlreadyInstalled.into());
    }
    let code = new_code(&app)?;
    let picture = picture(store, &id, offer.manifest.logo.as_deref()).await?;
    let click = Clicked {
        hash: &sha256_hex(&new.nonce),
        member,
        integration: &id,
        version: offer.version,
        stamp: &offer.stamp,
    };
    app.store.look_at_click(click).await??;
    // The server's row comes first: what a kill leaves between the two, the company's next look at the server mends.
    let company = app.page.slug.as_ref();
    store.note_installed(&id, company).await?;
    let whole = Whole {
        offer: &offer,
        click,
        code: &code,
        picture: picture.as_ref(),
        placed: placed(&new),
    };
    let done = install(&app, &caller, member, &whole).await;
    if before.is_none() && !matches!(done, Ok(Ok(()))) {
        store.note_uninstalled(&id, company).await?;
    }
    done??;
    drop(alone);
    // Nobody waits for its answer.
    tokio::spawn(tell(app.clone(), id.clone(), offer.redirect, code));
    let installation = view::find(&app, &id).await?;
    Ok(created(format!("/api/installations/{id}"), installation))
}

/// All that an installation is made of.
struct Whole<'a> {
    offer: &'a Offer,
    click: Clicked<'a>,
    code: &'a str,
    picture: Option<&'a Picture>,
    placed: PluginPatch,
}

async fn install(
    app: &App,
    caller: &Caller,
    member: &MemberId,
    whole: &Whole<'_>,
) -> crate::store::Result<Outcome<()>> {
    let manifest = &whole.offer.manifest;
    let scopes = asked(manifest);
    let widget = manifest.widget.as_ref();
    let now = time::now();
    let plugin = New {
        name: &label(&manifest.name),
        icon: None,
        endpoint: &whole.offer.endpoint,
        enabled: true,
        classic: widget.is_some_and(|widget| widget.classic),
        // Its server knows companies by their tokens, and this secret by nobody.
        auth_secret: false,
        proof_algorithm: ProofAlgorithm::default(),
        scopes: scopes.clone(),
        created_at: now,
        owner: None,
    };
    let id = whole.click.integration;
    let code = NewCode {
        hash: &sha256_hex(whole.code),
        ..granted(id, manifest, &scopes, member, &whole.offer.redirect)
    };
    let new = NewInstalled {
        click: whole.click,
        manifest,
        plugin: &plugin,
        placed: &whole.placed,
        picture: whole.picture,
        code: &code,
    };
    app.store.by(caller.actor()).install(&new).await
}

/// For whom the page is.
fn placed(new: &NewInstallation) -> PluginPatch {
    PluginPatch {
        audience: new.audience,
        groups: new.groups.clone(),
        members: new.members.clone(),
        channels: new.channels.clone().map(Some),
        ..PluginPatch::default()
    }
}

/// The logo, as the picture of the page; none where there is none.
async fn picture(
    store: &ServerStore,
    id: &IntegrationId,
    logo: Option<&str>,
) -> Result<Option<Picture>> {
    let Some((_, hash)) = logo.and_then(|address| address.rsplit_once('/')) else {
        return Ok(None);
    };
    let found = store.integration_logo(id, hash).await?;
    Ok(found.and_then(|(kind, content)| {
        let address = format!("data:{kind};base64,{}", STANDARD.encode(content));
        Picture::parse(&address).ok()
    }))
}
