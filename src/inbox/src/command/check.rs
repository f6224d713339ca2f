//! Bounds of texts that plugins send.

use encaixe_protocol::error::WireError;

/// Checks the length of a text argument; white space alone counts as nothing.
pub(super) fn check_text(name: &str, text: &str, most: usize) -> Result<(), WireError> {
    let text = if text.trim().is_empty() { "" } else { text };
    check_length(name, text, most)
}

/// Checks the length of a text argument, in which white space counts.
pub(super) fn check_length(name: &str, text: &str, most: usize) -> Result<(), WireError> {
    let length = text.chars().count();
    if length == 0 {
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
