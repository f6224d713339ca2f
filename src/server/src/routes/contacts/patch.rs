//! `PATCH /api/contacts/{id}`: what is known of a contact.

use axum::extract::{Path, State};
use encaixe_api::inbox::contact::{Contact, ContactPatch};

use super::whole;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::address::{by, source};
use crate::routes::check::{self, Checked, keep};
use crate::routes::fields;
use crate::store::contact::{Patch, Patched};

/// The longest name of a contact, in characters.
const NAME_CHARS: usize = 200;

/// Changes what is known of a contact.
#[utoipa::path(
    patch,
    path = "/contacts/{id}",
    operation_id = "change_contact",
    tag = "contacts",
    request_body = ContactPatch,
    responses((status = 200, body = Contact)),
)]
pub(super) async fn patch(
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
