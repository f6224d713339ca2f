//! `POST /api/me/plugins`: a plugin that only the caller sees.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_api::plugin::{NAME_CHARS, NewDevPlugin, Plugin};
use encaixe_protocol::scope::Grants;

use crate::access::Agent;
use crate::app::Shared;
use crate::check::{self, collect_error, plugin};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::plugin::New;
use crate::time;

/// Registers a plugin on a loopback host, which only the caller sees while developing it: at most five.
///
/// The workspace decides whether members may (`devPlugins`).
#[utoipa::path(
    post,
    path = "/me/plugins",
    operation_id = "create_own_plugin",
    tag = "plugins",
    request_body = NewDevPlugin,
    responses(
        (status = 201, body = Plugin),
        (status = 403, body = ErrorBody, description = "`dev_plugins_off`: the workspace does not let members register plugins of their own. `forbidden`: an API token asks, which is no member. `wrong_origin`: the change does not come from the page itself."),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Json(new): Json<NewDevPlugin>,
) -> Result<(StatusCode, Json<Plugin>)> {
    let owner = caller.member_id().ok_or(Error::NeedsMember)?;
    let workspace = app.store.workspace().await?.unwrap_or_default();
    if !workspace.allows_dev_plugins(app.page.origin.is_https()) {
        return Err(Error::DevPluginsOff);
    }
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::name(&new.name, NAME_CHARS));
    let endpoint = plugin::endpoint_for_one(&new.endpoint, &app.page.origin);
    let endpoint = collect_error(&mut errors, endpoint);
    let (Some(name), Some(endpoint)) = (name, endpoint) else {
        return Err(Error::Invalid(errors));
    };
    let new = New {
        name: &name,
        icon: None,
        endpoint: endpoint.as_str(),
        enabled: true,
        classic: new.classic.unwrap_or(false),
        // A page with the older SDK knows no tokens.
        auth_secret: new.classic.unwrap_or(false),
        proof_algorithm: ProofAlgorithm::default(),
        // What it does is done with the rights of the one member who sees it.
        scopes: Grants::ALL,
        created_at: time::now(),
        owner: Some(owner),
    };
    let writer = app.store.by(caller.actor());
    let plugin = writer.add_dev_plugin(&new).await??;
    Ok((StatusCode::CREATED, Json(plugin)))
}
