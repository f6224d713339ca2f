//! Beginning a conversation: it opens, and the agent can write.

use encaixe_api::inbox::conversation::NewConversation;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::i18n::Words;
use gloo_timers::future::TimeoutFuture;

use super::{conversations, notice, signed_out};
use crate::api_client;
use crate::drafts::Mode;
use crate::state::Action;
use crate::state::composer::ComposerAction;
use crate::store::Store;

/// Begins it and goes there; where one with this person was open already, goes to that one and says so.
pub(crate) async fn begin(store: &Store, new: &NewConversation) -> Result<(), Failure> {
    let (is_new, conversation) = match api_client::begin(new).await {
        Ok(begun) => begun,
        Err(failure) => {
            signed_out(store, &failure);
            return Err(failure);
        }
    };
    store.dispatch(Action::Starting(false));
    // The dialog gives the focus back when it is gone; what follows takes it after that.
    TimeoutFuture::new(0).await;
    let id = conversation.summary.id;
    conversations::go(store, Some(id.clone()));
    conversations::load_list(store);
    store.dispatch(Action::Compose(ComposerAction::Mode(id, Mode::Reply)));
    store.dispatch(Action::Compose(ComposerAction::Call(true)));
    if !is_new {
        let words = Words::of(store.state().locale);
        notice(store, Kind::Info, words.t("start-was-open"));
    }
    Ok(())
}
