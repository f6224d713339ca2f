//! Host to plugin: the events, a file each, and the list of them.

pub mod conversation;
pub mod conversation_updated;

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
    /// Another conversation was opened: [`conversation::Data`].
    Conversation = "conversation";
    /// The open conversation changed: [`conversation_updated::Data`].
    ConversationUpdated = "conversation_updated";
    /// No conversation is open; the data is null.
    NoConversation = "no_conversation";
}
