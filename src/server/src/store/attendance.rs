//! Attendances and their custom fields. Conversations begin and finish them.

use encaixe_api::id::{AttendanceId, ConversationId};
use encaixe_api::inbox::attendance::Attendance;

use super::engine::sql;
use super::field::{self, Changes, Owner};
use super::{For, Outcome, Refusal, Result, Store, Writer};
use crate::event::ConversationEvent;

const CONVERSATION: &str = "SELECT conversation_id FROM attendance WHERE id = $1";

impl Store {
    /// One attendance, with the custom fields that are filled in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attendance(&self, id: &AttendanceId) -> Result<Option<Attendance>> {
        let conversation: Option<ConversationId> = sql(CONVERSATION)
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        let Some(conversation) = conversation else {
            return Ok(None);
        };
        Ok(Some(Attendance {
            id: id.clone(),
            conversation,
            fields: self.fields(Owner::Attendance(id)).await?,
        }))
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
