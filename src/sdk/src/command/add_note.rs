//! `Kinbox.addNote(text)`, and `Kinbox.sendNote(text)`.

use encaixe_plugin::command::add_note;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "addNote",
    own: 1,
    params: |[text, _], _| add_note::params(text),
    older: None,
};
