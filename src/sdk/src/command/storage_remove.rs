//! `Kinbox.storage.remove(key, {scope})`.

use encaixe_plugin::command::storage_remove;

use super::{Method, STORAGE};

pub(super) const METHOD: Method = Method {
    within: STORAGE,
    name: "remove",
    own: 1,
    params: |[key, _], options| storage_remove::params(key, &options.get("scope")?),
    older: None,
};
