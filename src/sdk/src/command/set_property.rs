//! `Kinbox.setProperty(property)`.

use encaixe_plugin::command::set_property;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "setProperty",
    own: 1,
    params: |[property, _], _| set_property::params(property),
    older: Some(one),
};
