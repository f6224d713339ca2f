//! Messages, and `chat`, which has those of an attendance by their ids.

use encaixe_api::inbox::message::MessageStatus;
use serde_json::{Map, Value};

use super::{Names, Party, object};

/// A message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its id.
    pub id: String,
    /// When it was written.
    pub at: i64,
    /// What it says.
    pub content: Content,
    /// None where the contact wrote it.
    pub sent: Option<Sent>,
}

/// What only those messages have that went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Whether a plugin or a program wrote it.
    pub automatic: bool,
    /// How far it got, where that is known.
    pub status: Option<MessageStatus>,
}

/// What a message says. Media is given by its address, and its type as far as its name tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are Plug's")]
pub enum Content {
    /// Words.
    Text { message: String },
    /// A picture.
    Image { url: String, caption: String },
    /// A recording.
    Audio { url: String },
    /// A film.
    Video { url: String, caption: String },
    /// Any other file.
    Document {
        url: String,
        name: String,
        caption: String,
    },
}

impl Content {
    /// The key that says what it is, and what stands there.
    fn field(&self) -> (&'static str, Value) {
        let text = |text: &str| Value::from(text);
        match self {
            Self::Text { message } => ("text", object([("message", text(message))]).into()),
            Self::Image { url, caption } => (
                "image",
                object([
                    ("caption", text(caption)),
                    ("imageUrl", text(url)),
                    ("mimeType", text(media_type(url))),
                    ("thumbnailUrl", text("")),
                ])
                .into(),
            ),
            Self::Audio { url } => (
                "audio",
                object([("audioUrl", text(url)), ("mimeType", text(media_type(url)))]).into(),
            ),
            Self::Video { url, caption } => (
                "video",
                object([
                    ("caption", text(caption)),
                    ("mimeType", text(media_type(url))),
                    ("videoUrl", text(url)),
                ])
                .into(),
            ),
            Self::Document { url, name, caption } => {
                let known = [media_type(name), media_type(url)];
                let known = known.into_iter().find(|known| !known.is_empty());
                (
                    "document",
                    object([
                        ("documentUrl", text(url)),
                        ("fileName", text(name)),
                        ("mimeType", text(known.unwrap_or_default())),
                        ("pageCount", 0.into()),
                        (
                            "title",
                            text(if caption.is_empty() { name } else { caption }),
                        ),
                    ])
                    .into(),
                )
            }
        }
    }
}

/// A message as it stands in `chat`, and by itself when it came in.
#[must_use]
pub fn message(names: Names, party: &Party, written: &Written) -> Value {
    let (kind, content) = written.content.field();
    let mut fields = object([
        ("fromMe", written.sent.is_some().into()),
        ("messageId", written.id.as_str().into()),
        (names.moment(), written.at.into()),
        ("phone", party.phone.as_str().into()),
        (kind, content),
    ]);
    fields.extend(match written.sent {
        Some(sent) => outgoing(sent),
        None => incoming(party),
    });
    fields.into()
}

fn outgoing(sent: Sent) -> Map<String, Value> {
    object([
        ("isAutomaticMessage", sent.automatic.into()),
        ("status", status(sent.status).into()),
    ])
}

fn incoming(party: &Party) -> Map<String, Value> {
    object([
        ("broadcast", false.into()),
        ("chatName", party.name.as_str().into()),
        ("forwarded", false.into()),
        ("instanceId", party.channel.as_str().into()),
        ("isGroup", false.into()),
        ("photo", party.photo.as_str().into()),
        ("senderName", party.name.as_str().into()),
        ("status", "RECEIVED".into()),
        ("type", "ReceivedCallback".into()),
        ("waitingMessage", false.into()),
    ])
}

/// The messages by their ids.
pub(super) fn chat(names: Names, party: &Party, messages: &[Written]) -> Value {
    let messages = messages.iter();
    let chat = messages.map(|one| (one.id.clone(), message(names, party, one)));
    Value::Object(chat.collect())
}

/// Plug's word for how far a message got.
pub(super) const fn status(status: Option<MessageStatus>) -> &'static str {
    match status {
        Some(MessageStatus::Queued) => "PENDING",
        Some(MessageStatus::Sent) | None => "SENT",
        Some(MessageStatus::Received) => "RECEIVED",
        Some(MessageStatus::Read) => "READ",
        Some(MessageStatus::Played) => "PLAYED",
        Some(MessageStatus::Failed) => "ERROR",
    }
}

/// The media type that the ending of a name or an address stands for; "" for one that is not common.
fn media_type(name: &str) -> &'static str {
    let path = name.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let ending = file.rsplit_once('.').map(|(_, ending)| ending);
    match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "3gp" => "video/3gpp",
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        "csv" => "text/csv",
        "zip" => "application/zip",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "",
    }
}
