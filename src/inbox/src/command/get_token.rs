//! `get_token`: the server signs who asks, for the plugin's own server.

use encaixe_protocol::command::get_token::Reply;
use encaixe_protocol::error::WireError;

use super::CommandContext;
use crate::api_client;

pub(super) async fn run(context: &CommandContext) -> Result<Reply, WireError> {
    let state = context.store.state();
    let open = state.open_for_plugins();
    let open = open.filter(|_| state.is_for(&context.plugin.id)).cloned();
    drop(state);
    let signed = api_client::frame_token(&context.plugin.id, open.as_ref())
        .await
        .map_err(|failure| context.refused(&failure))?;
    Ok(Reply {
        token: signed.token,
        expires_in: signed.expires_in,
        conversation: open,
    })
}
