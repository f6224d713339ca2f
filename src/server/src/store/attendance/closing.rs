//! What is said of an attendance when it is closed, and whether the workspace takes it.

use encaixe_api::inbox::attendance::{Choice, ClosingRule};

use crate::store::engine::sql;
use crate::store::{Outcome, Refusal, Result, Write, workspace};

/// What is said of an attendance when it is closed, checked by the caller as far as that goes without the database.
#[derive(Debug, Clone, Copy, Default)]
pub struct Closing<'a> {
    /// What is written of it.
    pub report: Option<&'a str>,
    /// What it is sorted under.
    pub categories: &'a [Choice],
}

impl Closing<'_> {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.report.is_none() && self.categories.is_empty()
    }
}

/// Refuses what the workspace does not ask for, what it asks for and is missing, and categories that cannot be chosen.
pub(super) async fn check(write: &mut Write, closing: &Closing<'_>) -> Result<Outcome<()>> {
    let rules = workspace::closing(write).await?;
    let asked = [
        ("report", rules.report, closing.report.is_some()),
        ("categories", rules.category, !closing.categories.is_empty()),
    ];
    for (field, rule, is_given) in asked {
        match (rule, is_given) {
            (ClosingRule::Off, true) => return Ok(Err(Refusal::NotAskedFor(field))),
            // Where there is none to choose, nobody is kept from closing.
            (ClosingRule::Must, false)
                if field == "report" || has_active_category(write).await? =>
            {
                return Ok(Err(Refusal::AskedFor(field.to_owned())));
            }
            _ => {}
        }
    }
    for (place, choice) in closing.categories.iter().enumerate() {
        let path = format!("categories[{place}]");
        let has_items = match check_choice(write, &path, choice).await? {
            Ok(has_items) => has_items,
            Err(refused) => return Ok(Err(refused)),
        };
        if !has_items && closing.categories.len() > 1 {
            return Ok(Err(Refusal::CategoryAlone(path)));
        }
    }
    Ok(Ok(()))
}

async fn has_active_category(write: &mut Write) -> Result<bool> {
    let found: Option<i64> = sql("SELECT 1 FROM attendance_category WHERE is_active LIMIT 1")
        .read_optional(&mut *write)
        .await?;
    Ok(found.is_some())
}

/// Whether the chosen category has items.
async fn check_choice(write: &mut Write, path: &str, choice: &Choice) -> Result<Outcome<bool>> {
    let category: Option<bool> = sql("SELECT is_active FROM attendance_category WHERE id = $1")
        .bind(&choice.category)
        .read_optional(&mut *write)
        .await?;
    match category {
        None => {
            let field = format!("{path}.category");
            return Ok(Err(Refusal::unknown(field, "attendance category")));
        }
        Some(false) => return Ok(Err(Refusal::CategoryInactive(format!("{path}.category")))),
        Some(true) => {}
    }
    let field = format!("{path}.item");
    let Some(item) = &choice.item else {
        let has_items: Option<i64> = sql(
            "SELECT 1 FROM attendance_category_item WHERE category_id = $1 AND is_active LIMIT 1",
        )
        .bind(&choice.category)
        .read_optional(&mut *write)
        .await?;
        return Ok(match has_items {
            Some(_) => Err(Refusal::AskedFor(field)),
            None => Ok(false),
        });
    };
    let item: Option<bool> =
        sql("SELECT is_active FROM attendance_category_item WHERE id = $1 AND category_id = $2")
            .bind(item)
            .bind(&choice.category)
            .read_optional(&mut *write)
            .await?;
    Ok(match item {
        None => Err(Refusal::unknown(field, "item of this category")),
        Some(false) => Err(Refusal::CategoryInactive(field)),
        Some(true) => Ok(true),
    })
}
