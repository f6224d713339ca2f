//! `set_badge`: a number on the plugin's tab.

use encaixe_protocol::command::set_badge::Params;

use super::Asked;
use crate::state::Action;

pub(super) fn run(asked: &Asked, params: Params) {
    let count = params.count.unwrap_or_default();
    asked
        .store
        .dispatch(Action::Badge(asked.plugin.id.clone(), count));
}
