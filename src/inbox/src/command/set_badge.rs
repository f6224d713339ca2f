//! `set_badge`: a number on the plugin's tab.

use encaixe_protocol::command::set_badge::Params;

use super::CommandContext;
use crate::state::Action;

pub(super) fn run(context: &CommandContext, params: Params) {
    let count = params.count.unwrap_or_default();
    context
        .store
        .dispatch(Action::Badge(context.plugin.id.clone(), count));
}
