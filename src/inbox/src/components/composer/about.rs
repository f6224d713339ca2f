//! What is to be known of the text: that it was not sent, that a plugin put some of it in, how long it may be,
//! which key does what.

use encaixe_api::id::ConversationId;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::plugin_icon::plugin_icon;
use yew::prelude::*;
use yew::props;

use crate::drafts::Mode;
use crate::flow::composer;
use crate::hooks::use_store;
use crate::state::Action;
use crate::state::composer::ComposerAction;
use crate::state::toasts::Source;

/// From this many characters before the end on, what still fits is said.
const NEAR: usize = 500;

/// The text did not go out; it is still there.
pub(super) fn failed(
    words: &Words,
    failure: &Failure,
    mode: Mode,
    onretry: Callback<MouseEvent>,
) -> Html {
    let what = match mode {
        Mode::Reply => words.t("composer-failed"),
        Mode::Note => words.t("composer-note-failed"),
    };
    html! {
        <div class="composer-line composer-failed" role="alert">
            { small_icon("circle-alert") }
            <p>{ what }{ " " }{ failure::reason(words, failure) }</p>
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("retry"), look: Look::Quiet, icon: "refresh-cw", onclick: onretry, testid: "composer-retry" })) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct InsertedProps {
    pub(super) source: Source,
    pub(super) id: ConversationId,
    /// The way of writing that is shown: the text went into the reply.
    pub(super) mode: Mode,
    /// Whether a key that came right behind it was kept from sending it.
    pub(super) is_held: bool,
}

/// Who put a text into the reply, and the way back.
#[hook]
pub(super) fn use_inserted_by(props: &InsertedProps) -> Html {
    let words = use_words();
    let store = use_store();
    let source = &props.source;
    let plugin = [("plugin", source.name.as_str().into())];
    let undo = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| composer::undo(&store))
    };
    let show = {
        let id = props.id.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Action::Compose(ComposerAction::Mode(
                id.clone(),
                Mode::Reply,
            )));
        })
    };
    html! {
        <div class="composer-line composer-inserted" role="status" data-testid="composer-inserted" data-plugin={source.id.to_string()}>
            <span class="plugin-icon" aria-hidden="true">{ plugin_icon(source.icon.as_deref()) }</span>
            if props.mode == Mode::Reply {
                <p class="clip">
                    { words.with("composer-inserted", plugin) }
                    if props.is_held { { ". " }<strong data-testid="composer-held">{ words.t("composer-held") }</strong> }
                </p>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("undo"), look: Look::Quiet, icon: "undo-2", onclick: undo, testid: "composer-undo" })) }
            } else {
                <p class="clip">{ words.with("composer-inserted-elsewhere", plugin) }</p>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("composer-show"), look: Look::Quiet, onclick: show })) }
            }
        </div>
    }
}

/// How much still fits in the longest text that is taken, or how much does not, once that is near.
pub(super) fn counted(words: &Words, count: usize, most: usize) -> Html {
    let over = count.saturating_sub(most);
    let left = most.saturating_sub(count);
    if over > 0 {
        html! {
            <p class="field-error">
                { small_icon("circle-alert") }{ words.with("composer-too-long", [("count", over.into())]) }
            </p>
        }
    } else if left <= NEAR {
        html! { <p class="count">{ words.with("composer-left", [("count", left.into())]) }</p> }
    } else {
        Html::default()
    }
}

/// Which key does what, while there is something to send.
pub(super) fn hint_line(words: &Words, is_shown: bool) -> Html {
    html! {
        <p class={classes!("composer-keys", (!is_shown).then_some("is-away"))}>
            <kbd>{ "Enter" }</kbd>{ words.t("composer-hint-enter") }
            <kbd>{ "Shift" }</kbd><kbd>{ "Enter" }</kbd>{ words.t("composer-hint-break") }
        </p>
    }
}

/// What a canned reply could not know, which has to be written before the text goes out.
pub(super) fn unfilled_line(words: &Words, mark: &str) -> Html {
    html! {
        <div class="composer-line composer-unfilled" role="status" data-testid="composer-unfilled">
            { small_icon("triangle-alert") }
            <p>{ words.with("composer-unfilled", [("mark", mark.into())]) }</p>
        </div>
    }
}
