//! What `/api/tags`, `/api/groups`, `/api/custom-fields`, `/api/channels` and `/api/attendance-categories` share. All five are read
//! by everybody, changed by admins, and have names, an order, a switch and a count of uses.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use encaixe_api::inbox::category::Category;
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
use crate::store::named::Entry;

/// One of the five.
pub(super) trait Named: Serialize {
    /// Where they lie.
    const PATH: &'static str;

    fn entry(&self) -> Entry<'_>;
    fn count(&mut self, uses: Uses);
}

macro_rules! named {
    ($($name:ty: $kind:ident at $path:literal),+) => {$(
        impl Named for $name {
            const PATH: &'static str = $path;

            fn entry(&self) -> Entry<'_> {
                Entry::$kind(&self.id)
            }

            fn count(&mut self, uses: Uses) {
                self.uses = Some(uses);
            }
        }
    )+};
}

named! {
    Category: Category at "/api/attendance-categories",
    Channel: Channel at "/api/channels",
    CustomField: CustomField at "/api/custom-fields",
    Group: Group at "/api/groups",
    Tag: Tag at "/api/tags"
}

/// All of them with how much each is used, in one page.
pub(super) async fn page_of<T: Named>(app: &App, mut items: Vec<T>) -> Result<Json<Page<T>>> {
    let entries: Vec<Entry<'_>> = items.iter().map(T::entry).collect();
    let uses = app.store.uses(&entries).await?;
    for (item, uses) in items.iter_mut().zip(uses) {
        item.count(uses);
    }
    Ok(Json(Page { items, next: None }))
}

/// The answer to one that was made.
pub(super) fn made<T: Named>(made: T) -> impl IntoResponse + use<T> {
    created(format!("{}/{}", T::PATH, made.entry().id()), made)
}

/// Takes one away that nothing uses.
pub(super) async fn remove(app: &App, caller: &Caller, entry: Entry<'_>) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    writer.remove_named(entry).await??;
    Ok(StatusCode::NO_CONTENT)
}
