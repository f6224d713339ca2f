//! `PATCH /api/contacts/{id}`: what is known of a contact.

use axum::extract::State;
use encaixe_api::id::ContactId;
use encaixe_api::inbox::contact::{Contact, ContactPatch};

use super::load;
use crate::access::May;
use crate::access::permission::ContactWrite;
use crate::app::Shared;
use crate::check::contact::{self, NAME_CHARS};
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::address::{by, source};
use crate::routes::fields;
use crate::store::contact::Patch;

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
    May(caller, _): May<ContactWrite>,
    PathParts(id): PathParts<ContactId>,
    Json(patch): Json<ContactPatch>,
) -> Result<Json<Contact>> {
    let mut errors = Vec::new();
    let by = by(&app, &caller).await?;
    let checked = Patch {
        by: source(&caller),
        name: patch
            .name
            .and_then(|name| collect_error(&mut errors, check::name(&name, NAME_CHARS))),
        email: patch
            .email
            .and_then(|email| collect_error(&mut errors, contact::or_none(email, check::email))),
        phone: patch.phone.and_then(|phone| {
            let phone = contact::or_none(phone, |text| check::phone(text, by));
            collect_error(&mut errors, phone)
        }),
        fields: fields::validate(&app, "contact", &patch.fields, &mut errors).await?,
    };
    ensure_valid(errors)?;
    let writer = app.store.by(caller.actor());
    writer.patch_contact(&id, &checked).await??;
    Ok(Json(load(&app, &caller, &id).await?))
}
