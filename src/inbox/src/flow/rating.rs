//! The link by which a customer rates an attendance.

use encaixe_api::id::AttendanceId;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::clipboard;
use encaixe_ui::i18n::Words;
use wasm_bindgen_futures::spawn_local;

use super::{complain, notice};
use crate::api_client;
use crate::store::Store;

/// Makes one and puts it on the clipboard; where the browser gives none, the notice has the link itself.
pub(crate) fn copy_link(store: &Store, attendance: &AttendanceId) {
    let (store, attendance) = (store.clone(), attendance.clone());
    spawn_local(async move {
        let link = match api_client::rating_link(&attendance).await {
            Ok(link) => link,
            Err(failure) => return complain(&store, "problem-change", &failure),
        };
        let message = if clipboard::write(&link).await {
            Words::of(store.state().locale).t("rating-link-copied")
        } else {
            link
        };
        notice(&store, Kind::Success, message);
    });
}
