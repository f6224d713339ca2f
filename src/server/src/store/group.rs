//! Groups of members; the table is `team`.

use std::collections::BTreeMap;

use encaixe_api::id::{GroupId, MemberId};
use encaixe_api::inbox::group::{Group, GroupPatch};

use super::engine::sql;
use super::named::{self, Entry, kept};
use super::{For, Outcome, Refusal, Result, Row, Store, Write, Writer, order};
use crate::time::{self, Millis, rfc3339};

/// A group to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a GroupId,
    /// The name.
    pub name: &'a str,
    /// An emoji.
    pub icon: Option<&'a str>,
    /// What it is for.
    pub description: Option<&'a str>,
    /// The ids of its members.
    pub members: &'a [MemberId],
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// Every group, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn groups(&self) -> Result<Vec<Group>> {
        let mut members: BTreeMap<GroupId, Vec<MemberId>> = BTreeMap::new();
        let rows = sql(
            "SELECT team_id, member_id FROM team_member JOIN member m ON m.id = member_id
             ORDER BY m.created_at, m.id",
        )
        .fetch_all(&self.engine)
        .await?;
        for row in rows {
            members
                .entry(row.get("team_id")?)
                .or_default()
                .push(row.get("member_id")?);
        }
        sql("SELECT * FROM team ORDER BY position")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(|row| {
                let mut group = read(row)?;
                group.members = members.remove(&group.id).unwrap_or_default();
                Ok(group)
            })
            .collect()
    }
}

impl Writer {
    /// Adds a group.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_group(&self, new: &New<'_>) -> Result<Outcome<Group>> {
        let mut write = self.write(For::Workspace).await?;
        if let Err(refused) = insert(&mut write, new).await? {
            return Ok(Err(refused));
        }
        if let Err(refused) = somebody(&mut write, new.id).await? {
            return Ok(Err(refused));
        }
        finish(write, new.id, None).await
    }

    /// Changes a group.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_group(&self, id: &GroupId, patch: &GroupPatch) -> Result<Outcome<Group>> {
        let mut write = self.write(For::Workspace).await?;
        let Some(before) = find(&mut write, id).await? else {
            return Ok(Err(Entry::Group(id).not_found()));
        };
        if let Some(name) = &patch.name
            && let Err(refused) = named::rename(&mut write, Entry::Group(id), name).await?
        {
            return Ok(Err(refused));
        }
        if let Some(members) = &patch.members {
            sql("DELETE FROM team_member WHERE team_id = $1")
                .bind(id)
                .execute(&mut write)
                .await?;
            if let Err(refused) = join(&mut write, id, members).await? {
                return Ok(Err(refused));
            }
            if let Err(refused) = somebody(&mut write, id).await? {
                return Ok(Err(refused));
            }
        }
        sql("UPDATE team SET icon = CASE WHEN $2 THEN $3 ELSE icon END,
                 description = CASE WHEN $4 THEN $5 ELSE description END,
                 is_active = COALESCE($6, is_active), updated_at = $7 WHERE id = $1")
        .bind(id)
        .bind(patch.icon.is_some())
        .bind(patch.icon.as_ref().and_then(Option::as_deref))
        .bind(patch.description.is_some())
        .bind(patch.description.as_ref().and_then(Option::as_deref))
        .bind(patch.is_active)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        if let Some(position) = patch.position {
            order::place(&mut write, Entry::Group(id), position).await?;
        }
        let before = Some((&before, patch.position.is_some()));
        finish(write, id, before).await
    }
}

fn read(row: &Row) -> Result<Group> {
    Ok(Group {
        id: row.get("id")?,
        name: row.get("name")?,
        icon: row.get("icon")?,
        description: row.get("description")?,
        is_active: row.get("is_active")?,
        members: Vec::new(),
        created_at: rfc3339(row.get("created_at")?),
        updated_at: rfc3339(row.get("updated_at")?),
        uses: None,
    })
}

async fn find(write: &mut Write, id: &GroupId) -> Result<Option<Group>> {
    let row = sql("SELECT * FROM team WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *write)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let members: Vec<MemberId> = sql(
        "SELECT t.member_id FROM team_member t JOIN member m ON m.id = t.member_id
         WHERE t.team_id = $1 ORDER BY m.created_at, m.id",
    )
    .bind(id)
    .read_all(&mut *write)
    .await?;
    Ok(Some(Group {
        members,
        ..read(&row)?
    }))
}

/// Keeps what was written, which was as `before` (and may have got another place) or is new, and reads it.
async fn finish(
    mut write: Write,
    id: &GroupId,
    before: Option<(&Group, bool)>,
) -> Result<Outcome<Group>> {
    let Some(group) = find(&mut write, id).await? else {
        return Ok(Err(Entry::Group(id).not_found()));
    };
    write.record(kept(Entry::Group(id), before, &group)?);
    write.commit().await?;
    Ok(Ok(group))
}

/// Puts members into a group, each once.
async fn join(write: &mut Write, group: &GroupId, members: &[MemberId]) -> Result<Outcome<()>> {
    for (place, member) in members.iter().enumerate() {
        let known: Option<i64> = sql("SELECT 1 FROM member WHERE id = $1")
            .bind(member)
            .read_optional(&mut *write)
            .await?;
        if known.is_none() {
            return Ok(Err(Refusal::unknown(format!("members[{place}]"), "member")));
        }
        sql("INSERT INTO team_member (team_id, member_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(group)
            .bind(member)
            .execute(&mut *write)
            .await?;
    }
    Ok(Ok(()))
}

/// Whether one of a group's members may serve contacts: is active, and no developer.
async fn somebody(write: &mut Write, group: &GroupId) -> Result<Outcome<()>> {
    let active: Option<i64> = sql(
        "SELECT 1 FROM team_member t JOIN member m ON m.id = t.member_id
         WHERE t.team_id = $1 AND m.is_active AND m.role <> 'developer' LIMIT 1",
    )
    .bind(group)
    .read_optional(&mut *write)
    .await?;
    Ok(active.map(drop).ok_or(Refusal::NobodyActive))
}

/// Adds a group, last.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Outcome<()>> {
    sql(
        "INSERT INTO team (id, name, icon, description, is_active, created_at, updated_at, position)
         VALUES ($1, $2, $3, $4, TRUE, $5, $5, (SELECT COALESCE(MAX(position), 0) + 1 FROM team))",
    )
    .bind(new.id)
    .bind(new.name)
    .bind(new.icon)
    .bind(new.description)
    .bind(new.created_at)
    .execute(&mut *write)
    .await?;
    if let Err(refused) = named::rename(write, Entry::Group(new.id), new.name).await? {
        return Ok(Err(refused));
    }
    join(write, new.id, new.members).await
}
