//! `list_messages`: from what the page holds when that reaches far enough, else from the server.

use encaixe_api::id::MessageId;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::message::Message;
use encaixe_protocol::command::list_messages::{MOST, Params, Reply, USUAL};
use encaixe_protocol::error::WireError;

use super::CommandContext;
use crate::{api_client, plugin_data};

#[cfg(test)]
mod tests;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    let limit = params.limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        return Err(WireError::invalid(format!(
            "limit: {limit}; a number from 1 to {MOST} is expected"
        )));
    }
    let id = context.conversation()?;
    let state = context.store.state();
    let shown = state.conversation().filter(|open| open.summary.id == id);
    let found = shown.and_then(|open| stretch(open, params.before.as_ref(), limit));
    let (messages, earlier) = match found {
        Some((messages, earlier)) => (messages.to_vec(), earlier),
        None => {
            let before = params.before.as_ref().map(MessageId::as_str);
            let page = api_client::messages(context.by(), &id, before, Some(limit))
                .await
                .map_err(|failure| context.refused(&failure))?;
            let first = page.items.first().map(|first| first.id.clone());
            (page.items, first.filter(|_| page.next.is_some()))
        }
    };
    let origin = plugin_data::page_url(&state);
    Ok(Reply {
        messages: messages
            .iter()
            .map(|message| plugin_data::message(message, origin))
            .collect(),
        earlier,
    })
}

/// At most `limit` messages before `before`, or the newest, and the `before` of the next page. None when too little is
/// loaded to answer.
fn stretch<'a>(
    open: &'a Conversation,
    before: Option<&MessageId>,
    limit: u32,
) -> Option<(&'a [Message], Option<MessageId>)> {
    let loaded = &open.messages;
    let end = match before {
        None => loaded.len(),
        Some(before) => loaded.iter().position(|message| message.id == *before)?,
    };
    let start = end.saturating_sub(limit as usize);
    let all = open.earlier.is_none();
    if !all && end - start < limit as usize {
        return None;
    }
    let messages = loaded.get(start..end)?;
    let more = start > 0 || !all;
    let first = messages.first().map(|first| first.id.clone());
    Some((messages, first.filter(|_| more)))
}
