//! `storage_get`, and what the four storage commands share: where a value lies, and which keys there can be.

use encaixe_protocol::command::storage_get::{KEY_CHARS, Params, Reply, Scope};
use encaixe_protocol::error::WireError;

use super::Asked;
use super::check::check_length;
use crate::api_client::is_step;
use crate::api_client::storage::{self, Place};

pub(super) async fn run(asked: &Asked, params: Params) -> Result<Reply, WireError> {
    check_key(&params.key)?;
    let place = place(asked, params.scope)?;
    let stored = storage::value(&place, &params.key)
        .await
        .map_err(|failure| asked.refused(&failure))?;
    Ok(Reply {
        value: stored.value,
    })
}

/// Where the calling plugin's values of that scope lie.
pub(super) fn place(asked: &Asked, scope: Scope) -> Result<Place, WireError> {
    let conversation = match scope {
        Scope::User | Scope::Workspace => None,
        Scope::Conversation => Some(asked.conversation()?),
    };
    Ok(Place {
        plugin: asked.plugin.id.clone(),
        scope,
        conversation,
    })
}

/// Refuses keys that no address can hold.
pub(super) fn check_key(key: &str) -> Result<(), WireError> {
    check_length("key", key, KEY_CHARS)?;
    if is_step(key) {
        return Err(WireError::invalid(format!("key: {key} cannot be one")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{KEY_CHARS, check_key};

    #[test]
    fn a_key_is_short_and_can_be_in_an_address() {
        let longest = "é".repeat(KEY_CHARS);
        for key in ["a", " ", "...", "a/../b", &longest] {
            assert_eq!(check_key(key), Ok(()), "{key:?}");
        }
        let too_long = format!("{longest}é");
        for key in ["", ".", "..", &too_long] {
            assert!(check_key(key).is_err(), "{key:?}");
        }
    }
}
