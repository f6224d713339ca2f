//! The plugin panel: a tab per plugin, how its frame stands, and the place where the frames live; the button that shows it.

use std::rc::Rc;

use encaixe_api::plugin::Frame;
use encaixe_ui::badge::dev_badge;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::focus::{self, Heir};
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::link::{NEW_PLUGIN, link};
use encaixe_ui::part;
use encaixe_ui::state_chip::use_state_chip;
use web_sys::Element;
use yew::prelude::*;
use yew::props;

use super::resizer::use_resizer;
use crate::flow::{self, session};
use crate::hooks::{use_frames, use_select, use_store};
use crate::state::Action;

mod adopt;
mod badge;
mod cover;
mod door;
mod fit;
mod more;
mod tabs;

use cover::use_cover;
use door::{use_entrance, use_exit, use_let_take};
use tabs::use_tabs_part;

/// The panel's id in the page.
const ID: &str = "plugin-panel";

/// Shows the panel and puts it away; says whether there is something to see while it is away.
#[hook]
pub(crate) fn use_panel_toggle() -> Html {
    let words = use_words();
    let store = use_store();
    let is_open = use_select(|state| state.panel.is_open());
    let news = use_select(|state| !state.panel.is_open() && state.panel.has_news());
    let label = match (*is_open, *news) {
        (true, _) => "panel-close",
        (false, true) => "panel-open-news",
        (false, false) => "panel-open",
    };
    let onclick = Callback::from(move |_: MouseEvent| flow::panel::toggle(&store));
    html! {
        { push_button(&props!(encaixe_ui::button::Props { class: classes!("panel-toggle", news.then_some("has-news")), label: words.t(label), icon: "panel-right", look: Look::Quiet, bare: true, controls: (AttrValue::Static(ID), *is_open), onclick, testid: "panel-toggle" })) }
    }
}

#[hook]
pub(crate) fn use_panel() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let store = use_store();
    let panel = use_select(|state| state.panel.clone());
    let is_admin = use_select(|state| state.is_admin());
    let active = panel.active_frame().cloned();
    let busy = active
        .as_ref()
        .is_some_and(|frame| panel.is_busy(&frame.id));
    let place = use_node_ref();
    focus::use_never_lost(&place, Heir::First(&["[role=tab][tabindex='0']"]));
    let drawer = panel.narrow && panel.drawer;
    use_effect_with(drawer, |is_open| {
        if *is_open {
            focus::on(".panel [role=tab][tabindex='0']");
        }
    });
    let close = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| flow::panel::show(&store, false))
    };
    let retry = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| session::load_frames(&store))
    };
    let none = panel.frames.is_some() && panel.frames().is_empty();
    let (title, text) = match &panel.frames {
        Some(frames) if !frames.is_empty() => ("panel-elsewhere", "panel-elsewhere-text"),
        _ if *is_admin => ("panel-empty", "panel-empty-admin"),
        _ => ("panel-empty", "panel-empty-agent"),
    };
    html! {
        <aside id={ID} ref={place} class="panel" aria-label={words.t("panel-label")}>
            { part!(use_resizer) }
            <div class="panel-head">
                { part!(use_tabs_part) }
                { push_button(&props!(encaixe_ui::button::Props { class: "panel-x", label: words.t("panel-close"), icon: "x", look: Look::Quiet, bare: true, onclick: close, testid: "panel-close" })) }
            </div>
            <div class={classes!("panel-bar", busy.then_some("is-busy"))} aria-hidden="true" />
            <div class="panel-status" hidden={active.is_none()}>
                if let Some(frame) = &active { { part!(use_status, props!(StatusProps { frame: frame.clone() })) } }
            </div>
            <div class="panel-body">
                if let Some(frame) = &active {
                    { part!(use_entrance, &frame.id.to_string(), props!(crate::components::panel::door::Props { id: frame.id.clone(), name: frame.name.clone() })) }
                }
                { part!(use_stage) }
                if active.is_some() { { part!(use_exit) } }
                if let Some(frame) = &active {
                    { part!(use_cover, &frame.id.to_string(), props!(crate::components::panel::cover::Props { frame: frame.clone() })) }
                }
                if let (None, Some(failure)) = (&panel.frames, &panel.trouble) {
                    { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: retry })) }
                }
                if none {
                    { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "puzzle", title: words.t(title), text: words.t(text), children: html! { <>if *is_admin && title == "panel-empty" {
                            { link(&shell, NEW_PLUGIN, "button button-primary", words.t("plugin-new").into()) }
                        }</> } })) }
                }
            </div>
        </aside>
    }
}

/// The element that holds the frames. It is rendered once; `Frames` alone touches what is in it.
#[hook]
fn use_stage() -> Html {
    let words = use_words();
    let frames = use_frames();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let (Some(frames), Some(element)) = (&frames, node.cast::<Element>()) {
                frames.attach(element);
            }
            move || {
                if let Some(frames) = frames {
                    frames.detach();
                }
            }
        });
    }
    let is_inside = use_select(|state| {
        let inside = &state.panel.inside;
        inside.is_some() && *inside == state.panel.active
    });
    html! {
        <div
            id="plugin-stage"
            class={classes!("stage", is_inside.then_some("has-keyboard"))}
            role="tabpanel"
            aria-label={words.t("panel-label")}
            ref={node}
        />
    }
}

#[derive(Properties, PartialEq)]
struct StatusProps {
    frame: Rc<Frame>,
}

/// The line under the tabs: how the frame stands, the badge of a development address, Reload.
#[hook]
fn use_status(props: &StatusProps) -> Html {
    let words = use_words();
    let store = use_store();
    let frame = &props.frame;
    let view = {
        let id = frame.id.clone();
        use_select(move |state| state.panel.view(&id))
    };
    let reload = {
        let id = frame.id.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::FrameReload(id.clone())))
    };
    html! {
        <>
            { part!(use_state_chip, &frame.id.to_string(), props!(encaixe_ui::state_chip::Props { state: view.state, reason: view.reason, seen: view.seen.clone().map(AttrValue::from), expected: AttrValue::from(registered(&frame.src)), classic_ignored: view.classic_ignored, more: part!(use_let_take, props!(crate::components::panel::door::Props { id: frame.id.clone(), name: frame.name.clone() })) })) }
            if frame.dev { { dev_badge(&words) } }
            <span class="spacer" />
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("frame-reload"), icon: "refresh-cw", look: Look::Quiet, bare: true, onclick: reload, testid: "frame-reload" })) }
        </>
    }
}

/// An address without its query, where secrets stand.
fn registered(src: &str) -> String {
    src.split(['?', '#']).next().unwrap_or_default().to_owned()
}
