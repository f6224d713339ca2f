//! Numbers with a fraction, read of their text by whoever runs the page: a browser has a reader, and Rust's own comes with 12 KB of tables
//! that no packing makes smaller.

/// The number that a text is, as JavaScript's `Number()` has it; none where it is no number.
#[cfg(target_family = "wasm")]
#[must_use]
pub fn read(text: &str) -> Option<f64> {
    let number = f64::try_from(wasm_bindgen::JsValue::from_str(text));
    number.ok().filter(|number| !number.is_nan())
}

/// The same where there is no browser, as in unit tests.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn read(text: &str) -> Option<f64> {
    text.parse().ok()
}
