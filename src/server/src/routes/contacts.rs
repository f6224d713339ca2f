//! `/api/contacts/{id}`: somebody outside the company, and changing what is known of them.

use axum::extract::{Path, Query, State};
use encaixe_api::inbox::contact::{Contact, ContactPatch, Contacts};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::address::{by, source};
use super::check::{self, Checked, keep};
use super::fields;
use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, Paging, search};
use crate::store::contact::{Patch, Patched};

/// The longest name of a contact, in characters.
const NAME_CHARS: usize = 200;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, change))
}

/// Whom a list of contacts shall have.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Sought {
    /// Words, found as in the list of conversations: by their beginnings, case and accents aside, in the contact's name,
    /// telephone, e-mail address, or an address that they wrote from. A telephone is found in every spelling, by its
    /// beginning and by any four of its digits in a row.
    #[param(max_length = 200)]
    q: Option<String>,
}

/// The contacts, newest first.
#[utoipa::path(
    get,
    path = "/contacts",
    operation_id = "list_contacts",
    tag = "contacts",
    params(Sought, Paging),
    responses((status = 200, body = Contacts)),
)]
async fn list(
    State(app): State<Shared>,
    Agent(caller): Agent,
    sought: Query<Sought>,
    paging: Paging,
) -> Result<Json<Contacts>> {
    let mut wrong = Vec::new();
    let words = sought.0.q.and_then(|q| search(q, &mut wrong));
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let words = words.unwrap_or_default();
    let by = by(&app, &caller).await?;
    let page = app
        .store
        .contacts(&words, by, &paging.before, paging.limit)
        .await?;
    Ok(Json(Contacts {
        items: page.items,
        next: page.next,
        unindexed: app.store.unindexed().await?,
    }))
}

/// One contact.
#[utoipa::path(
    get,
    path = "/contacts/{id}",
    operation_id = "show_contact",
    tag = "contacts",
    responses((status = 200, body = Contact)),
)]
async fn show(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
) -> Result<Json<Contact>> {
    whole(&app, &id).await
}

/// Changes what is known of a contact.
#[utoipa::path(
    patch,
    path = "/contacts/{id}",
    operation_id = "change_contact",
    tag = "contacts",
    request_body = ContactPatch,
    responses((status = 200, body = Contact)),
)]
async fn change(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(patch): Json<ContactPatch>,
) -> Result<Json<Contact>> {
    let mut wrong = Vec::new();
    let by = by(&app, &caller).await?;
    let checked = Patch {
        by: source(&caller),
        name: patch
            .name
            .and_then(|name| keep(&mut wrong, check::name_of(&name, NAME_CHARS))),
        email: patch
            .email
            .and_then(|email| keep(&mut wrong, maybe(email, check::email))),
        phone: patch
            .phone
            .and_then(|phone| keep(&mut wrong, maybe(phone, |text| check::phone(text, by)))),
        fields: fields::check(&app, "contact", &patch.fields, &mut wrong).await?,
    };
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let writer = app.store.by(caller.actor());
    match writer.patch_contact(&id, &checked).await? {
        Patched::Done => {}
        Patched::Missing => return Err(Error::NotFound("contact")),
    }
    whole(&app, &id).await
}

/// Nothing stays nothing, and an empty text is nothing.
fn maybe(text: Option<String>, check: impl Fn(&str) -> Checked<String>) -> Checked<Option<String>> {
    text.filter(|text| !text.trim().is_empty())
        .map(|text| check(&text))
        .transpose()
}

pub(super) async fn whole(app: &App, id: &str) -> Result<Json<Contact>> {
    let found = app.store.contact(id).await?;
    found.map(Json).ok_or(Error::NotFound("contact"))
}
