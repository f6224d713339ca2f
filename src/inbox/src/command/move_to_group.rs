//! `move_to_group`: the server puts the group in charge, the page shows it, the plugin gets who is in charge afterwards.

use encaixe_api::inbox::conversation::ConversationPatch;
use encaixe_protocol::command::move_to_group::{Params, Reply};
use encaixe_protocol::error::WireError;
use encaixe_protocol::event::conversation::Group;

use super::Asked;
use crate::flow::changes;

pub(super) async fn run(asked: &Asked, params: Params) -> Result<Reply, WireError> {
    let id = asked.conversation()?;
    let patch = ConversationPatch {
        group: Some(params.group),
        ..ConversationPatch::default()
    };
    let row = changes::patch_for_plugin(&asked.store, asked.by(), &id, &patch)
        .await
        .map_err(|failure| asked.refused(&failure))?;
    Ok(Reply {
        group: row.group.map(|id| Group { id }),
    })
}
