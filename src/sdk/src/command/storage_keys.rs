//! `Kinbox.storage.keys({scope})`.

use encaixe_plugin::command::storage_keys;

use super::{Method, STORAGE};

pub(super) const METHOD: Method = Method {
    within: STORAGE,
    name: "keys",
    own: 0,
    params: |_, options| storage_keys::params(&options.get("scope")?),
    older: None,
};
