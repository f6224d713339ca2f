//! `Kinbox.toast(kind, message)`.

use encaixe_plugin::Bag;
use encaixe_plugin::command::toast;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "toast",
    own: 2,
    params: |[kind, message], _| toast::params(kind, message),
    older: Some(|data| {
        let data = Bag::or_empty(&data);
        ["type", "message"].map(|key| data.get_given(key).unwrap_or_default())
    }),
};
