//! Changing a conversation: who is in charge, whether it is served, whether it was seen.

use encaixe_api::id::{AttendanceId, ConversationId, GroupId, MemberId};
use encaixe_api::inbox::conversation::{ConversationPatch, Status};

use super::attendance::Closing;
use super::engine::{Value, sql};
use super::status::status;
use super::{For, Outcome, Refusal, Result, Write, Writer, attendance};
use crate::event::ConversationEvent;
use crate::{random, time};

impl Writer {
    /// Changes who is in charge and whether it is served. The first assignment starts the attendance, closing finishes it, and
    /// opening again begins a new one.
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
        let before = status(before)?;
        let closing = Closing {
            report: patch.report.as_deref(),
            categories: &patch.categories,
        };
        if before == Status::Closed && !closing.is_empty() {
            return Ok(Err(Refusal::AlreadyClosed));
        }
        if let Some(assignee) = &patch.assignee {
            let assignee = assignee.as_ref();
            if !is_active(&mut write, IS_OF_INBOX, assignee).await? {
                return Ok(Err(Refusal::unknown("assignee", "active member")));
            }
            assign(&mut write, id, assignee).await?;
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
                attendance::move_to(&mut write, id, group).await?;
                write.record(ConversationEvent::ConversationMoved {
                    conversation: id.clone(),
                    group: group.cloned(),
                });
            }
        }
        let assigned = patch.assignee.as_ref().and_then(Option::as_ref);
        if before == Status::Open && assigned.is_some() {
            attendance::start(&mut write, id, assigned, time::now()).await?;
        }
        match patch.status.filter(|after| *after != before) {
            None => {}
            Some(Status::Closed) => {
                if let Err(refused) = close(&mut write, id, &closing).await? {
                    return Ok(Err(refused));
                }
            }
            Some(Status::Open) => reopen(&mut write, id, assigned).await?,
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

/// A developer has nothing of the inbox, and so no conversations.
const IS_OF_INBOX: &str = "SELECT is_active FROM member WHERE id = $1 AND role <> 'developer'";

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

/// Assigns a conversation to a member, or to nobody.
pub(super) async fn assign(
    write: &mut Write,
    id: &ConversationId,
    assignee: Option<&MemberId>,
) -> Result<()> {
    let text = "UPDATE conversation SET assignee_id = $2
         WHERE id = $1 AND assignee_id IS DISTINCT FROM $2";
    if set(write, text, id, assignee).await? {
        write.record(ConversationEvent::ConversationAssigned {
            conversation: id.clone(),
            assignee: assignee.cloned(),
        });
    }
    Ok(())
}

/// Closes a conversation that is open: its attendance is over.
async fn close(
    write: &mut Write,
    id: &ConversationId,
    closing: &Closing<'_>,
) -> Result<Outcome<()>> {
    if let Err(refused) = attendance::finish(write, id, closing).await? {
        return Ok(Err(refused));
    }
    sql("UPDATE conversation SET status = 'closed' WHERE id = $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    write.record(ConversationEvent::ConversationClosed {
        conversation: id.clone(),
    });
    Ok(Ok(()))
}

/// Opens a conversation that is closed. Who does so begins another attendance, and takes it for whom it is assigned to along with that,
/// for themselves, or as a program for the assignee, as long as that one has conversations.
async fn reopen(write: &mut Write, id: &ConversationId, assigned: Option<&MemberId>) -> Result<()> {
    let (group, assignee): (Option<GroupId>, Option<MemberId>) =
        sql("UPDATE conversation SET status = 'open' WHERE id = $1 RETURNING team_id, assignee_id")
            .bind(id)
            .read_one(&mut *write)
            .await?;
    write.record(ConversationEvent::ConversationReopened {
        conversation: id.clone(),
    });
    let (attendance, now) = (AttendanceId::new(random::id()?), time::now());
    let new = attendance::New {
        id: &attendance,
        conversation: id,
        group: group.as_ref(),
        requested_at: now,
    };
    attendance::add(write, &new).await?;
    write.record(attendance::requested(id, &attendance));
    let operator = assigned.cloned();
    let operator = operator.or_else(|| attendance::acting_member(write));
    let operator = match (operator, assignee) {
        (Some(operator), _) => Some(operator),
        (None, Some(assignee)) => {
            let is_theirs = is_active(write, IS_OF_INBOX, Some(&assignee)).await?;
            is_theirs.then_some(assignee)
        }
        (None, None) => None,
    };
    attendance::start(write, id, operator.as_ref(), now).await?;
    Ok(())
}
