//! What an endpoint can be told of, by the names that stand in a delivery's `type`.

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($($(#[$line:meta])* $one:ident = $word:tt, $plug:expr;)+) => {
        /// What happened, as an endpoint is told of it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum EventName {
            $($(#[$line])* #[serde(rename = $word)] $one,)+
        }

        impl EventName {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$one,)+];

            /// It as it stands on the wire and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$one => $word,)+
                }
            }

            /// Its key in the Plug set of addresses, for those that the set has.
            #[must_use]
            pub const fn plug_key(self) -> Option<&'static str> {
                match self {
                    $(Self::$one => $plug,)+
                }
            }
        }
    };
}

names! {
    /// A member took a conversation: its attendance began to be served.
    AttendanceStarted = "attendance.started", Some("startAttendance");
    /// An attendance is over.
    AttendanceFinished = "attendance.finished", Some("finishAttendance");
    /// A contact wrote.
    MessageReceived = "message.received", Some("receiveMessage");
    /// Somebody wrote to a contact.
    MessageSent = "message.sent", Some("sendingMessage");
    /// A message to a contact did not get there.
    MessageFailed = "message.failed", Some("messageDeliveryError");
    /// A message to a contact got further: sent, received, read, played.
    MessageStatusChanged = "message.status_changed", Some("messageStatus");
    /// A channel is no longer connected.
    ChannelDisconnected = "channel.disconnected", Some("whenDisconnecting");
    /// A conversation began.
    ConversationBegun = "conversation.begun", None;
    /// A conversation has another assignee or group.
    ConversationAssigned = "conversation.assigned", None;
    /// A tag was put on a conversation, or taken off.
    ConversationTagged = "conversation.tagged", None;
    /// Something else is known of a contact.
    ContactChanged = "contact.changed", None;
    /// The customer rated an attendance.
    AttendanceRated = "attendance.rated", None;
    /// Another endpoint was switched off by the server, since its receiver failed or said that it is gone.
    WebhookDisabled = "webhook.disabled", None;
    /// A connection of an app no longer works: somebody has to connect it anew.
    ConnectionBroken = "connection.broken", None;
}

impl EventName {
    /// The one of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == name)
    }

    /// The one of that key in the Plug set, if there is one.
    #[must_use]
    pub fn of_plug_key(key: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|one| one.plug_key() == Some(key))
    }
}

#[cfg(test)]
mod tests {
    use super::EventName;

    #[test]
    fn each_name_is_the_same_on_the_wire_and_in_the_database() {
        for name in EventName::ALL {
            assert_eq!(serde_json::to_value(name).unwrap(), name.as_str());
            assert_eq!(EventName::parse(name.as_str()), Some(*name));
        }
        assert_eq!(EventName::ALL.len(), 14);
    }

    #[test]
    fn seven_have_a_key_in_the_plug_set() {
        let keys = EventName::ALL.iter().filter_map(|name| name.plug_key());
        let keys: Vec<_> = keys.collect();
        assert_eq!(keys.len(), 7);
        for key in keys {
            assert_eq!(EventName::of_plug_key(key).unwrap().plug_key(), Some(key));
        }
    }
}
