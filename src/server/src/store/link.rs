//! Sign-in links: good for one sign-in, for a while.

use encaixe_api::audit::AuditActorKind;
use encaixe_api::id::MemberId;

use super::engine::sql;
use super::{For, Outcome, Refusal, Result, Row, Store, Writer};
use crate::event::AccessEvent;
use crate::time::{self, Millis};

const UNKNOWN: Refusal = Refusal::NotFound("sign-in link");

impl Store {
    /// Whom a code would sign in now; nothing is used up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_at_link(&self, code_hash: &str) -> Result<Outcome<MemberId>> {
        let row =
            sql("SELECT member_id, expires_at, spent_at FROM sign_in_link WHERE code_hash = $1")
                .bind(code_hash)
                .fetch_optional(&self.engine)
                .await?;
        row.map_or(Ok(Err(UNKNOWN)), |row| good(&row))
    }

    /// Who made the link of a code, also after it was used; none for one of an earlier version.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_maker(&self, code_hash: &str) -> Result<Option<AuditActorKind>> {
        let made_by: Option<Option<String>> =
            sql("SELECT made_by FROM sign_in_link WHERE code_hash = $1")
                .bind(code_hash)
                .read_optional(&self.engine)
                .await?;
        let made_by = made_by.flatten();
        Ok(made_by.as_deref().and_then(AuditActorKind::parse))
    }
}

impl Writer {
    /// Keeps the SHA-256 of a link.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_link(
        &self,
        code_hash: &str,
        member: &MemberId,
        expires_at: Millis,
    ) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql(
            "INSERT INTO sign_in_link (code_hash, member_id, created_at, expires_at, made_by)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(code_hash)
        .bind(member)
        .bind(time::now())
        .bind(expires_at)
        .bind(write.actor.kind().as_str())
        .execute(&mut write)
        .await?;
        write.record(AccessEvent::SignInLinkCreated {
            member: member.clone(),
        });
        write.commit().await?;
        Ok(())
    }

    /// Removes the links of a member that were not used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_links(&self, member: &MemberId) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql("DELETE FROM sign_in_link WHERE member_id = $1 AND spent_at IS NULL")
            .bind(member)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// Uses a link up, if it is good, and says whom it signs in; of two at once only one succeeds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_link(&self, code_hash: &str) -> Result<Outcome<MemberId>> {
        let mut write = self.write(For::Nothing).await?;
        let member: Option<MemberId> = sql("UPDATE sign_in_link SET spent_at = $2
             WHERE code_hash = $1 AND spent_at IS NULL AND expires_at > $2 RETURNING member_id")
        .bind(code_hash)
        .bind(time::now())
        .read_optional(&mut write)
        .await?;
        if let Some(member) = member {
            write.commit().await?;
            return Ok(Ok(member));
        }
        drop(write);
        self.look_at_link(code_hash).await
    }
}

/// Whom a link is good for.
fn good(row: &Row) -> Result<Outcome<MemberId>> {
    if row.get::<Option<Millis>>("spent_at")?.is_some() {
        return Ok(Err(Refusal::LinkSpent));
    }
    if row.get::<Millis>("expires_at")? <= time::now() {
        return Ok(Err(Refusal::LinkExpired));
    }
    Ok(Ok(row.get("member_id")?))
}
