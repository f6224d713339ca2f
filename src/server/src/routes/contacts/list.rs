//! `GET /api/contacts`: all of them, or those that words find.

use axum::extract::{Query, State};
use encaixe_api::inbox::contact::Contacts;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access::Agent;
use crate::app::Shared;
use crate::check;
use crate::error::Result;
use crate::extract::{Json, Paging};
use crate::routes::address::by;
use crate::routes::media::Told;

/// Whom a list of contacts shall have.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ContactsQuery {
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
    params(ContactsQuery, Paging),
    responses((status = 200, body = Contacts)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Query(query): Query<ContactsQuery>,
    paging: Paging,
) -> Result<Json<Contacts>> {
    let words = query.q.map(check::search).transpose()?.unwrap_or_default();
    let by = by(&app, &caller).await?;
    let mut page = app
        .store
        .contacts(&words, by, &paging.before, paging.limit)
        .await?;
    let told = Told::to(&app, &caller);
    page.items.iter_mut().for_each(|one| told.contact(one));
    Ok(Json(Contacts {
        items: page.items,
        next: page.next,
        unindexed: app.store.unindexed().await?,
    }))
}
