//! How a frame stands: a dot and a word, and behind them what was checked, expected, seen, and what to do.

use crate::part;
use encaixe_api::plugin::{FrameReason, FrameState};
use yew::prelude::*;
use yew::props;

use crate::i18n::{Words, use_words};
use crate::popover::use_popover;

/// How a frame stands.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: FrameState,
    /// Why, where there is a reason.
    pub reason: Option<FrameReason>,
    /// The address that was seen instead of the registered one.
    pub seen: Option<AttrValue>,
    /// The registered address: origin and path.
    #[prop_or_default]
    pub expected: Option<AttrValue>,
    /// Messages in the classic dialect that were ignored.
    #[prop_or_default]
    pub classic_ignored: u32,
    /// The sheet's edge that meets the chip's.
    #[prop_or(AttrValue::Static("start"))]
    pub align: AttrValue,
    /// When it was seen, for states out of the registry.
    #[prop_or_default]
    pub at: Option<AttrValue>,
    /// What the agent can set for it.
    #[prop_or_default]
    pub more: Html,
}

/// A chip with a state; its sheet explains it.
#[hook]
pub fn use_state_chip(props: &Props) -> Html {
    let words = use_words();
    let word = state_word(&words, props.state);
    let button = html! { <><span class="state-dot" />{ word.clone() }</> };
    let fact = |label: String, value: &AttrValue| {
        html! { <><dt>{ label }</dt><dd><code>{ value }</code></dd></> }
    };
    html! {
        { part!(use_popover, props!(crate::popover::Props { button, class: classes!("state-chip", format!("state-{}", props.state.as_str())), testid: "frame-state", state: props.state.as_str(), align: props.align.clone(), children: html! { <><div class="explanation">
                <h3>{ explain_title(&words, props.state, props.reason) }</h3>
                <p>{ explain(&words, props.state, props.reason) }</p>
                if props.expected.is_some() || props.seen.is_some() {
                    <dl class="facts">
                        { props.expected.as_ref().map(|url| fact(words.t("state-expected"), url)) }
                        { props.seen.as_ref().map(|url| fact(words.t("state-seen"), url)) }
                    </dl>
                }
                if let Some(todo) = to_do(&words, props.state, props.reason) {
                    <p class="explanation-do">{ todo }</p>
                }
                if props.classic_ignored > 0 {
                    <p class="explanation-do">{ words.t("state-classic-ignored") }</p>
                }
                if let Some(at) = &props.at { <p class="field-help">{ at }</p> }
                { props.more.clone() }
            </div></> } })) }
    }
}

/// The state in one word.
pub fn state_word(words: &Words, state: FrameState) -> String {
    match state {
        FrameState::Loading => words.t("state-loading"),
        FrameState::Connecting => words.t("state-connecting"),
        FrameState::Verified => words.t("state-verified"),
        FrameState::Blocked => words.t("state-blocked"),
        FrameState::Left => words.t("state-left"),
        FrameState::Failed => words.t("state-failed"),
        FrameState::Classic => words.t("state-classic"),
        FrameState::Stopped => words.t("state-stopped"),
    }
}

/// What happened, as a heading.
pub fn explain_title(words: &Words, state: FrameState, reason: Option<FrameReason>) -> String {
    match (state, reason) {
        (FrameState::Blocked | FrameState::Failed | FrameState::Stopped, Some(reason)) => {
            words.t(match reason {
                FrameReason::Origin => "reason-origin-title",
                FrameReason::Path => "reason-path-title",
                FrameReason::Shape => "reason-shape-title",
                FrameReason::Policy => "reason-policy-title",
                FrameReason::Gone => "reason-gone-title",
                FrameReason::NoHello => "reason-no-hello-title",
                FrameReason::ClassicNotAllowed => "reason-classic-not-allowed-title",
                FrameReason::Flooding => "reason-flooding-title",
                FrameReason::Keyboard => "reason-keyboard-title",
            })
        }
        (state, _) => words.t(match state {
            FrameState::Loading => "state-loading-title",
            FrameState::Connecting => "state-connecting-title",
            FrameState::Verified => "state-verified-title",
            FrameState::Blocked => "state-blocked-title",
            FrameState::Left => "state-left-title",
            FrameState::Failed => "state-failed-title",
            FrameState::Classic => "state-classic-title",
            FrameState::Stopped => "state-stopped-title",
        }),
    }
}

/// What was checked and what came of it.
pub fn explain(words: &Words, state: FrameState, reason: Option<FrameReason>) -> String {
    match (state, reason) {
        (FrameState::Blocked | FrameState::Failed | FrameState::Stopped, Some(reason)) => {
            words.t(match reason {
                FrameReason::Origin => "reason-origin",
                FrameReason::Path => "reason-path",
                FrameReason::Shape => "reason-shape",
                FrameReason::Policy => "reason-policy",
                FrameReason::Gone => "reason-gone",
                FrameReason::NoHello => "reason-no-hello",
                FrameReason::ClassicNotAllowed => "reason-classic-not-allowed",
                FrameReason::Flooding => "reason-flooding",
                FrameReason::Keyboard => "reason-keyboard",
            })
        }
        (state, _) => words.t(match state {
            FrameState::Loading => "state-loading-text",
            FrameState::Connecting => "state-connecting-text",
            FrameState::Verified => "state-verified-text",
            FrameState::Blocked => "state-blocked-text",
            FrameState::Left => "state-left-text",
            FrameState::Failed => "state-failed-text",
            FrameState::Classic => "state-classic-text",
            FrameState::Stopped => "state-stopped-text",
        }),
    }
}

/// What to do about it, where something can be done.
pub fn to_do(words: &Words, state: FrameState, reason: Option<FrameReason>) -> Option<String> {
    let key = match (state, reason) {
        (FrameState::Loading | FrameState::Connecting | FrameState::Verified, _) => return None,
        (FrameState::Left, _) => "do-left",
        (FrameState::Classic, _) => "do-classic",
        (_, Some(FrameReason::Origin)) => "do-origin",
        (_, Some(FrameReason::Path)) => "do-address",
        (_, Some(FrameReason::ClassicNotAllowed)) => "do-classic-not-allowed",
        (_, Some(FrameReason::Policy)) => "do-policy",
        (_, Some(FrameReason::Shape)) => "do-shape",
        (_, Some(FrameReason::Flooding)) => "do-flooding",
        (_, Some(FrameReason::Keyboard)) => "do-keyboard",
        (_, Some(FrameReason::NoHello | FrameReason::Gone) | None) => "do-no-hello",
    };
    words.find(key)
}
