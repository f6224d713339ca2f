//! What is said in one conversation, from its first message to its newest.

use encaixe_api::id::{MemberId, MessageId};
use encaixe_api::inbox::message::{From, Kind, Message, MessageStatus};

use super::chance::Rng;
use super::person::order;
use super::words::{ANSWERED, ASKED, GOODS, NOTED, REPLIED};
use crate::time::{MINUTE, Millis, SECOND};

/// Pictures that the program has in it.
const PICTURES: &[&str] = &["manta.svg", "xicara.svg", "comprovante.svg"];

/// Who takes part, and how the messages are called.
pub(super) struct Talk<'a> {
    /// Ids of messages begin with it.
    pub(super) id: &'a str,
    /// Who answers.
    pub(super) agent: Option<&'a MemberId>,
    /// How many of the last messages are the contact's, unseen.
    pub(super) unread: u32,
    /// How many messages there are.
    pub(super) count: u32,
    /// When the newest one was written.
    pub(super) last: Millis,
}

impl Talk<'_> {
    /// The messages with their times, oldest first.
    pub(super) fn messages(&self, chance: &mut Rng) -> Vec<(Message, Millis)> {
        let (good, order) = (chance.word(GOODS), order(chance));
        let mut at = self.last;
        let mut said: Vec<_> = (0..self.count)
            .rev()
            .map(|place| {
                let message = self.message(chance, place, good, &order);
                let its = at;
                at -= Millis::from(chance.within(20, 60 * 25)) * SECOND + MINUTE / 2;
                (message, its)
            })
            .collect();
        said.reverse();
        said
    }

    fn message(&self, chance: &mut Rng, place: u32, good: &str, order: &str) -> Message {
        // The contact begins, and wrote what nobody has seen yet.
        let unseen = place + self.unread >= self.count;
        let agent = self
            .agent
            .filter(|_| place > 0 && !unseen && chance.percent(55));
        let note = agent.is_some() && chance.percent(8);
        let picture = !note && chance.percent(3);
        let words = match agent {
            _ if note => NOTED,
            Some(_) => ANSWERED,
            None if place == 0 => ASKED,
            None => REPLIED,
        };
        let text = chance.word(words);
        Message {
            id: MessageId::new(format!("{}-{place:03}", self.id)),
            kind: match (note, picture) {
                (true, _) => Kind::Note,
                (_, true) => Kind::Image,
                _ => Kind::Text,
            },
            from: if agent.is_some() {
                From::Agent
            } else {
                From::Contact
            },
            author: agent.cloned(),
            plugin: None,
            text: text.replace("{good}", good).replace("{order}", order),
            media_url: picture.then(|| format!("/media/demo/{}", chance.word(PICTURES))),
            file_name: None,
            status: (agent.is_some() && !note).then(|| match chance.below(100) {
                0 => MessageStatus::Failed,
                1..10 => MessageStatus::Sent,
                10..25 => MessageStatus::Received,
                _ => MessageStatus::Read,
            }),
            error: None,
            created_at: String::new(),
        }
    }
}
