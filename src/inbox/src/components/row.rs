//! One row of the list of conversations.

use encaixe_ui::company;
use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::{Status, Summary};
use encaixe_api::inbox::found::{Excerpt, Place};
use encaixe_api::inbox::message::{From, Kind, Message};
use encaixe_api::visible::is_blank;
use encaixe_ui::avatar::{Size, use_avatar};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::{of_channel, small_icon};
use encaixe_ui::time;
use yew::prelude::*;

use super::marked::{marked, place};
use super::unread::unread;
use crate::hooks::use_store;
use crate::route::Route;
use crate::state::Action;

/// How many tags a row names.
const TAGS: usize = 3;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) row: Rc<Summary>,
    /// Where it has what was looked for.
    pub(crate) excerpts: Option<Rc<Vec<Excerpt>>>,
    /// Whether the list is in the order of who waits.
    pub(crate) waits: bool,
    pub(crate) directory: Rc<Directory>,
    pub(crate) selected: bool,
    /// Whether Tab stops here.
    pub(crate) focus: bool,
    /// How many rows are above it.
    pub(crate) at: usize,
    /// How many there are in all, for readers.
    pub(crate) size: AttrValue,
    /// What the list is asked for, as the query of an address.
    pub(crate) query: AttrValue,
    pub(crate) now: f64,
}

#[hook]
pub(crate) fn use_row(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let row = &props.row;
    let route = Route::Conversation {
        id: row.id.to_string(),
    };
    let href = company::path(&route.href(&props.query));
    let onclick = {
        let store = store.clone();
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
            if !elsewhere {
                event.prevent_default();
                store.dispatch(Action::ListOver(false));
                route.push(&store, &store.state().list.filter);
            }
        })
    };
    let onfocus = {
        let id = row.id.clone();
        Callback::from(move |_: FocusEvent| {
            if store.state().list.focus.as_ref() != Some(&id) {
                store.dispatch(Action::Focus(id.clone()));
            }
        })
    };
    let since = row.waiting_since.as_ref().filter(|_| props.waits);
    let at = since.unwrap_or_else(|| {
        row.last_message
            .as_ref()
            .map_or(&row.updated_at, |message| &message.created_at)
    });
    let found = |is_name: bool| {
        let all = props.excerpts.iter().flat_map(|all| all.iter());
        let mut fitting = all.filter(move |one| (one.place == Place::Name) == is_name);
        fitting.next()
    };
    let channel = props
        .directory
        .channels
        .iter()
        .find(|channel| channel.id == row.channel);
    html! {
        <li style={format!("--at: {}", props.at)} aria-posinset={(props.at + 1).to_string()} aria-setsize={props.size.clone()}>
            <a
                {href}
                {onclick}
                {onfocus}
                class={classes!("row", (row.unread > 0).then_some("is-unread"))}
                data-testid="conversation-row"
                data-id={row.id.to_string()}
                aria-current={props.selected.then_some("true")}
                tabindex={if props.focus { "0" } else { "-1" }}
            >
                { part!(use_avatar, props!(encaixe_ui::avatar::Props { id: row.contact.id.to_string(), name: row.contact.name.clone(), picture: row.contact.avatar.clone().map(AttrValue::from) })) }
                <span class="row-name" dir="auto" title={row.contact.name.clone()}>
                    { found(true).map_or_else(|| html! { &row.contact.name }, marked) }
                </span>
                if since.is_some() {
                    <time class="row-time is-waiting" datetime={at.clone()} title={words.with("row-waiting-since", [("time", time::date_time(&words, at).into())])}>
                        { small_icon("clock") }
                        <span class="hidden-text">{ words.t("row-waiting") }</span>
                        { time::ago(&words, at, props.now) }
                    </time>
                } else {
                    <time class="row-time" datetime={at.clone()} title={time::date_time(&words, at)}>
                        { time::ago(&words, at, props.now) }
                    </time>
                }
                <span class="row-text" dir="auto">
                    if let Some(excerpt) = found(false) {
                        <span class="row-found" data-testid="row-found">
                            if let Some(place) = place(excerpt, &words) {
                                <span class="row-you">{ place }{ " " }</span>
                            }
                            { marked(excerpt) }
                        </span>
                    } else {
                        { preview(&words, row.last_message.as_ref()) }
                    }
                </span>
                { tags(row, &props.directory) }
                <span class="row-end">
                    { assignee(row, &props.directory, &words) }
                    if !row.taken && row.status == Status::Open {
                        <span class="row-untaken state-dot" title={words.t("attendance-waits")} data-testid="row-untaken">
                            <span class="hidden-text">{ words.t("attendance-waits") }</span>
                        </span>
                    }
                    if row.status == Status::Closed {
                        <span class="row-closed" title={words.t("status-closed")}>
                            { small_icon("circle-check") }
                            <span class="hidden-text">{ words.t("status-closed") }</span>
                        </span>
                    }
                    if let Some(channel) = channel {
                        <span class="row-channel" title={channel.name.clone()}>
                            { small_icon(of_channel(&channel.kind)) }
                        </span>
                    }
                    if row.unread > 0 {
                        { unread(&words, row.unread, None) }
                    }
                </span>
            </a>
        </li>
    }
}

/// The last message in one line.
fn preview(words: &Words, message: Option<&Message>) -> Html {
    let Some(message) = message else {
        return html! { words.t("row-no-message") };
    };
    let media = match message.kind {
        Kind::Text | Kind::Note => None,
        Kind::Image => Some(("image", words.t("media-image"))),
        Kind::Video => Some(("film", words.t("media-video"))),
        Kind::Audio => Some(("mic", words.t("media-audio"))),
        Kind::File => Some(("file", words.t("media-file"))),
    };
    html! {
        <>
            if message.kind == Kind::Note {
                { small_icon("lock") }
            } else if message.from != From::Contact {
                <span class="row-you">{ words.t("row-outgoing") }</span>
            }
            if let Some((icon, name)) = media {
                { small_icon(icon) }
                if message.text.is_empty() { { message.file_name.clone().unwrap_or(name) } }
            }
            if !is_blank(&message.text) {
                <bdi>{ &message.text }</bdi>
            } else if matches!(message.kind, Kind::Text | Kind::Note) {
                { words.t("message-unseen") }
            }
        </>
    }
}

/// The first of its tags by name, and how many more there are.
fn tags(row: &Summary, directory: &Directory) -> Html {
    let known: Vec<_> = (row.tags.iter())
        .filter_map(|id| directory.tags.iter().find(|tag| tag.id == *id))
        .collect();
    let named = known.iter().take(TAGS).map(|tag| {
        html! {
            <span class="row-tag" style={format!("--dot: {}", tag.color)} title={tag.name.clone()} dir="auto">{ &tag.name }</span>
        }
    });
    let more = known.len().saturating_sub(TAGS);
    let rest: Vec<&str> = (known.iter().skip(TAGS))
        .map(|tag| tag.name.as_str())
        .collect();
    html! {
        <span class="row-tags" data-testid="row-tags">
            { for named }
            if more > 0 {
                <span class="row-tags-more" title={rest.join(", ")}>
                    <span aria-hidden="true">{ format!("+{more}") }</span>
                    <span class="hidden-text">{ rest.join(", ") }</span>
                </span>
            }
        </span>
    }
}

/// The assignee.
fn assignee(row: &Summary, directory: &Directory, words: &Words) -> Html {
    let member = row.assignee.as_ref();
    let member = member.and_then(|id| directory.members.iter().find(|it| it.id == *id));
    let Some(member) = member else {
        return Html::default();
    };
    let label = words.with("row-assignee", [("name", member.name.as_str().into())]);
    html! {
        <span class="row-assignee" title={label.clone()} data-testid="row-assignee">
            { part!(use_avatar, props!(encaixe_ui::avatar::Props { id: member.id.to_string(), name: member.name.clone(), picture: member.avatar.clone().map(AttrValue::from), size: Size::Tiny })) }
            <span class="hidden-text">{ label }</span>
        </span>
    }
}
