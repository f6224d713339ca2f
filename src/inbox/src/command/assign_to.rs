//! `assign_to`: the server assigns the member, the page shows it, the plugin gets the assignee afterwards.

use encaixe_api::inbox::conversation::ConversationPatch;
use encaixe_protocol::command::assign_to::{Params, Reply};
use encaixe_protocol::error::WireError;
use encaixe_protocol::event::conversation::Assignee;

use super::CommandContext;
use crate::flow::changes;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    let id = context.conversation()?;
    let patch = ConversationPatch {
        assignee: Some(params.member),
        ..ConversationPatch::default()
    };
    let row = changes::patch_for_plugin(&context.store, context.by(), &id, &patch)
        .await
        .map_err(|failure| context.refused(&failure))?;
    Ok(Reply {
        assignee: row.assignee.map(|id| Assignee { id }),
    })
}
