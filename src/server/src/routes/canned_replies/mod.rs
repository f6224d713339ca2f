//! `/api/canned-replies`: texts that agents send again and again. Admins keep everybody's, each member their own.

mod create;
mod delete;
mod list;
mod patch;

use encaixe_api::access::Role;
use encaixe_api::error::FieldError;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::canned_reply::{TEXT_CHARS, VARIABLES, unknown_variable, variable_of};
use encaixe_api::inbox::custom_field::value::listed;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Caller;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::routes::check::{self, keep, wrong};
use crate::store::canned_reply::{Asker, MOST, Refused};

/// The longest name, in characters.
const NAME_CHARS: usize = 60;

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

/// Its length, and whether the workspace knows its variables.
async fn text(app: &App, text: &str, errors: &mut Vec<FieldError>) -> Result<()> {
    keep(errors, check::text("text", text, 1, TEXT_CHARS));
    let fields = app.store.custom_fields().await?;
    if let Some(unknown) = unknown_variable(text, &fields) {
        let shown: String = unknown.chars().take(60).collect();
        let own: Vec<String> = fields.iter().map(variable_of).collect();
        let known: Vec<&str> = VARIABLES
            .into_iter()
            .chain(own.iter().map(String::as_str))
            .collect();
        let known = listed(known.into_iter());
        let message = format!("there is no variable `{shown}`; there are: {known}");
        errors.push(wrong("text", "unknown_variable", message));
    }
    Ok(())
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
