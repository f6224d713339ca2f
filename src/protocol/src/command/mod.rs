//! Plugin to host: the commands, a file each, and the list of them.
//!
//! Adding one is a file here and a line in [`commands!`]; every place that must then learn of it is a
//! `match` without `_` and stops compiling.

use serde::Serialize;
use serde::de::DeserializeOwned;

pub mod add_note;
pub mod add_tag;
pub mod assign_to;
pub mod copy;
pub mod dialog;
pub mod get_conversation;
pub mod get_token;
pub mod get_workspace_info;
pub mod insert_text;
pub mod list_messages;
pub mod loading;
pub mod move_to_group;
pub mod open_conversation;
pub mod remove_tag;
pub mod send_form;
pub mod set_badge;
pub mod set_height;
pub mod set_property;
pub mod storage_get;
pub mod storage_keys;
pub mod storage_remove;
pub mod storage_set;
pub mod toast;

/// What every command states about itself.
pub trait Command {
    /// Its place in the list.
    const NAME: Name;
    /// What the plugin sends.
    type Params: Serialize + DeserializeOwned;
    /// What the host answers.
    type Reply: Serialize + DeserializeOwned;
}

/// Whether a command is tied to the conversation that it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// It acts on the open conversation, and only on the one that the plugin saw.
    Conversation,
    /// It acts on the open conversation when its params name nothing else, and then states it.
    Optional,
    /// It acts on the page or the workspace.
    Page,
}

/// Who decides when a command is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The machine: [`crate::limits::Limits::command_ms`] holds.
    Machine,
    /// The agent: there is no deadline while they decide.
    Human,
}

macro_rules! commands {
    ($($variant:ident = $file:ident, $binding:ident, $pace:ident;)+) => {
        /// The commands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Name {
            $(#[doc = concat!("`", stringify!($file), "`")] $variant,)+
        }

        impl Name {
            /// Every command.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name as it stands on the channel wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($file),)+
                }
            }

            /// Whether a call carries its conversation.
            #[must_use]
            pub const fn binding(self) -> Binding {
                match self {
                    $(Self::$variant => Binding::$binding,)+
                }
            }

            /// Whether a deadline holds.
            #[must_use]
            pub const fn pace(self) -> Pace {
                match self {
                    $(Self::$variant => Pace::$pace,)+
                }
            }

            /// The command of that wire name, if there is one.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == name)
            }
        }
    };
}

commands! {
    AddNote = add_note, Conversation, Machine;
    AddTag = add_tag, Conversation, Machine;
    AssignTo = assign_to, Conversation, Machine;
    Copy = copy, Page, Machine;
    Dialog = dialog, Page, Human;
    GetConversation = get_conversation, Page, Machine;
    GetToken = get_token, Page, Machine;
    GetWorkspaceInfo = get_workspace_info, Page, Machine;
    InsertText = insert_text, Conversation, Machine;
    ListMessages = list_messages, Conversation, Machine;
    Loading = loading, Page, Machine;
    MoveToGroup = move_to_group, Conversation, Machine;
    OpenConversation = open_conversation, Page, Machine;
    RemoveTag = remove_tag, Conversation, Machine;
    SendForm = send_form, Page, Human;
    SetBadge = set_badge, Page, Machine;
    SetHeight = set_height, Page, Machine;
    SetProperty = set_property, Optional, Machine;
    StorageGet = storage_get, Optional, Machine;
    StorageKeys = storage_keys, Optional, Machine;
    StorageRemove = storage_remove, Optional, Machine;
    StorageSet = storage_set, Optional, Machine;
    Toast = toast, Page, Machine;
}
