//! API tokens.

use encaixe_api::access::{NewToken, Token};
use encaixe_api::id::{MemberId, TokenId};
use encaixe_protocol::scope::Grants;

use super::engine::sql;
use super::{For, Result, Row, Store, Writer, member, plugin_scopes};
use crate::actor::Actor;
use crate::event::AccessEvent;
use crate::random;
use crate::time::{self, DAY, MINUTE, Millis, rfc3339};

impl Store {
    /// Every token, newest last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tokens(&self) -> Result<Vec<Token>> {
        sql("SELECT * FROM token ORDER BY created_at, id")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// The token of a SHA-256 that has not ended; its use is noted, to the minute.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_token(&self, token_hash: &str) -> Result<Option<Token>> {
        let row =
            sql("SELECT * FROM token WHERE token_hash = $1 AND (ends_at IS NULL OR ends_at > $2)")
                .bind(token_hash)
                .bind(time::now())
                .fetch_optional(&self.engine)
                .await?;
        let Some(row) = row else { return Ok(None) };
        let used: Option<Millis> = row.get("last_used_at")?;
        let minute = time::now() / MINUTE * MINUTE;
        if used.is_none_or(|used| used < minute) {
            let mut write = self.by(Actor::System).write(For::Nothing).await?;
            sql("UPDATE token SET last_used_at = $2 WHERE token_hash = $1")
                .bind(token_hash)
                .bind(minute)
                .execute(&mut write)
                .await?;
            write.commit().await?;
        }
        read(&row).map(Some)
    }
}

impl Writer {
    /// Keeps the SHA-256 of a token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_token(
        &self,
        token_hash: &str,
        new: &NewToken,
        created_by: Option<&MemberId>,
    ) -> Result<Token> {
        let mut write = self.write(For::Nothing).await?;
        let now = time::now();
        let row = sql(
            "INSERT INTO token (id, name, role, token_hash, created_at, created_by, scopes, only_scopes, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *",
        )
        .bind(TokenId::new(random::id()?))
        .bind(&new.name)
        .bind(new.role.as_str())
        .bind(token_hash)
        .bind(now)
        .bind(created_by)
        .bind(
            new.scopes
                .as_ref()
                .map(Grants::to_string)
                .unwrap_or_default(),
        )
        .bind(new.only.as_ref().map(Grants::to_string))
        .bind(new.days.map(|days| now + Millis::from(days) * DAY))
        .fetch_one(&mut write)
        .await?;
        let token = read(&row)?;
        write.record(AccessEvent::TokenCreated {
            token: token.id.clone(),
            role: Some(token.role),
        });
        write.commit().await?;
        Ok(token)
    }

    /// Takes a token back; whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_token(&self, id: &TokenId) -> Result<bool> {
        let mut write = self.write(For::Nothing).await?;
        let name: Option<String> = sql("DELETE FROM token WHERE id = $1 RETURNING name")
            .bind(id)
            .read_optional(&mut write)
            .await?;
        let is_gone = name.is_some();
        if let Some(name) = name {
            let token = id.clone();
            write.record(AccessEvent::TokenRevoked { token, name });
        }
        write.commit().await?;
        Ok(is_gone)
    }
}

fn read(row: &Row) -> Result<Token> {
    Ok(Token {
        id: row.get("id")?,
        name: row.get("name")?,
        role: member::role(row.get("role")?)?,
        created_at: rfc3339(row.get("created_at")?),
        last_used_at: row.get::<Option<Millis>>("last_used_at")?.map(rfc3339),
        created_by: row.get("created_by")?,
        scopes: plugin_scopes::parse(row.get("scopes")?)?,
        only: row
            .get::<Option<String>>("only_scopes")?
            .map(plugin_scopes::parse)
            .transpose()?,
        ends_at: row.get::<Option<Millis>>("ends_at")?.map(rfc3339),
    })
}
