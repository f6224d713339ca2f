//! `add_note`: the server keeps the note, the thread shows it, the plugin gets it as a message.

use encaixe_api::inbox::message::{Kind, NewMessage};
use encaixe_protocol::command::add_note::{Params, Reply, TEXT_CHARS};
use encaixe_protocol::error::WireError;

use super::{Asked, check_text};
use crate::flow::conversations;
use crate::{api_client, plugin_data};

pub(super) async fn run(asked: &Asked, params: Params) -> Result<Reply, WireError> {
    check_text("text", &params.text, TEXT_CHARS)?;
    let id = asked.conversation()?;
    let new = NewMessage {
        id: None,
        kind: Kind::Note,
        text: params.text,
        plugin: Some(asked.plugin.id.clone()),
    };
    let note = api_client::add_message(asked.by(), &id, &new)
        .await
        .map_err(|failure| asked.refused(&failure))?;
    conversations::refreshed(&asked.store, &id).await;
    let state = asked.store.state();
    Ok(Reply {
        message: plugin_data::message(&note, plugin_data::origin(&state)),
    })
}
