//! `Kinbox.addTag(tag)`.

use encaixe_plugin::command::add_tag;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "addTag",
    own: 1,
    params: |[tag, _], _| add_tag::params(tag),
    older: Some(one),
};
