//! Whom the agent is talking to, and the conversation's tags.

use std::rc::Rc;

use encaixe_plugin::typed::{ConversationData, Tag};
use yew::prelude::*;

use crate::words::Language;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) data: Rc<ConversationData>,
    pub(crate) language: Language,
}

#[component]
pub(crate) fn Contact(Props { data, language }: &Props) -> Html {
    let words = language.words();
    let (contact, conversation) = (&data.contact, &data.conversation);
    let mut channel = conversation.channel_type.clone();
    if let Some(identifier) = &conversation.identifier {
        channel = format!("{channel} · {identifier}");
    }
    let known = |value: &Option<String>| value.clone().unwrap_or_else(|| words.empty.to_owned());
    html! {
        <>
            <div class="who">
                <div class="avatar" aria-hidden="true">
                    if let Some(avatar) = contact.avatar.clone() {
                        <img src={avatar} alt="" />
                    } else {
                        { contact.name.chars().next().unwrap_or('#') }
                    }
                </div>
                <div>
                    <h1 id="name">{ &contact.name }</h1>
                    <p class="quiet">{ channel }</p>
                </div>
            </div>
            <dl>
                <dt>{ words.phone }</dt>
                <dd>{ known(&contact.phone) }</dd>
                <dt>{ words.email }</dt>
                <dd>{ known(&contact.email) }</dd>
            </dl>
            <ul id="tags" class="tags" aria-label={words.tags}>
                { for conversation.tags.iter().map(chip) }
            </ul>
        </>
    }
}

fn chip(tag: &Tag) -> Html {
    let style = format!("background: {}; color: {}", tag.color, tag.text_color);
    html! { <li key={tag.id.to_string()} {style}>{ &tag.name }</li> }
}
