//! `Kinbox.openConversation(conversation)`.

use encaixe_plugin::command::open_conversation;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "openConversation",
    own: 1,
    params: |[conversation, _], _| open_conversation::params(conversation),
    older: None,
};
