//! `Kinbox.getWorkspaceInfo()`.

use encaixe_plugin::command::get_workspace_info;

use super::{Method, one};

pub(super) const METHOD: Method = Method {
    within: None,
    name: "getWorkspaceInfo",
    own: 0,
    params: |_, _| get_workspace_info::params(),
    older: Some(one),
};
