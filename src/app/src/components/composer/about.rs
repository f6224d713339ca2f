//! What is to be known of the text: that it was not sent, that a plugin put some of it in, how long it may be,
//! which key does what.

use encaixe_api::id::ConversationId;
use yew::prelude::*;

use crate::api_client::Failure;
use crate::components::button::Button;
use crate::components::icon::Icon;
use crate::components::plugin_icon::PluginIcon;
use crate::drafts::Mode;
use crate::flow::{self, composer};
use crate::hooks::use_store;
use crate::i18n::use_words;
use crate::state::Action;
use crate::state::composer::Act;
use crate::state::toasts::Source;

/// From this many characters before the end on, what still fits is said.
const NEAR: usize = 500;

#[derive(Properties, PartialEq)]
pub(super) struct FailedProps {
    pub(super) failure: Failure,
    pub(super) mode: Mode,
    pub(super) onretry: Callback<MouseEvent>,
}

/// The text did not go out; it is still there.
#[component]
pub(super) fn Failed(props: &FailedProps) -> Html {
    let words = use_words();
    let what = match props.mode {
        Mode::Reply => words.t("composer-failed"),
        Mode::Note => words.t("composer-note-failed"),
    };
    html! {
        <div class="composer-line composer-failed" role="alert">
            <Icon name="circle-alert" />
            <p>{ what }{ " " }{ flow::reason(&words, &props.failure) }</p>
            <Button label={words.t("retry")} look="quiet" icon="refresh-cw" onclick={props.onretry.clone()} testid="composer-retry" />
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
#[component]
pub(super) fn InsertedBy(props: &InsertedProps) -> Html {
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
            store.dispatch(Action::Compose(Act::Mode(id.clone(), Mode::Reply)));
        })
    };
    html! {
        <div class="composer-line composer-inserted" role="status" data-testid="composer-inserted" data-plugin={source.id.to_string()}>
            <span class="plugin-icon" aria-hidden="true"><PluginIcon icon={source.icon.clone()} /></span>
            if props.mode == Mode::Reply {
                <p class="clip">
                    { words.with("composer-inserted", plugin) }
                    if props.is_held { { ". " }<strong data-testid="composer-held">{ words.t("composer-held") }</strong> }
                </p>
                <Button label={words.t("undo")} look="quiet" icon="undo-2" onclick={undo} testid="composer-undo" />
            } else {
                <p class="clip">{ words.with("composer-inserted-elsewhere", plugin) }</p>
                <Button label={words.t("composer-show")} look="quiet" onclick={show} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct CountedProps {
    pub(super) count: usize,
    /// The longest text that is taken.
    pub(super) most: usize,
}

/// How much still fits, or how much does not, once that is near.
#[component]
pub(super) fn Counted(props: &CountedProps) -> Html {
    let words = use_words();
    let over = props.count.saturating_sub(props.most);
    let left = props.most.saturating_sub(props.count);
    if over > 0 {
        html! {
            <p class="field-error">
                <Icon name="circle-alert" />{ words.with("composer-too-long", [("count", over.into())]) }
            </p>
        }
    } else if left <= NEAR {
        html! { <p class="count">{ words.with("composer-left", [("count", left.into())]) }</p> }
    } else {
        Html::default()
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct HintProps {
    pub(super) is_shown: bool,
}

/// Which key does what, while there is something to send.
#[component]
pub(super) fn Hint(props: &HintProps) -> Html {
    let words = use_words();
    html! {
        <p class={classes!("composer-keys", (!props.is_shown).then_some("is-away"))}>
            <kbd>{ "Enter" }</kbd>{ words.t("composer-hint-enter") }
            <kbd>{ "Shift" }</kbd><kbd>{ "Enter" }</kbd>{ words.t("composer-hint-break") }
        </p>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct UnfilledProps {
    pub(super) mark: AttrValue,
}

/// What a canned reply could not know, which has to be written before the text goes out.
#[component]
pub(super) fn Unfilled(props: &UnfilledProps) -> Html {
    let words = use_words();
    html! {
        <div class="composer-line composer-unfilled" role="status" data-testid="composer-unfilled">
            <Icon name="triangle-alert" />
            <p>{ words.with("composer-unfilled", [("mark", props.mark.as_str().into())]) }</p>
        </div>
    }
}
