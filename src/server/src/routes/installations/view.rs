//! An installation as admins see it.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{
    Installation, InstallationAgreement, InstallationState, IntegrationManifest, Texts, WantedScope,
};
use encaixe_protocol::scope::Scope;

use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::routes::marketplace::{Names, origin, stamp};
use crate::store::installation::Installed;
use crate::store::integration::Registered;
use crate::time::rfc3339;

/// The installation of that id, as it is now.
///
/// # Errors
/// 404 where there is none.
pub(super) async fn find(app: &Shared, id: &IntegrationId) -> Result<Installation> {
    let found = app.store.installation(id).await?;
    let found = found.ok_or(Error::NotFound("installation"))?;
    shown(app, &mut Names::new(app), found).await
}

/// An installation, with what the server knows of its integration.
///
/// # Errors
/// When a database fails.
pub(super) async fn shown(
    app: &Shared,
    names: &mut Names<'_>,
    installed: Installed,
) -> Result<Installation> {
    let known = registered(app, &installed.id).await?;
    let company = app.page.slug.as_ref();
    let in_force = known.as_ref().and_then(|known| known.in_force(company));
    // Its tokens may be of a newer version that somebody agreed to at the consent page: they count like its own page.
    let granted = granted(app, &installed.id, in_force.map(|(_, manifest)| manifest)).await?;
    let agreed = installed.agreed.as_ref();
    let mut scopes = agreed
        .map(|agreed| agreed.scopes.clone())
        .unwrap_or_default();
    for one in granted {
        if scopes.iter().all(|known| known.scope != one.scope) {
            scopes.push(one);
        }
    }
    let newest = in_force
        .map(|(_, manifest)| manifest)
        .or(installed.agreed.as_ref());
    Ok(Installation {
        logo: newest.and_then(|manifest| manifest.logo.clone()),
        company: match &known {
            Some(known) => Some(names.of(known.company.as_ref()).await?),
            None => None,
        },
        state: state(app, &installed, known.as_ref()),
        scopes,
        waiting: waiting(&installed, in_force)?,
        plugin: installed.plugin,
        version: installed.version,
        by: installed.by,
        since: rfc3339(installed.created_at),
        exchanged_at: installed.exchanged_at.map(rfc3339),
        last_used_at: installed.last_used_at.map(rfc3339),
        told: installed.told,
        name: installed.name,
        id: installed.id,
    })
}

/// What the server knows of an integration, whoever makes it.
///
/// # Errors
/// When the database fails.
pub(super) async fn registered(app: &App, id: &IntegrationId) -> Result<Option<Registered>> {
    let server = app.server()?;
    match server.server().await? {
        Some(store) => Ok(store.integration(id).await?),
        None => Ok(None),
    }
}

fn state(app: &App, installed: &Installed, known: Option<&Registered>) -> InstallationState {
    let is_let_in = known.is_some_and(|known| {
        let is_own = known.is_of(app.page.slug.as_ref());
        known.working.may_be_let_in(is_own)
    });
    if installed.is_suspended || !is_let_in {
        InstallationState::Suspended
    } else if installed.paused_at.is_some() {
        InstallationState::Paused
    } else if installed.exchanged_at.is_none() {
        InstallationState::Waiting
    } else {
        InstallationState::Active
    }
}

/// The version in force, where somebody has to agree to it.
fn waiting(
    installed: &Installed,
    in_force: Option<(u32, &IntegrationManifest)>,
) -> Result<Option<InstallationAgreement>> {
    let (Some(agreed), Some((version, manifest))) = (&installed.agreed, in_force) else {
        return Ok(None);
    };
    if !manifest.is_wider_than(agreed) {
        return Ok(None);
    }
    let widget = manifest.widget.as_ref();
    Ok(Some(InstallationAgreement {
        version,
        stamp: stamp(manifest)?,
        scopes: manifest.scopes.clone(),
        widget_origin: widget.and_then(|widget| origin(&widget.endpoint)),
    }))
}

/// What the consent page let it do, with the reasons that are given now.
async fn granted(
    app: &App,
    id: &IntegrationId,
    manifest: Option<&IntegrationManifest>,
) -> Result<Vec<WantedScope>> {
    let scopes = app.store.granted_scopes(id).await?;
    let known = manifest.map(|manifest| manifest.scopes.as_slice());
    let known = known.unwrap_or_default();
    let reason = |scope: Scope| {
        let known = known.iter().find(|wanted| wanted.scope == scope);
        known.map_or_else(Texts::default, |wanted| wanted.reason.clone())
    };
    let all = scopes.iter().map(|scope| WantedScope {
        scope,
        reason: reason(scope),
    });
    Ok(all.collect())
}
