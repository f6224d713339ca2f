//! `Kinbox.copy(text)`.

use encaixe_plugin::command::copy;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "copy",
    own: 1,
    params: |[text, _], _| copy::params(text),
    older: None,
};
