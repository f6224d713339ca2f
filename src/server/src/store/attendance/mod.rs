//! Attendances: asked for, taken, finished and rated, with their custom fields. What happens to a conversation moves its last one on.
//!
//! The last attendance of a conversation is the one with the highest number. It waits to be taken while it has no `started_at`, and is
//! over once it has a `finished_at`; what is over stays as it is, but for its fields and its rating.

mod begin;
mod closing;
mod finish;
pub mod past;
mod rating;

use encaixe_api::id::{AttendanceId, ConversationId};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::attendance::{Attendance, Choice, Progress, Rating};

use super::engine::sql;
use super::field::{self, Changes, Owner};
use super::{For, Outcome, Refusal, Result, Row, Store, Writer, author};
use crate::event::ConversationEvent;
use crate::time::{Millis, rfc3339};

pub(super) use self::begin::{
    New, acting_member, add, move_to, numbers, requested, start, start_by_actor,
};
pub use self::closing::Closing;
pub(super) use self::finish::{finish, keep_choices};

const CONVERSATION: &str = "SELECT conversation_id FROM attendance WHERE id = $1";

impl Store {
    /// One attendance, whole.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attendance(&self, id: &AttendanceId) -> Result<Option<Attendance>> {
        let row = sql("SELECT * FROM attendance WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        match row {
            Some(row) => self.whole(&row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The attendances of a conversation, the newest first: those whose number is below `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attendances(
        &self,
        conversation: &ConversationId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Page<Attendance>> {
        let before = before.and_then(|number| i64::try_from(number).ok());
        let rows = sql(
            "SELECT * FROM attendance WHERE conversation_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
        )
        .bind(conversation)
        .bind(before.unwrap_or(i64::MAX))
        .bind(i64::from(limit) + 1)
        .fetch_all(&self.engine)
        .await?;
        let limit = limit as usize;
        let mut items = Vec::new();
        for row in rows.iter().take(limit) {
            items.push(self.whole(row).await?);
        }
        let last = items.last().filter(|_| rows.len() > limit);
        let next = last.map(|last| last.number.to_string());
        Ok(Page { items, next })
    }

    async fn whole(&self, row: &Row) -> Result<Attendance> {
        let id: AttendanceId = row.get("id")?;
        let progress = progress(row)?;
        Ok(Attendance {
            conversation: row.get("conversation_id")?,
            number: progress.number,
            requested_at: progress.requested_at,
            started_at: progress.started_at,
            operator: progress.operator,
            started_by: progress.started_by,
            group: row.get("team_id")?,
            finished_at: progress.finished_at,
            finished_by: author::read(row, "finished")?,
            report: row.get("report")?,
            categories: self.choices(&id).await?,
            rating: rating(row)?,
            fields: self.fields(Owner::Attendance(&id)).await?,
            id,
        })
    }

    /// The last attendance of a conversation, and how far it is.
    ///
    /// # Errors
    /// When the database fails, or the conversation has none.
    pub async fn last_attendance(
        &self,
        conversation: &ConversationId,
    ) -> Result<(AttendanceId, Progress)> {
        let row =
            sql("SELECT * FROM attendance WHERE conversation_id = $1 ORDER BY number DESC LIMIT 1")
                .bind(conversation)
                .fetch_one(&self.engine)
                .await?;
        Ok((row.get("id")?, progress(&row)?))
    }

    /// What an attendance was sorted under, in the order in which it was given.
    async fn choices(&self, id: &AttendanceId) -> Result<Vec<Choice>> {
        let rows = sql(
            "SELECT category_id, item_id FROM attendance_choice WHERE attendance_id = $1 ORDER BY position",
        )
        .bind(id)
        .fetch_all(&self.engine)
        .await?;
        let read = |row: &Row| {
            Ok(Choice {
                category: row.get("category_id")?,
                item: row.get("item_id")?,
            })
        };
        rows.iter().map(read).collect()
    }
}

impl Writer {
    /// Changes the custom fields of an attendance: all of them, or none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_attendance(
        &self,
        id: &AttendanceId,
        changes: &Changes,
    ) -> Result<Outcome<()>> {
        let mut write = self.write(For::Nothing).await?;
        let conversation: Option<ConversationId> =
            sql(CONVERSATION).bind(id).read_optional(&mut write).await?;
        let Some(conversation) = conversation else {
            return Ok(Err(Refusal::NotFound("attendance")));
        };
        if field::set(&mut write, Owner::Attendance(id), changes).await? {
            write.record(ConversationEvent::AttendanceChanged {
                conversation,
                attendance: id.clone(),
            });
        }
        write.commit().await?;
        Ok(Ok(()))
    }
}

fn progress(row: &Row) -> Result<Progress> {
    let at = |column: &str| Ok::<_, super::Error>(row.get::<Option<Millis>>(column)?.map(rfc3339));
    Ok(Progress {
        number: u64::try_from(row.get::<i64>("number")?).unwrap_or_default(),
        requested_at: rfc3339(row.get("requested_at")?),
        started_at: at("started_at")?,
        operator: row.get("operator_id")?,
        started_by: author::read(row, "started")?,
        finished_at: at("finished_at")?,
    })
}

fn rating(row: &Row) -> Result<Option<Rating>> {
    let Some(score) = row.get::<Option<i64>>("rating")? else {
        return Ok(None);
    };
    Ok(Some(Rating {
        score: u8::try_from(score).unwrap_or_default(),
        observation: row.get("observation")?,
        at: rfc3339(row.get::<Option<Millis>>("rated_at")?.unwrap_or_default()),
        by: author::read(row, "rated")?,
    }))
}
