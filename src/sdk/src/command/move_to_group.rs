//! `Kinbox.moveToGroup(group)`.

use encaixe_plugin::command::move_to_group;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "moveToGroup",
    own: 1,
    params: |[group, _], _| move_to_group::params(group),
    older: Some(one),
};
