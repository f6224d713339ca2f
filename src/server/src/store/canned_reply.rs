//! Canned replies: everybody's, and each member's own.

use encaixe_api::id::{CannedReplyId, MemberId};
use encaixe_api::inbox::canned_reply::{CannedReply, CannedReplyPatch};

use super::engine::sql;
use super::{For, Outcome, Refusal, Result, Row, Store, Write, Writer};
use crate::event::{Changed, List, WorkspaceEvent};
use crate::fold::alike;
use crate::time::{self, Millis, rfc3339};

/// A reply to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a CannedReplyId,
    /// Whose it is; none is everybody's.
    pub owner: Option<&'a MemberId>,
    /// What it is found by.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
}

/// The most replies of one owner.
pub const MOST: i64 = 500;

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// The member; none for a token.
    pub member: Option<&'a MemberId>,
    /// Whether those of everybody may be changed.
    pub is_admin: bool,
}

impl Store {
    /// Everybody's replies and those of the member, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn canned_replies(&self, member: Option<&MemberId>) -> Result<Vec<CannedReply>> {
        sql(
            "SELECT * FROM canned_reply WHERE owner_id IS NULL OR owner_id = $1 ORDER BY folded, id",
        )
        .bind(member)
        .fetch_all(&self.engine)
        .await?
        .iter()
        .map(read)
        .collect()
    }
}

impl Writer {
    /// Adds a reply.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_canned_reply(&self, new: &New<'_>) -> Result<Outcome<CannedReply>> {
        let mut write = self.write(For::Workspace).await?;
        let count: i64 =
            sql("SELECT COUNT(*) FROM canned_reply WHERE owner_id IS NOT DISTINCT FROM $1")
                .bind(new.owner)
                .read_one(&mut write)
                .await?;
        if count >= MOST {
            return Ok(Err(Refusal::TooManyCannedReplies));
        }
        let row = sql(
            "INSERT INTO canned_reply (id, owner_id, name, folded, body, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING RETURNING *",
        )
        .bind(new.id)
        .bind(new.owner)
        .bind(new.name)
        .bind(alike(new.name))
        .bind(new.text)
        .bind(time::now())
        .fetch_optional(&mut write)
        .await?;
        keep(write, row, Refusal::CannedReplyTaken, None).await
    }

    /// Changes a reply.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_canned_reply(
        &self,
        id: &CannedReplyId,
        asker: Asker<'_>,
        patch: &CannedReplyPatch,
    ) -> Result<Outcome<CannedReply>> {
        let mut write = self.write(For::Workspace).await?;
        if let Err(refused) = may_change(&mut write, id, asker).await? {
            return Ok(Err(refused));
        }
        let folded = patch.name.as_deref().map(alike);
        let taken: Option<i64> = sql("SELECT 1 FROM canned_reply WHERE id <> $1 AND folded = $2
             AND owner_id IS NOT DISTINCT FROM (SELECT owner_id FROM canned_reply WHERE id = $1)")
        .bind(id)
        .bind(folded.as_deref())
        .read_optional(&mut write)
        .await?;
        if taken.is_some() {
            return Ok(Err(Refusal::CannedReplyTaken));
        }
        let before = find(&mut write, id).await?;
        let row = sql(
            "UPDATE canned_reply SET name = COALESCE($2, name), folded = COALESCE($3, folded),
                 body = COALESCE($4, body), updated_at = $5 WHERE id = $1 RETURNING *",
        )
        .bind(id)
        .bind(patch.name.as_deref())
        .bind(folded.as_deref())
        .bind(patch.text.as_deref())
        .bind(time::now())
        .fetch_optional(&mut write)
        .await?;
        let missing = Refusal::NotFound("canned reply");
        keep(write, row, missing, before.as_ref()).await
    }

    /// Takes a reply away.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_canned_reply(
        &self,
        id: &CannedReplyId,
        asker: Asker<'_>,
    ) -> Result<Outcome<()>> {
        let mut write = self.write(For::Workspace).await?;
        if let Err(refused) = may_change(&mut write, id, asker).await? {
            return Ok(Err(refused));
        }
        if let Some(before) = find(&mut write, id).await? {
            write.record(WorkspaceEvent::EntryDeleted {
                list: list(&before),
                id: id.to_string(),
                name: before.name,
            });
        }
        sql("DELETE FROM canned_reply WHERE id = $1")
            .bind(id)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(Ok(()))
    }
}

/// Another member's own is as if it were not there.
async fn may_change(
    write: &mut Write,
    id: &CannedReplyId,
    asker: Asker<'_>,
) -> Result<Outcome<()>> {
    let owner: Option<Option<MemberId>> = sql("SELECT owner_id FROM canned_reply WHERE id = $1")
        .bind(id)
        .read_optional(&mut *write)
        .await?;
    Ok(match owner {
        None => Err(Refusal::NotFound("canned reply")),
        Some(None) if asker.is_admin => Ok(()),
        Some(None) => Err(Refusal::CannedReplyShared),
        Some(owner) if owner.as_ref() == asker.member => Ok(()),
        Some(_) => Err(Refusal::NotFound("canned reply")),
    })
}

async fn find(write: &mut Write, id: &CannedReplyId) -> Result<Option<CannedReply>> {
    sql("SELECT * FROM canned_reply WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *write)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

const fn list(reply: &CannedReply) -> List {
    if reply.shared {
        List::CannedReply
    } else {
        List::OwnCannedReply
    }
}

/// Keeps what was written: a reply that was as `before`, or a new one.
async fn keep(
    mut write: Write,
    row: Option<Row>,
    otherwise: Refusal,
    before: Option<&CannedReply>,
) -> Result<Outcome<CannedReply>> {
    let Some(row) = row else {
        return Ok(Err(otherwise));
    };
    let reply = read(&row)?;
    let (list, id) = (list(&reply), reply.id.to_string());
    write.record(match before {
        None => WorkspaceEvent::EntryCreated { list, id },
        Some(before) => WorkspaceEvent::EntryChanged {
            list,
            id,
            what: Changed::between(before, &reply)?,
        },
    });
    write.commit().await?;
    Ok(Ok(reply))
}

fn read(row: &Row) -> Result<CannedReply> {
    Ok(CannedReply {
        id: row.get("id")?,
        name: row.get("name")?,
        text: row.get("body")?,
        shared: row.get::<Option<String>>("owner_id")?.is_none(),
        created_at: rfc3339(row.get::<Millis>("created_at")?),
        updated_at: rfc3339(row.get::<Millis>("updated_at")?),
    })
}
