//! The classic dialect: window messages of two fields, `{event, data}`, without an origin check, a number or
//! an error. Its names, and which commands are answered.
//!
//! Source: Kinbox, "Criando Plugins", and what its public SDK file sends.

use crate::command::Name;
use crate::event;

/// The command that a classic plugin asks for by this `event`.
#[must_use]
pub fn command(event: &str) -> Option<Name> {
    Name::ALL
        .iter()
        .copied()
        .find(|name| request(*name) == Some(event))
}

/// The `event` by which a classic plugin asks for a command; none for commands that it does not know.
#[must_use]
pub const fn request(command: Name) -> Option<&'static str> {
    match command {
        Name::AddTag => Some("add-tag"),
        Name::AssignTo => Some("assign"),
        Name::Dialog => Some("dialog"),
        Name::GetWorkspaceInfo => Some("get-workspace-info"),
        Name::Loading => Some("loading"),
        Name::MoveToGroup => Some("move"),
        Name::RemoveTag => Some("remove-tag"),
        Name::SendForm => Some("form"),
        Name::SetProperty => Some("set-property"),
        Name::Toast => Some("toast"),
        Name::AddNote
        | Name::Copy
        | Name::GetConversation
        | Name::GetToken
        | Name::InsertText
        | Name::ListMessages
        | Name::OpenConversation
        | Name::Request
        | Name::SetBadge
        | Name::SetHeight
        | Name::StorageGet
        | Name::StorageKeys
        | Name::StorageRemove
        | Name::StorageSet => None,
    }
}

/// The `event` of the answer; none for commands that get no answer in this dialect. The outcome of a
/// `set_property` is told by the event `callback`, which names no call but the plugin's own mark.
#[must_use]
pub const fn reply(command: Name) -> Option<&'static str> {
    match command {
        Name::Dialog => Some("dialog_confirm"),
        Name::GetWorkspaceInfo => Some("get_workspace_info_callback"),
        Name::SendForm => Some("form_callback"),
        Name::AddNote
        | Name::AddTag
        | Name::AssignTo
        | Name::Copy
        | Name::GetConversation
        | Name::GetToken
        | Name::InsertText
        | Name::ListMessages
        | Name::Loading
        | Name::MoveToGroup
        | Name::OpenConversation
        | Name::RemoveTag
        | Name::Request
        | Name::SetBadge
        | Name::SetHeight
        | Name::SetProperty
        | Name::StorageGet
        | Name::StorageKeys
        | Name::StorageRemove
        | Name::StorageSet
        | Name::Toast => None,
    }
}

/// Whether classic plugins know an event.
#[must_use]
pub const fn has(event: event::Name) -> bool {
    match event {
        event::Name::Callback | event::Name::Conversation | event::Name::NoConversation => true,
        event::Name::Closing
        | event::Name::ConversationUpdated
        | event::Name::Hidden
        | event::Name::Locale
        | event::Name::Message
        | event::Name::Theme
        | event::Name::Visible => false,
    }
}
