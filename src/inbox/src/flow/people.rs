//! Makes one contact of two, and two of one again.

use encaixe_api::id::{ContactId, MergeId};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::i18n::Words;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::{complain, conversations, done, notice};
use crate::api_client;
use crate::store::Store;

/// Merges two contacts, and offers the way back in a notice. What is refused is for the caller to show.
pub(crate) async fn merge(
    store: &Store,
    kept: &ContactId,
    gone: &ContactId,
) -> Result<(), Failure> {
    let merged = api_client::merge(kept, gone).await?;
    let words = Words::of(store.state().locale);
    let names = [
        ("name", merged.contact.name.clone().into()),
        ("other", merged.merge.name.clone().into()),
    ];
    let undo = {
        let (store, kept, id) = (store.clone(), merged.contact.id, merged.merge.id);
        Callback::from(move |()| unmerge(&store, kept.clone(), id.clone()))
    };
    done(store, words.with("merge-done", names), undo, None);
    refresh(store).await;
    Ok(())
}

/// Takes a merge back.
pub(crate) fn unmerge(store: &Store, kept: ContactId, id: MergeId) {
    let store = store.clone();
    spawn_local(async move {
        match api_client::unmerge(&kept, &id).await {
            Ok(()) => {
                let words = Words::of(store.state().locale);
                notice(&store, Kind::Success, words.t("merge-undone"));
            }
            Err(failure) => complain(&store, "problem-unmerge", &failure),
        }
        refresh(&store).await;
    });
}

/// Shows the open conversation and the list as they are now; the others are told by the stream.
async fn refresh(store: &Store) {
    let open = store.state().selected().cloned();
    if let Some(id) = open {
        conversations::refreshed(store, &id).await;
    }
    conversations::load_list(store);
}
