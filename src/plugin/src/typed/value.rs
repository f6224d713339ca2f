//! Between JavaScript values and types, by serde.

use encaixe_protocol::error::Code;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::{JsCast, JsValue};

use super::error::Error;

/// Reads what came from the host. `what` says what it is, for an error.
pub(super) fn decode<T: DeserializeOwned>(what: &str, value: JsValue) -> Result<T, Error> {
    let nothing = value.is_undefined() || value.is_null();
    serde_path_to_error::deserialize(Deserializer::from(value)).map_err(|error| {
        // The path of the whole is a dot; what lies in a shape of several forms has none.
        let path = match error.path().to_string().as_str() {
            "." | "?" => String::new(),
            path => format!("{path}: "),
        };
        // The reader would tell how it fell over it.
        let why = if nothing {
            "there is nothing".to_owned()
        } else {
            text(error.into_inner())
        };
        let message = format!("{what} is not what this version expects: {path}{why}");
        Error::new(Code::HostError, message)
    })
}

/// Writes what an author gave. `what` says what it is, for an error.
pub(super) fn encode(what: &str, value: &(impl Serialize + ?Sized)) -> Result<JsValue, Error> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Error::new(Code::Invalid, format!("{what}: {}", text(error))))
}

fn text(error: serde_wasm_bindgen::Error) -> String {
    let error = JsValue::from(error);
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || "not what was expected".to_owned(),
        |error| error.message().into(),
    )
}
