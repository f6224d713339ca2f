//! Which messages of the open conversation are new.

use std::collections::HashSet;

use encaixe_api::access::Me;
use encaixe_api::id::MessageId;
use encaixe_api::inbox::message::Message;
use encaixe_protocol::event::conversation::Conversation;
use encaixe_protocol::event::message;

use crate::plugin_data;

/// The messages that were seen since the conversation was opened.
#[derive(Debug, Default)]
pub(super) struct Seen(HashSet<MessageId>);

impl Seen {
    /// What is there at the opening is not new.
    pub(super) fn at_opening(messages: &[Message]) -> Self {
        Self(messages.iter().map(|one| one.id.clone()).collect())
    }

    /// Those of `messages`, oldest first, that came since the last time. Older ones, loaded before the first
    /// that was seen, did not come: they had been there.
    pub(super) fn arrived<'a>(&mut self, messages: &'a [Message]) -> Vec<&'a Message> {
        let oldest = messages.iter().position(|one| self.0.contains(&one.id));
        let mut arrived = Vec::new();
        for (at, message) in messages.iter().enumerate() {
            if self.0.insert(message.id.clone()) && oldest.is_none_or(|oldest| at > oldest) {
                arrived.push(message);
            }
        }
        arrived
    }
}

/// A `message` event, with the conversation as it was when this was its last message.
pub(super) fn told_of(sent: &Message, conversation: &Conversation, me: &Me) -> message::Data {
    let told = plugin_data::message(sent, &me.page_url);
    message::Data {
        conversation: Conversation {
            last_message: Some(told.clone()),
            ..conversation.clone()
        },
        message: told,
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::inbox::message::{From, Kind, Message};

    use super::Seen;

    fn messages(ids: &[&str]) -> Vec<Message> {
        ids.iter()
            .map(|id| Message {
                id: (*id).into(),
                kind: Kind::Text,
                from: From::Contact,
                author: None,
                plugin: None,
                text: "oi".to_owned(),
                media_url: None,
                file_name: None,
                status: None,
                error: None,
                created_at: "2026-11-22T17:20:16.000Z".to_owned(),
            })
            .collect()
    }

    /// Opens with the first ids; then each further state brings what stands beside it.
    fn check(opening: &[&str], then: &[(&[&str], &[&str])]) {
        let mut seen = Seen::at_opening(&messages(opening));
        for (ids, expected) in then {
            let now = messages(ids);
            let arrived: Vec<&str> = seen
                .arrived(&now)
                .iter()
                .map(|message| message.id.as_str())
                .collect();
            assert_eq!(arrived, *expected, "{opening:?} then {ids:?}");
        }
    }

    #[test]
    fn each_new_message_is_told_once_and_in_order() {
        check(
            &["1", "2"],
            &[
                (&["1", "2"], &[]),
                (&["1", "2", "3"], &["3"]),
                (&["1", "2", "3", "4", "5"], &["4", "5"]),
                (&["1", "2", "3", "4", "5"], &[]),
            ],
        );
        check(&[], &[(&["1", "2"], &["1", "2"]), (&["1", "2"], &[])]);
    }

    #[test]
    fn older_messages_loaded_above_are_not_new() {
        check(
            &["5", "6"],
            &[
                (&["3", "4", "5", "6"], &[]),
                (&["1", "2", "3", "4", "5", "6", "7"], &["7"]),
            ],
        );
    }

    #[test]
    fn a_late_message_between_others_is_new() {
        check(&["1", "3"], &[(&["1", "2", "3"], &["2"])]);
    }

    #[test]
    fn after_a_gap_everything_is_new() {
        check(&["1", "2"], &[(&["8", "9"], &["8", "9"])]);
    }

    #[test]
    fn an_answer_from_before_makes_nothing_new_again() {
        check(
            &["1"],
            &[
                (&["1", "2"], &["2"]),
                (&["1"], &[]),
                (&["1", "2", "3"], &["3"]),
            ],
        );
    }
}
