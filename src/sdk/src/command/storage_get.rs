//! `Kinbox.storage.get(key, {scope})`.

use encaixe_plugin::command::storage_get;

use super::{Method, STORAGE};

pub(super) const METHOD: Method = Method {
    within: STORAGE,
    name: "get",
    own: 1,
    params: |[key, _], options| storage_get::params(key, &options.get("scope")?),
    older: None,
};
