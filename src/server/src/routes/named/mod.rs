//! What a workspace has of its own: `/api/tags`, `/api/groups`, `/api/custom-fields` and `/api/channels`, a file each. All
//! four are read by everybody, changed by admins, and have names, an order, a switch and a count of uses.

mod channels;
mod custom_fields;
mod groups;
mod tags;

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::error::FieldError;
use encaixe_api::inbox::Uses;
use encaixe_api::live::Change;
use utoipa_axum::router::OpenApiRouter;

use super::check::{self, Checked, keep};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::named::{Done, Kind, Refused};

/// The longest name, in characters.
const NAME_CHARS: usize = 60;

/// The longest description, in characters.
const DESCRIPTION_CHARS: usize = 500;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(channels::router())
        .merge(custom_fields::router())
        .merge(groups::router())
        .merge(tags::router())
}

/// A name for one of the four; what is wrong joins the list.
fn name(text: &str, wrong: &mut Vec<FieldError>) -> String {
    keep(wrong, check::name_of(text, NAME_CHARS)).unwrap_or_default()
}

/// A new name, if one is asked for.
fn new_name(text: Option<&str>, wrong: &mut Vec<FieldError>) -> Option<String> {
    text.map(|text| name(text, wrong))
}

/// A text that may be missing: without the white space around it, none when nothing is left.
fn optional(path: &str, text: &str, most: usize) -> Checked<Option<String>> {
    let text = text.trim();
    check::text(path, text, 0, most)?;
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

fn description(text: &str, wrong: &mut Vec<FieldError>) -> Option<String> {
    keep(wrong, optional("description", text, DESCRIPTION_CHARS)).flatten()
}

/// Nothing is done while anything is wrong.
fn sound(wrong: Vec<FieldError>) -> Result<()> {
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(wrong))
    }
}

/// What came of a change: everybody is told of one that was made.
fn settle<T>(app: &App, kind: Kind, done: Done<T>) -> Result<T> {
    let done = done.map_err(|refused| refusal(kind, refused))?;
    app.live.publish(Change::Workspace);
    Ok(done)
}

fn created<T: serde::Serialize>(location: String, made: T) -> impl IntoResponse {
    (
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, location)]),
        Json(made),
    )
}

fn refusal(kind: Kind, refused: Refused) -> Error {
    let what = match kind {
        Kind::Tag => "tag",
        Kind::Group => "group",
        Kind::CustomField => "custom field",
        Kind::Channel => "channel",
    };
    match refused {
        Refused::Missing => Error::NotFound(what),
        Refused::Taken(other) => Error::field(
            "name",
            "taken",
            format!(
                "there is a {what} `{other}`, which differs by case or accents at most; choose another name"
            ),
        ),
        Refused::KeyTaken => Error::field(
            "placeholder",
            "taken",
            "another field of the same entity has this key; choose another one",
        ),
        Refused::InUse(uses) => Error::field("id", "in_use", in_use(what, uses)),
        Refused::NoMember(place) => Error::field(
            &format!("members[{place}]"),
            "not_found",
            "there is no such member",
        ),
        Refused::NobodyActive => Error::field(
            "members",
            "empty",
            "a group needs a member who may sign in: what is moved to a group of nobody is seen by nobody",
        ),
    }
}

fn in_use(what: &str, Uses { count, more }: Uses) -> String {
    let more = if more { "more than " } else { "" };
    format!(
        "this {what} is used {more}{count} times, which deleting it would undo; switch it off instead (`isActive`)"
    )
}

/// Puts the counts of uses into a list.
async fn counted<T>(
    app: &App,
    kind: Kind,
    mut items: Vec<T>,
    id: impl Fn(&T) -> &str,
    put: impl Fn(&mut T, Uses),
) -> Result<Vec<T>> {
    let ids: Vec<&str> = items.iter().map(id).collect();
    let uses = app.store.uses(kind, &ids).await?;
    for (item, uses) in items.iter_mut().zip(uses) {
        put(item, uses);
    }
    Ok(items)
}
