//! One row of the list of conversations.

use std::rc::Rc;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::{Status, Summary};
use encaixe_api::inbox::message::{From, Kind, Message};
use yew::prelude::*;
use yew_router::prelude::*;

use super::avatar::Avatar;
use super::icon::{Icon, of_channel};
use super::unread::Unread;
use crate::hooks::use_store;
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::state::Action;
use crate::time;

/// How many tags a row has room for.
const DOTS: usize = 4;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) row: Rc<Summary>,
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

#[component]
pub(crate) fn Row(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let navigator = use_navigator();
    let row = &props.row;
    let route = Route::Conversation {
        id: row.id.to_string(),
    };
    let href = route.href(&props.query);
    let onclick = {
        let store = store.clone();
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
            if let (false, Some(navigator)) = (elsewhere, &navigator) {
                event.prevent_default();
                route.push(navigator, &store.state().list.filter);
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
    let at = row
        .last_message
        .as_ref()
        .map_or(&row.updated_at, |message| &message.created_at);
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
                <Avatar
                    id={row.contact.id.to_string()}
                    name={row.contact.name.clone()}
                    picture={row.contact.avatar.clone().map(AttrValue::from)}
                />
                <span class="row-name">{ &row.contact.name }</span>
                <time class="row-time" datetime={at.clone()} title={time::date_time(&words, at)}>
                    { time::ago(&words, at, props.now) }
                </time>
                <span class="row-text">{ preview(&words, row.last_message.as_ref()) }</span>
                <span class="row-end">
                    { dots(row, &props.directory) }
                    if row.status == Status::Closed {
                        <span class="row-closed" title={words.t("status-closed")}>
                            <Icon name="circle-check" />
                            <span class="hidden-text">{ words.t("status-closed") }</span>
                        </span>
                    }
                    if let Some(channel) = channel {
                        <span class="row-channel" title={channel.name.clone()}>
                            <Icon name={of_channel(&channel.kind)} />
                        </span>
                    }
                    if row.unread > 0 {
                        <Unread count={row.unread} />
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
                <Icon name="lock" />
            } else if message.from != From::Contact {
                <span class="row-you">{ words.t("row-outgoing") }</span>
            }
            if let Some((icon, name)) = media {
                <Icon name={icon} />
                if message.text.is_empty() { { message.file_name.clone().unwrap_or(name) } }
            }
            { &message.text }
        </>
    }
}

fn dots(row: &Summary, directory: &Directory) -> Html {
    let tags = row
        .tags
        .iter()
        .filter_map(|id| directory.tags.iter().find(|tag| tag.id == *id))
        .take(DOTS)
        .map(|tag| {
            html! {
                <span class="dot" style={format!("--dot: {}", tag.color)} title={tag.name.clone()} />
            }
        });
    html! { <span class="dots">{ for tags }</span> }
}
