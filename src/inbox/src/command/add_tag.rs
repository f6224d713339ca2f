//! `add_tag`: the server puts the tag on, the page shows it, the plugin gets the tags afterwards.

use encaixe_protocol::command::add_tag::{Params, Reply};
use encaixe_protocol::error::WireError;
use encaixe_protocol::scope::parts::Granted as _;

use super::CommandContext;
use crate::flow::changes;
use crate::plugin_data;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    let id = context.conversation()?;
    let tags = changes::add_tag(&context.store, context.by(), &id, &params.tag)
        .await
        .map_err(|failure| context.refused(&failure))?;
    let tags = plugin_data::tags(&tags, &context.store.state().directory);
    Ok(Reply { tags }.granted(context.scopes))
}
