//! The code that an integration's server is told, without its having asked for one.

use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_api::integration::IntegrationManifest;
use encaixe_protocol::scope::Grants;

use crate::app::App;
use crate::error::{Error, Result};
use crate::oauth;
use crate::oauth::token::{self, Kind};
use crate::store::grant::NewCode;
use crate::time;

/// A code of this company.
pub(crate) fn new_code(app: &App) -> Result<String> {
    let code = token::new(Kind::Code, app.page.slug.as_ref());
    code.map_err(|error| Error::Internal(error.into()))
}

/// What a code is for that a member agreed to, all but its hash. The program did not ask for it, so that it could give no challenge,
/// whatever its profile: it is exchanged without a verifier, by the client's secret alone, and one with a verifier is refused.
pub(crate) fn granted<'a>(
    id: &'a IntegrationId,
    manifest: &'a IntegrationManifest,
    scopes: &'a Grants,
    member: &'a MemberId,
    redirect: &'a str,
) -> NewCode<'a> {
    NewCode {
        hash: "",
        integration: id,
        name: &manifest.name,
        scopes,
        member,
        redirect,
        is_redirect_due: false,
        challenge: None,
        until: time::now() + oauth::lives(manifest.profile).code,
    }
}
