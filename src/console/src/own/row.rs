//! One thing of a list: what it is, its place, its form, and last what takes it out of use.

use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_protocol::command::toast::Kind as Notice;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_effect_with, use_id, use_shared, use_shell};
use encaixe_ui::i18n::use_words;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::asks::{asks, field_word};
use super::carrier::Carrier;
use super::form::OwnForm;
use super::kind::{Kind, Thing};
use super::summary::{mark, more, state, trouble, used};
use super::way_in::WayIn;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) kind: Kind,
    pub(super) thing: Thing,
    /// Where it stands, counted from 0, and how many there are.
    pub(super) place: usize,
    pub(super) count: usize,
    pub(super) may_change: bool,
    pub(super) onchanged: Callback<()>,
    /// It goes to that place.
    pub(super) onmove: Callback<usize>,
    /// By what it is dragged.
    pub(super) grip: Option<Html>,
    /// How it is drawn while a line is dragged.
    pub(super) dragged: Option<&'static str>,
}

#[component]
pub(super) fn OwnRow(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let directory = use_shared(|shared| Rc::clone(&shared.directory));
    let (kind, thing) = (props.kind, &props.thing);
    let is_open = use_state_eq(|| false);
    let asks_first = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let (edit, up, down, sheet) = (
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_id("own"),
    );
    // The button that moved the line keeps the keyboard where the line is now.
    let moved = use_mut_ref(|| None::<bool>);
    {
        let (moved, up, down) = (Rc::clone(&moved), up.clone(), down.clone());
        let ends = (props.place == 0, props.place + 1 == props.count);
        use_effect_with(props.place, move |_| {
            if let Some(went_up) = moved.take() {
                let upwards = went_up && !ends.0 || ends.1;
                focus::to(if upwards { &up } else { &down });
            }
        });
    }
    let name = thing.name().to_owned();
    let change = {
        let (shell, busy, onchanged) = (shell.clone(), busy.clone(), props.onchanged.clone());
        let id = thing.id().to_owned();
        Callback::from(move |body: Value| {
            let (shell, busy, onchanged, id) =
                (shell.clone(), busy.clone(), onchanged.clone(), id.clone());
            busy.set(true);
            spawn_local(async move {
                if let Err(failure) = api_client::change_own(kind.list(), &id, &body).await {
                    shell.complain("problem-change", &failure);
                }
                busy.set(false);
                onchanged.emit(());
            });
        })
    };
    let step = |up: bool| {
        let (onmove, moved, place) = (props.onmove.clone(), Rc::clone(&moved), props.place);
        Callback::from(move |_: MouseEvent| {
            *moved.borrow_mut() = Some(up);
            onmove.emit(if up {
                place.saturating_sub(1)
            } else {
                place + 1
            });
        })
    };
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let close = {
        let (is_open, edit) = (is_open.clone(), edit.clone());
        Callback::from(move |()| {
            is_open.set(false);
            focus::to(&edit);
        })
    };
    let ondone = {
        let (close, onchanged) = (close.clone(), props.onchanged.clone());
        Callback::from(move |()| {
            close.emit(());
            onchanged.emit(());
        })
    };
    let ask = {
        let asks_first = asks_first.clone();
        Callback::from(move |_: MouseEvent| asks_first.set(true))
    };
    let uses = thing.uses();
    let is_used = uses.count > 0;
    let is_active = thing.is_active();
    let switch = {
        let (change, ask) = (change.clone(), ask.clone());
        Callback::from(move |event: MouseEvent| {
            if is_active && is_used {
                ask.emit(event);
            } else {
                change.emit(json!({"isActive": !is_active}));
            }
        })
    };
    // What is used is switched off; what is not may go.
    let deletes = !is_used;
    let answer = {
        let (asks_first, change, onchanged) =
            (asks_first.clone(), change.clone(), props.onchanged.clone());
        let (shell, words, id, name) = (shell, words.clone(), thing.id().to_owned(), name.clone());
        Callback::from(move |confirmed: bool| {
            asks_first.set(false);
            if confirmed && !deletes {
                change.emit(json!({"isActive": false}));
            } else if confirmed {
                let (shell, onchanged, id) = (shell.clone(), onchanged.clone(), id.clone());
                let done = words.with("own-deleted", [("name", name.as_str().into())]);
                spawn_local(async move {
                    match api_client::delete_own(kind.list(), &id).await {
                        Ok(()) => shell.notice(Notice::Success, done),
                        Err(failure) => shell.complain("problem-change", &failure),
                    }
                    onchanged.emit(());
                });
            }
        })
    };
    let named = |key: &str| words.with(key, [("name", name.as_str().into())]);
    let used = used(&words, kind, uses);
    let text = |end: &str| words.t(&format!("own-{}{end}", kind.word()));
    let (badge, wrong) = trouble(&words, thing);
    let (title, about, ok) = if deletes {
        (
            named("own-delete-title"),
            text("-delete-text"),
            words.t("own-delete"),
        )
    } else {
        let about = format!("{used}. {}", text("-off-text"));
        (named("own-off-title"), about, words.t("own-off"))
    };
    html! {
        <li class={classes!("line-card", "own-line", (!is_active).then_some("is-off"), props.dragged)} data-own={thing.id().to_owned()} data-name={name.clone()}>
            { props.grip.clone() }
            { mark(thing) }
            <div class="line-main">
                <p class="line-name">
                    <span dir="auto">{ &name }</span>
                    if !is_active { <span class="badge">{ words.t("own-is-off") }</span> }
                    { badge }
                </p>
                <p class="line-more" dir="auto">{ more(&words, thing, &used) }</p>
                { wrong }
            </div>
            <div class="line-end">
                if props.may_change && thing.is_arranged() && props.count > 1 {
                    { push_button(&props!(encaixe_ui::button::Props { label: named("own-up"), icon: "arrow-up", look: Look::Quiet, bare: true, node: up, disabled: props.place == 0, onclick: step(true), testid: "own-up" })) }
                    { push_button(&props!(encaixe_ui::button::Props { label: named("own-down"), icon: "arrow-down", look: Look::Quiet, bare: true, node: down, disabled: props.place + 1 == props.count, onclick: step(false), testid: "own-down" })) }
                }
                if props.may_change {
                    { push_button(&props!(encaixe_ui::button::Props { label: named("own-edit"), icon: "pencil", bare: true, node: edit, controls: Some((sheet.clone(), *is_open)), onclick: toggle, testid: "own-edit" })) }
                }
            </div>
            if *is_open {
                <div id={sheet} class="own-sheet">
                    if let Thing::Channel(channel) = thing {
                        <dl class="facts" data-testid="channel-state">
                            <dt>{ words.t("own-channels-state") }</dt>
                            <dd>{ state(&words, channel).unwrap_or_else(|| words.t("own-channels-state-none")) }</dd>
                        </dl>
                    }
                    if let Thing::Field(field) = thing {
                        <dl class="facts">
                            <dt>{ words.t("own-key") }</dt><dd><code>{ &field.placeholder }</code></dd>
                            <dt>{ words.t("own-type") }</dt><dd>{ field_word(&words, &field.kind) }</dd>
                        </dl>
                    }
                    <OwnForm
                        {kind} thing={thing.clone()} part={thing.part().to_owned()} asks={asks(&words, kind, Some(thing), thing.part(), &directory, &[])}
                        {ondone} oncancel={close.reform(|_: MouseEvent| ())}
                    />
                    if let Thing::Channel(channel) = thing {
                        <Carrier channel={channel.clone()} onchange={change.clone()} />
                        <WayIn id={channel.id.to_string()} />
                    }
                    <div class="own-end">
                        if thing.is_arranged() {
                            <div class="section-line">
                                <p class="section-text">{ if is_active { text("-off-text") } else { text("-on-text") } }</p>
                                { push_button(&props!(encaixe_ui::button::Props { label: if is_active { words.t("own-off") } else { words.t("own-on") }, icon: "power", busy: *busy, onclick: switch, testid: "own-switch" })) }
                            </div>
                        }
                        if deletes {
                            <div class="section-line">
                                <p class="section-text">{ text("-delete-text") }</p>
                                { push_button(&props!(encaixe_ui::button::Props { label: words.t("own-delete"), icon: "trash-2", look: Look::Danger, onclick: ask, testid: "own-delete" })) }
                            </div>
                        } else {
                            <p class="section-text">{ &used }{ ". " }{ words.t("own-in-use") }</p>
                        }
                    </div>
                </div>
            }
            if *asks_first {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title, text: about, ok, cancel: words.t("cancel"), danger: true, onanswer: answer })) }
            }
        </li>
    }
}
