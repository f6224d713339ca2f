//! Fields that the workspace adds to contacts and attendances.

use encaixe_api::id::CustomFieldId;
use encaixe_api::inbox::custom_field::{Choice, CustomField, CustomFieldPatch};

use super::engine::sql;
use super::named::{self, Entry, kept};
use super::{For, Outcome, Refusal, Result, Row, Store, Write, Writer, order};
use crate::time::{self, Millis, rfc3339};

/// A field to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a CustomFieldId,
    /// The label.
    pub name: &'a str,
    /// Help for who fills it in.
    pub description: Option<&'a str>,
    /// `contact` or `session`.
    pub entity: &'a str,
    /// The key.
    pub placeholder: &'a str,
    /// What it holds.
    pub kind: &'a str,
    /// What can be chosen; empty when any text will do.
    pub options: &'a [Choice],
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// Every field, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn custom_fields(&self) -> Result<Vec<CustomField>> {
        sql("SELECT * FROM custom_field ORDER BY entity, position")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// One field.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn custom_field(&self, id: &CustomFieldId) -> Result<Option<CustomField>> {
        let row = sql("SELECT * FROM custom_field WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        row.as_ref().map(read).transpose()
    }
}

impl Writer {
    /// Adds a field.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_custom_field(&self, new: &New<'_>) -> Result<Outcome<CustomField>> {
        let mut write = self.write(For::Workspace).await?;
        if let Err(refused) = insert(&mut write, new).await? {
            return Ok(Err(refused));
        }
        finish(write, new.id, None).await
    }

    /// Changes a field; what is filled in stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_custom_field(
        &self,
        id: &CustomFieldId,
        patch: &CustomFieldPatch,
    ) -> Result<Outcome<CustomField>> {
        let mut write = self.write(For::Workspace).await?;
        let Some(before) = find(&mut write, id).await? else {
            return Ok(Err(Entry::CustomField(id).not_found()));
        };
        if let Some(name) = &patch.name
            && let Err(refused) = named::rename(&mut write, Entry::CustomField(id), name).await?
        {
            return Ok(Err(refused));
        }
        let options = patch.options.as_deref().map(written).transpose()?;
        sql(
            "UPDATE custom_field SET description = CASE WHEN $2 THEN $3 ELSE description END,
                 options = CASE WHEN $4 THEN $5 ELSE options END,
                 is_active = COALESCE($6, is_active), updated_at = $7 WHERE id = $1",
        )
        .bind(id)
        .bind(patch.description.is_some())
        .bind(patch.description.as_ref().and_then(Option::as_deref))
        .bind(options.is_some())
        .bind(options.flatten())
        .bind(patch.is_active)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        if let Some(position) = patch.position {
            order::place(&mut write, Entry::CustomField(id), position).await?;
        }
        let before = Some((&before, patch.position.is_some()));
        finish(write, id, before).await
    }
}

fn read(row: &Row) -> Result<CustomField> {
    let options: Option<String> = row.get("options")?;
    Ok(CustomField {
        id: row.get("id")?,
        name: row.get("name")?,
        description: row.get("description")?,
        entity: row.get("entity")?,
        placeholder: row.get("placeholder")?,
        kind: row.get("kind")?,
        options: options
            .map(|json| serde_json::from_str(&json))
            .transpose()?
            .unwrap_or_default(),
        is_active: row.get("is_active")?,
        created_at: rfc3339(row.get("created_at")?),
        updated_at: rfc3339(row.get("updated_at")?),
        uses: None,
    })
}

/// Options as they are stored; none when any text will do.
fn written(options: &[Choice]) -> Result<Option<String>> {
    let some = (!options.is_empty()).then(|| serde_json::to_string(options));
    Ok(some.transpose()?)
}

async fn find(write: &mut Write, id: &CustomFieldId) -> Result<Option<CustomField>> {
    let row = sql("SELECT * FROM custom_field WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *write)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps what was written, which was as `before` (and may have got another place) or is new, and reads it.
async fn finish(
    mut write: Write,
    id: &CustomFieldId,
    before: Option<(&CustomField, bool)>,
) -> Result<Outcome<CustomField>> {
    let Some(field) = find(&mut write, id).await? else {
        return Ok(Err(Entry::CustomField(id).not_found()));
    };
    write.record(kept(Entry::CustomField(id), before, &field)?);
    write.commit().await?;
    Ok(Ok(field))
}

/// Adds a field, last among those of its entity.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Outcome<()>> {
    let done = sql("INSERT INTO custom_field
            (id, name, description, entity, placeholder, kind, options, created_at, updated_at, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8,
                 (SELECT COALESCE(MAX(position), 0) + 1 FROM custom_field WHERE entity = $4))
         ON CONFLICT (entity, placeholder) DO NOTHING")
    .bind(new.id)
    .bind(new.name)
    .bind(new.description)
    .bind(new.entity)
    .bind(new.placeholder)
    .bind(new.kind)
    .bind(written(new.options)?)
    .bind(new.created_at)
    .execute(&mut *write)
    .await?;
    if done == 0 {
        return Ok(Err(Refusal::KeyTaken));
    }
    named::rename(write, Entry::CustomField(new.id), new.name).await
}
