//! `/api/canned-replies`: texts that agents send again and again. Admins keep everybody's, each member their own.

mod create;
mod delete;
mod list;
mod patch;

use encaixe_api::access::Role;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Caller;
use crate::app::Shared;
use crate::store::canned_reply::Asker;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(patch::patch, delete::delete))
}

fn asker(caller: &Caller) -> Asker<'_> {
    Asker {
        member: caller.member_id(),
        is_admin: caller.member.role == Role::Admin,
    }
}
