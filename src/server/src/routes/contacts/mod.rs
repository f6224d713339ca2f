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

use crate::access::Caller;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::routes::granted;
use crate::routes::media::Told;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show, patch::patch))
        .routes(routes!(merge::merge))
        .routes(routes!(merges::undo))
        .routes(routes!(same::list))
        .routes(routes!(apart::keep))
}

/// The contact, with the address of their picture as the caller is told it.
///
/// # Errors
/// 404 when there is none.
async fn load(app: &App, caller: &Caller, id: &ContactId) -> Result<Contact> {
    let found = app.store.contact(id).await?;
    let mut found = found.ok_or(Error::NotFound("contact"))?;
    Told::to(app, caller).contact(&mut found);
    granted::contact(caller, &mut found);
    Ok(found)
}
