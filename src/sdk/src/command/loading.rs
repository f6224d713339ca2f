//! `Kinbox.loading(on)`.

use encaixe_plugin::command::loading;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "loading",
    own: 1,
    params: |[on, _], _| loading::params(on),
    older: Some(one),
};
