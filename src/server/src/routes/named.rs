//! What `/api/tags`, `/api/groups`, `/api/custom-fields` and `/api/channels` share. All four are read by everybody, changed by
//! admins, and have names, an order, a switch and a count of uses.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::inbox::channel::Channel;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_api::inbox::group::Group;
use encaixe_api::inbox::tag::Tag;
use encaixe_api::inbox::{Page, Uses};
use serde::Serialize;

use crate::access::Caller;
use crate::app::App;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::named::{Done, Kind, Refused};

/// One of the four.
pub(super) trait Named: Serialize {
    /// Which.
    const KIND: Kind;
    /// Where they lie.
    const PATH: &'static str;

    fn id(&self) -> &str;
    fn count(&mut self, uses: Uses);
}

macro_rules! named {
    ($($name:ty: $kind:ident at $path:literal),+) => {$(
        impl Named for $name {
            const KIND: Kind = Kind::$kind;
            const PATH: &'static str = $path;

            fn id(&self) -> &str {
                self.id.as_str()
            }

            fn count(&mut self, uses: Uses) {
                self.uses = Some(uses);
            }
        }
    )+};
}

named! {
    Channel: Channel at "/api/channels",
    CustomField: CustomField at "/api/custom-fields",
    Group: Group at "/api/groups",
    Tag: Tag at "/api/tags"
}

/// All of them with how much each is used, in one page.
pub(super) async fn page_of<T: Named>(app: &App, mut items: Vec<T>) -> Result<Json<Page<T>>> {
    let ids: Vec<&str> = items.iter().map(T::id).collect();
    let uses = app.store.uses(T::KIND, &ids).await?;
    for (item, uses) in items.iter_mut().zip(uses) {
        item.count(uses);
    }
    Ok(Json(Page { items, next: None }))
}

/// One that was made, and where it lies.
pub(super) fn made<T: Named>(done: Done<T>) -> Result<impl IntoResponse + use<T>> {
    let made = settle(T::KIND, done)?;
    let location = format!("{}/{}", T::PATH, made.id());
    Ok((
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, location)]),
        Json(made),
    ))
}

/// One that was changed.
pub(super) fn changed<T: Named>(done: Done<T>) -> Result<Json<T>> {
    settle(T::KIND, done).map(Json)
}

/// Takes one away that nothing uses.
pub(super) async fn removed<T: Named>(app: &App, caller: &Caller, id: &str) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    let done = writer.remove_named(T::KIND, id).await?;
    settle(T::KIND, done).map(|()| StatusCode::NO_CONTENT)
}

/// What came of a change.
fn settle<T>(kind: Kind, done: Done<T>) -> Result<T> {
    done.map_err(|refused| refusal(kind, refused))
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
