//! What pages see of a plugin.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{FrameReason, FrameState, LastState, StateReport};

use super::engine::sql;
use super::plugin_row::read;
use super::plugin_scopes::Known;
use super::{Error, For, Result, Row, Writer};
use crate::event::PluginEvent;
use crate::time::{self, Millis, rfc3339};

impl Writer {
    /// Keeps what an agent's page saw of a plugin; whether there is such an enabled one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn report_state(&self, id: &PluginId, report: &StateReport) -> Result<bool> {
        let mut write = self.write(For::Nothing).await?;
        let row = sql("SELECT * FROM plugin WHERE id = $1 AND enabled")
            .bind(id)
            .fetch_optional(&mut write)
            .await?;
        let Some(row) = row else { return Ok(false) };
        let (before, now) = (read(&row)?.last_state, time::now());
        sql(
            "UPDATE plugin SET state = $2, state_reason = $3, state_seen = $4, state_at = $5,
                scope_uses = COALESCE($6, scope_uses)
             WHERE id = $1",
        )
        .bind(id)
        .bind(report.state.as_str())
        .bind(report.reason.map(FrameReason::as_str))
        .bind(report.seen.as_deref())
        .bind(now)
        .bind(Known::read(&row)?.noted(&report.used.into(), now))
        .execute(&mut write)
        .await?;
        let is_same = before.is_some_and(|before| {
            (before.state, before.reason, &before.seen)
                == (report.state, report.reason, &report.seen)
        });
        // On the way to a state is no news: every agent's page goes through it.
        let is_settled = !matches!(report.state, FrameState::Loading | FrameState::Connecting);
        if !is_same && is_settled {
            write.record(PluginEvent::PluginStateReported {
                plugin: id.clone(),
                state: report.state.as_str().to_owned(),
                reason: report.reason.map(|reason| reason.as_str().to_owned()),
            });
        }
        write.commit().await?;
        Ok(true)
    }
}

/// What a plugin's row says of how pages saw it last.
pub(super) fn last_state(row: &Row) -> Result<Option<LastState>> {
    let state: Option<String> = row.get("state")?;
    let at: Option<Millis> = row.get("state_at")?;
    let (Some(state), Some(at)) = (state, at) else {
        return Ok(None);
    };
    let reason = row
        .get::<Option<String>>("state_reason")?
        .map(|word| FrameReason::parse(&word).ok_or(Error::Unknown("frame reason", word)))
        .transpose()?;
    Ok(Some(LastState {
        state: FrameState::parse(&state).ok_or(Error::Unknown("frame state", state))?,
        reason,
        seen: row.get("state_seen")?,
        at: rfc3339(at),
    }))
}
