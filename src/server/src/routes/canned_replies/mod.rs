//! `/api/canned-replies`: texts that agents send again and again. Admins keep everybody's, each member their own.

mod create;
mod delete;
mod list;
mod patch;

use encaixe_api::access::Role;
use encaixe_api::id::MemberId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Caller;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::store::canned_reply::{Asker, MOST, Refused};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(patch::patch, delete::delete))
}

fn asker(caller: &Caller) -> Asker<'_> {
    Asker {
        member: caller.member_id().map(MemberId::as_str),
        is_admin: caller.member.role == Role::Admin,
    }
}

fn settle<T>(done: std::result::Result<T, Refused>) -> Result<T> {
    match done {
        Ok(done) => Ok(done),
        Err(Refused::Missing) => Err(Error::NotFound("canned reply")),
        Err(Refused::Shared) => Err(Error::Forbidden),
        Err(Refused::Taken) => Err(Error::field(
            "name",
            "taken",
            "there is a canned reply of this name, case and accents aside; choose another one",
        )),
        Err(Refused::TooMany) => Err(Error::field(
            "name",
            "too_many",
            format!("at most {MOST} canned replies are kept; delete one first"),
        )),
    }
}
