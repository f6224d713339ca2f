//! `POST /api/apps/{app_id}/connections`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::app::{Connection, ConnectionState, NewConnection};
use encaixe_api::descriptor::{Authentication, Grant};

use super::shown;
use crate::access::Admin;
use crate::app::Shared;
use crate::apps::draft::{Typed, client_tokens, draft};
use crate::apps::fit;
use crate::check::{self, NAME_CHARS, field_error};
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::apps::find;
use crate::routes::created::created;
use crate::store::app::NewConnected;
use crate::time::{self, Millis};

/// How long a connection is tried.
const TRIAL: Millis = time::HOUR;

/// Makes a connection of the values that the app's `fields` ask for, which are kept sealed but for those of addresses. For `oauth_2` a
/// person has to agree then: see `.../authorize`. With `trial` it is only tried: no call takes it, no list has it, and it goes after an hour
/// unless it is kept (`.../keep`).
#[utoipa::path(
    post,
    path = "/apps/{app_id}/connections",
    operation_id = "create_connection",
    tag = "apps",
    request_body = NewConnection,
    responses((status = 201, body = Connection, headers(("Location" = String, description = "Its address.")))),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(of): PathParts<String>,
    Json(new): Json<NewConnection>,
) -> Result<impl IntoResponse + use<>> {
    let known = find(&app, &of).await?;
    let mut errors = Vec::new();
    let name = check::collect_error(&mut errors, check::name(&new.name, NAME_CHARS));
    let typed = Typed {
        environment: new.environment.as_deref(),
        fields: &new.fields,
        kept: None,
        confirmed_host: new.confirmed_host.as_deref(),
    };
    let made = draft(&app, &known.descriptor, typed).await;
    let made = made.map_err(|more| errors.extend(more)).ok();
    let first = first_state(&known.descriptor.authentication);
    if new.trial && first != ConnectionState::Pending {
        let message = "nobody has to agree for this app: `try` pings it without keeping anything";
        errors.push(field_error("trial", "not_oauth", message));
    }
    check::ensure_valid(errors)?;
    let (Some(name), Some(draft)) = (name, made) else {
        return Err(Vec::new().into());
    };
    let tokens = client_tokens(&app, &known, &draft).await??;
    let (address, secrets) = fit::apart(&known.descriptor, draft.fields.clone());
    let made = NewConnected {
        app: &of,
        name: &name,
        environment: &draft.environment,
        address: &address,
        secrets: &secrets,
        confirmed_host: draft.confirmed_host.as_deref(),
        state: first,
        tokens: tokens.as_ref(),
        trial_until: new.trial.then(|| time::now() + TRIAL),
        by: caller.member_id(),
    };
    let id = app.store.by(caller.actor()).add_connection(&made).await??;
    let made = shown(&app, &of, &id).await?;
    Ok(created(format!("/api/apps/{of}/connections/{id}"), made))
}

/// How a connection stands whose values were written just now.
pub(super) fn first_state(authentication: &Authentication) -> ConnectionState {
    match authentication {
        Authentication::OAuth(oauth) if oauth.grant == Grant::AuthorizationCode => {
            ConnectionState::Pending
        }
        _ => ConnectionState::Connected,
    }
}
