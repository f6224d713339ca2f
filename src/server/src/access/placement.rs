//! Which plugins a caller has, and in which conversations.

use axum::extract::{MatchedPath, RawPathParams};
use encaixe_api::id::{AttendanceId, ConversationId, PluginId};

use super::Caller;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::placement::{Place, Viewer};

impl Caller {
    /// Them, as whom plugins are shown to.
    #[must_use]
    pub fn viewer(&self, app: &App) -> Viewer<'_> {
        Viewer {
            member: self.member_id(),
            has_own: !app.page.origin.is_https(),
        }
    }

    /// Whether that plugin is enabled and the caller sees it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_plugin(&self, app: &App, id: &PluginId) -> Result<bool> {
        Ok(app.store.has_plugin(self.viewer(app), id).await?)
    }
}

/// Refuses what a plugin would do in a channel that is not among its own.
///
/// # Errors
/// 403, and when the database fails.
pub async fn require_channel(app: &App, plugin: &PluginId, place: &Place) -> Result<()> {
    if app.store.is_plugin_for(plugin, place).await? {
        Ok(())
    } else {
        Err(Error::OtherChannel)
    }
}

/// The conversation or the attendance that an address of the API is about.
pub(super) fn place(matched: &MatchedPath, parts: &RawPathParams) -> Option<Place> {
    let mut path = matched.as_str().split('/').filter(|part| *part != "api");
    let (_, kind, part) = (path.next()?, path.next()?, path.next()?);
    let name = part.strip_prefix('{')?.strip_suffix('}')?;
    let (_, id) = parts.iter().find(|(known, _)| *known == name)?;
    match kind {
        "conversations" => Some(Place::Conversation(ConversationId::new(id))),
        "attendances" => Some(Place::Attendance(AttendanceId::new(id))),
        _ => None,
    }
}
