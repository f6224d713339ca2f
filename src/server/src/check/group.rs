//! Icons and members of groups.

use encaixe_api::id::MemberId;
use encaixe_api::visible;

use super::{Checked, field_error, optional_text};

/// The longest icon, in characters. An emoji is several of them at times: a person, a colour, joiners.
const ICON_CHARS: usize = 16;

/// The most members of a group.
const MEMBERS: usize = 500;

/// An emoji; none when nothing can be seen of it.
///
/// # Errors
/// `too_long`, at the path `icon`.
pub fn icon(text: &str) -> Checked<Option<String>> {
    let icon = optional_text("icon", text, ICON_CHARS)?;
    Ok(icon.map(|icon| visible::name(&icon)))
}

/// The number of members; who they are is looked up where they are written.
///
/// # Errors
/// `empty` or `too_many`, at the path `members`.
pub fn members(members: &[MemberId]) -> Checked<()> {
    if members.is_empty() {
        let message =
            "a group needs a member: what is moved to a group of nobody is seen by nobody";
        return Err(field_error("members", "empty", message));
    }
    if members.len() > MEMBERS {
        let count = members.len();
        let message = format!("at most {MEMBERS} members are taken; these are {count}");
        return Err(field_error("members", "too_many", message));
    }
    Ok(())
}
