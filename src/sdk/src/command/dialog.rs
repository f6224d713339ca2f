//! `Kinbox.dialog("confirm", question)`.

use encaixe_plugin::Bag;
use encaixe_plugin::command::dialog;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "dialog",
    own: 2,
    params: |[kind, question], _| dialog::params(kind, question),
    older: Some(|data| {
        let kind = Bag::or_empty(&data).get_given("type").unwrap_or_default();
        [kind, data]
    }),
};
