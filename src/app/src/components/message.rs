//! One message: the customer's at the left, ours at the right, notes for colleagues on a warm ground.

use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::message::{Delivery, From, Kind, Message as Sent};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::button::Button;
use super::icon::Icon;
use super::media::{Media, is_web};
use crate::flow::composer;
use crate::hooks::use_store;
use crate::i18n::{Words, use_words};
use crate::time;

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

#[component]
pub(crate) fn Message(props: &Props) -> Html {
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
                    if side == "note" { <Icon name="lock" /> }
                    { author }
                    if side == "note" {
                        <span class="message-hint">{ words.t("note-hint") }</span>
                    }
                    if message.from == From::Plugin {
                        <span class="message-hint">{ by_plugin(&words, message.plugin.as_deref()) }</span>
                    }
                </p>
            }
            <div class="bubble">
                <Media
                    kind={message.kind}
                    url={message.media_url.clone().unwrap_or_default()}
                    name={message.file_name.clone().unwrap_or_default()}
                />
                if !message.text.is_empty() {
                    <p class="message-text">{ for pieces(&message.text).into_iter().map(piece) }</p>
                }
                <span class="message-end">
                    <time datetime={message.created_at.clone()} title={full}>
                        { time::clock(&words, &message.created_at) }
                    </time>
                    { message.status.map(|status| ticks(&words, status)) }
                </span>
            </div>
            if message.status == Some(Delivery::Failed) {
                <Undelivered conversation={props.conversation.clone()} id={message.id.clone()} />
            }
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct UndeliveredProps {
    conversation: ConversationId,
    id: MessageId,
}

/// Says that the message did not reach the contact, and sends it again.
#[component]
fn Undelivered(props: &UndeliveredProps) -> Html {
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
            <Icon name="circle-alert" />
            <span>{ words.t("delivery-failed") }</span>
            <Button label={words.t("retry")} look="quiet" icon="refresh-cw" busy={*busy} onclick={retry} testid="message-retry" />
        </p>
    }
}

fn by_plugin(words: &Words, plugin: Option<&str>) -> String {
    match plugin {
        Some(plugin) => words.with("message-by-plugin", [("plugin", plugin.into())]),
        None => words.t("message-by-some-plugin"),
    }
}

fn ticks(words: &Words, status: Delivery) -> Html {
    let (icon, label) = match status {
        Delivery::Queued => ("clock", words.t("delivery-queued")),
        Delivery::Sent => ("check", words.t("delivery-sent")),
        Delivery::Received => ("check-check", words.t("delivery-received")),
        Delivery::Read => ("check-check", words.t("delivery-read")),
        Delivery::Failed => ("circle-alert", words.t("delivery-failed")),
    };
    html! {
        <span class={classes!("ticks", format!("ticks-{}", status.as_str()))} title={label.clone()}>
            <Icon name={icon} />
            <span class="hidden-text">{ label }</span>
        </span>
    }
}

/// A part of a message's text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

fn piece(piece: Piece<'_>) -> Html {
    match piece {
        Piece::Text(text) => html! { text.to_owned() },
        Piece::Link(url) => html! {
            <a href={url.to_owned()} target="_blank" rel="noopener noreferrer nofollow">{ url.to_owned() }</a>
        },
    }
}

/// Finds web addresses; nothing else becomes a link, so no scheme but http and https can be opened.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut plain = 0;
    while let Some(at) = next_address(&rest[plain..]).map(|at| at + plain) {
        let end = rest[at..]
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .map_or(rest.len(), |length| at + length);
        // What ends a sentence does not end an address.
        let url = rest[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        if !is_web(url) || url.ends_with("//") {
            plain = end;
            continue;
        }
        if at > 0 {
            found.push(Piece::Text(&rest[..at]));
        }
        found.push(Piece::Link(url));
        rest = &rest[at + url.len()..];
        plain = 0;
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

fn next_address(text: &str) -> Option<usize> {
    match (text.find("https://"), text.find("http://")) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Link, Text};
    use super::pieces;

    #[test]
    fn web_addresses_become_links_and_nothing_else_does() {
        for (text, expected) in [
            ("oi", vec![Text("oi")]),
            ("https://a.br/x", vec![Link("https://a.br/x")]),
            (
                "veja https://a.br/x. ok?",
                vec![Text("veja "), Link("https://a.br/x"), Text(". ok?")],
            ),
            (
                "(http://a.br) https://b.br",
                vec![
                    Text("("),
                    Link("http://a.br"),
                    Text(") "),
                    Link("https://b.br"),
                ],
            ),
            ("javascript:alert(1)", vec![Text("javascript:alert(1)")]),
            ("https:// nada", vec![Text("https:// nada")]),
            ("", vec![]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }
}
