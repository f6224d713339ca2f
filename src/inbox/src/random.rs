//! Names that nobody else has.

/// 32 hexadecimal digits; none where the browser cannot make any.
pub(crate) fn name() -> Option<String> {
    let mut bytes = [0; 16];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
