//! Tags, and which conversation has them.

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::Tags;
use encaixe_api::inbox::tag::{COLORS, Tag, TagPatch, text_color};

use super::engine::sql;
use super::named::{self, Entry, kept};
use super::{For, Outcome, Refusal, Result, Row, Store, Write, Writer, order, tagging};
use crate::event::ConversationEvent;
use crate::time::{self, Millis, rfc3339};

/// A tag to be added to the workspace.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a TagId,
    /// The name.
    pub name: &'a str,
    /// The colour, `#rrggbb`.
    pub color: &'a str,
    /// Whether it may be put on conversations.
    pub is_active: bool,
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// Every tag, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tags(&self) -> Result<Vec<Tag>> {
        sql("SELECT * FROM tag ORDER BY position")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// A colour that few tags have.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rare_color(&self) -> Result<&'static str> {
        let taken: Vec<String> = sql("SELECT color FROM tag").read_all(&self.engine).await?;
        let count = |color: &&str| taken.iter().filter(|one| one == color).count();
        Ok(COLORS.into_iter().min_by_key(count).unwrap_or("#64748b"))
    }
}

impl Writer {
    /// Adds a tag.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_new_tag(&self, new: &New<'_>) -> Result<Outcome<Tag>> {
        let mut write = self.write(For::Workspace).await?;
        if let Err(refused) = insert(&mut write, new).await? {
            return Ok(Err(refused));
        }
        finish(write, new.id, None).await
    }

    /// Changes a tag.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_tag(&self, id: &TagId, patch: &TagPatch) -> Result<Outcome<Tag>> {
        let mut write = self.write(For::Workspace).await?;
        let Some(before) = find(&mut write, id).await? else {
            return Ok(Err(Entry::Tag(id).not_found()));
        };
        if let Some(name) = &patch.name
            && let Err(refused) = named::rename(&mut write, Entry::Tag(id), name).await?
        {
            return Ok(Err(refused));
        }
        sql(
            "UPDATE tag SET color = COALESCE($2, color), is_active = COALESCE($3, is_active),
                 updated_at = $4 WHERE id = $1",
        )
        .bind(id)
        .bind(patch.color.as_deref())
        .bind(patch.is_active)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        if let Some(position) = patch.position {
            order::place(&mut write, Entry::Tag(id), position).await?;
        }
        let before = Some((&before, patch.position.is_some()));
        finish(write, id, before).await
    }

    /// Puts a tag on a conversation; one that has it keeps it in its place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_tag(
        &self,
        conversation: &ConversationId,
        tag: &TagId,
    ) -> Result<Outcome<Tags>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        match check(&mut write, conversation, tag).await? {
            Ok(true) => {}
            Ok(false) => return Ok(Err(Refusal::TagInactive)),
            Err(missing) => return Ok(Err(missing)),
        }
        if tagging::put(&mut write, conversation, tag).await? {
            write.record(ConversationEvent::TagAdded {
                conversation: conversation.clone(),
                tag: tag.clone(),
            });
        }
        let tags = of(&mut write, conversation).await?;
        write.commit().await?;
        Ok(Ok(tags))
    }

    /// Takes a tag off a conversation, if it has it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_tag(
        &self,
        conversation: &ConversationId,
        tag: &TagId,
    ) -> Result<Outcome<Tags>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        if let Err(missing) = check(&mut write, conversation, tag).await? {
            return Ok(Err(missing));
        }
        let done = sql("DELETE FROM conversation_tag WHERE conversation_id = $1 AND tag_id = $2")
            .bind(conversation)
            .bind(tag)
            .execute(&mut write)
            .await?;
        if done > 0 {
            write.record(ConversationEvent::TagRemoved {
                conversation: conversation.clone(),
                tag: tag.clone(),
            });
        }
        let tags = of(&mut write, conversation).await?;
        write.commit().await?;
        Ok(Ok(tags))
    }
}

/// Whether the tag is active; the refusal when it or the conversation is missing.
async fn check(
    write: &mut Write,
    conversation: &ConversationId,
    tag: &TagId,
) -> Result<Outcome<bool>> {
    let there: Option<i64> = sql("SELECT 1 FROM conversation WHERE id = $1")
        .bind(conversation)
        .read_optional(&mut *write)
        .await?;
    if there.is_none() {
        return Ok(Err(Refusal::NotFound("conversation")));
    }
    let active: Option<bool> = sql("SELECT is_active FROM tag WHERE id = $1")
        .bind(tag)
        .read_optional(&mut *write)
        .await?;
    Ok(active.ok_or(Refusal::TagNotFound))
}

fn read(row: &Row) -> Result<Tag> {
    let color: String = row.get("color")?;
    Ok(Tag {
        id: row.get("id")?,
        name: row.get("name")?,
        text_color: text_color(&color).to_owned(),
        color,
        is_active: row.get("is_active")?,
        created_at: rfc3339(row.get("created_at")?),
        updated_at: rfc3339(row.get("updated_at")?),
        uses: None,
    })
}

async fn find(write: &mut Write, id: &TagId) -> Result<Option<Tag>> {
    let row = sql("SELECT * FROM tag WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *write)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps what was written, which was as `before` (and may have got another place) or is new, and reads it.
async fn finish(
    mut write: Write,
    id: &TagId,
    before: Option<(&Tag, bool)>,
) -> Result<Outcome<Tag>> {
    let Some(tag) = find(&mut write, id).await? else {
        return Ok(Err(Entry::Tag(id).not_found()));
    };
    write.record(kept(Entry::Tag(id), before, &tag)?);
    write.commit().await?;
    Ok(Ok(tag))
}

async fn of(write: &mut Write, conversation: &ConversationId) -> Result<Tags> {
    let tags: Vec<TagId> =
        sql("SELECT tag_id FROM conversation_tag WHERE conversation_id = $1 ORDER BY position")
            .bind(conversation)
            .read_all(&mut *write)
            .await?;
    Ok(Tags { tags })
}

/// Adds a tag to the workspace, last.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Outcome<()>> {
    sql(
        "INSERT INTO tag (id, name, color, is_active, created_at, updated_at, position)
         VALUES ($1, $2, $3, $4, $5, $5, (SELECT COALESCE(MAX(position), 0) + 1 FROM tag))",
    )
    .bind(new.id)
    .bind(new.name)
    .bind(new.color)
    .bind(new.is_active)
    .bind(new.created_at)
    .execute(&mut *write)
    .await?;
    named::rename(write, Entry::Tag(new.id), new.name).await
}
