//! Groups of members; the table is `team`.

use std::collections::BTreeMap;

use encaixe_api::id::{GroupId, MemberId};
use encaixe_api::inbox::group::Group;
use sqlx::Row as _;

use super::{Result, Store, Write};
use crate::time::{Millis, rfc3339};

/// A group to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// An emoji.
    pub icon: Option<&'a str>,
    /// What it is for.
    pub description: Option<&'a str>,
    /// The ids of its members.
    pub members: Vec<&'a str>,
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// Every group, in the order of their making.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn groups(&self) -> Result<Vec<Group>> {
        let mut members: BTreeMap<String, Vec<MemberId>> = BTreeMap::new();
        let rows = sqlx::query(
            "SELECT t.team_id, t.member_id FROM team_member t JOIN member m ON m.id = t.member_id
             ORDER BY m.created_at, m.id",
        )
        .fetch_all(&self.reader)
        .await?;
        for row in rows {
            members
                .entry(row.try_get("team_id")?)
                .or_default()
                .push(MemberId::new(row.try_get::<String, _>("member_id")?));
        }
        sqlx::query("SELECT * FROM team ORDER BY created_at, id")
            .fetch_all(&self.reader)
            .await?
            .iter()
            .map(|row| {
                let id: String = row.try_get("id")?;
                Ok(Group {
                    members: members.remove(&id).unwrap_or_default(),
                    id: GroupId::new(id),
                    name: row.try_get("name")?,
                    icon: row.try_get("icon")?,
                    description: row.try_get("description")?,
                    is_active: row.try_get("is_active")?,
                    created_at: rfc3339(row.try_get("created_at")?),
                    updated_at: rfc3339(row.try_get("updated_at")?),
                })
            })
            .collect()
    }
}

/// Adds a group.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO team (id, name, icon, description, is_active, created_at, updated_at)
         VALUES ($1, $2, $3, $4, TRUE, $5, $5)",
    )
    .bind(new.id)
    .bind(new.name)
    .bind(new.icon)
    .bind(new.description)
    .bind(new.created_at)
    .execute(&mut **write)
    .await?;
    for member in &new.members {
        sqlx::query("INSERT INTO team_member (team_id, member_id) VALUES ($1, $2)")
            .bind(new.id)
            .bind(member)
            .execute(&mut **write)
            .await?;
    }
    Ok(())
}
