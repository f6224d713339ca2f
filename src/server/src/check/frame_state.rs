//! What a page reports of a plugin's frame.

use encaixe_api::plugin::{FrameReason, FrameState, StateReport};
use encaixe_api::plugin_url::{MAX_BYTES, PageOrigin};

use super::{Checked, field_error};

/// Whether a page can have seen that.
///
/// # Errors
/// `invalid` or `too_long`, at the path `reason` or `seen`.
pub fn validate(report: &StateReport) -> Checked<()> {
    if let Some(reason) = report.reason
        && !reasons(report.state).contains(&reason)
    {
        let message = format!(
            "the state {} has no reason {}",
            report.state.as_str(),
            reason.as_str()
        );
        return Err(field_error("reason", "invalid", message));
    }
    let Some(seen) = &report.seen else {
        return Ok(());
    };
    if !matches!(report.reason, Some(FrameReason::Origin | FrameReason::Path)) {
        let message = "only the reasons origin and path come with an address";
        return Err(field_error("seen", "invalid", message));
    }
    if seen.len() > MAX_BYTES {
        let message = format!("at most {MAX_BYTES} bytes are taken");
        return Err(field_error("seen", "too_long", message));
    }
    // As a browser writes an origin and a path; a document without an origin of its own has `null` for it.
    let is_seen = is_address(seen) || seen.strip_prefix("null").is_some_and(is_path);
    if !is_seen {
        let message = "expected an origin and a path as a browser writes them, without query, fragment and user name";
        return Err(field_error("seen", "invalid", message));
    }
    Ok(())
}

/// The reasons that a state may have.
const fn reasons(state: FrameState) -> &'static [FrameReason] {
    match state {
        FrameState::Loading | FrameState::Verified | FrameState::Classic => &[],
        FrameState::Connecting => &[FrameReason::Gone, FrameReason::ClassicNotAllowed],
        FrameState::Blocked => &[
            FrameReason::Origin,
            FrameReason::Path,
            FrameReason::Shape,
            FrameReason::Policy,
        ],
        FrameState::Left => &[
            FrameReason::Gone,
            FrameReason::Origin,
            FrameReason::Path,
            FrameReason::Shape,
        ],
        FrameState::Failed => &[FrameReason::NoHello, FrameReason::ClassicNotAllowed],
        FrameState::Stopped => &[FrameReason::Flooding, FrameReason::Keyboard],
    }
}

fn is_address(text: &str) -> bool {
    let path_at = text
        .find("://")
        .and_then(|at| text[at + 3..].find('/').map(|length| at + 3 + length))
        .unwrap_or(text.len());
    let (origin, path) = text.split_at(path_at);
    PageOrigin::parse(origin).is_some_and(|parsed| parsed.as_origin() == origin) && is_path(path)
}

/// Whether this is a path, or nothing.
fn is_path(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#');
    text.is_empty() || text.starts_with('/') && text.bytes().all(plain)
}
