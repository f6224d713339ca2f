//! `assign_to`: the server puts the member in charge, the page shows it, the plugin gets who is in charge afterwards.

use encaixe_api::inbox::conversation::ConversationPatch;
use encaixe_protocol::command::assign_to::{Params, Reply};
use encaixe_protocol::error::WireError;
use encaixe_protocol::event::conversation::Assignee;

use super::Asked;
use crate::flow::changes;

pub(super) async fn run(asked: &Asked, params: Params) -> Result<Reply, WireError> {
    let id = asked.conversation()?;
    let patch = ConversationPatch {
        assignee: Some(params.member),
        ..ConversationPatch::default()
    };
    let row = changes::patch_for_plugin(&asked.store, asked.by(), &id, &patch)
        .await
        .map_err(|failure| asked.refused(&failure))?;
    Ok(Reply {
        assignee: row.assignee.map(|id| Assignee { id }),
    })
}
