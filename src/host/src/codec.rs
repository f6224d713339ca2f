//! Between the engine's values and Rust's: params in, results out.

use encaixe_protocol::error::{Code, WireError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::{JsCast, JsValue};

use crate::wire::from_maps;

mod words;

/// Takes a command's params. Missing and null are the same where a param may be missing, and what
/// the shape does not name is left out.
///
/// # Errors
/// `invalid`, with the argument's name, what was there and what was expected.
pub fn decode<P: DeserializeOwned>(params: JsValue) -> Result<P, WireError> {
    // Tracking the path takes longer than decoding, so it is done only once there is an error.
    if let Ok(decoded) = serde_wasm_bindgen::from_value(params.clone()) {
        return Ok(decoded);
    }
    serde_path_to_error::deserialize(Deserializer::from(params)).map_err(|error| {
        let path = error.path().to_string();
        WireError::invalid(words::said(&path, &text(error.into_inner())))
    })
}

/// Gives a result or an event's data the form that crosses the wire: maps are plain objects, whatever their keys are, what
/// is not there is null and never undefined.
///
/// # Errors
/// `host_error`, for what the wire has no form for, such as a whole number beyond 2^53.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, WireError> {
    // A key that is set, as the serializer sets it, may be one that every object has, such as `__proto__`.
    let maps = Serializer::json_compatible().serialize_maps_as_objects(false);
    serialized(value, &maps).map(|value| from_maps(&value))
}

/// [`encode`] for a message around values that were encoded before.
pub(crate) fn encode_around<T: Serialize>(value: &T) -> Result<JsValue, WireError> {
    serialized(value, &Serializer::json_compatible())
}

fn serialized<T: Serialize + ?Sized>(value: &T, by: &Serializer) -> Result<JsValue, WireError> {
    value
        .serialize(by)
        .map_err(|error| WireError::new(Code::HostError, text(error)))
}

/// A JavaScript value that serde passes through unchanged, inside a message that it writes.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(crate) struct RawJs(#[serde(with = "serde_wasm_bindgen::preserve")] pub(crate) JsValue);

fn text(error: serde_wasm_bindgen::Error) -> String {
    let error = JsValue::from(error);
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || "not what was expected".to_owned(),
        |error| error.message().into(),
    )
}
