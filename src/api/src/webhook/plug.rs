//! The Plug set: seven addresses, each for one kind of event, that are written together.

use serde::{Deserialize, Serialize};

macro_rules! set {
    ($($(#[$line:meta])* $field:ident = $key:literal,)+) => {
        /// `PUT /api/integrations/update-webhooks` (the token of an admin) and its answer, and that of `GET /api/webhooks/plug` (admin): one https
        /// address for each key. Several may be the same.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct PlugSet {
            $(
                $(#[$line])*
                #[cfg_attr(
                    feature = "openapi",
                    schema(
                        format = "uri",
                        pattern = "^https://",
                        min_length = 1,
                        max_length = 2_048,
                        examples("https://hooks.example/plug")
                    )
                )]
                pub $field: String,
            )+
        }

        impl PlugSet {
            /// The keys, in the order of Plug's page.
            pub const KEYS: &[&str] = &[$($key,)+];

            /// The address of each key.
            pub fn addresses(&self) -> impl Iterator<Item = (&'static str, &str)> {
                [$(($key, self.$field.as_str()),)+].into_iter()
            }

            /// The place for the address of a key; none when there is no such key.
            pub fn address_mut(&mut self, key: &str) -> Option<&mut String> {
                match key {
                    $($key => Some(&mut self.$field),)+
                    _ => None,
                }
            }
        }
    };
}

set! {
    /// What is told of attendances that ended.
    finish_attendance = "finishAttendance",
    /// What is told of attendances that somebody took.
    start_attendance = "startAttendance",
    /// What is told of messages that came in.
    receive_message = "receiveMessage",
    /// What is told of messages that go out.
    sending_message = "sendingMessage",
    /// What is told of messages that did not reach the contact.
    message_delivery_error = "messageDeliveryError",
    /// What is told of messages that got further.
    message_status = "messageStatus",
    /// What is told of channels that lost their connection.
    when_disconnecting = "whenDisconnecting",
}

#[cfg(test)]
mod tests {
    use super::super::EventName;
    use super::PlugSet;

    #[test]
    fn each_key_is_that_of_an_event() {
        let mut set = PlugSet::default();
        for key in PlugSet::KEYS {
            let event = EventName::of_plug_key(key).unwrap();
            assert_eq!(event.plug_key(), Some(*key));
            *set.address_mut(key).unwrap() = format!("https://{key}.example/");
        }
        for (key, address) in set.addresses() {
            assert_eq!(address, format!("https://{key}.example/"));
        }
        let written = serde_json::to_value(&set).unwrap();
        for (key, address) in set.addresses() {
            assert_eq!(written[key], address);
        }
        assert_eq!(written.as_object().unwrap().len(), PlugSet::KEYS.len());
        assert_eq!(set.address_mut("other"), None);
    }
}
