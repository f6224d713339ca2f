//! What `/api/tags`, `/api/groups`, `/api/custom-fields` and `/api/channels` share. All four are read by everybody, changed by
//! admins, and have names, an order, a switch and a count of uses.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use encaixe_api::inbox::channel::Channel;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_api::inbox::group::Group;
use encaixe_api::inbox::tag::Tag;
use encaixe_api::inbox::{Page, Uses};
use serde::Serialize;

use crate::access::Caller;
use crate::app::App;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::created::created;
use crate::store::named::Kind;

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

/// The answer to one that was made.
pub(super) fn made<T: Named>(made: T) -> impl IntoResponse + use<T> {
    created(format!("{}/{}", T::PATH, made.id()), made)
}

/// Takes one away that nothing uses.
pub(super) async fn remove<T: Named>(app: &App, caller: &Caller, id: &str) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    writer.remove_named(T::KIND, id).await??;
    Ok(StatusCode::NO_CONTENT)
}
