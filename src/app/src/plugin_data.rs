//! What plugins are told of a conversation: from the network's shapes to those of the frame wire.

use encaixe_api::access::Me;
use encaixe_api::id::TagId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::contact::Contact as Person;
use encaixe_api::inbox::conversation::Conversation as Whole;
use encaixe_api::inbox::message::{Kind, Message as Sent};
use encaixe_protocol::event::conversation::{
    Assignee, Contact, Conversation, Data, FieldValue, Group, Message, Property, Session, Tag, User,
};

#[cfg(test)]
mod tests;

/// How many messages a plugin is told of.
const MESSAGES: usize = 20;

/// The data object of the event `conversation`.
pub(crate) fn data(whole: &Whole, directory: &Directory, me: &Me, dev: bool) -> Data {
    let from = whole.messages.len().saturating_sub(MESSAGES);
    Data {
        contact: contact(&whole.person, directory),
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
        },
        dev,
        messages: whole.messages.iter().skip(from).map(message).collect(),
    }
}

/// The conversation, as the events `conversation` and `conversation_updated` hold it.
pub(crate) fn conversation(whole: &Whole, directory: &Directory, me: &Me) -> Conversation {
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
        link: format!(
            "{}/inbox/{}",
            me.public_origin.trim_end_matches('/'),
            row.id
        ),
        tags: tags(&row.tags, directory),
        status: row.status,
        last_message: whole
            .messages
            .last()
            .or(row.last_message.as_ref())
            .map(message),
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

fn contact(person: &Person, directory: &Directory) -> Contact {
    let fields = directory
        .custom_fields
        .iter()
        .filter(|field| field.entity == "contact")
        .map(|field| Property {
            placeholder: field.placeholder.clone(),
            name: field.name.clone(),
            field: FieldValue {
                kind: field.kind.clone(),
                value: person.fields.get(&field.placeholder).cloned(),
            },
        });
    let properties: Vec<Property> = fields.collect();
    Contact {
        id: person.id.clone(),
        name: person.name.clone(),
        avatar: person.avatar.clone(),
        email: person.email.clone(),
        phone: person.phone.clone(),
        custom_fields: properties
            .iter()
            .map(|property| (property.placeholder.clone(), property.field.clone()))
            .collect(),
        properties,
    }
}

fn message(sent: &Sent) -> Message {
    Message {
        id: sent.id.clone(),
        kind: sent.kind.as_str().to_owned(),
        from: sent.from.as_str().to_owned(),
        text: sent.text.clone(),
        media_url: sent.media_url.clone(),
        is_media: !matches!(sent.kind, Kind::Text | Kind::Note),
        created_at: sent.created_at.clone(),
    }
}
