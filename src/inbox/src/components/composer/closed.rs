//! In the place of a reply that cannot be written: the conversation is closed.

use encaixe_api::id::ConversationId;
use encaixe_ui::button::push_button;
use encaixe_ui::i18n::use_words;
use yew::prelude::*;
use yew::props;

use super::caret::use_call;
use crate::flow::composer;
use crate::hooks::use_store;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: ConversationId,
    /// Whether the agent asks to write.
    pub(super) called: bool,
}

#[hook]
pub(super) fn use_closed(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let node = use_node_ref();
    use_call(props.called, &node);
    let reopen = {
        let id = props.id.clone();
        Callback::from(move |_: MouseEvent| composer::reopen(&store, id.clone()))
    };
    html! {
        <div class="composer-closed">
            <p>{ words.t("composer-closed") }</p>
            { push_button(&props!(encaixe_ui::button::Props { node, label: words.t("conversation-reopen"), icon: "rotate-ccw", onclick: reopen, testid: "composer-reopen" })) }
        </div>
    }
}
