//! What the bodies that receivers of Plug know say of a conversation and an attendance.

use encaixe_api::id::{AttendanceId, ChannelId, ConversationId, MessageId};
use encaixe_api::inbox::author::AuthorKind;
use encaixe_api::inbox::message::{From, Kind, Message};

use super::engine::sql;
use super::server_value::PAGE_URL;
use super::{Result, Row, Store, author, message};
use crate::delivery::body::plug::finished::{Category, Finish, Item, One};
use crate::delivery::body::plug::{Attendance, Content, Party, Sent, Written};
use crate::time::Millis;

/// The most messages that `chat` has; a body beyond a bound is cut anyway.
const MESSAGES: i64 = 10_000;

impl Store {
    /// Whom a conversation is with, and where; none when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plug_party(&self, conversation: &ConversationId) -> Result<Option<Party>> {
        let row = sql(
            "SELECT c.channel_id, c.identifier, p.name, p.phone, p.avatar
             FROM conversation c JOIN contact p ON p.id = c.contact_id WHERE c.id = $1",
        )
        .bind(conversation)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let text = |column: &str| row.get::<Option<String>>(column);
        Ok(Some(Party {
            name: row.get("name")?,
            phone: text("identifier")?.or(text("phone")?).unwrap_or_default(),
            photo: text("avatar")?.unwrap_or_default(),
            channel: row.get("channel_id")?,
        }))
    }

    /// A message of a conversation; none when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plug_message(
        &self,
        conversation: &ConversationId,
        id: &MessageId,
    ) -> Result<Option<Written>> {
        let row = sql("SELECT * FROM message WHERE id = $1 AND conversation_id = $2")
            .bind(id)
            .bind(conversation)
            .fetch_optional(&self.engine)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let base = self.page_url().await?;
        written(&row, &base).map(Some)
    }

    /// Why a message failed; "" when nobody says.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plug_message_error(&self, id: &MessageId) -> Result<String> {
        let error: Option<Option<String>> = sql("SELECT error FROM message WHERE id = $1")
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        Ok(error.flatten().unwrap_or_default())
    }

    /// An attendance with its messages, as far as they were written up to the event of that number, and the name of who took it; none
    /// when it is gone, or nobody took it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plug_attendance(
        &self,
        id: &AttendanceId,
        event: i64,
    ) -> Result<Option<(Attendance, String)>> {
        let row = sql(
            "SELECT a.*, t.name AS team, m.name AS operator FROM attendance a
             LEFT JOIN team t ON t.id = a.team_id LEFT JOIN member m ON m.id = a.operator_id
             WHERE a.id = $1 AND a.started_at IS NOT NULL",
        )
        .bind(id)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let conversation: ConversationId = row.get("conversation_id")?;
        let Some(party) = self.plug_party(&conversation).await? else {
            return Ok(None);
        };
        let attendance = Attendance {
            number: row.get("number")?,
            party,
            group: row.get::<Option<String>>("team")?.unwrap_or_default(),
            requested_at: row.get("requested_at")?,
            started_at: row.get::<Millis>("started_at")?,
            messages: self.plug_messages(&conversation, id, event).await?,
        };
        Ok(Some((attendance, operator(&row)?)))
    }

    /// How an attendance ended; none when it is not over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plug_finish(&self, id: &AttendanceId) -> Result<Option<Finish>> {
        let row = sql("SELECT a.*, m.name AS member FROM attendance a
             LEFT JOIN member m ON m.id = a.finished_member
             WHERE a.id = $1 AND a.finished_at IS NOT NULL")
        .bind(id)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let text = |column: &str| row.get::<Option<String>>(column);
        let named = text("finished_name")?;
        let by = match author::read(&row, "finished")?.map(|by| by.kind) {
            Some(AuthorKind::Plugin | AuthorKind::Token) => named,
            Some(AuthorKind::Member) => text("member")?,
            Some(AuthorKind::System) | None => None,
        };
        Ok(Some(Finish {
            by: by.unwrap_or_default(),
            at: row.get("finished_at")?,
            report: text("report")?.unwrap_or_default(),
            observation: text("observation")?.unwrap_or_default(),
            category: self.plug_category(id).await?,
        }))
    }

    /// What was said of a channel when its state was told last; "" when that was nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plug_channel_error(&self, channel: &ChannelId) -> Result<String> {
        let error: Option<Option<String>> = sql("SELECT state_error FROM channel WHERE id = $1")
            .bind(channel)
            .read_optional(&self.engine)
            .await?;
        Ok(error.flatten().unwrap_or_default())
    }

    async fn plug_messages(
        &self,
        conversation: &ConversationId,
        attendance: &AttendanceId,
        event: i64,
    ) -> Result<Vec<Written>> {
        let later: Vec<String> = sql("SELECT content FROM event
             WHERE number > $1 AND subject = $2 AND kind IN ('message_received', 'message_sent')")
        .bind(event)
        .bind(format!("conversation:{conversation}"))
        .read_all(&self.engine)
        .await?;
        let later: Vec<MessageId> = (later.iter())
            .filter_map(|content| {
                let content: serde_json::Value = serde_json::from_str(content).ok()?;
                content["message"].as_str().map(MessageId::new)
            })
            .collect();
        let rows = sql("SELECT * FROM message
             WHERE conversation_id = $1 AND attendance_id = $2 AND kind <> 'note'
             ORDER BY created_at, id LIMIT $3")
        .bind(conversation)
        .bind(attendance)
        .bind(MESSAGES)
        .fetch_all(&self.engine)
        .await?;
        let base = self.page_url().await?;
        let mut messages = Vec::with_capacity(rows.len());
        for row in &rows {
            if !later.contains(&row.get("id")?) {
                messages.push(written(row, &base)?);
            }
        }
        Ok(messages)
    }

    async fn plug_category(&self, id: &AttendanceId) -> Result<Category> {
        let rows = sql(
            "SELECT c.id, c.name, c.color, i.id AS item, i.name AS item_name
             FROM attendance_choice h JOIN attendance_category c ON c.id = h.category_id
             LEFT JOIN attendance_category_item i ON i.id = h.item_id
             WHERE h.attendance_id = $1 ORDER BY h.position",
        )
        .bind(id)
        .fetch_all(&self.engine)
        .await?;
        let mut chosen = Vec::with_capacity(rows.len());
        for row in &rows {
            let one = One {
                id: row.get("id")?,
                name: row.get("name")?,
                color: row.get("color")?,
            };
            let item = Item {
                id: row.get::<Option<String>>("item")?.unwrap_or_default(),
                name: row.get::<Option<String>>("item_name")?.unwrap_or_default(),
            };
            chosen.push((one, item));
        }
        Ok(match chosen.as_slice() {
            [] => Category::None,
            [(one, item)] if item.id.is_empty() => Category::One(one.clone()),
            _ => Category::Items(chosen),
        })
    }

    async fn page_url(&self) -> Result<String> {
        let url = self.server_value(PAGE_URL).await?;
        Ok(url.unwrap_or_default())
    }
}

/// The name of who took an attendance: the member, or the plugin or program that took it for itself.
fn operator(row: &Row) -> Result<String> {
    let text = |column: &str| row.get::<Option<String>>(column);
    let by = author::read(row, "started")?;
    let own = text("operator_id")?.is_none_or(|operator| {
        let member = by.as_ref().and_then(|by| by.member.as_ref());
        member.is_some_and(|member| member.as_str() == operator)
    });
    let named = by.filter(|by| own && matches!(by.kind, AuthorKind::Plugin | AuthorKind::Token));
    let named = named.and_then(|by| by.name);
    Ok(named.or(text("operator")?).unwrap_or_default())
}

/// A message as its columns have it; media on this server is below `base`.
fn written(row: &Row, base: &str) -> Result<Written> {
    let at = row.get("created_at")?;
    let message = message::read(row, "")?;
    let sent = (message.from != From::Contact).then(|| Sent {
        automatic: message.from == From::Plugin || message.author.is_none(),
        status: message.status,
    });
    Ok(Written {
        id: message.id.to_string(),
        at,
        content: content(message, base),
        sent,
    })
}

fn content(message: Message, base: &str) -> Content {
    let caption = message.text;
    let mut url = message.media_url.unwrap_or_default();
    if url.starts_with('/') {
        url.insert_str(0, base);
    }
    match message.kind {
        Kind::Text | Kind::Note => Content::Text { message: caption },
        Kind::Image => Content::Image { url, caption },
        Kind::Audio => Content::Audio { url },
        Kind::Video => Content::Video { url, caption },
        Kind::File => Content::Document {
            url,
            name: message.file_name.unwrap_or_default(),
            caption,
        },
    }
}
