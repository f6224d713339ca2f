//! What plugins are told of a conversation: from the network's shapes to those of the frame wire.

use std::collections::BTreeMap;

use encaixe_api::access::Me;
use encaixe_api::id::TagId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::contact::Contact as Person;
use encaixe_api::inbox::conversation::Conversation as Whole;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_api::inbox::message::{Kind, Message as Sent};
use encaixe_api::media::original;
use encaixe_api::plugin::Frame;
use encaixe_protocol::event::conversation::{
    Assignee, Contact, Conversation, Data, FieldValue, Group, MESSAGES, Message, Property, Scalar,
    Session, Tag, User,
};
use encaixe_protocol::scope::parts::Granted as _;
use encaixe_ui::gathered;

use crate::state::State;

#[cfg(test)]
mod tests;

/// The open conversation's data object as far as the plugin's scopes grant it; none while there is none, or the names in it are on
/// their way.
pub(crate) fn of(state: &State, plugin: &Frame) -> Option<Data> {
    let (whole, me) = (state.conversation()?, state.me.ready()?);
    let data = data(whole, state.names()?, me, plugin.dev);
    Some(data.granted(plugin.scopes.named()))
}

/// The whole data object of the event `conversation`, of which each plugin gets what its scopes grant.
pub(crate) fn data(whole: &Whole, directory: &Directory, me: &Me, dev: bool) -> Data {
    let from = whole.messages.len().saturating_sub(MESSAGES);
    Data {
        contact: contact(&whole.person, directory, &me.page_url),
        conversation: conversation(whole, directory, me),
        user: User {
            id: me.member.id.clone(),
            name: me.member.name.clone(),
            phone: me.member.phone.clone(),
            avatar: me.member.avatar.clone(),
            email: me.member.email.clone(),
            is_active: me.member.is_active,
        },
        session: Session {
            id: whole.session.clone(),
            custom_fields: gathered::map(
                fields("session", &whole.session_fields, directory)
                    .map(|(field, value)| (field.placeholder.clone(), value)),
            ),
        },
        dev,
        messages: whole
            .messages
            .iter()
            .skip(from)
            .map(|sent| message(sent, &me.page_url))
            .collect(),
    }
}

/// The conversation as the data object holds it.
fn conversation(whole: &Whole, directory: &Directory, me: &Me) -> Conversation {
    let row = &whole.summary;
    let channel = directory
        .channels
        .iter()
        .find(|channel| channel.id == row.channel);
    Conversation {
        id: row.id.clone(),
        identifier: whole.identifier.clone(),
        assignee: row.assignee.clone().map(|id| Assignee { id }),
        group: row.group.clone().map(|id| Group { id }),
        channel_type: channel
            .map(|channel| channel.kind.clone())
            .unwrap_or_default(),
        link: format!("{}/inbox/{}", me.page_url.trim_end_matches('/'), row.id),
        tags: tags(&row.tags, directory),
        status: row.status,
        last_message: whole
            .messages
            .last()
            .or(row.last_message.as_ref())
            .map(|sent| message(sent, &me.page_url)),
    }
}

/// Tags with their names and colours; one that the directory does not know is left out.
pub(crate) fn tags(ids: &[TagId], directory: &Directory) -> Vec<Tag> {
    ids.iter()
        .filter_map(|id| directory.tags.iter().find(|tag| tag.id == *id))
        .map(|tag| Tag {
            id: tag.id.clone(),
            name: tag.name.clone(),
            color: tag.color.clone(),
            text_color: tag.text_color.clone(),
        })
        .collect()
}

fn contact(person: &Person, directory: &Directory, origin: &str) -> Contact {
    let properties: Vec<Property> = fields("contact", &person.fields, directory)
        .map(|(custom, field)| Property {
            placeholder: custom.placeholder.clone(),
            name: custom.name.clone(),
            field,
        })
        .collect();
    Contact {
        id: person.id.clone(),
        name: person.name.clone(),
        avatar: (person.avatar.as_deref()).map(|url| original(url, origin).to_owned()),
        email: person.email.clone(),
        phone: person.phone.clone(),
        custom_fields: gathered::map(
            properties
                .iter()
                .map(|property| (property.placeholder.clone(), property.field.clone())),
        ),
        properties,
    }
}

/// Every custom field of that entity, those without a value too unless they are switched off.
fn fields<'a>(
    entity: &'a str,
    values: &'a BTreeMap<String, Scalar>,
    directory: &'a Directory,
) -> impl Iterator<Item = (&'a CustomField, FieldValue)> {
    let fields = directory.custom_fields.iter();
    fields
        .filter(move |field| field.entity == entity)
        .filter(|field| field.is_active || values.contains_key(&field.placeholder))
        .map(|field| {
            let value = FieldValue {
                kind: field.kind.clone(),
                value: values.get(&field.placeholder).cloned(),
            };
            (field, value)
        })
}

/// A message; `origin` is the page's own, from which its media is served.
pub(crate) fn message(sent: &Sent, origin: &str) -> Message {
    Message {
        id: sent.id.clone(),
        kind: sent.kind.as_str().to_owned(),
        from: sent.from.as_str().to_owned(),
        text: sent.text.clone(),
        media_url: sent
            .media_url
            .as_deref()
            .map(|url| absolute(original(url, origin), origin)),
        is_media: !matches!(sent.kind, Kind::Text | Kind::Note),
        created_at: sent.created_at.clone(),
    }
}

/// Where the page is; empty before anybody is signed in.
pub(crate) fn page_url(state: &State) -> &str {
    state.me.ready().map_or("", |me| &me.page_url)
}

/// An address that means the same on a plugin's page as on ours.
fn absolute(url: &str, origin: &str) -> String {
    let origin = origin.trim_end_matches('/');
    let scheme = origin.split_once("//").map_or("", |(scheme, _)| scheme);
    let has_scheme = url.split_once(':').is_some_and(|(before, _)| {
        before.starts_with(|first: char| first.is_ascii_alphabetic())
            && before
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    });
    if has_scheme {
        url.to_owned()
    } else if url.starts_with("//") {
        format!("{scheme}{url}")
    } else {
        format!("{origin}/{}", url.trim_start_matches('/'))
    }
}
