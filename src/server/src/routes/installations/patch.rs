//! `PATCH /api/installations/{id}`: stops it for a while, lets it go on, or agrees to a newer version.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Installation, InstallationPatch};

use super::{person, view};
use crate::access::{Admin, Caller};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::installing::{granted, new_code, tell};
use crate::random::sha256_hex;
use crate::routes::marketplace::{page_address, stamp};
use crate::store::grant::NewCode;
use crate::store::installation::{Installed, Taken, asked};

/// Stops an installation for a while or lets it go on, and agrees to a newer version of it. While it is stopped nobody sees its page, and its
/// tokens are refused.
#[utoipa::path(
    patch,
    path = "/installations/{id}",
    operation_id = "change_installation",
    tag = "installations",
    request_body = InstallationPatch,
    responses(
        (status = 200, body = Installation),
        (status = 409, body = ErrorBody, description = "`wrong_state`: there is nothing to agree to, and why. `changed_meanwhile`: another version is in force by now."),
    ),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<IntegrationId>,
    Json(patch): Json<InstallationPatch>,
) -> Result<Json<Installation>> {
    {
        let _alone = app.installing.lock().await;
        let installed = app.store.installation(&id).await?;
        let installed = installed.ok_or(Error::NotFound("installation"))?;
        if let Some(version) = patch.version {
            let shown = (version, patch.stamp.as_deref());
            agree(&app, &caller, &installed, shown).await?;
        }
        if let Some(is_paused) = patch.paused {
            let writer = app.store.by(caller.actor());
            writer.pause_installation(&id, is_paused).await?;
        }
    }
    view::find(&app, &id).await.map(Json)
}

/// Agrees to the version in force, if it is what was shown: a number and a stamp. A person alone can, as at the installation.
async fn agree(
    app: &Shared,
    caller: &Caller,
    installed: &Installed,
    (version, shown): (u32, Option<&str>),
) -> Result<()> {
    let member = person(caller)?;
    let state = |why: &str| Error::WrongState(why.to_owned());
    let Some(agreed) = &installed.agreed else {
        let why = "this integration was let in by its consent page alone: it asks there for what it needs";
        return Err(state(why));
    };
    let known = view::registered(app, &installed.id).await?;
    let company = app.page.slug.as_ref();
    let known = known.filter(|known| known.working.may_be_let_in(known.is_of(company)));
    let in_force = known.as_ref().and_then(|known| known.in_force(company));
    let Some((newest, manifest)) = in_force else {
        let why = "this integration is suspended or gone: there is nothing to agree to now";
        return Err(state(why));
    };
    if newest != version || shown != Some(stamp(manifest)?.as_str()) {
        return Err(Error::ChangedMeanwhile);
    }
    if installed.version == Some(version) && agreed == manifest {
        return Ok(());
    }
    let endpoint = page_address(app, manifest)?;
    let scopes = asked(manifest);
    let taken = Taken {
        version,
        manifest,
        endpoint: endpoint.as_deref(),
        scopes: &scopes,
    };
    let writer = app.store.by(caller.actor());
    let Some(redirect) = manifest.redirect_uris.first() else {
        writer.agree_to(&installed.id, taken, None).await?;
        return Ok(());
    };
    // The tokens that its server holds are for what was agreed to before: it is told once more, with a code for all of it.
    let code = new_code(app)?;
    let new = granted(&installed.id, manifest, &scopes, member, redirect);
    let hash = sha256_hex(&code);
    let new = NewCode { hash: &hash, ..new };
    writer.agree_to(&installed.id, taken, Some(&new)).await?;
    tokio::spawn(tell(
        app.clone(),
        installed.id.clone(),
        redirect.clone(),
        code,
    ));
    Ok(())
}
