//! The tags that a conversation has, and who put each on.

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::Tagging;

use super::engine::sql;
use super::{Result, Row, Store, Write, author};
use crate::time::{self, rfc3339};

impl Store {
    /// The tags of a conversation, in the order in which they were put on.
    pub(super) async fn taggings(&self, conversation: &ConversationId) -> Result<Vec<Tagging>> {
        let rows = sql("SELECT tag_id, added_by, added_member, added_name, added_at
             FROM conversation_tag WHERE conversation_id = $1 ORDER BY position")
        .bind(conversation)
        .fetch_all(&self.engine)
        .await?;
        rows.iter().map(read).collect()
    }
}

/// Puts a tag on a conversation, last; false when it is there.
///
/// # Errors
/// When the database fails, or one of the two does not exist.
pub async fn put(write: &mut Write, conversation: &ConversationId, tag: &TagId) -> Result<bool> {
    let by = author::of(write).await?;
    let done = sql(
        "INSERT INTO conversation_tag (conversation_id, tag_id, position, added_by, added_member, added_name, added_at)
         VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM conversation_tag
                          WHERE conversation_id = $1), $3, $4, $5, $6)
         ON CONFLICT (conversation_id, tag_id) DO NOTHING",
    )
    .bind(conversation)
    .bind(tag)
    .bind(author::word(by.kind))
    .bind(by.member.as_ref())
    .bind(by.name)
    .bind(time::now())
    .execute(&mut *write)
    .await?;
    Ok(done > 0)
}

fn read(row: &Row) -> Result<Tagging> {
    Ok(Tagging {
        tag: row.get::<TagId>("tag_id")?,
        by: author::read(row, "added")?,
        at: row.get::<Option<i64>>("added_at")?.map(rfc3339),
    })
}
