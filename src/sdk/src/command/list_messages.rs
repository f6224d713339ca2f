//! `Kinbox.listMessages({before, limit})`.

use encaixe_plugin::command::list_messages;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "listMessages",
    own: 0,
    params: |_, options| list_messages::params(&options.get("before")?, &options.get("limit")?),
    older: None,
};
