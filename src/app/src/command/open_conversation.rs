//! `open_conversation`: the page goes where a click on the row goes.

use encaixe_protocol::command::open_conversation::Params;
use encaixe_protocol::error::{Code, WireError};

use super::Asked;
use crate::api_client;
use crate::flow::conversations;

pub(super) async fn run(asked: &Asked, params: Params) -> Result<(), WireError> {
    let id = params.conversation;
    let listed = conversations::row(&asked.store.state(), &id).is_some();
    if !listed {
        api_client::conversation(&id)
            .await
            .map_err(|failure| asked.refused(&failure))?;
    }
    if asked.aborted.is_aborted() {
        return Err(WireError::new(Code::Aborted, "the call was given up"));
    }
    // Whoever is in the settings, perhaps writing, is not taken away from there.
    if !asked.store.state().inbox_shown {
        return Err(WireError::new(
            Code::Denied,
            "the agent is not looking at the inbox now",
        ));
    }
    conversations::go(&asked.store, id);
    Ok(())
}
