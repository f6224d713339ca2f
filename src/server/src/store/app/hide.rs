//! What an earlier version left in the clear of apps' files.

use encaixe_api::descriptor::{Descriptor, masked, without_secrets};

use super::super::engine::sql;
use super::super::{Result, Write};

/// Takes the secrets out of every version that is kept. What the one in force says, which its app has by now, is left there to be sealed.
pub(in super::super) async fn hide_secrets(write: &mut Write) -> Result<()> {
    let rows: Vec<(String, i64, String, String)> =
        sql("SELECT app_id, number, text, descriptor FROM app_version")
            .read_all(&mut *write)
            .await?;
    for (app, number, text, said) in rows {
        let descriptor: Descriptor = serde_json::from_str(&said)?;
        let shown = without_secrets(&descriptor);
        sql("UPDATE app_version SET text = $3, descriptor = $4 WHERE app_id = $1 AND number = $2")
            .bind(&app)
            .bind(number)
            .bind(masked(&text))
            .bind(serde_json::to_string(&shown)?)
            .execute(&mut *write)
            .await?;
    }
    Ok(())
}
