//! `move_to_group`: the server assigns the group, the page shows it, the plugin gets the group afterwards.

use encaixe_api::inbox::conversation::ConversationPatch;
use encaixe_protocol::command::move_to_group::{Params, Reply};
use encaixe_protocol::error::WireError;
use encaixe_protocol::event::conversation::Group;

use super::CommandContext;
use crate::flow::changes;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    let id = context.conversation()?;
    let patch = ConversationPatch {
        group: Some(params.group),
        ..ConversationPatch::default()
    };
    let row = changes::patch_for_plugin(&context.store, context.by(), &id, &patch)
        .await
        .map_err(|failure| context.refused(&failure))?;
    Ok(Reply {
        group: row.group.map(|id| Group { id }),
    })
}
