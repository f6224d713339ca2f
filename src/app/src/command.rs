//! What each command of a plugin does on screen: a file per command, under the command's own name.

use encaixe_api::id::ConversationId;
use encaixe_host::{Aborted, Call, decode, encode};
use encaixe_protocol::command::Name;
use encaixe_protocol::error::{Code, WireError};
use wasm_bindgen::JsValue;

use crate::api_client::Failure;
use crate::state::toasts::Source;
use crate::store::Store;

mod add_tag;
mod dialog;
mod get_workspace_info;
mod loading;
mod remove_tag;
mod toast;

/// What a command may use.
struct Asked {
    store: Store,
    plugin: Source,
    conversation: Option<ConversationId>,
    aborted: Aborted,
}

/// Runs one command of `plugin`. The host has seen to its name, its size, its rate and, when it is
/// bound, to its conversation.
pub(crate) async fn run(store: Store, plugin: Source, call: Call) -> Result<JsValue, WireError> {
    let params = call.params;
    let asked = Asked {
        store,
        plugin,
        conversation: call.conversation,
        aborted: call.aborted,
    };
    match call.command {
        Name::AddTag => encode(&add_tag::run(&asked, decode(params)?).await?),
        Name::Dialog => encode(&dialog::run(&asked, decode(params)?).await?),
        Name::GetWorkspaceInfo => encode(&get_workspace_info::run(&asked)?),
        Name::Loading => encode(&loading::run(&asked, decode(params)?)),
        Name::RemoveTag => encode(&remove_tag::run(&asked, decode(params)?).await?),
        Name::Toast => encode(&toast::run(&asked, decode(params)?)?),
    }
}

impl Asked {
    /// The conversation that a bound command acts on.
    fn conversation(&self) -> Result<ConversationId, WireError> {
        self.conversation
            .clone()
            .or_else(|| self.store.state().selected().cloned())
            .ok_or_else(|| WireError::new(Code::NoConversation, "no conversation is open"))
    }
}

/// Checks the length of a text argument; white space alone counts as nothing.
fn check_text(name: &str, text: &str, most: usize) -> Result<(), WireError> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        return Err(WireError::invalid(format!(
            "{name} is empty; 1 to {most} characters are taken"
        )));
    }
    if length > most {
        return Err(WireError::invalid(format!(
            "{name} has {length} characters; at most {most} are taken"
        )));
    }
    Ok(())
}

/// The server's refusal, as the plugin is told.
fn refused(failure: &Failure) -> WireError {
    let code = match failure.status {
        Some(401 | 403) => Code::Denied,
        Some(404) => Code::NotFound,
        Some(400 | 422) => Code::Invalid,
        Some(429) => Code::RateLimited,
        _ => Code::HostError,
    };
    WireError::new(code, failure.error.message.clone())
}
