//! Plugin to host: the commands, a file each, and the list of them.
//!
//! Adding one is a file here and a line in [`commands!`]; every place that must then learn of it is a
//! `match` without `_` and stops compiling.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::limits::Limits;
use crate::scope::{AnyScope, Scope};
use set_property::Entity;

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
pub mod request;
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
    /// The machine: [`Limits::command_ms`] holds.
    Machine,
    /// The agent: there is no deadline while they decide.
    Human,
    /// Another's service, for which the host alone waits: [`Limits::app_call_ms`] holds there, and no more run at once than
    /// [`Limits::app_calls`].
    Service,
}

impl Pace {
    /// How long the host waits for the command, in milliseconds; none while the agent decides.
    #[must_use]
    pub const fn deadline(self, limits: &Limits) -> Option<u32> {
        match self {
            Self::Machine => Some(limits.command_ms),
            Self::Human => None,
            Self::Service => Some(limits.app_call_ms),
        }
    }
}

/// What a plugin has to hold for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it changes nothing but the plugin's own place in the page, or an agent decides.
    Nothing,
    /// This scope.
    Scope(Scope),
    /// That of the entity that the param `type` names; [`Entity::scope`] has it.
    Entity,
    /// That of the app that the param `app` names.
    App,
}

impl Need {
    /// The scope of a call whose params are those texts by their names; none when every plugin may make it.
    #[must_use]
    pub fn scope(self, param: impl FnOnce(&str) -> Option<String>) -> Option<AnyScope> {
        match self {
            Self::Nothing => None,
            Self::Scope(scope) => Some(scope.into()),
            Self::Entity => Some(Entity::named(param("type").as_deref()).scope().into()),
            Self::App => Some(AnyScope::app(&param("app").unwrap_or_default())),
        }
    }
}

macro_rules! need {
    (none) => {
        Need::Nothing
    };
    (by_entity) => {
        Need::Entity
    };
    (by_app) => {
        Need::App
    };
    ($scope:ident) => {
        Need::Scope(Scope::$scope)
    };
}

macro_rules! commands {
    ($($variant:ident = $file:ident, $binding:ident, $pace:ident, $need:ident;)+) => {
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

            /// What a call has to hold.
            #[must_use]
            pub const fn need(self) -> Need {
                match self {
                    $(Self::$variant => need!($need),)+
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
    AddNote = add_note, Conversation, Machine, NotesWrite;
    AddTag = add_tag, Conversation, Machine, TagsWrite;
    AssignTo = assign_to, Conversation, Machine, AssignmentWrite;
    Copy = copy, Page, Machine, none;
    Dialog = dialog, Page, Human, none;
    GetConversation = get_conversation, Page, Machine, ConversationRead;
    GetToken = get_token, Page, Machine, none;
    GetWorkspaceInfo = get_workspace_info, Page, Machine, WorkspaceRead;
    InsertText = insert_text, Conversation, Machine, ComposerWrite;
    ListMessages = list_messages, Conversation, Machine, MessagesRead;
    Loading = loading, Page, Machine, none;
    MoveToGroup = move_to_group, Conversation, Machine, AssignmentWrite;
    OpenConversation = open_conversation, Page, Machine, none;
    RemoveTag = remove_tag, Conversation, Machine, TagsWrite;
    Request = request, Page, Service, by_app;
    SendForm = send_form, Page, Human, none;
    SetBadge = set_badge, Page, Machine, none;
    SetHeight = set_height, Page, Machine, none;
    SetProperty = set_property, Optional, Machine, by_entity;
    StorageGet = storage_get, Optional, Machine, Storage;
    StorageKeys = storage_keys, Optional, Machine, Storage;
    StorageRemove = storage_remove, Optional, Machine, Storage;
    StorageSet = storage_set, Optional, Machine, Storage;
    Toast = toast, Page, Machine, none;
}
