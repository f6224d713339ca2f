//! The head of the open conversation: with whom, where, who is in charge, its tags and status.

use std::rc::Rc;

use encaixe_api::id::{GroupId, MemberId};
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::{Conversation, ConversationPatch, Status};
use yew::prelude::*;
use yew_router::prelude::*;

use super::avatar::Avatar;
use super::button::Button;
use super::details::{Details, use_details};
use super::icon::{Icon, of_channel};
use super::panel::PanelToggle;
use super::same::Same;
use super::select::Select;
use super::tags::Tags;
use crate::flow::changes;
use crate::hooks::{use_select, use_store};
use crate::i18n::use_words;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
}

#[component]
pub(crate) fn Head(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let navigator = use_navigator();
    let directory = use_select(|state| state.directory.clone());
    let (is_detailed, toggle_details) = use_details();
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
    let (next, label, icon) = match row.status {
        Status::Open => (
            Status::Closed,
            words.t("conversation-close"),
            "circle-check",
        ),
        Status::Closed => (Status::Open, words.t("conversation-reopen"), "rotate-ccw"),
    };
    let set_status = {
        let (store, id) = (store.clone(), row.id.clone());
        Callback::from(move |event: MouseEvent| {
            // The second click of two finds another conversation in the place of the closed one.
            if event.detail() < 2 {
                changes::set_status(&store, &id, next);
            }
        })
    };
    let back = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(navigator) = &navigator {
                Route::Inbox.push(navigator, &store.state().list.filter);
            }
        })
    };
    let status = match row.status {
        Status::Open => words.t("status-open"),
        Status::Closed => words.t("status-closed"),
    };
    html! {
        <header class="conversation-head">
            <div class="head-line">
                <Button class="only-single" label={words.t("back-to-list")} icon="arrow-left" look="quiet" bare=true onclick={back} />
                <Avatar
                    id={person.id.to_string()}
                    name={person.name.clone()}
                    picture={person.avatar.clone().map(AttrValue::from)}
                />
                <div class="head-who">
                    <h1 class="head-name" dir="auto" title={person.name.clone()}>{ &person.name }</h1>
                    <p class="head-channel">
                        if let Some(channel) = channel {
                            <Icon name={of_channel(&channel.kind)} />
                            <span class="clip" dir="auto">{ &channel.name }</span>
                        }
                        if let Some(identifier) = props.conversation.identifier_display.as_ref().or(props.conversation.identifier.as_ref()) {
                            <span class="separator" aria-hidden="true">{ "·" }</span>
                            <span class="clip" dir="auto" data-testid="head-address">{ identifier }</span>
                        }
                    </p>
                </div>
                <Button class="head-status" {label} {icon} onclick={set_status} testid="conversation-status" />
                <PanelToggle />
            </div>
            <div class="head-properties">
                <span class={classes!("property", "property-status", format!("is-{}", row.status.as_str()))}>
                    <span class="state-dot" />{ status }
                </span>
                <Charge
                    conversation={props.conversation.clone()}
                    directory={(*directory).clone()}
                    onchange={change}
                />
                <Tags conversation={props.conversation.clone()} />
            </div>
            <Details conversation={props.conversation.clone()} is_open={is_detailed} ontoggle={toggle_details} />
            <Same conversation={props.conversation.clone()} {is_detailed} />
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct ChargeProps {
    conversation: Rc<Conversation>,
    directory: Rc<Directory>,
    onchange: Callback<ConversationPatch>,
}

/// Who is in charge: the member and the team.
#[component]
fn Charge(props: &ChargeProps) -> Html {
    let words = use_words();
    let row = &props.conversation.summary;
    let members = props
        .directory
        .members
        .iter()
        .filter(|member| member.is_active || row.assignee.as_ref() == Some(&member.id))
        .map(|member| (member.id.to_string(), member.name.clone()));
    let groups = props
        .directory
        .groups
        .iter()
        .filter(|group| group.is_active || row.group.as_ref() == Some(&group.id))
        .map(|group| (group.id.to_string(), group.name.clone()));
    let assign = props
        .onchange
        .reform(|value: Option<String>| ConversationPatch {
            assignee: Some(value.map(MemberId::from)),
            ..ConversationPatch::default()
        });
    let move_to = props
        .onchange
        .reform(|value: Option<String>| ConversationPatch {
            group: Some(value.map(GroupId::from)),
            ..ConversationPatch::default()
        });
    html! {
        <>
            <Choice
                name="assignee"
                icon="user-round"
                label={words.t("assignee-label")}
                none={words.t("assignee-none")}
                value={row.assignee.as_ref().map(ToString::to_string)}
                options={members.collect::<Vec<_>>()}
                onchange={assign}
            />
            <Choice
                name="group"
                icon="users-round"
                label={words.t("group-label")}
                none={words.t("group-none")}
                value={row.group.as_ref().map(ToString::to_string)}
                options={groups.collect::<Vec<_>>()}
                onchange={move_to}
            />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ChoiceProps {
    name: AttrValue,
    icon: AttrValue,
    label: AttrValue,
    none: AttrValue,
    value: Option<String>,
    options: Vec<(String, String)>,
    onchange: Callback<Option<String>>,
}

/// One of several or none, in the form of a chip.
#[component]
fn Choice(props: &ChoiceProps) -> Html {
    let onchange = props
        .onchange
        .reform(|value: String| (!value.is_empty()).then_some(value));
    let none = (AttrValue::default(), props.none.clone());
    let options = props
        .options
        .iter()
        .map(|(value, name)| (value.clone().into(), name.clone().into()));
    html! {
        <label
            class={classes!("property", "property-choice", props.value.is_none().then_some("is-none"))}
            title={props.label.clone()}
        >
            <Icon name={props.icon.clone()} />
            <span class="hidden-text">{ &props.label }</span>
            <Select
                name={props.name.clone()}
                value={props.value.clone().unwrap_or_default()}
                options={std::iter::once(none).chain(options).collect::<Vec<_>>()}
                {onchange}
            />
        </label>
    }
}
