//! `Kinbox.assignTo(member)`.

use encaixe_plugin::command::assign_to;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "assignTo",
    own: 1,
    params: |[member, _], _| assign_to::params(member),
    older: Some(one),
};
