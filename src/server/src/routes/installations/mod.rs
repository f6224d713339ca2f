//! `/api/installations`: integrations that this company let in (admin).

mod create;
mod delete;
mod list;
mod patch;
mod show;
mod view;

use encaixe_api::id::MemberId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Caller;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list::list, create::create))
            .routes(routes!(show::show, patch::patch, delete::delete)),
    )
}

/// The member who asks by themselves in their browser.
///
/// # Errors
/// 403 where a program or a plugin asks, whatever it may do otherwise.
pub(super) fn person(caller: &Caller) -> Result<&MemberId> {
    let member = caller.member_id().filter(|_| caller.plugin.is_none());
    member.ok_or(Error::NeedsPerson)
}
