//! `Kinbox.removeTag(tag)`.

use encaixe_plugin::command::remove_tag;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "removeTag",
    own: 1,
    params: |[tag, _], _| remove_tag::params(tag),
    older: Some(one),
};
