//! Reads values that a stranger chose: no key is trusted to be there, no text to be short.
//!
//! What a message holds was copied by the engine, so reading a key runs none of the sender's code.

use encaixe_protocol::error::{Code, WireError};
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The longest name of a command or kind of message that is read, in UTF-16 units.
pub(crate) const NAME_UNITS: u32 = 64;

/// How deep a message may be nested.
const DEPTH: u32 = 32;

/// How many values a message may hold. Each costs a step of the page's time.
const VALUES: u32 = 10_000;

/// The value of a key; undefined where there is none.
pub(crate) fn get(of: &JsValue, key: &str) -> JsValue {
    if !of.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A text of at most `most` UTF-16 units. Longer ones are never copied into this module's memory.
pub(crate) fn text(value: &JsValue, most: u32) -> Option<String> {
    let text: &JsString = value.dyn_ref()?;
    (text.length() <= most).then(|| text.into())
}

/// The first `most` UTF-16 units of a text.
pub(crate) fn clipped(value: &JsValue, most: u32) -> Option<String> {
    let text: &JsString = value.dyn_ref()?;
    Some(text.slice(0, most).into())
}

/// A whole number from 0 that 32 bits hold.
pub(crate) fn number(value: &JsValue) -> Option<u32> {
    let number = value.as_f64()?;
    let whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and within the bounds"
    )]
    whole.then_some(number as u32)
}

/// Checks that a message is plain data of at most `most` bytes. Its text is estimated, a UTF-16 unit
/// as one byte; the work is bounded by the estimate, the number of values and the depth.
///
/// # Errors
/// `too_large` past a bound, `invalid` for what is not plain data, such as a `Map` or a `Blob`.
pub(crate) fn weigh(message: &JsValue, most: u32) -> Result<Weighed, WireError> {
    let mut weighed = Weighed { undefined: false };
    let mut scale = Scale {
        bytes: most,
        values: VALUES,
        most,
    };
    let mut open = vec![(message.clone(), 0)];
    while let Some((value, depth)) = open.pop() {
        if value.is_string() {
            scale.put(value.unchecked_ref::<JsString>().length())?;
        } else if value.is_object() {
            let list = if is_plain(&value) {
                let object: &Object = value.unchecked_ref();
                let keys = Object::keys(object);
                scale.hold(keys.length(), depth)?;
                scale.put(keys.join("").length())?;
                Object::values(object)
            } else if Array::is_array(&value) {
                let list: Array = value.unchecked_into();
                // Its commas are part of its text, so a long list of nothing is heavy before it is walked.
                scale.hold(list.length(), depth)?;
                list
            } else {
                return Err(WireError::invalid(
                    "the message holds something else than plain objects, lists, texts, numbers, booleans and null",
                ));
            };
            open.extend(list.iter().map(|item| (item, depth + 1)));
        } else if value.is_undefined() {
            weighed.undefined = true;
            scale.put(4)?;
        } else if value.is_bigint() {
            return Err(WireError::invalid(
                "the message holds a BigInt; numbers and texts are taken",
            ));
        } else {
            scale.put(4)?;
        }
    }
    Ok(weighed)
}

/// What was seen on the scale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weighed {
    /// Whether something in it is undefined.
    pub(crate) undefined: bool,
}

/// Whether it is an object as a literal makes one.
fn is_plain(value: &JsValue) -> bool {
    thread_local! {
        static PLAIN: Object = Object::get_prototype_of(&Object::new());
    }
    let prototype = Object::get_prototype_of(value);
    PLAIN.with(|plain| *AsRef::<JsValue>::as_ref(plain) == *AsRef::<JsValue>::as_ref(&prototype))
}

struct Scale {
    bytes: u32,
    values: u32,
    most: u32,
}

impl Scale {
    fn put(&mut self, bytes: u32) -> Result<(), WireError> {
        self.bytes = self
            .bytes
            .checked_sub(bytes)
            .ok_or_else(|| too_large(format!("the message is larger than {} bytes", self.most)))?;
        Ok(())
    }

    fn hold(&mut self, values: u32, depth: u32) -> Result<(), WireError> {
        self.put(values)?;
        self.values = self
            .values
            .checked_sub(values)
            .ok_or_else(|| too_large(format!("the message holds more than {VALUES} values")))?;
        if depth >= DEPTH {
            return Err(too_large(format!(
                "the message is nested more than {DEPTH} deep"
            )));
        }
        Ok(())
    }
}

fn too_large(message: String) -> WireError {
    WireError::new(Code::TooLarge, message)
}
