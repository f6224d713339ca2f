//! Changing a conversation: who is in charge, whether it is served, whether it was seen.

use encaixe_api::id::{AttendanceId, ConversationId};
use encaixe_api::inbox::conversation::{ConversationPatch, Status};

use super::engine::{Value, sql};
use super::status::status;
use super::{For, Outcome, Refusal, Result, Write, Writer};
use crate::event::ConversationEvent;
use crate::{random, time};

impl Writer {
    /// Changes who is in charge and whether it is served. Closing finishes the attendance; opening again
    /// begins a new one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_conversation(
        &self,
        id: &ConversationId,
        patch: &ConversationPatch,
    ) -> Result<Outcome<()>> {
        let mut write = self.write(For::Conversation(id)).await?;
        let before: Option<String> = sql("SELECT status FROM conversation WHERE id = $1")
            .bind(id)
            .read_optional(&mut write)
            .await?;
        let Some(before) = before else {
            return Ok(Err(Refusal::NotFound("conversation")));
        };
        if let Some(assignee) = &patch.assignee {
            let assignee = assignee.as_ref();
            if !is_active(
                &mut write,
                "SELECT is_active FROM member WHERE id = $1",
                assignee,
            )
            .await?
            {
                return Ok(Err(Refusal::unknown("assignee", "active member")));
            }
            let text = "UPDATE conversation SET assignee_id = $2
                 WHERE id = $1 AND assignee_id IS DISTINCT FROM $2";
            if set(&mut write, text, id, assignee).await? {
                write.record(ConversationEvent::ConversationAssigned {
                    conversation: id.clone(),
                    assignee: assignee.cloned(),
                });
            }
        }
        if let Some(group) = &patch.group {
            let group = group.as_ref();
            if !is_active(
                &mut write,
                "SELECT is_active FROM team WHERE id = $1",
                group,
            )
            .await?
            {
                return Ok(Err(Refusal::unknown("group", "active group")));
            }
            let text = "UPDATE conversation SET team_id = $2
                 WHERE id = $1 AND team_id IS DISTINCT FROM $2";
            if set(&mut write, text, id, group).await? {
                write.record(ConversationEvent::ConversationMoved {
                    conversation: id.clone(),
                    group: group.cloned(),
                });
            }
        }
        if let Some(after) = patch.status
            && after != status(before)?
            && serve(&mut write, id, after).await?
        {
            let conversation = id.clone();
            write.record(match after {
                Status::Closed => ConversationEvent::ConversationClosed { conversation },
                Status::Open => ConversationEvent::ConversationReopened { conversation },
            });
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Says that its messages were seen; whether there is such a conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_read(&self, id: &ConversationId) -> Result<bool> {
        if !self.has_conversation(id).await? {
            return Ok(false);
        }
        let mut write = self.write(For::Nothing).await?;
        let done = sql("UPDATE conversation SET unread = 0 WHERE id = $1 AND unread > 0")
            .bind(id)
            .execute(&mut write)
            .await?;
        if done > 0 {
            write.record(ConversationEvent::ConversationRead {
                conversation: id.clone(),
            });
        }
        write.commit().await?;
        Ok(true)
    }
}

async fn is_active(
    write: &mut Write,
    text: &'static str,
    id: Option<impl Into<Value>>,
) -> Result<bool> {
    let Some(id) = id else { return Ok(true) };
    let active: Option<bool> = sql(text).bind(id).read_optional(&mut *write).await?;
    Ok(active.unwrap_or(false))
}

/// Sets one column of one row, by a statement of two parameters that leaves an equal value alone; whether it was
/// another one.
pub(super) async fn set(
    write: &mut Write,
    text: &'static str,
    id: impl Into<Value>,
    value: impl Into<Value>,
) -> Result<bool> {
    let done = sql(text).bind(id).bind(value).execute(&mut *write).await?;
    Ok(done > 0)
}

/// Closes or opens a conversation; whether it was otherwise.
async fn serve(write: &mut Write, id: &ConversationId, after: Status) -> Result<bool> {
    let text = "UPDATE conversation SET status = $2 WHERE id = $1 AND status <> $2";
    if !set(write, text, id, after.as_str()).await? {
        return Ok(false);
    }
    match after {
        Status::Closed => {
            sql("UPDATE attendance SET finished_at = $2
                 WHERE conversation_id = $1 AND finished_at IS NULL")
            .bind(id)
            .bind(time::now())
            .execute(&mut *write)
            .await?;
        }
        Status::Open => {
            sql("INSERT INTO attendance (id, conversation_id, started_at) VALUES ($1, $2, $3)")
                .bind(AttendanceId::new(random::id()?))
                .bind(id)
                .bind(time::now())
                .execute(&mut *write)
                .await?;
        }
    }
    Ok(true)
}
