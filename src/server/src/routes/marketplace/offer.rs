//! What this company can install now.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::IntegrationManifest;
use encaixe_api::plugin_url::PluginUrl;
use url::Url;

use crate::app::App;
use crate::error::{Error, Result};
use crate::random::sha256_hex;
use crate::store::server::ServerStore;

/// An integration that this company can install, in the version that is in force for it.
pub(in crate::routes) struct Offer {
    /// The number of that version.
    pub(in crate::routes) version: u32,
    /// What stands for all that is written of it.
    pub(in crate::routes) stamp: String,
    /// What is written of it.
    pub(in crate::routes) manifest: IntegrationManifest,
    /// The address of its page, as the one parser writes it.
    pub(in crate::routes) endpoint: String,
    /// The URI that is told of the installation.
    pub(in crate::routes) redirect: String,
}

impl Offer {
    /// What is offered of an integration.
    ///
    /// # Errors
    /// 404 where there is nothing for this company, 409 where it is not to be installed here, and why.
    pub(in crate::routes) async fn find(
        app: &App,
        store: Option<&ServerStore>,
        id: &IntegrationId,
    ) -> Result<Self> {
        let missing = || Error::NotFound("integration");
        let store = store.ok_or_else(missing)?;
        let known = store.integration(id).await?.ok_or_else(missing)?;
        let company = app.page.slug.as_ref();
        let (version, manifest) = known.in_force(company).ok_or_else(missing)?;
        let state = |why: &str| Error::WrongState(why.to_owned());
        if known.working.is_suspended {
            let why = "this integration is suspended: the server's moderators stopped it; nobody can install it now";
            return Err(state(why));
        }
        if !known.working.may_be_agreed_to(known.is_of(company)) {
            let why = "this integration is retired: it is offered to nobody new";
            return Err(state(why));
        }
        let Some(endpoint) = page_address(app, manifest)? else {
            let why = "this integration has no page beside the conversation: it is installed on its own site";
            return Err(state(why));
        };
        let Some(redirect) = manifest.redirect_uris.first() else {
            let why = "this integration has no redirect URI that could be told: its developers have to add one";
            return Err(state(why));
        };
        Ok(Self {
            version,
            stamp: stamp(manifest)?,
            endpoint,
            redirect: redirect.clone(),
            manifest: manifest.clone(),
        })
    }
}

/// How many characters stand for a manifest.
const STAMP_CHARS: usize = 16;

/// What stands for all that is written of a version: a draft is edited without another number.
///
/// # Errors
/// When it cannot be written as JSON, which never is.
pub(in crate::routes) fn stamp(manifest: &IntegrationManifest) -> Result<String> {
    let text = serde_json::to_string(manifest).map_err(|error| Error::Internal(error.into()))?;
    Ok(sha256_hex(&text).chars().take(STAMP_CHARS).collect())
}

/// The address of a version's page, as the one parser writes it; none where it has no page.
///
/// # Errors
/// 409 where the inbox takes no such address.
pub(in crate::routes) fn page_address(
    app: &App,
    manifest: &IntegrationManifest,
) -> Result<Option<String>> {
    let Some(widget) = &manifest.widget else {
        return Ok(None);
    };
    match PluginUrl::registered(&widget.endpoint, &app.page.origin) {
        Ok(url) => Ok(Some(url.to_string())),
        Err(refused) => Err(Error::WrongState(format!(
            "the page of this integration cannot be shown here: {refused}"
        ))),
    }
}

/// The origin of an address.
pub(in crate::routes) fn origin(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    Some(url.origin().ascii_serialization())
}
