//! What the tokens of an installation lose when a version asks for less.

use encaixe_api::id::IntegrationId;
use encaixe_protocol::scope::Grants;

use super::super::engine::sql;
use super::super::{Result, Write, plugin_scopes};

/// Takes from the codes and the tokens of an installation what is not among `scopes`.
pub(super) async fn narrow(write: &mut Write, id: &IntegrationId, scopes: &Grants) -> Result<()> {
    let families: Vec<(String, String)> =
        sql("SELECT id, scopes FROM grant_family WHERE installation_id = $1")
            .bind(id)
            .read_all(&mut *write)
            .await?;
    for (family, held) in families {
        if let Some(left) = left(held, scopes)? {
            sql("UPDATE grant_family SET scopes = $2 WHERE id = $1")
                .bind(family)
                .bind(left)
                .execute(&mut *write)
                .await?;
        }
    }
    let codes: Vec<(String, String)> =
        sql("SELECT id, scopes FROM grant_code WHERE installation_id = $1")
            .bind(id)
            .read_all(&mut *write)
            .await?;
    for (code, held) in codes {
        if let Some(left) = left(held, scopes)? {
            sql("UPDATE grant_code SET scopes = $2 WHERE id = $1")
                .bind(code)
                .bind(left)
                .execute(&mut *write)
                .await?;
        }
    }
    Ok(())
}

/// What is left of some scopes; none where that is all of them.
fn left(held: String, scopes: &Grants) -> Result<Option<String>> {
    let held = plugin_scopes::parse(held)?;
    let left = held.and(scopes);
    Ok((left != held).then(|| left.to_string()))
}
