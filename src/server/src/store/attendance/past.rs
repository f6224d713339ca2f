//! Attendances as they were served before the folder was there: those of the demo.

use encaixe_api::id::{AttendanceId, MemberId};
use encaixe_api::inbox::attendance::{Choice, NewRating};

use super::keep_choices;
use crate::store::engine::sql;
use crate::store::{Result, Write};
use crate::time::Millis;

/// How an attendance was served.
#[derive(Debug)]
pub struct Past<'a> {
    /// The member who took it, and who finished it.
    pub operator: Option<&'a MemberId>,
    /// When they took it.
    pub started_at: Millis,
    /// When they finished it.
    pub finished_at: Option<Millis>,
    /// What they wrote of it.
    pub report: Option<&'a str>,
    /// What they sorted it under.
    pub categories: &'a [Choice],
    /// How the customer found it, and when they said so.
    pub rating: Option<(NewRating, Millis)>,
}

/// Says how an attendance was served.
///
/// # Errors
/// When the database fails.
pub async fn keep(write: &mut Write, id: &AttendanceId, past: &Past<'_>) -> Result<()> {
    let by = past.operator.map(|_| "member");
    sql("UPDATE attendance SET started_at = $2, operator_id = $3, started_by = $4, started_member = $3,
             finished_at = $5, finished_by = CASE WHEN $5 IS NULL THEN NULL ELSE $4 END,
             finished_member = CASE WHEN $5 IS NULL THEN NULL ELSE $3 END,
             report = $6, rating = $7, observation = $8, rated_at = $9
         WHERE id = $1")
    .bind(id)
    .bind(past.started_at)
    .bind(past.operator)
    .bind(by)
    .bind(past.finished_at)
    .bind(past.report)
    .bind(past.rating.as_ref().map(|(rating, _)| i64::from(rating.score)))
    .bind(past.rating.as_ref().and_then(|(rating, _)| rating.observation.as_deref()))
    .bind(past.rating.as_ref().map(|(_, at)| *at))
    .execute(&mut *write)
    .await?;
    keep_choices(write, id, past.categories).await
}
