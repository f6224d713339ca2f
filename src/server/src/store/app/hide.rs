//! What an earlier version left in the clear of apps' files.

use encaixe_api::app::Problem;
use encaixe_api::descriptor::{Descriptor, hide_in, masked, without_secrets};

use super::super::engine::sql;
use super::super::{Result, Write};

/// Takes the secrets out of every version that is kept. What the one in force says, which its app has by now, is left there to be sealed.
pub(in super::super) async fn hide_secrets(write: &mut Write) -> Result<()> {
    let rows = sql("SELECT app_id, number, text, descriptor, warnings FROM app_version")
        .fetch_all(&mut *write)
        .await?;
    for row in rows {
        let (app, number): (String, i64) = (row.get("app_id")?, row.get("number")?);
        let text: String = row.get("text")?;
        let mut warnings: Vec<Problem> = serde_json::from_str(&row.get::<String>("warnings")?)?;
        warnings.iter_mut().for_each(hide_in);
        let descriptor: Descriptor = serde_json::from_str(&row.get::<String>("descriptor")?)?;
        let shown = without_secrets(&descriptor);
        sql("UPDATE app_version SET text = $3, descriptor = $4, warnings = $5 WHERE app_id = $1 AND number = $2")
            .bind(&app)
            .bind(number)
            .bind(masked(&text))
            .bind(serde_json::to_string(&shown)?)
            .bind(serde_json::to_string(&warnings)?)
            .execute(&mut *write)
            .await?;
    }
    Ok(())
}
