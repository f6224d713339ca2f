//! `Kinbox.getConversation()`.

use encaixe_plugin::command::get_conversation;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "getConversation",
    own: 0,
    params: |_, _| get_conversation::params(),
    older: None,
};
