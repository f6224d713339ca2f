//! Host to plugin: the events, a file each, and the list of them.

use crate::scope::Scope;

pub mod callback;
pub mod closing;
pub mod conversation;
pub mod conversation_updated;
pub mod locale;
pub mod message;
pub mod theme;

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident = $file:literal;)+) => {
        /// The events.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Name {
            $($(#[$doc])* $variant,)+
        }

        impl Name {
            /// Every event.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name as it stands on the channel wire and in `Kinbox.on`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $file,)+
                }
            }

            /// The event of that name, if there is one.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == name)
            }
        }
    };
}

events! {
    /// A `set_property` was done, or not: [`callback::Data`].
    Callback = "callback";
    /// The frame is about to go: [`closing::Data`].
    Closing = "closing";
    /// Another conversation was opened: [`conversation::Data`].
    Conversation = "conversation";
    /// The open conversation changed: [`conversation_updated::Data`].
    ConversationUpdated = "conversation_updated";
    /// The plugin's tab is no longer the one shown; the data is null.
    Hidden = "hidden";
    /// The page changed its language: [`locale::Data`].
    Locale = "locale";
    /// The open conversation has one more message: [`message::Data`].
    Message = "message";
    /// No conversation is open; the data is null.
    NoConversation = "no_conversation";
    /// The page changed its colours: [`theme::Data`].
    Theme = "theme";
    /// The plugin's tab is shown; the data is null.
    Visible = "visible";
}

impl Name {
    /// What a plugin has to hold to hear of the event at all.
    #[must_use]
    pub const fn scope(self) -> Option<Scope> {
        match self {
            Self::Message => Some(Scope::MessagesRead),
            Self::Callback
            | Self::Closing
            | Self::Conversation
            | Self::ConversationUpdated
            | Self::Hidden
            | Self::Locale
            | Self::NoConversation
            | Self::Theme
            | Self::Visible => None,
        }
    }
}
