//! `loading`: the bar on the plugin's tab and on the panel's top edge.

use encaixe_protocol::command::loading::Params;

use super::CommandContext;
use crate::state::Action;

pub(super) fn run(context: &CommandContext, params: Params) {
    context
        .store
        .dispatch(Action::Busy(context.plugin.id.clone(), params.on));
}
