//! `storage_set`: puts a value, JSON text and not too long, on the server.

use encaixe_protocol::command::storage_set::Params;
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::limits::Limits;
use serde::de::IgnoredAny;

use super::CommandContext;
use super::storage_get::{address, check_key};
use crate::api_client::storage;

/// The longest value in bytes.
const MOST: usize = Limits::STANDARD.storage_value_bytes as usize;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<(), WireError> {
    check_key(&params.key)?;
    check_value(&params.value)?;
    let address = address(context, params.scope)?;
    storage::set_value(&address, &params.key, params.value)
        .await
        .map_err(|failure| context.refused(&failure))
}

fn check_value(value: &str) -> Result<(), WireError> {
    if value.len() > MOST {
        let message = format!(
            "value: {} bytes of JSON; at most {MOST} are taken",
            value.len()
        );
        return Err(WireError::new(Code::TooLarge, message));
    }
    // Whoever reads it will take it for JSON.
    serde_json::from_str::<IgnoredAny>(value)
        .map(drop)
        .map_err(|error| WireError::invalid(format!("value: not JSON text: {error}")))
}

#[cfg(test)]
mod tests {
    use super::{Code, MOST, check_value};

    #[test]
    fn a_value_is_json_and_not_too_long() {
        let text = |bytes: usize| format!("\"{}\"", "a".repeat(bytes - 2));
        let longest = text(MOST);
        for value in ["null", "{\"a\":[1,2]}", "\"olá\"", &longest] {
            assert_eq!(check_value(value), Ok(()));
        }
        let too_long = text(MOST + 1);
        for (value, code) in [
            ("", Code::Invalid),
            ("{a:1}", Code::Invalid),
            ("1 2", Code::Invalid),
            (&*too_long, Code::TooLarge),
        ] {
            assert_eq!(check_value(value).map_err(|error| error.code), Err(code));
        }
    }
}
