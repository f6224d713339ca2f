//! The head of the open conversation: contact, channel, assignee, group, tags and status.

use std::rc::Rc;

use encaixe_api::id::{GroupId, MemberId};
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::{Conversation, ConversationPatch, Status, Summary};
use encaixe_ui::avatar::use_avatar;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus::{self, Heir};
use encaixe_ui::hooks::use_now;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::{of_channel, small_icon};
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use super::details::{use_details, use_details_part};
use super::panel::use_panel_toggle;
use super::same::use_same;
use super::tags::use_tags;
use crate::flow::{changes, closing};
use crate::hooks::{use_select, use_store};
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
}

#[hook]
pub(crate) fn use_head(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let now = use_now();
    let directory = use_select(|state| state.directory.clone());
    let (is_detailed, toggle_details) = use_details();
    let head = use_node_ref();
    focus::use_never_lost(&head, Heir::Neighbour);
    let row = &props.conversation.summary;
    let person = &props.conversation.person;
    let channel = directory
        .channels
        .iter()
        .find(|channel| channel.id == row.channel);
    let change = {
        let (store, id) = (store.clone(), row.id.clone());
        Callback::from(move |patch: ConversationPatch| {
            changes::change(&store, id.clone(), patch);
        })
    };
    let is_open = row.status == Status::Open;
    let (label, icon) = if is_open {
        (words.t("conversation-close"), "circle-check")
    } else {
        (words.t("conversation-reopen"), "rotate-ccw")
    };
    let set_status = {
        let (store, id) = (store.clone(), row.id.clone());
        Callback::from(move |event: MouseEvent| {
            // The second click of two finds another conversation in the place of the closed one.
            if event.detail() < 2 {
                if is_open {
                    closing::close(&store, &id);
                } else {
                    changes::open(&store, &id);
                }
            }
        })
    };
    let back = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            Route::Inbox.push(&store, &store.state().list.filter);
        })
    };
    let attendance = props.conversation.attendance.as_ref();
    let waits = attendance.filter(|attendance| is_open && attendance.started_at.is_none());
    let (class, status) = match waits {
        Some(_) => ("is-waiting", words.t("attendance-waits")),
        None if is_open => ("is-open", words.t("status-open")),
        None => ("is-closed", words.t("status-closed")),
    };
    let take = {
        let (store, id) = (store.clone(), row.id.clone());
        Callback::from(move |_: MouseEvent| changes::take(&store, &id))
    };
    html! {
        <header class="conversation-head" ref={head}>
            <div class="head-line">
                { push_button(&props!(encaixe_ui::button::Props { class: "only-single", label: words.t("back-to-list"), icon: "arrow-left", look: Look::Quiet, bare: true, onclick: back })) }
                { part!(use_avatar, props!(encaixe_ui::avatar::Props { id: person.id.to_string(), name: person.name.clone(), picture: person.avatar.clone().map(AttrValue::from) })) }
                <div class="head-who">
                    <h1 class="head-name" dir="auto" title={person.name.clone()}>{ &person.name }</h1>
                    <p class="head-channel" title={channel.map(|channel| channel.name.clone())}>
                        if let Some(channel) = channel {
                            { small_icon(of_channel(&channel.kind)) }
                            <span class="clip" dir="auto">{ &channel.name }</span>
                        }
                        if let Some(identifier) = props.conversation.identifier_display.as_ref().or(props.conversation.identifier.as_ref()) {
                            <span class="separator" aria-hidden="true">{ "·" }</span>
                            <span class="clip" dir="auto" title={identifier.clone()} data-testid="head-address">{ identifier }</span>
                        }
                    </p>
                </div>
                { push_button(&props!(encaixe_ui::button::Props { class: "head-status", label, icon, onclick: set_status, testid: "conversation-status" })) }
                { part!(use_panel_toggle) }
            </div>
            <div class="head-properties">
                <span class={classes!("property", "property-status", class)}>
                    <span class="state-dot" />{ status }
                    if let Some(waits) = waits {
                        <time datetime={waits.requested_at.clone()} title={time::date_time(&words, &waits.requested_at)}>{ time::ago(&words, &waits.requested_at, now) }</time>
                    }
                </span>
                if waits.is_some() {
                    { push_button(&props!(encaixe_ui::button::Props { class: "head-take", label: words.t("attendance-take"), look: Look::Primary, onclick: take, testid: "attendance-take" })) }
                }
                { charge(&words, row, &directory, &change) }
                { part!(use_tags, props!(crate::components::tags::Props { conversation: props.conversation.clone() })) }
            </div>
            { part!(use_details_part, props!(crate::components::details::Props { conversation: props.conversation.clone(), is_open: is_detailed, ontoggle: toggle_details })) }
            { part!(use_same, props!(crate::components::same::Props { conversation: props.conversation.clone(), is_detailed })) }
        </header>
    }
}

/// The assigned member and group.
fn charge(
    words: &Words,
    row: &Summary,
    directory: &Directory,
    onchange: &Callback<ConversationPatch>,
) -> Html {
    let members = directory
        .members
        .iter()
        .filter(|member| member.may_serve() || row.assignee.as_ref() == Some(&member.id))
        .map(|member| (member.id.to_string(), member.name.clone()));
    let groups = directory
        .groups
        .iter()
        .filter(|group| group.is_active || row.group.as_ref() == Some(&group.id))
        .map(|group| (group.id.to_string(), group.name.clone()));
    let assign = onchange.reform(|value: Option<String>| ConversationPatch {
        assignee: Some(value.map(MemberId::from)),
        ..ConversationPatch::default()
    });
    let move_to = onchange.reform(|value: Option<String>| ConversationPatch {
        group: Some(value.map(GroupId::from)),
        ..ConversationPatch::default()
    });
    html! {
        <>
            { chosen(Choice {
                name: "assignee",
                icon: "user-round",
                label: words.t("assignee-label"),
                none: words.t("assignee-none"),
                value: row.assignee.as_ref().map(ToString::to_string),
                options: members.collect::<Vec<_>>(),
                onchange: assign,
            }) }
            { chosen(Choice {
                name: "group",
                icon: "users-round",
                label: words.t("group-label"),
                none: words.t("group-none"),
                value: row.group.as_ref().map(ToString::to_string),
                options: groups.collect::<Vec<_>>(),
                onchange: move_to,
            }) }
        </>
    }
}

struct Choice {
    name: &'static str,
    icon: &'static str,
    label: String,
    none: String,
    value: Option<String>,
    options: Vec<(String, String)>,
    onchange: Callback<Option<String>>,
}

/// One of several or none, in the form of a chip.
fn chosen(choice: Choice) -> Html {
    let onchange = choice
        .onchange
        .reform(|value: String| (!value.is_empty()).then_some(value));
    let none = (AttrValue::default(), choice.none.into());
    let options = choice
        .options
        .into_iter()
        .map(|(value, name)| (value.into(), name.into()));
    html! {
        <label
            class={classes!("property", "property-choice", choice.value.is_none().then_some("is-none"))}
            title={choice.label.clone()}
        >
            { small_icon(choice.icon) }
            <span class="hidden-text">{ choice.label }</span>
            { part!(use_select_part, choice.name, props!(encaixe_ui::select::Props { name: choice.name, value: choice.value.unwrap_or_default(), options: std::iter::once(none).chain(options).collect::<Vec<_>>(), onchange })) }
        </label>
    }
}
