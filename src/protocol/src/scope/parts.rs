//! What each part of the data needs. A part whose scope is not granted is empty as its type allows (null, `""`, `[]`, `{}`); ids
//! stay, since calls name things by them.

use super::{Scope, Scopes};
use crate::command::add_tag;
use crate::event::conversation::{Contact, Conversation, Data, Session, User};
use crate::event::{conversation_updated, message};

/// Data that a plugin gets as far as its scopes grant it.
pub trait Granted: Sized {
    /// Only what is granted; everything else is empty.
    #[must_use]
    fn granted(self, scopes: Scopes) -> Self;
}

impl<T: Granted> Granted for Option<T> {
    fn granted(self, scopes: Scopes) -> Self {
        self.map(|value| value.granted(scopes))
    }
}

/// The parts of an object: each names its scope, or `none`, or that it has `parts` of its own. One that is left out does not
/// compile.
macro_rules! parts {
    ($type:ty { $($part:ident: $need:ident,)+ }) => {
        impl Granted for $type {
            fn granted(self, scopes: Scopes) -> Self {
                let Self { $($part),+ } = self;
                Self { $($part: part!(scopes, $part, $need)),+ }
            }
        }
    };
}

macro_rules! part {
    ($scopes:ident, $value:ident, none) => {
        $value
    };
    ($scopes:ident, $value:ident, parts) => {
        $value.granted($scopes)
    };
    ($scopes:ident, $value:ident, $scope:ident) => {
        $scopes.give(Scope::$scope, $value)
    };
}

parts! { Data {
    contact: parts,
    conversation: parts,
    user: parts,
    session: parts,
    dev: none,
    messages: MessagesRead,
}}

parts! { Contact {
    id: none,
    properties: ContactRead,
    name: ContactRead,
    avatar: ContactRead,
    email: ContactRead,
    phone: ContactRead,
    custom_fields: ContactRead,
}}

parts! { Conversation {
    id: none,
    // By it the contact can be reached.
    identifier: ContactRead,
    assignee: ConversationRead,
    group: ConversationRead,
    channel_type: ConversationRead,
    link: ConversationRead,
    tags: ConversationRead,
    // Its type has no empty value.
    status: none,
    last_message: MessagesRead,
}}

parts! { User {
    id: none,
    name: none,
    phone: WorkspaceRead,
    avatar: WorkspaceRead,
    email: WorkspaceRead,
    is_active: none,
}}

parts! { Session {
    id: none,
    custom_fields: ConversationRead,
}}

parts! { conversation_updated::Data {
    // Found between what was granted before and after.
    changed: none,
    conversation: parts,
    contact: parts,
    session: parts,
}}

parts! { message::Data {
    // The event itself needs the scope.
    message: none,
    conversation: parts,
}}

// The answer of `remove_tag` too.
parts! { add_tag::Reply {
    tags: ConversationRead,
}}
