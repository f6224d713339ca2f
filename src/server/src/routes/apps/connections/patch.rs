//! `PATCH /api/apps/{app_id}/connections/{id}`: something of it changes.

use axum::extract::State;
use encaixe_api::app::{Connection, ConnectionPatch};
use encaixe_api::id::ConnectionId;

use super::create::first_state;
use super::shown;
use crate::access::Admin;
use crate::app::Shared;
use crate::apps::draft::{Draft, Typed, client_tokens, draft};
use crate::apps::fit;
use crate::check::{self, NAME_CHARS};
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::apps::find_both;
use crate::store::app::Patched;

/// Changes a connection's name, or values; those that are not named stay. Other values put an end to why it did not work; for `oauth_2`
/// a person has to agree anew.
#[utoipa::path(
    patch,
    path = "/apps/{app_id}/connections/{id}",
    operation_id = "change_connection",
    tag = "apps",
    request_body = ConnectionPatch,
    responses((status = 200, body = Connection)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
    Json(patch): Json<ConnectionPatch>,
) -> Result<Json<Connection>> {
    let (known, held) = find_both(&app, &of, &id).await?;
    let mut errors = Vec::new();
    let name = patch
        .name
        .as_deref()
        .map(|name| check::name(name, NAME_CHARS));
    let name = check::collect_error(&mut errors, name.transpose()).flatten();
    let kept = held.fields();
    let mut drafted: Option<Draft> = None;
    if let Some(fields) = &patch.fields {
        let typed = Typed {
            environment: Some(&held.environment),
            fields,
            kept: Some(&kept),
            confirmed_host: held.confirmed_host(),
        };
        match draft(&app, &known.descriptor, typed).await {
            Ok(draft) => drafted = Some(draft),
            Err(more) => errors.extend(more),
        }
    }
    check::ensure_valid(errors)?;
    let tokens = match &drafted {
        Some(draft) => client_tokens(&app, &known, draft).await??,
        None => None,
    };
    let fields = drafted.map(|draft| fit::apart(&known.descriptor, draft.fields));
    let state = first_state(&known.descriptor.authentication);
    let changed: Vec<String> = patch
        .fields
        .iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let patched = Patched {
        name: name.as_deref(),
        fields: fields
            .as_ref()
            .map(|(address, secrets)| (address, secrets, state)),
        changed: &changed,
        tokens: tokens.as_ref(),
    };
    let writer = app.store.by(caller.actor());
    writer.patch_connection(&of, &id, &patched).await??;
    shown(&app, &of, &id).await.map(Json)
}
