//! Attendances that are over.

use encaixe_api::id::{AttendanceId, ConversationId};
use encaixe_api::inbox::attendance::Choice;

use super::begin::start_by_actor;
use super::closing::{self, Closing};
use crate::event::ConversationEvent;
use crate::store::engine::sql;
use crate::store::{Outcome, Result, Write, author};
use crate::time;

/// Finishes the attendance of a conversation, by who acts. One that nobody took starts at that instant.
pub(in crate::store) async fn finish(
    write: &mut Write,
    conversation: &ConversationId,
    closing: &Closing<'_>,
) -> Result<Outcome<()>> {
    if let Err(refused) = closing::check(write, closing).await? {
        return Ok(Err(refused));
    }
    let now = time::now();
    start_by_actor(write, conversation, now).await?;
    let by = author::of(write).await?;
    let finished: Option<AttendanceId> = sql(
        "UPDATE attendance SET finished_at = CASE WHEN started_at > $2 THEN started_at ELSE $2 END,
             finished_by = $3, finished_member = $4, finished_name = $5, report = $6
         WHERE id = (SELECT id FROM attendance WHERE conversation_id = $1 ORDER BY number DESC LIMIT 1)
             AND finished_at IS NULL RETURNING id",
    )
    .bind(conversation)
    .bind(now)
    .bind(author::word(by.kind))
    .bind(by.member.as_ref())
    .bind(by.name)
    .bind(closing.report)
    .read_optional(&mut *write)
    .await?;
    if let Some(attendance) = finished {
        keep_choices(write, &attendance, closing.categories).await?;
        write.record(ConversationEvent::AttendanceFinished {
            conversation: conversation.clone(),
            attendance,
        });
    }
    Ok(Ok(()))
}

/// Keeps what an attendance is sorted under.
pub(in crate::store) async fn keep_choices(
    write: &mut Write,
    attendance: &AttendanceId,
    choices: &[Choice],
) -> Result<()> {
    for (position, choice) in (1_i64..).zip(choices) {
        sql(
            "INSERT INTO attendance_choice (attendance_id, position, category_id, item_id)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(attendance)
        .bind(position)
        .bind(&choice.category)
        .bind(choice.item.as_ref())
        .execute(&mut *write)
        .await?;
    }
    Ok(())
}
