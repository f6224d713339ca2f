//! How customers found an attendance: told by a program or a member, or by themselves with a link.

use encaixe_api::id::{AttendanceId, ConversationId};
use encaixe_api::inbox::attendance::NewRating;
use encaixe_api::inbox::author::Author;

use crate::event::ConversationEvent;
use crate::store::engine::sql;
use crate::store::{For, Outcome, Refusal, Result, Row, Store, Write, Writer, author};
use crate::time::{self, Millis};

const UNKNOWN: Refusal = Refusal::NotFound("rating link");

impl Store {
    /// Whether a link's code is good now; nothing is used up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_at_rating_link(&self, code_hash: &str) -> Result<Outcome<()>> {
        let row = sql("SELECT expires_at, spent_at FROM rating_link WHERE code_hash = $1")
            .bind(code_hash)
            .fetch_optional(&self.engine)
            .await?;
        row.map_or(Ok(Err(UNKNOWN)), |row| good(&row))
    }
}

impl Writer {
    /// Keeps how the customer found an attendance, in the place of what they said before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rate(&self, id: &AttendanceId, new: &NewRating) -> Result<Outcome<()>> {
        let mut write = self.write(For::Nothing).await?;
        let by = author::of(&mut write).await?;
        if !keep(&mut write, id, new, Some(by)).await? {
            return Ok(Err(Refusal::NotFound("attendance")));
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Keeps the SHA-256 of a link by which an attendance is rated. Those of it that were not used are good no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_rating_link(
        &self,
        id: &AttendanceId,
        code_hash: &str,
        expires_at: Millis,
    ) -> Result<Outcome<()>> {
        let mut write = self.write(For::Nothing).await?;
        let found: Option<ConversationId> = sql(super::CONVERSATION)
            .bind(id)
            .read_optional(&mut write)
            .await?;
        if found.is_none() {
            return Ok(Err(Refusal::NotFound("attendance")));
        }
        sql("DELETE FROM rating_link WHERE attendance_id = $1 AND spent_at IS NULL")
            .bind(id)
            .execute(&mut write)
            .await?;
        sql(
            "INSERT INTO rating_link (code_hash, attendance_id, created_at, expires_at)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(code_hash)
        .bind(id)
        .bind(time::now())
        .bind(expires_at)
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Uses a link up, if it is good, and keeps what the customer says; of two at once only one succeeds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rate_by_link(&self, code_hash: &str, new: &NewRating) -> Result<Outcome<()>> {
        let mut write = self.write(For::Nothing).await?;
        let id: Option<AttendanceId> = sql(
            "UPDATE rating_link SET spent_at = $2
             WHERE code_hash = $1 AND spent_at IS NULL AND expires_at > $2 RETURNING attendance_id",
        )
        .bind(code_hash)
        .bind(time::now())
        .read_optional(&mut write)
        .await?;
        let Some(id) = id else {
            drop(write);
            return self.look_at_rating_link(code_hash).await;
        };
        keep(&mut write, &id, new, None).await?;
        write.commit().await?;
        Ok(Ok(()))
    }
}

/// Whether there is such an attendance.
async fn keep(
    write: &mut Write,
    id: &AttendanceId,
    new: &NewRating,
    by: Option<Author>,
) -> Result<bool> {
    let by = by.as_ref();
    let conversation: Option<ConversationId> = sql(
        "UPDATE attendance SET rating = $2, observation = $3, rated_at = $4,
             rated_by = $5, rated_member = $6, rated_name = $7
         WHERE id = $1 RETURNING conversation_id",
    )
    .bind(id)
    .bind(i64::from(new.score))
    .bind(new.observation.as_deref())
    .bind(time::now())
    .bind(by.map(|by| author::word(by.kind)))
    .bind(by.and_then(|by| by.member.as_ref()))
    .bind(by.and_then(|by| by.name.as_deref()))
    .read_optional(&mut *write)
    .await?;
    let Some(conversation) = conversation else {
        return Ok(false);
    };
    write.record(ConversationEvent::AttendanceRated {
        conversation,
        attendance: id.clone(),
    });
    Ok(true)
}

/// Whether a link can be used.
fn good(row: &Row) -> Result<Outcome<()>> {
    if row.get::<Option<Millis>>("spent_at")?.is_some() {
        return Ok(Err(Refusal::LinkSpent));
    }
    if row.get::<Millis>("expires_at")? <= time::now() {
        return Ok(Err(Refusal::LinkExpired));
    }
    Ok(Ok(()))
}
