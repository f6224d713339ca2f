//! The workspace: its settings, its lists, and who works here.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};

use super::{Entry, Object};
use crate::event::{Changed, Filled, List, WorkspaceEvent};

pub(super) fn entries(event: &WorkspaceEvent) -> Vec<Entry> {
    match event {
        WorkspaceEvent::WorkspaceChanged { what } => changed(
            AuditKind::WorkspaceChanged,
            Object::workspace(),
            what.fields.clone(),
            what.on,
        ),
        WorkspaceEvent::WorkspaceFilled { by } => {
            let kind = match by {
                Filled::Start => AuditKind::WorkspaceBegan,
                Filled::Seed => AuditKind::WorkspaceSeeded,
                Filled::Upgrade => AuditKind::WorkspaceUpgraded,
                Filled::Restore => AuditKind::WorkspaceRestored,
            };
            vec![Entry::new(kind, Object::workspace())]
        }
        WorkspaceEvent::EntryCreated { list, id } => {
            let kind = match list {
                List::Tag => AuditKind::TagCreated,
                List::Group => AuditKind::GroupCreated,
                List::CustomField => AuditKind::CustomFieldCreated,
                List::Channel => AuditKind::ChannelCreated,
                List::Member => AuditKind::MemberAdded,
                List::CannedReply => AuditKind::CannedReplyCreated,
                List::Category => AuditKind::CategoryCreated,
                // A member's own, which no admin sees.
                List::OwnCannedReply => return Vec::new(),
            };
            vec![Entry::new(kind, Object::of(object(*list), id))]
        }
        WorkspaceEvent::EntryChanged { list, id, what } => {
            let kind = match list {
                List::Tag => AuditKind::TagChanged,
                List::Group => AuditKind::GroupChanged,
                List::CustomField => AuditKind::CustomFieldChanged,
                List::Channel => AuditKind::ChannelChanged,
                List::Member => return member(id, what),
                List::CannedReply => AuditKind::CannedReplyChanged,
                List::Category => AuditKind::CategoryChanged,
                List::OwnCannedReply => return Vec::new(),
            };
            let object = Object::of(object(*list), id);
            changed(kind, object, what.fields.clone(), what.on)
        }
        WorkspaceEvent::EntryDeleted { list, id, name } => {
            let kind = match list {
                List::Tag => AuditKind::TagDeleted,
                List::Group => AuditKind::GroupDeleted,
                List::CustomField => AuditKind::CustomFieldDeleted,
                List::Channel => AuditKind::ChannelDeleted,
                List::CannedReply => AuditKind::CannedReplyDeleted,
                List::Category => AuditKind::CategoryDeleted,
                // Nobody deletes a member: they are deactivated.
                List::OwnCannedReply | List::Member => return Vec::new(),
            };
            vec![Entry::new(kind, Object::of(object(*list), id).named(name))]
        }
        // Connections come and go by themselves; the list of channels says how they are.
        WorkspaceEvent::ChannelStateChanged { .. } => Vec::new(),
    }
}

const fn object(list: List) -> AuditObjectKind {
    match list {
        List::Tag => AuditObjectKind::Tag,
        List::Group => AuditObjectKind::Group,
        List::CustomField => AuditObjectKind::CustomField,
        List::Channel => AuditObjectKind::Channel,
        List::Member => AuditObjectKind::Member,
        List::CannedReply | List::OwnCannedReply => AuditObjectKind::CannedReply,
        List::Category => AuditObjectKind::Category,
    }
}

/// The role and the switch are entries of their own beside the other fields.
fn member(id: &str, what: &Changed) -> Vec<Entry> {
    let object = || Object::of(AuditObjectKind::Member, id);
    let others = what.fields.iter();
    let others = others.filter(|field| !["role", "isActive"].contains(&field.as_str()));
    let mut entries = changed(
        AuditKind::MemberChanged,
        object(),
        others.cloned().collect(),
        None,
    );
    if what.role.is_some() {
        let details = AuditDetails {
            role: what.role,
            ..AuditDetails::default()
        };
        entries.push(Entry::new(AuditKind::MemberRoleChanged, object()).with(details));
    }
    if let Some(on) = what.on {
        let kind = if on {
            AuditKind::MemberActivated
        } else {
            AuditKind::MemberDeactivated
        };
        entries.push(Entry::new(kind, object()));
    }
    entries
}

/// Nothing, where nothing is otherwise than before.
fn changed(kind: AuditKind, object: Object, fields: Vec<String>, on: Option<bool>) -> Vec<Entry> {
    if fields.is_empty() {
        return Vec::new();
    }
    let details = AuditDetails {
        fields,
        on,
        ..AuditDetails::default()
    };
    vec![Entry::new(kind, object).with(details)]
}
