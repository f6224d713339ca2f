//! Attendances that are asked for, and taken.

use encaixe_api::id::{AttendanceId, ConversationId, GroupId, MemberId};

use crate::actor::Actor;
use crate::event::ConversationEvent;
use crate::store::engine::sql;
use crate::store::{For, Outcome, Refusal, Result, Write, Writer, author, patch};
use crate::time::{self, Millis};

/// An attendance that is asked for.
#[derive(Debug)]
pub(in crate::store) struct New<'a> {
    pub(in crate::store) id: &'a AttendanceId,
    pub(in crate::store) conversation: &'a ConversationId,
    pub(in crate::store) group: Option<&'a GroupId>,
    pub(in crate::store) requested_at: Millis,
}

impl Writer {
    /// Takes the attendance of an open conversation that waits to be taken. A member who takes it becomes the assignee where there is
    /// none; one who has it keeps it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_attendance(&self, conversation: &ConversationId) -> Result<Outcome<()>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        let found: Option<(String, Option<MemberId>)> =
            sql("SELECT status, assignee_id FROM conversation WHERE id = $1")
                .bind(conversation)
                .read_optional(&mut write)
                .await?;
        let Some((status, assignee)) = found else {
            return Ok(Err(Refusal::NotFound("conversation")));
        };
        if status == "closed" {
            return Ok(Err(Refusal::ClosedForStart));
        }
        let own = acting_member(&write);
        if !start(&mut write, conversation, own.as_ref(), time::now()).await? {
            let operator: Option<MemberId> = sql(
                "SELECT operator_id FROM attendance WHERE conversation_id = $1 ORDER BY number DESC LIMIT 1",
            )
            .bind(conversation)
            .read_one(&mut write)
            .await?;
            return Ok(if own.is_some() && operator == own {
                Ok(())
            } else {
                Err(Refusal::AlreadyStarted)
            });
        }
        if let (None, Some(own)) = (assignee, own) {
            patch::assign(&mut write, conversation, Some(&own)).await?;
        }
        write.commit().await?;
        Ok(Ok(()))
    }
}

/// The member who acts in a write, also by a plugin in their page.
pub(in crate::store) fn acting_member(write: &Write) -> Option<MemberId> {
    match &write.actor {
        Actor::Member { id } | Actor::Plugin { member: id, .. } => Some(id.clone()),
        Actor::Token { .. } | Actor::Integration { .. } | Actor::CommandLine | Actor::System => {
            None
        }
    }
}

/// Takes the next numbers, so many; the first of them. They are not given out again, whatever becomes of this write.
pub(in crate::store) async fn numbers(write: &mut Write, count: usize) -> Result<i64> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let last: i64 =
        sql("UPDATE attendance_number SET last = last + $1 WHERE id = 1 RETURNING last")
            .bind(count)
            .read_one(&mut *write)
            .await?;
    Ok(last - count + 1)
}

/// Adds an attendance that waits to be taken.
pub(in crate::store) async fn add(write: &mut Write, new: &New<'_>) -> Result<()> {
    let number = numbers(write, 1).await?;
    sql(
        "INSERT INTO attendance (id, conversation_id, number, team_id, requested_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(new.id)
    .bind(new.conversation)
    .bind(number)
    .bind(new.group)
    .bind(new.requested_at)
    .execute(&mut *write)
    .await?;
    Ok(())
}

/// That an attendance was asked for.
pub(in crate::store) fn requested(
    conversation: &ConversationId,
    attendance: &AttendanceId,
) -> ConversationEvent {
    ConversationEvent::AttendanceRequested {
        conversation: conversation.clone(),
        attendance: attendance.clone(),
    }
}

/// Takes the attendance of a conversation for the member who serves it, by who acts; whether it waited to be taken.
pub(in crate::store) async fn start(
    write: &mut Write,
    conversation: &ConversationId,
    operator: Option<&MemberId>,
    at: Millis,
) -> Result<bool> {
    let last: Option<(AttendanceId, bool)> = sql(
        "SELECT id, started_at IS NULL AND finished_at IS NULL FROM attendance
         WHERE conversation_id = $1 ORDER BY number DESC LIMIT 1",
    )
    .bind(conversation)
    .read_optional(&mut *write)
    .await?;
    let Some((attendance, true)) = last else {
        return Ok(false);
    };
    let by = author::of(write).await?;
    sql(
        "UPDATE attendance SET started_at = CASE WHEN requested_at > $2 THEN requested_at ELSE $2 END,
             operator_id = $3, started_by = $4, started_member = $5, started_name = $6
         WHERE id = $1 AND started_at IS NULL",
    )
    .bind(&attendance)
    .bind(at)
    .bind(operator)
    .bind(author::word(by.kind))
    .bind(by.member.as_ref())
    .bind(by.name)
    .execute(&mut *write)
    .await?;
    write.record(ConversationEvent::AttendanceStarted {
        conversation: conversation.clone(),
        attendance,
    });
    Ok(true)
}

/// Says that the attendance of a conversation is with another group, unless it is over.
pub(in crate::store) async fn move_to(
    write: &mut Write,
    conversation: &ConversationId,
    group: Option<&GroupId>,
) -> Result<()> {
    sql("UPDATE attendance SET team_id = $2
         WHERE id = (SELECT id FROM attendance WHERE conversation_id = $1 ORDER BY number DESC LIMIT 1)
             AND finished_at IS NULL")
    .bind(conversation)
    .bind(group)
    .execute(&mut *write)
    .await?;
    Ok(())
}

/// Takes the attendance of a conversation for the member who acts.
pub(in crate::store) async fn start_by_actor(
    write: &mut Write,
    conversation: &ConversationId,
    at: Millis,
) -> Result<bool> {
    let own = acting_member(write);
    start(write, conversation, own.as_ref(), at).await
}
