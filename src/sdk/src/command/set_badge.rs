//! `Kinbox.setBadge(count)`.

use encaixe_plugin::command::set_badge;

use super::Method;

pub(super) const METHOD: Method = Method {
    within: None,
    name: "setBadge",
    own: 1,
    params: |[count, _], _| set_badge::params(count),
    older: None,
};
