//! Puts the two files into the database, in one transaction.

use std::collections::BTreeMap;

use anyhow::Context as _;
use encaixe_api::access::Workspace;
use encaixe_api::id::{AttendanceId, ChannelId, GroupId, MemberId, MessageId, TagId};
use encaixe_api::inbox::category::{Category, GivenItem};
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::{From, Kind, Message, MessageStatus};

use super::attendances;
use super::file::{self, span};
use crate::actor::Actor;
use crate::event::{Filled, WorkspaceEvent};
use crate::store::{
    For, Outcome, Store, Write, category, channel,
    contact::{self, Source, Sources},
    conversation, custom_field, group, member, message, tag, tagging, workspace,
};
use crate::time::{self, Millis};

/// Ids of messages and attendances are counted from here; the files do not name them.
const FIRST_MESSAGE: usize = 90_001;
const FIRST_ATTENDANCE: usize = 60_001;

/// Ids by what the files call things.
#[derive(Default)]
pub(super) struct Names {
    pub(super) members: BTreeMap<String, MemberId>,
    groups: BTreeMap<String, GroupId>,
    tags: BTreeMap<String, TagId>,
    channels: BTreeMap<String, ChannelId>,
    pub(super) categories: BTreeMap<String, Category>,
}

pub(super) async fn install(store: &Store) -> anyhow::Result<()> {
    let now = time::now();
    let (file, conversations) = file::read()?;
    let mut write = store.by(Actor::System).write(For::Workspace).await?;
    let names = install_workspace(&mut write, &file, now).await?;
    let mut counted = 0;
    let mut all = Vec::new();
    for (place, one) in conversations.conversation.iter().enumerate() {
        let first = one.message.first().context("no message")?;
        all.push((now - span(&first.at)?, place, counted, one));
        counted += one.message.len();
    }
    // Their attendances are numbered in the order in which they began.
    all.sort_by_key(|(began, place, ..)| (*began, *place));
    for (began, place, counted, one) in all {
        install_conversation(&mut write, &names, one, (place, counted), (began, now))
            .await
            .with_context(|| format!("conversation {}", one.id))?;
    }
    write.record(WorkspaceEvent::WorkspaceFilled { by: Filled::Start });
    write.commit().await?;
    Ok(())
}

async fn install_workspace(
    write: &mut Write,
    file: &file::Workspace,
    now: Millis,
) -> anyhow::Result<Names> {
    let since = now - span(&file.since)?;
    let mut names = Names::default();
    let itself = Workspace {
        id: file.id.clone(),
        name: file.name.clone(),
        country: Some("BR".to_owned()),
        closing_category: file.closing_category,
        closing_report: file.closing_report,
        ..Workspace::default()
    };
    workspace::insert(write, &itself, since).await?;
    for one in &file.member {
        let new = member::New {
            id: &one.id,
            name: &one.name,
            email: &one.email,
            phone: one.phone.as_deref(),
            role: one.role,
            is_active: one.active,
            created_at: now - span(&one.joined)?,
        };
        member::insert(write, &new).await?;
        names.members.insert(one.key.clone(), one.id.clone());
    }
    for one in &file.group {
        let members = one.members.iter();
        let members = members.map(|key| find(&names.members, key).cloned());
        let members = members.collect::<anyhow::Result<Vec<_>>>()?;
        let new = group::New {
            id: &one.id,
            name: &one.name,
            icon: one.icon.as_deref(),
            description: one.description.as_deref(),
            members: &members,
            created_at: since,
        };
        fresh(group::insert(write, &new).await?)?;
        names.groups.insert(one.name.clone(), one.id.clone());
    }
    for one in &file.tag {
        let new = tag::New {
            id: &one.id,
            name: &one.name,
            color: &one.color,
            is_active: one.active,
            created_at: since,
        };
        fresh(tag::insert(write, &new).await?)?;
        names.tags.insert(one.name.clone(), one.id.clone());
    }
    for one in &file.custom_field {
        let new = custom_field::New {
            id: &one.id,
            name: &one.name,
            description: one.description.as_deref(),
            entity: &one.entity,
            placeholder: &one.placeholder,
            kind: &one.kind,
            options: &one.choices(),
            created_at: since,
        };
        fresh(custom_field::insert(write, &new).await?)?;
    }
    for one in &file.channel {
        let new = channel::New {
            id: &one.id,
            name: &one.name,
            kind: &one.kind,
            created_at: since,
        };
        fresh(channel::insert(write, &new).await?)?;
        names.channels.insert(one.name.clone(), one.id.clone());
    }
    for one in &file.category {
        let items = one.items.iter().map(|name| GivenItem {
            name: name.clone(),
            ..GivenItem::default()
        });
        let new = category::New {
            id: &one.id,
            name: &one.name,
            color: &one.color,
            items: &items.collect::<Vec<_>>(),
            created_at: since,
        };
        fresh(category::insert(write, &new).await?)?;
        let made = category::find(write, &one.id)
            .await?
            .context("no category")?;
        names.categories.insert(one.name.clone(), made);
    }
    Ok(names)
}

/// In a workspace that is being made, nothing is in the way of what comes.
fn fresh(done: Outcome<()>) -> anyhow::Result<()> {
    done.map_err(|refused| anyhow::anyhow!("it cannot be added: {refused:?}"))
}

async fn install_conversation(
    write: &mut Write,
    names: &Names,
    one: &file::Conversation,
    (place, counted): (usize, usize),
    (began, now): (Millis, Millis),
) -> anyhow::Result<()> {
    let last = one.message.last().context("no message")?;
    let person = &one.contact;
    let new = Contact {
        id: person.id.clone(),
        name: person.name.clone(),
        avatar: None,
        email: person.email.clone(),
        phone: person.phone.clone(),
        updated_at: String::new(),
        phone_display: None,
        email_display: None,
        fields: person.fields.clone(),
    };
    contact::insert(write, &new, Sources::all(Source::Claimed), began).await?;
    let identifier = person.identifier.as_deref().or(person.phone.as_deref());
    let new = conversation::New {
        id: &one.id,
        contact: &person.id,
        channel: find(&names.channels, &one.channel)?,
        identifier,
        open_address: identifier.filter(|_| one.status == Status::Open),
        assignee: maybe(&names.members, one.assignee.as_deref())?,
        group: maybe(&names.groups, one.group.as_deref())?,
        status: one.status,
        unread: one.unread,
        fields: &one.session,
        created_at: began,
        requested_at: began,
        updated_at: now - span(&last.at)?,
    };
    let attendance = AttendanceId::new((FIRST_ATTENDANCE + place).to_string());
    let is_new = conversation::insert(write, &new, &attendance).await?;
    anyhow::ensure!(
        is_new,
        "{} is the second that is open under its address",
        one.id
    );
    attendances::serve(write, names, one, &attendance, now).await?;
    for name in &one.tags {
        tagging::put(write, &one.id, find(&names.tags, name)?).await?;
    }
    for (offset, said) in one.message.iter().enumerate() {
        let id = MessageId::new((FIRST_MESSAGE + counted + offset).to_string());
        let new = as_message(names, said, id)?;
        message::insert(write, &one.id, &new, now - span(&said.at)?).await?;
    }
    Ok(())
}

fn as_message(names: &Names, said: &file::Message, id: MessageId) -> anyhow::Result<Message> {
    let by_contact = said.by == "contact";
    let author = (!by_contact)
        .then(|| find(&names.members, &said.by).cloned())
        .transpose()?;
    let media_url = said
        .media
        .as_deref()
        .map(|name| {
            file::media(name).with_context(|| format!("no such picture: {name}"))?;
            anyhow::Ok(format!("/media/demo/{name}"))
        })
        .transpose()?;
    let went_out = !by_contact && said.kind != Kind::Note;
    Ok(Message {
        id,
        kind: said.kind,
        from: if by_contact {
            From::Contact
        } else {
            From::Agent
        },
        author,
        plugin: None,
        text: said.text.trim_end().to_owned(),
        media_url,
        file_name: None,
        status: went_out.then(|| said.status.unwrap_or(MessageStatus::Read)),
        error: None,
        created_at: String::new(),
    })
}

pub(super) fn maybe<'a, T>(
    names: &'a BTreeMap<String, T>,
    name: Option<&str>,
) -> anyhow::Result<Option<&'a T>> {
    name.map(|name| find(names, name)).transpose()
}

pub(super) fn find<'a, T>(names: &'a BTreeMap<String, T>, name: &str) -> anyhow::Result<&'a T> {
    names
        .get(name)
        .with_context(|| format!("nothing is called {name}"))
}
