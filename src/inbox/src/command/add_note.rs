//! `add_note`: the server keeps the note, the thread shows it, the plugin gets it as a message.

use encaixe_api::inbox::message::{Kind, NewMessage};
use encaixe_protocol::command::add_note::{Params, Reply, TEXT_CHARS};
use encaixe_protocol::error::WireError;

use super::{CommandContext, check_text};
use crate::flow::conversations;
use crate::{api_client, plugin_data};

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    check_text("text", &params.text, TEXT_CHARS)?;
    let id = context.conversation()?;
    let new = NewMessage {
        id: None,
        kind: Kind::Note,
        text: params.text,
        plugin: Some(context.plugin.id.clone()),
    };
    let note = api_client::add_message(context.by(), &id, &new)
        .await
        .map_err(|failure| context.refused(&failure))?;
    conversations::refreshed(&context.store, &id).await;
    let state = context.store.state();
    Ok(Reply {
        message: plugin_data::message(&note, plugin_data::page_url(&state)),
    })
}
