//! How far a message got that went out.

use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::{Message, MessageStatus};

use super::engine::{Builder, sql};
use super::message::read;
use super::status::status;
use super::{For, Outcome, Refusal, Result, Write, Writer, carrier};
use crate::event::ConversationEvent;

impl Writer {
    /// Notes how far a message got, and of a failed one why. A word that comes late changes nothing, and a failed one stays so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_message_status(
        &self,
        conversation: &ConversationId,
        message: &MessageId,
        (to, error): (MessageStatus, Option<&str>),
    ) -> Result<Outcome<Message>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        let before: Vec<_> = STATUSES
            .into_iter()
            .filter(|one| rank(*one) < rank(to))
            .map(MessageStatus::as_str)
            .collect();
        let mut query = Builder::new("UPDATE message SET status = ");
        query.push_bind(to.as_str()).push(", error = ");
        query.push_bind(error).push(" WHERE id = ");
        query.push_bind(message).push(" AND conversation_id = ");
        query.push_bind(conversation).push(" AND status IN (");
        query.push_list(before.iter().copied()).push(")");
        let is_set = !before.is_empty() && query.build().execute(&mut write).await? > 0;
        let (found, _) = match sent(&mut write, conversation, message).await? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if is_set {
            return finish(write, conversation, found, to).await;
        }
        Ok(match found.status {
            None => Err(Refusal::NotSent),
            Some(_) => Ok(found),
        })
    }

    /// Sends a failed message again: it stands as a new one does, and whoever carries the channel's messages is told of it again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retry_message(
        &self,
        conversation: &ConversationId,
        message: &MessageId,
    ) -> Result<Outcome<Message>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        let (to, _) = carrier::new_status(&mut write, conversation, MessageStatus::Sent).await?;
        let is_set = sql(
            "UPDATE message SET status = $3, error = NULL WHERE id = $1 AND conversation_id = $2 AND status = $4 AND $3 <> $4
                AND EXISTS (SELECT 1 FROM conversation WHERE id = $2 AND status = 'open')",
        )
        .bind(message)
        .bind(conversation)
        .bind(to.as_str())
        .bind(MessageStatus::Failed.as_str())
        .execute(&mut write)
        .await?
            > 0;
        let (found, serving) = match sent(&mut write, conversation, message).await? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if is_set {
            if to == MessageStatus::Queued {
                write.record(ConversationEvent::MessageRetried {
                    conversation: conversation.clone(),
                    message: message.clone(),
                });
            }
            return finish(write, conversation, found, to).await;
        }
        Ok(match found.status {
            None => Err(Refusal::NotSent),
            Some(MessageStatus::Failed) if serving == Status::Closed => {
                Err(Refusal::ClosedForRetry)
            }
            Some(MessageStatus::Failed) => Err(Refusal::CarrierOff),
            Some(now) => Err(Refusal::NotFailed(now)),
        })
    }
}

const STATUSES: [MessageStatus; 6] = [
    MessageStatus::Queued,
    MessageStatus::Sent,
    MessageStatus::Received,
    MessageStatus::Read,
    MessageStatus::Played,
    MessageStatus::Failed,
];

/// Each word is further than those before it.
const fn rank(delivery: MessageStatus) -> u8 {
    match delivery {
        MessageStatus::Queued => 0,
        MessageStatus::Sent => 1,
        MessageStatus::Received => 2,
        MessageStatus::Read => 3,
        MessageStatus::Played => 4,
        MessageStatus::Failed => 5,
    }
}

/// Keeps a new status.
async fn finish(
    mut write: Write,
    conversation: &ConversationId,
    message: Message,
    to: MessageStatus,
) -> Result<Outcome<Message>> {
    write.record(ConversationEvent::MessageStatusChanged {
        conversation: conversation.clone(),
        message: message.id.clone(),
        status: to.as_str().to_owned(),
    });
    write.commit().await?;
    Ok(Ok(message))
}

/// The message, and whether its conversation is served; or what is not there.
async fn sent(
    write: &mut Write,
    conversation: &ConversationId,
    message: &MessageId,
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
