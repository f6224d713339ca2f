//! `Kinbox.insertText(text)`.

use encaixe_plugin::command::insert_text;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "insertText",
    own: 1,
    params: |[text, _], _| insert_text::params(text),
    older: None,
};
