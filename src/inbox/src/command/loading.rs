//! `loading`: the bar on the plugin's tab and on the panel's top edge.

use encaixe_protocol::command::loading::Params;

use super::Asked;
use crate::state::Action;

pub(super) fn run(asked: &Asked, params: Params) {
    asked
        .store
        .dispatch(Action::Busy(asked.plugin.id.clone(), params.on));
}
