//! `Kinbox.sendForm(form)`.

use encaixe_plugin::command::send_form;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "sendForm",
    own: 1,
    params: |[form, _], _| send_form::params(form),
    older: Some(one),
};
