//! `get_workspace_info`: custom fields, members, tags and groups, as the page holds them. While they
//! are on their way, the answer waits.

use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_api::inbox::{Directory, custom_field, group, member, tag};
use encaixe_protocol::command::get_workspace_info::{
    Choice, CustomField, Group, Member, Reply, Tag,
};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::id::WorkspaceId;

use super::CommandContext;
use crate::state::State;

pub(super) async fn run(context: &CommandContext) -> Result<Reply, WireError> {
    let here = |state: &State| {
        let me = state.me.ready()?;
        Some((me.workspace.id.clone(), Rc::clone(state.names()?)))
    };
    let found = context.when(here).await;
    let (workspace, directory) =
        found.ok_or_else(|| WireError::new(Code::Aborted, "the call was given up"))?;
    Ok(reply(&directory, &workspace))
}

fn reply(directory: &Directory, workspace: &WorkspaceId) -> Reply {
    Reply {
        custom_fields: directory
            .custom_fields
            .iter()
            // The wire has no word for one that is switched off.
            .filter(|field| field.is_active)
            .map(|field| custom_field(field, workspace))
            .collect(),
        members: directory
            .members
            .iter()
            .map(|one| member(one, workspace))
            .collect(),
        tags: directory
            .tags
            .iter()
            .map(|one| tag(one, workspace))
            .collect(),
        groups: directory
            .groups
            .iter()
            .map(|one| group(one, workspace))
            .collect(),
    }
}

fn custom_field(field: &custom_field::CustomField, workspace: &WorkspaceId) -> CustomField {
    CustomField {
        id: field.id.clone(),
        name: field.name.clone(),
        description: field.description.clone(),
        entity: field.entity.clone(),
        placeholder: field.placeholder.clone(),
        kind: field.kind.clone(),
        options: field
            .options
            .iter()
            .map(|option| Choice {
                value: option.value.clone(),
                label: option.label.clone(),
            })
            .collect(),
        workspace_id: workspace.clone(),
        created_at: field.created_at.clone(),
        updated_at: field.updated_at.clone(),
    }
}

fn member(member: &member::Member, workspace: &WorkspaceId) -> Member {
    let status = if member.is_online {
        "online"
    } else {
        "offline"
    };
    Member {
        id: member.id.clone(),
        email: member.email.clone(),
        name: member.name.clone(),
        avatar: member.avatar.clone(),
        phone: member.phone.clone(),
        is_active: member.is_active,
        status: status.to_owned(),
        is_available: member.is_active && member.is_online,
        custom_fields: BTreeMap::new(),
        workspace_id: workspace.clone(),
        created_at: member.created_at.clone(),
        updated_at: member.updated_at.clone(),
    }
}

fn tag(tag: &tag::Tag, workspace: &WorkspaceId) -> Tag {
    Tag {
        id: tag.id.clone(),
        name: tag.name.clone(),
        color: tag.color.clone(),
        text_color: tag.text_color.clone(),
        is_active: tag.is_active,
        workspace_id: workspace.clone(),
        created_at: tag.created_at.clone(),
        updated_at: tag.updated_at.clone(),
    }
}

fn group(group: &group::Group, workspace: &WorkspaceId) -> Group {
    Group {
        id: group.id.clone(),
        name: group.name.clone(),
        icon: group.icon.clone(),
        description: group.description.clone(),
        is_active: group.is_active,
        members: group.members.clone(),
        workspace_id: workspace.clone(),
        created_at: group.created_at.clone(),
        updated_at: group.updated_at.clone(),
    }
}
