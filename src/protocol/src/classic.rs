//! The older dialect: window messages of two fields, `{event, data}`, without an origin check, a number or
//! an error. Its names, and which commands are answered.
//!
//! Source: Kinbox, "Criando Plugins", and what its public SDK file sends.

use crate::command::Name;
use crate::event;

/// The command that an older plugin asks for by this `event`.
#[must_use]
pub fn command(event: &str) -> Option<Name> {
    Name::ALL
        .iter()
        .copied()
        .find(|name| request(*name) == event)
}

/// The `event` by which an older plugin asks for a command.
#[must_use]
pub const fn request(command: Name) -> &'static str {
    match command {
        Name::AddTag => "add-tag",
        Name::Dialog => "dialog",
        Name::GetWorkspaceInfo => "get-workspace-info",
        Name::Loading => "loading",
        Name::RemoveTag => "remove-tag",
        Name::Toast => "toast",
    }
}

/// The `event` of the answer; none for commands that get no answer in this dialect.
#[must_use]
pub const fn reply(command: Name) -> Option<&'static str> {
    match command {
        Name::Dialog => Some("dialog_confirm"),
        Name::GetWorkspaceInfo => Some("get_workspace_info_callback"),
        Name::AddTag | Name::Loading | Name::RemoveTag | Name::Toast => None,
    }
}

/// Whether older plugins know an event.
#[must_use]
pub const fn has(event: event::Name) -> bool {
    match event {
        event::Name::Conversation | event::Name::NoConversation => true,
        event::Name::ConversationUpdated => false,
    }
}
