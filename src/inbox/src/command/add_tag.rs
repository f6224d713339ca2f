//! `add_tag`: the server puts the tag on, the page shows it, the plugin gets the tags afterwards.

use encaixe_protocol::command::add_tag::{Params, Reply};
use encaixe_protocol::error::WireError;

use super::Asked;
use crate::flow::changes;
use crate::plugin_data;

pub(super) async fn run(asked: &Asked, params: Params) -> Result<Reply, WireError> {
    let id = asked.conversation()?;
    let tags = changes::add_tag(&asked.store, asked.by(), &id, &params.tag)
        .await
        .map_err(|failure| asked.refused(&failure))?;
    Ok(Reply {
        tags: plugin_data::tags(&tags, &asked.store.state().directory),
    })
}
