//! How far a message got that went out.

use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::{Message, MessageStatus};

use super::conversation::status;
use super::engine::sql;
use super::message::read;
use super::{For, Outcome, Refusal, Result, Write, Writer};
use crate::event::ConversationEvent;

impl Writer {
    /// Notes how far a message got. A word that comes late changes nothing, and a failed one stays so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_message_status(
        &self,
        conversation: &str,
        message: &str,
        to: MessageStatus,
    ) -> Result<Outcome<Message>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        let (found, _) = match sent(&mut write, conversation, message).await? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Some(now) = found.status else {
            return Ok(Err(Refusal::NotSent));
        };
        if rank(to) <= rank(now) {
            return Ok(Ok(found));
        }
        set(write, conversation, found, to).await
    }

    /// Sends a failed message again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retry_message(
        &self,
        conversation: &str,
        message: &str,
    ) -> Result<Outcome<Message>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        let (found, serving) = match sent(&mut write, conversation, message).await? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        match found.status {
            None => Ok(Err(Refusal::NotSent)),
            Some(MessageStatus::Failed) if serving == Status::Closed => {
                Ok(Err(Refusal::ClosedForRetry))
            }
            // No channel leads outside yet: it stands as a new one does.
            Some(MessageStatus::Failed) => {
                set(write, conversation, found, MessageStatus::Sent).await
            }
            Some(now) => Ok(Err(Refusal::NotFailed(now))),
        }
    }
}

/// Each word is further than those before it.
const fn rank(delivery: MessageStatus) -> u8 {
    match delivery {
        MessageStatus::Queued => 0,
        MessageStatus::Sent => 1,
        MessageStatus::Received => 2,
        MessageStatus::Read => 3,
        MessageStatus::Failed => 4,
    }
}

async fn set(
    mut write: Write,
    conversation: &str,
    mut message: Message,
    to: MessageStatus,
) -> Result<Outcome<Message>> {
    sql("UPDATE message SET status = $2 WHERE id = $1")
        .bind(message.id.as_str())
        .bind(to.as_str())
        .execute(&mut write)
        .await?;
    write.record(ConversationEvent::MessageStatusChanged {
        conversation: conversation.to_owned(),
        message: message.id.to_string(),
        status: to.as_str().to_owned(),
    });
    write.commit().await?;
    message.status = Some(to);
    Ok(Ok(message))
}

/// The message, and whether its conversation is served; or what is not there.
async fn sent(
    write: &mut Write,
    conversation: &str,
    message: &str,
) -> Result<Outcome<(Message, Status)>> {
    let serving: Option<String> = sql("SELECT status FROM conversation WHERE id = $1")
        .bind(conversation)
        .read_optional(&mut *write)
        .await?;
    let Some(serving) = serving else {
        return Ok(Err(Refusal::NotFound("conversation")));
    };
    let row = sql("SELECT * FROM message WHERE id = $1 AND conversation_id = $2")
        .bind(message)
        .bind(conversation)
        .fetch_optional(&mut *write)
        .await?;
    let Some(row) = row else {
        return Ok(Err(Refusal::NotFound("message")));
    };
    Ok(Ok((read(&row, "")?, status(serving)?)))
}
