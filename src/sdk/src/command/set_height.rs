//! `Kinbox.setHeight(height)`.

use encaixe_plugin::command::set_height;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "setHeight",
    own: 1,
    params: |[height, _], _| set_height::params(height),
    older: None,
};
