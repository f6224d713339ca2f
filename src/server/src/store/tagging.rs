//! The tags that a conversation has, and who put each on.

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::author::{Author, AuthorKind};
use encaixe_api::inbox::conversation::Tagging;

use super::engine::sql;
use super::{Error, Result, Row, Store, Write};
use crate::actor::Actor;
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
    let by = author(write).await?;
    let done = sql(
        "INSERT INTO conversation_tag (conversation_id, tag_id, position, added_by, added_member, added_name, added_at)
         VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM conversation_tag
                          WHERE conversation_id = $1), $3, $4, $5, $6)
         ON CONFLICT (conversation_id, tag_id) DO NOTHING",
    )
    .bind(conversation)
    .bind(tag)
    .bind(word(by.kind))
    .bind(by.member.as_ref())
    .bind(by.name)
    .bind(time::now())
    .execute(&mut *write)
    .await?;
    Ok(done > 0)
}

/// The actor of a write, with the name that it has now.
async fn author(write: &mut Write) -> Result<Author> {
    let (kind, member, named) = match write.actor.clone() {
        Actor::Member { id } => (AuthorKind::Member, Some(id), None),
        Actor::Plugin { plugin, member } => {
            let named = sql("SELECT name FROM plugin WHERE id = $1").bind(plugin.as_str());
            (AuthorKind::Plugin, Some(member), Some(named))
        }
        Actor::Token { id } => {
            let named = sql("SELECT name FROM token WHERE id = $1").bind(id);
            (AuthorKind::Token, None, Some(named))
        }
        Actor::CommandLine | Actor::System => (AuthorKind::System, None, None),
    };
    let name = match named {
        Some(named) => named.read_optional(&mut *write).await?,
        None => None,
    };
    Ok(Author { kind, member, name })
}

const fn word(kind: AuthorKind) -> &'static str {
    match kind {
        AuthorKind::Member => "member",
        AuthorKind::Plugin => "plugin",
        AuthorKind::Token => "token",
        AuthorKind::System => "system",
    }
}

fn read(row: &Row) -> Result<Tagging> {
    const KINDS: [AuthorKind; 4] = [
        AuthorKind::Member,
        AuthorKind::Plugin,
        AuthorKind::Token,
        AuthorKind::System,
    ];
    let by = match row.get::<Option<String>>("added_by")? {
        None => None,
        Some(written) => {
            let kind = KINDS.into_iter().find(|kind| word(*kind) == written);
            Some(Author {
                kind: kind.ok_or(Error::Unknown("author", written))?,
                member: row.get("added_member")?,
                name: row.get("added_name")?,
            })
        }
    };
    Ok(Tagging {
        tag: row.get::<TagId>("tag_id")?,
        by,
        at: row.get::<Option<i64>>("added_at")?.map(rfc3339),
    })
}
