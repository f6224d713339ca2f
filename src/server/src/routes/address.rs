//! `/api/address`: how an address is read that somebody types, before anything is kept of it.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use encaixe_api::inbox::merge::Reading;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Agent, Caller};
use crate::address::{self, By, Kind};
use crate::app::{App, Shared};
use crate::check::channel::ADDRESS_CHARS;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::contact::Source;
use encaixe_api::access::Role;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(read))
}

/// What shall be read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the query, which is read by name")]
struct AddressQuery {
    /// The kind of channel that it is for: `whatsapp` (also for a contact's telephone), `sms`, `email` and so on.
    #[serde(rename = "type")]
    #[param(max_length = 80)]
    kind: Option<String>,
    /// What was typed.
    #[param(max_length = 200)]
    text: Option<String>,
}

/// Says how an address is read that a member types.
#[utoipa::path(
    get,
    path = "/address",
    operation_id = "read_address",
    tag = "contacts",
    params(AddressQuery),
    responses((status = 200, body = Reading)),
)]
async fn read(
    State(app): State<Shared>,
    Agent(caller): Agent,
    query: std::result::Result<
        Query<BTreeMap<String, String>>,
        axum::extract::rejection::QueryRejection,
    >,
) -> Result<Json<Reading>> {
    let Query(query) =
        query.map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
    let wanted = |name: &str, most: usize| {
        let text = query.get(name).map(String::as_str).unwrap_or_default();
        if text.chars().count() > most {
            let message = format!("at most {most} characters are read");
            return Err(Error::field(name, "too_long", message));
        }
        Ok(text)
    };
    let (kind, text) = (wanted("type", 80)?, wanted("text", ADDRESS_CHARS)?);
    let read = address::read(kind, text, by(&app, &caller).await?);
    Ok(Json(Reading {
        display: (read.as_ref()).map(|read| address::shown_in(kind, &read.kept)),
        sure: (read.as_ref()).is_some_and(|read| read.kind != Kind::Other),
        kept: read.map(|read| read.kept),
    }))
}

/// Who wrote an address that came with this request: a member types as at home, a program gives what it stores.
pub(super) async fn by(app: &App, caller: &Caller) -> Result<By> {
    Ok(match caller.member_id() {
        Some(_) => By::Person(app.store.country().await?),
        None => By::Program,
    })
}

/// Whether what this caller says of a contact tells who they are.
pub(super) fn source(caller: &Caller) -> Source {
    match (caller.member_id(), caller.member.role) {
        (Some(_), _) | (None, Role::Admin) => Source::Set,
        (None, Role::Agent | Role::Developer) => Source::Claimed,
    }
}
