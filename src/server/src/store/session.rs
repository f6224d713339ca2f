//! Sessions: who signed in with which cookie.

use encaixe_api::access::Session;
use encaixe_api::audit::AuditActorKind;
use encaixe_api::id::{MemberId, SessionId};
use encaixe_api::inbox::member::Member;

use super::engine::sql;
use super::{For, Result, Row, Store, Write, Writer, grant, member, signing_key};
use crate::access::browser;
use crate::actor::Actor;
use crate::event::{AccessEvent, Ended};
use crate::random;
use crate::time::{self, DAY, MINUTE, Millis, rfc3339};

/// How exactly it is noted when a session was last used.
const NOTED: Millis = 5 * MINUTE;

impl Store {
    /// Who signed in with that cookie: nobody when it is too old or the member may no longer sign in. Its use is noted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_member(&self, cookie_hash: &str) -> Result<Option<Member>> {
        let now = time::now();
        let row = sql(
            "SELECT m.*, s.last_used_at FROM session s JOIN member m ON m.id = s.member_id
             WHERE s.cookie_hash = $1 AND s.expires_at > $2 AND m.is_active",
        )
        .bind(cookie_hash)
        .bind(now)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let used: Option<Millis> = row.get("last_used_at")?;
        let noted = now / NOTED * NOTED;
        if used.is_none_or(|used| used < noted) {
            let mut write = self.by(Actor::System).write(For::Nothing).await?;
            sql("UPDATE session SET last_used_at = $2 WHERE cookie_hash = $1")
                .bind(cookie_hash)
                .bind(noted)
                .execute(&mut write)
                .await?;
            write.commit().await?;
        }
        member::read(&row).map(Some)
    }

    /// A member's sessions that are still good, newest first; `own` is the SHA-256 of the one that asks.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions(&self, member: &MemberId, own: Option<&str>) -> Result<Vec<Session>> {
        sql(
            "SELECT * FROM session WHERE member_id = $1 AND expires_at > $2
             ORDER BY created_at DESC, id DESC",
        )
        .bind(member)
        .bind(time::now())
        .fetch_all(&self.engine)
        .await?
        .iter()
        .map(|row| read(row, own))
        .collect()
    }

    /// Forgets sessions and links that are too old to matter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_access(&self) -> Result<()> {
        let now = time::now();
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        sql("DELETE FROM session WHERE expires_at < $1")
            .bind(now)
            .execute(&mut write)
            .await?;
        sql("DELETE FROM sign_in_link WHERE expires_at < $1")
            .bind(now - 7 * DAY)
            .execute(&mut write)
            .await?;
        sql("DELETE FROM rating_link WHERE expires_at < $1")
            .bind(now - 7 * DAY)
            .execute(&mut write)
            .await?;
        signing_key::sweep(&mut write, now).await?;
        grant::sweep(&mut write, now).await?;
        write.commit().await?;
        Ok(())
    }
}

impl Writer {
    /// Keeps the SHA-256 of a cookie, and what the browser said of itself. The event says who had made the link.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_session(
        &self,
        cookie_hash: &str,
        member: &MemberId,
        agent: Option<&str>,
        expires_at: Millis,
        link: Option<AuditActorKind>,
    ) -> Result<()> {
        let agent = agent.map(|agent| agent.chars().take(browser::CHARS).collect::<String>());
        let mut write = self.write(For::Nothing).await?;
        sql(
            "INSERT INTO session (id, cookie_hash, member_id, agent, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(SessionId::new(random::id()?))
        .bind(cookie_hash)
        .bind(member)
        .bind(agent)
        .bind(time::now())
        .bind(expires_at)
        .execute(&mut write)
        .await?;
        write.record(AccessEvent::SessionCreated {
            member: member.clone(),
            link,
        });
        write.commit().await?;
        Ok(())
    }

    /// Ends one of a member's sessions; whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, member: &MemberId, id: &SessionId) -> Result<bool> {
        let mut write = self.write(For::Nothing).await?;
        let done = sql("DELETE FROM session WHERE member_id = $1 AND id = $2")
            .bind(member)
            .bind(id)
            .execute(&mut write)
            .await?;
        let is_ended = done > 0;
        if is_ended {
            write.record(ended(member, Ended::Ended, done));
        }
        write.commit().await?;
        Ok(is_ended)
    }

    /// Ends a member's sessions, all or all but the one of that SHA-256.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sessions(&self, member: &MemberId, but: Option<&str>) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        let done = sql("DELETE FROM session WHERE member_id = $1 AND cookie_hash <> $2")
            .bind(member)
            .bind(but.unwrap_or_default())
            .execute(&mut write)
            .await?;
        if done > 0 {
            write.record(ended(member, Ended::Ended, done));
        }
        write.commit().await?;
        Ok(())
    }

    /// Ends the session of a cookie: by signing out, or because another takes its place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_session(&self, cookie_hash: &str, how: Ended) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        let member: Option<MemberId> =
            sql("DELETE FROM session WHERE cookie_hash = $1 RETURNING member_id")
                .bind(cookie_hash)
                .read_optional(&mut write)
                .await?;
        if let Some(member) = &member {
            write.record(ended(member, how, 1));
        }
        write.commit().await?;
        Ok(())
    }
}

fn ended(member: &MemberId, how: Ended, count: u64) -> AccessEvent {
    AccessEvent::SessionsEnded {
        member: member.clone(),
        how,
        count: u32::try_from(count).unwrap_or(u32::MAX),
    }
}

/// Ends every session; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn end_all(write: &mut Write) -> Result<u64> {
    let done = sql("DELETE FROM session").execute(&mut *write).await?;
    Ok(done)
}

fn read(row: &Row, own: Option<&str>) -> Result<Session> {
    let agent: Option<String> = row.get("agent")?;
    let (browser, system) = browser::named(agent.as_deref().unwrap_or_default());
    Ok(Session {
        id: row.get("id")?,
        created_at: rfc3339(row.get("created_at")?),
        last_used_at: row.get::<Option<Millis>>("last_used_at")?.map(rfc3339),
        expires_at: rfc3339(row.get("expires_at")?),
        browser: browser.map(str::to_owned),
        system: system.map(str::to_owned),
        current: own == Some(&row.get::<String>("cookie_hash")?),
    })
}
