//! `/api/contacts`: people outside the company.

mod apart;
mod list;
mod merge;
mod merges;
mod patch;
mod same;
mod show;

use encaixe_api::id::ContactId;
use encaixe_api::inbox::contact::Contact;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::{Error, Result};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show, patch::patch))
        .routes(routes!(merge::merge))
        .routes(routes!(merges::undo))
        .routes(routes!(same::list))
        .routes(routes!(apart::keep))
}

/// The contact.
///
/// # Errors
/// 404 when there is none.
async fn load(app: &App, id: &ContactId) -> Result<Contact> {
    let found = app.store.contact(id).await?;
    found.ok_or(Error::NotFound("contact"))
}
