//! One message: the customer's at the left, ours at the right, notes for colleagues on a warm ground.

use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::message::{From, Kind, Message as Sent, MessageStatus};
use encaixe_api::visible::{is_blank, is_turning};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::media::use_media;
use crate::flow::composer;
use crate::hooks::use_store;
use crate::links::{Piece, opens, pieces};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) message: Sent,
    /// The conversation that it is in.
    pub(crate) conversation: ConversationId,
    /// Who wrote it, when it was not the contact.
    pub(crate) author: Option<AttrValue>,
    /// It follows the same author's message at once.
    pub(crate) continues: bool,
}

#[hook]
pub(crate) fn use_message(props: &Props) -> Html {
    let words = use_words();
    let message = &props.message;
    let side = match (message.kind, message.from) {
        (Kind::Note, _) => "note",
        (_, From::Contact) => "theirs",
        (_, From::Agent | From::Plugin) => "ours",
    };
    let full = time::date_time(&words, &message.created_at);
    html! {
        <li
            class={classes!("message", format!("message-{side}"), props.continues.then_some("continues"))}
            data-testid="message"
            data-id={message.id.to_string()}
        >
            if let (false, Some(author)) = (props.continues, &props.author) {
                <p class="message-author">
                    if side == "note" { { small_icon("lock") } }
                    <bdi>{ author }</bdi>
                    if side == "note" {
                        <span class="message-hint">{ words.t("note-hint") }</span>
                    }
                    if message.from == From::Plugin {
                        <span class="message-hint">{ by_plugin(&words, message.plugin.as_deref()) }</span>
                    }
                </p>
            }
            <div class="bubble" dir="auto">
                { part!(use_media, props!(crate::components::media::Props { kind: message.kind, url: message.media_url.clone().unwrap_or_default(), name: message.file_name.clone().unwrap_or_default() })) }
                if !is_blank(&message.text) {
                    <p class="message-text">{ for pieces(&message.text).into_iter().map(piece) }</p>
                } else if matches!(message.kind, Kind::Text | Kind::Note) {
                    <p class="message-text message-unseen">{ words.t("message-unseen") }</p>
                }
                <span class="message-end" dir="ltr">
                    <time datetime={message.created_at.clone()} title={full}>
                        { time::clock(&words, &message.created_at) }
                    </time>
                    { message.status.map(|status| ticks(&words, status)) }
                </span>
            </div>
            if message.status == Some(MessageStatus::Failed) {
                { part!(use_undelivered, props!(UndeliveredProps { conversation: props.conversation.clone(), id: message.id.clone(), error: message.error.clone() })) }
            }
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct UndeliveredProps {
    conversation: ConversationId,
    id: MessageId,
    error: Option<String>,
}

/// Says that the message did not reach the contact, and why, and sends it again.
#[hook]
fn use_undelivered(props: &UndeliveredProps) -> Html {
    let words = use_words();
    let store = use_store();
    let busy = use_state_eq(|| false);
    let retry = {
        let (busy, id) = (busy.clone(), props.id.clone());
        let conversation = props.conversation.clone();
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (store, busy) = (store.clone(), busy.clone());
            let (conversation, id) = (conversation.clone(), id.clone());
            spawn_local(async move {
                composer::resend(&store, &conversation, &id).await;
                busy.set(false);
            });
        })
    };
    html! {
        <p class="message-failed">
            { small_icon("circle-alert") }
            <span>{ words.t("message-status-failed") }{ for props.error.iter().map(|error| html! { <bdi>{ format!(": {error}") }</bdi> }) }</span>
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("retry"), look: Look::Quiet, icon: "refresh-cw", busy: *busy, onclick: retry, testid: "message-retry" })) }
        </p>
    }
}

fn by_plugin(words: &Words, plugin: Option<&str>) -> String {
    match plugin {
        Some(plugin) => words.with("message-by-plugin", [("plugin", plugin.into())]),
        None => words.t("message-by-some-plugin"),
    }
}

fn ticks(words: &Words, status: MessageStatus) -> Html {
    let (icon, label) = match status {
        MessageStatus::Queued => ("clock", words.t("message-status-queued")),
        MessageStatus::Sent => ("check", words.t("message-status-sent")),
        MessageStatus::Received => ("check-check", words.t("message-status-received")),
        MessageStatus::Read => ("check-check", words.t("message-status-read")),
        MessageStatus::Played => ("check-check", words.t("message-status-played")),
        MessageStatus::Failed => ("circle-alert", words.t("message-status-failed")),
    };
    html! {
        <span class={classes!("ticks", format!("ticks-{}", status.as_str()))} title={label.clone()}>
            { small_icon(icon) }
            <span class="hidden-text">{ label }</span>
        </span>
    }
}

/// A part of a message's text. Links open nothing but addresses of the web and of mail, and where one leads elsewhere than
/// it seems, that is said beside it.
fn piece(piece: Piece<'_>) -> Html {
    match piece {
        Piece::Text(text) => html! { <>{ for settled(text) }</> },
        Piece::Mail(address) => {
            let encoded = String::from(js_sys::encode_uri_component(address));
            let href = format!("mailto:{}", encoded.replace("%40", "@"));
            html! { <a {href} dir="ltr">{ address.to_owned() }</a> }
        }
        Piece::Web(written) => match opens(written) {
            Some((href, host)) => html! {
                <>
                    <a href={href.clone()} title={host.as_ref().map(|_| href)} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">
                        { written.to_owned() }
                    </a>
                    if let Some(host) = host { <bdi class="link-host">{ format!(" ({host})") }</bdi> }
                </>
            },
            None => html! { <bdi>{ written.to_owned() }</bdi> },
        },
    }
}

/// The text as it was written, with each sign that turns its surroundings around set apart, so that it turns nothing.
fn settled(text: &str) -> impl Iterator<Item = Html> {
    let parts = text.split_inclusive(is_turning);
    parts.map(|part| {
        let end = part.chars().next_back().filter(|last| is_turning(*last));
        let (before, sign) = part.split_at(part.len() - end.map_or(0, char::len_utf8));
        html! {
            <>
                { before.to_owned() }
                if !sign.is_empty() { <bdi>{ sign.to_owned() }</bdi> }
            </>
        }
    })
}
