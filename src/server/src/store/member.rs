//! Members.

use encaixe_api::access::{MemberPatch, Role};
use encaixe_api::id::MemberId;
use encaixe_api::inbox::member::Member;

use super::engine::sql;
use super::{Error, For, Outcome, Refusal, Result, Row, Store, Write, Writer};
use crate::event::{Changed, List, WorkspaceEvent};
use crate::time::{self, Millis, rfc3339};

/// A member to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a MemberId,
    /// The name.
    pub name: &'a str,
    /// The address, in lower case.
    pub email: &'a str,
    /// The telephone.
    pub phone: Option<&'a str>,
    /// The role.
    pub role: Role,
    /// Whether they may sign in.
    pub is_active: bool,
    /// When they joined.
    pub created_at: Millis,
}

impl Store {
    /// Every member, in the order in which they joined.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members(&self) -> Result<Vec<Member>> {
        sql("SELECT * FROM member ORDER BY created_at, id")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// One member.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member(&self, id: &MemberId) -> Result<Option<Member>> {
        let row = sql("SELECT * FROM member WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// The language and the time zone that a member began with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member_beginning(
        &self,
        id: &MemberId,
    ) -> Result<(Option<String>, Option<String>)> {
        let row = sql("SELECT locale, timezone FROM member WHERE id = $1")
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        Ok(row.unwrap_or_default())
    }

    /// The member of an address, in any case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member_by_email(&self, email: &str) -> Result<Option<Member>> {
        let row = sql("SELECT * FROM member WHERE email = $1")
            .bind(email.trim().to_lowercase())
            .fetch_optional(&self.engine)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// The active admin who joined first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_admin(&self) -> Result<Option<Member>> {
        let row = sql(
            "SELECT * FROM member WHERE role = 'admin' AND is_active ORDER BY created_at, id LIMIT 1",
        )
        .fetch_optional(&self.engine)
        .await?;
        row.as_ref().map(read).transpose()
    }
}

impl Writer {
    /// Adds a member.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_member(&self, new: &New<'_>) -> Result<Outcome<Member>> {
        let mut write = self.write(For::Workspace).await?;
        let added = insert(&mut write, new).await?;
        if let Some(member) = &added {
            write.record(WorkspaceEvent::EntryCreated {
                list: List::Member,
                id: member.id.to_string(),
            });
        }
        write.commit().await?;
        Ok(added.ok_or(Refusal::EmailTaken))
    }

    /// Changes a member. One who may no longer sign in loses every session and every open link.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_member(
        &self,
        id: &MemberId,
        patch: &MemberPatch,
    ) -> Result<Outcome<Member>> {
        let mut write = self.write(For::Workspace).await?;
        let before = sql("SELECT * FROM member WHERE id = $1").bind(id);
        let before = before.fetch_optional(&mut write).await?;
        let Some(row) = sql(
            "UPDATE member SET name = COALESCE($2, name), role = COALESCE($3, role),
                is_active = COALESCE($4, is_active), updated_at = $5
             WHERE id = $1 AND ((COALESCE($3, role) = 'admin' AND COALESCE($4, is_active)) OR EXISTS (
                SELECT 1 FROM member WHERE id <> $1 AND role = 'admin' AND is_active))
             RETURNING *",
        )
        .bind(id)
        .bind(patch.name.as_deref())
        .bind(patch.role.map(Role::as_str))
        .bind(patch.is_active)
        .bind(time::now())
        .fetch_optional(&mut write)
        .await?
        else {
            drop(write);
            let member = self.member(id).await?;
            return Ok(Err(match member {
                Some(_) => Refusal::LastAdmin,
                None => Refusal::NotFound("member"),
            }));
        };
        let member = read(&row)?;
        if !member.is_active {
            for text in [
                "DELETE FROM session WHERE member_id = $1",
                "DELETE FROM sign_in_link WHERE member_id = $1",
            ] {
                sql(text).bind(id).execute(&mut write).await?;
            }
        }
        let before = before.as_ref().map(read).transpose()?;
        let what = before.map(|before| Changed::between(&before, &member));
        write.record(WorkspaceEvent::EntryChanged {
            list: List::Member,
            id: id.to_string(),
            what: what.transpose()?.unwrap_or_default(),
        });
        write.commit().await?;
        Ok(Ok(member))
    }
}

/// Adds a member, who begins as the workspace says; none when the address is taken.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Option<Member>> {
    let row = sql("INSERT INTO member
            (id, name, email, phone, role, is_active, created_at, updated_at, locale, timezone)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7,
                 (SELECT locale FROM workspace ORDER BY created_at LIMIT 1),
                 (SELECT timezone FROM workspace ORDER BY created_at LIMIT 1))
         ON CONFLICT (email) DO NOTHING RETURNING *")
    .bind(new.id)
    .bind(new.name)
    .bind(new.email)
    .bind(new.phone)
    .bind(new.role.as_str())
    .bind(new.is_active)
    .bind(new.created_at)
    .fetch_optional(&mut *write)
    .await?;
    row.as_ref().map(read).transpose()
}

pub(super) fn read(row: &Row) -> Result<Member> {
    Ok(Member {
        id: row.get("id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        avatar: row.get("avatar")?,
        phone: row.get("phone")?,
        role: role(row.get("role")?)?,
        is_active: row.get("is_active")?,
        is_online: false,
        created_at: rfc3339(row.get("created_at")?),
        updated_at: rfc3339(row.get("updated_at")?),
    })
}

pub(super) fn role(word: String) -> Result<Role> {
    Role::parse(&word).ok_or(Error::Unknown("role", word))
}
