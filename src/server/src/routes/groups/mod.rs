//! `/api/groups`: teams of members.

mod create;
mod delete;
mod list;
mod patch;

use encaixe_api::error::FieldError;
use encaixe_api::id::MemberId;
use encaixe_api::visible;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;
use crate::routes::check::{keep, wrong};
use crate::routes::named::optional;

/// An emoji is several characters at times: a person, a colour, joiners.
const ICON_CHARS: usize = 16;

/// The most members of a group.
const MEMBERS: usize = 500;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(create::create))
                .routes(routes!(patch::patch, delete::delete)),
        ))
        .routes(routes!(list::list))
}

fn icon(text: &str, wrong: &mut Vec<FieldError>) -> Option<String> {
    let icon = keep(wrong, optional("icon", text, ICON_CHARS)).flatten()?;
    Some(visible::name(&icon))
}

/// Their number; who they are is looked up where they are written.
fn members(asked: &[MemberId], errors: &mut Vec<FieldError>) {
    if asked.is_empty() {
        errors.push(wrong(
            "members",
            "empty",
            "a group needs a member: what is moved to a group of nobody is seen by nobody"
                .to_owned(),
        ));
    } else if asked.len() > MEMBERS {
        let message = format!(
            "at most {MEMBERS} members are taken; these are {}",
            asked.len()
        );
        errors.push(wrong("members", "too_many", message));
    }
}
