//! `Kinbox.storage.set(key, value, {scope})`.

use encaixe_plugin::command::storage_set;

use super::{Method, STORAGE};

pub(super) const METHOD: Method = Method {
    within: STORAGE,
    name: "set",
    own: 2,
    params: |[key, value], options| storage_set::params(key, value, &options.get("scope")?),
    older: None,
};
