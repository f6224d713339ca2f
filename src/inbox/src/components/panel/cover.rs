//! What lies over a frame, or above it, when its page is not the registered one or is not there yet.

use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{Frame, FrameReason, FrameState};
use encaixe_ui::badge::far_note;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::{large_icon, small_icon};
use encaixe_ui::link::{self, link};
use encaixe_ui::part;
use encaixe_ui::shell::Shell;
use encaixe_ui::state_chip::{explain, explain_title, to_do};
use gloo_timers::callback::Timeout;
use yew::prelude::*;
use yew::props;

use super::adopt::{other_path, use_adopt};
use crate::hooks::{use_select, use_store};
use crate::state::Action;
use crate::state::panel::View;

/// How long a page may take before the agent is told that it is waited for, in milliseconds.
const WAITING_MS: u32 = 4_000;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) frame: Rc<Frame>,
}

#[hook]
pub(super) fn use_cover(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let store = use_store();
    let frame = &props.frame;
    let id = frame.id.clone();
    let panel = use_select(move |state| {
        let panel = &state.panel;
        (
            panel.view(&id),
            panel.shows_left(&id),
            panel.generation(&id),
        )
    });
    let (view, shows_left, generation) = &*panel;
    let is_admin = use_select(|state| state.is_admin());
    let act = |action: fn(PluginId) -> Action| {
        let (store, id) = (store.clone(), frame.id.clone());
        Callback::from(move |_: MouseEvent| store.dispatch(action(id.clone())))
    };
    let again = |key: &str| {
        let onclick = act(Action::FrameReload);
        html! { { push_button(&props!(encaixe_ui::button::Props { label: words.t(key), icon: "refresh-cw", onclick, testid: "load-again" })) } }
    };
    match view.state {
        FrameState::Verified | FrameState::Classic => Html::default(),
        FrameState::Loading | FrameState::Connecting => html! {
            <Waiting key={*generation} frame={frame.clone()}>{ again("reload") }</Waiting>
        },
        FrameState::Left if *shows_left => html! {
            <div class="left-bar" role="status">
                { small_icon("triangle-alert") }
                <p>{ words.with("left-bar", [("plugin", frame.name.clone().into())]) }</p>
                { again("reload") }
            </div>
        },
        FrameState::Left => card(
            &words,
            &shell,
            frame,
            view,
            *is_admin,
            html! {
                <>
                    { again("load-again") }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("show-left"), look: Look::Quiet, onclick: act(Action::FrameShowLeft), testid: "show-left" })) }
                </>
            },
        ),
        FrameState::Failed => card(
            &words,
            &shell,
            frame,
            view,
            *is_admin,
            html! { <>{ again("load-again") }{ open(&words, frame) }</> },
        ),
        FrameState::Blocked | FrameState::Stopped => {
            let path = other_path(&frame.src, view).filter(|_| *is_admin);
            card(
                &words,
                &shell,
                frame,
                view,
                *is_admin,
                html! {
                    <>
                        { path.map(|path| part!(use_adopt, props!(crate::components::panel::adopt::Props { id: frame.id.clone(), path }))) }
                        { again("load-again") }
                    </>
                },
            )
        }
    }
}

/// What happened, in place of the frame, and what can be done.
fn card(
    words: &Words,
    shell: &Shell,
    frame: &Frame,
    view: &View,
    is_admin: bool,
    buttons: Html,
) -> Html {
    // An address without https is registered only where it is allowed, but the page's policy is as it was when the page was loaded.
    let is_stale = frame.src.starts_with("http:") && view.reason == Some(FrameReason::Policy);
    let todo = if is_stale {
        Some(words.t("do-policy-own"))
    } else {
        to_do(words, view.state, view.reason)
    };
    // Whoever is no admin can only load it again, or look at it.
    let theirs = is_admin
        || frame.own
        || is_stale
        || matches!(view.state, FrameState::Left | FrameState::Stopped);
    html! {
        <div class="cover cover-card" role="status" data-testid="frame-card">
            <div class={classes!("card", format!("state-{}", view.state.as_str()))}>
                <span class="cover-icon">{ large_icon("shield-alert") }</span>
                <h2>{ explain_title(words, view.state, view.reason) }</h2>
                <p>{ explain(words, view.state, view.reason) }</p>
                { facts(words, frame, view.seen.as_deref()) }
                if frame.own { { far_note(words) } }
                if let Some(todo) = todo {
                    <p class="card-do">{ if theirs { todo } else { words.t("do-ask-admin") } }</p>
                }
                <div class="card-buttons">
                    { buttons }
                    if is_admin {
                        { link(shell, link::plugin(frame.id.as_str()), "button button-plain", words.t("frame-settings").into()) }
                    }
                </div>
            </div>
        </div>
    }
}

fn facts(words: &Words, frame: &Frame, seen: Option<&str>) -> Html {
    html! {
        <dl class="facts">
            <dt>{ words.t("state-expected") }</dt>
            <dd><code>{ super::registered(&frame.src) }</code></dd>
            if let Some(seen) = seen {
                <dt>{ words.t("state-seen") }</dt>
                <dd><code>{ seen.to_owned() }</code></dd>
            }
        </dl>
    }
}

/// A link to the registered address, without the secret: to see whether anything answers there.
fn open(words: &Words, frame: &Frame) -> Html {
    html! {
        <a
            class="button button-plain"
            href={super::registered(&frame.src)}
            target="_blank"
            rel="noopener noreferrer"
            data-testid="frame-open"
        >
            { words.t("frame-open") }
        </a>
    }
}

#[derive(Properties, PartialEq)]
struct WaitingProps {
    frame: Rc<Frame>,
    /// The button that loads it again.
    children: Html,
}

/// The place of a page that has not said who it is; after a while, that it is still waited for.
#[component]
fn Waiting(props: &WaitingProps) -> Html {
    let words = use_words();
    let late = use_state_eq(|| false);
    {
        let late = late.clone();
        use_effect_with((), move |()| {
            let timer = Timeout::new(WAITING_MS, move || late.set(true));
            move || drop(timer)
        });
    }
    let frame = &props.frame;
    if !*late {
        return html! {
            <div class="cover cover-wait" role="status" aria-busy="true">
                <span class="skeleton skeleton-line" /><span class="skeleton skeleton-line" /><span class="skeleton skeleton-block" />
                if frame.own { { far_note(&words) } }
            </div>
        };
    }
    html! {
        <div class="cover cover-card" role="status" data-testid="frame-waiting">
            <div class="card state-loading">
                <span class="cover-icon">{ large_icon("loader-circle") }</span>
                <h2>{ words.with("frame-waiting", [("plugin", frame.name.clone().into())]) }</h2>
                <p>{ words.t("frame-waiting-text") }</p>
                { facts(&words, frame, None) }
                if frame.own { { far_note(&words) } }
                <div class="card-buttons">{ props.children.clone() }{ open(&words, frame) }</div>
            </div>
        </div>
    }
}
