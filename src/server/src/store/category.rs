//! Attendance categories and their items.

use std::collections::BTreeSet;

use encaixe_api::id::{CategoryId, CategoryItemId};
use encaixe_api::inbox::category::{Category, CategoryItem, CategoryPatch, GivenItem};
use encaixe_api::inbox::tag::COLORS;

use super::engine::{Executor, sql};
use super::named::{self, Entry, kept};
use super::{For, Outcome, Refusal, Result, Row, Store, Write, Writer, order};
use crate::fold::alike;
use crate::random;
use crate::time::{self, Millis, rfc3339};

/// A category to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a CategoryId,
    /// The name.
    pub name: &'a str,
    /// The colour, `#rrggbb`.
    pub color: &'a str,
    /// Its items, none of which is there yet.
    pub items: &'a [GivenItem],
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// Every category with its items, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn categories(&self) -> Result<Vec<Category>> {
        let mut all = sql("SELECT * FROM attendance_category ORDER BY position")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect::<Result<Vec<_>>>()?;
        let items = sql("SELECT * FROM attendance_category_item ORDER BY category_id, position")
            .fetch_all(&self.engine)
            .await?;
        for row in &items {
            let id: CategoryId = row.get("category_id")?;
            if let Some(category) = all.iter_mut().find(|category| category.id == id) {
                category.items.push(read_item(row)?);
            }
        }
        Ok(all)
    }

    /// A colour that few categories have.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rare_category_color(&self) -> Result<&'static str> {
        let taken: Vec<String> = sql("SELECT color FROM attendance_category")
            .read_all(&self.engine)
            .await?;
        let count = |color: &&str| taken.iter().filter(|one| one == color).count();
        Ok(COLORS.into_iter().min_by_key(count).unwrap_or("#64748b"))
    }
}

impl Writer {
    /// Adds a category, last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_category(&self, new: &New<'_>) -> Result<Outcome<Category>> {
        let mut write = self.write(For::Workspace).await?;
        if let Err(refused) = insert(&mut write, new).await? {
            return Ok(Err(refused));
        }
        finish(write, new.id, None).await
    }

    /// Changes a category. Items that are left out are gone, unless attendances have them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_category(
        &self,
        id: &CategoryId,
        patch: &CategoryPatch,
    ) -> Result<Outcome<Category>> {
        let mut write = self.write(For::Workspace).await?;
        let Some(before) = find(&mut write, id).await? else {
            return Ok(Err(Entry::Category(id).not_found()));
        };
        if let Some(name) = &patch.name
            && let Err(refused) = named::rename(&mut write, Entry::Category(id), name).await?
        {
            return Ok(Err(refused));
        }
        sql(
            "UPDATE attendance_category SET color = COALESCE($2, color), is_active = COALESCE($3, is_active),
                 updated_at = $4 WHERE id = $1",
        )
        .bind(id)
        .bind(patch.color.as_deref())
        .bind(patch.is_active)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        if let Some(items) = &patch.items
            && let Err(refused) = set_items(&mut write, &before, items).await?
        {
            return Ok(Err(refused));
        }
        if let Some(position) = patch.position {
            order::place(&mut write, Entry::Category(id), position).await?;
        }
        let before = Some((&before, patch.position.is_some()));
        finish(write, id, before).await
    }
}

fn read(row: &Row) -> Result<Category> {
    Ok(Category {
        id: row.get("id")?,
        name: row.get("name")?,
        color: row.get("color")?,
        is_active: row.get("is_active")?,
        items: Vec::new(),
        created_at: rfc3339(row.get("created_at")?),
        updated_at: rfc3339(row.get("updated_at")?),
        uses: None,
    })
}

fn read_item(row: &Row) -> Result<CategoryItem> {
    Ok(CategoryItem {
        id: row.get("id")?,
        name: row.get("name")?,
        is_active: row.get("is_active")?,
    })
}

async fn items(on: impl Into<Executor<'_>>, id: &CategoryId) -> Result<Vec<CategoryItem>> {
    sql("SELECT * FROM attendance_category_item WHERE category_id = $1 ORDER BY position")
        .bind(id)
        .fetch_all(on)
        .await?
        .iter()
        .map(read_item)
        .collect()
}

/// One category with its items.
///
/// # Errors
/// When the database fails.
pub async fn find(write: &mut Write, id: &CategoryId) -> Result<Option<Category>> {
    let row = sql("SELECT * FROM attendance_category WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *write)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut category = read(&row)?;
    category.items = items(write, id).await?;
    Ok(Some(category))
}

/// Keeps what was written, which was as `before` (and may have got another place) or is new, and reads it.
async fn finish(
    mut write: Write,
    id: &CategoryId,
    before: Option<(&Category, bool)>,
) -> Result<Outcome<Category>> {
    let Some(category) = find(&mut write, id).await? else {
        return Ok(Err(Entry::Category(id).not_found()));
    };
    write.record(kept(Entry::Category(id), before, &category)?);
    write.commit().await?;
    Ok(Ok(category))
}

/// Gives a category these items in this order; their names differ, which the caller has checked.
async fn set_items(
    write: &mut Write,
    category: &Category,
    given: &[GivenItem],
) -> Result<Outcome<()>> {
    let known = |id: &CategoryItemId| category.items.iter().find(|one| one.id == *id);
    for (place, item) in given.iter().enumerate() {
        if item.id.as_ref().is_some_and(|id| known(id).is_none()) {
            let field = format!("items[{place}].id");
            return Ok(Err(Refusal::unknown(field, "item of this category")));
        }
    }
    let stay: BTreeSet<&CategoryItemId> =
        given.iter().filter_map(|item| item.id.as_ref()).collect();
    for gone in category.items.iter().filter(|one| !stay.contains(&one.id)) {
        let used: Option<i64> = sql("SELECT 1 FROM attendance_choice WHERE item_id = $1 LIMIT 1")
            .bind(&gone.id)
            .read_optional(&mut *write)
            .await?;
        if used.is_some() {
            return Ok(Err(Refusal::ItemInUse(gone.name.clone())));
        }
        sql("DELETE FROM attendance_category_item WHERE id = $1")
            .bind(&gone.id)
            .execute(&mut *write)
            .await?;
    }
    // No two may have one name or place, not even for a moment: all step aside first.
    sql(
        "UPDATE attendance_category_item SET position = -position, folded = '#' || id WHERE category_id = $1",
    )
    .bind(&category.id)
    .execute(&mut *write)
    .await?;
    for (position, item) in (1_i64..).zip(given) {
        let before = item.id.as_ref().and_then(known);
        let is_active = item.is_active.or(before.map(|before| before.is_active));
        let id = match &item.id {
            Some(id) => id.clone(),
            None => CategoryItemId::new(random::id()?),
        };
        sql(
            "INSERT INTO attendance_category_item (id, category_id, name, folded, is_active, position)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded,
                 is_active = excluded.is_active, position = excluded.position",
        )
        .bind(id)
        .bind(&category.id)
        .bind(&item.name)
        .bind(alike(&item.name))
        .bind(is_active.unwrap_or(true))
        .bind(position)
        .execute(&mut *write)
        .await?;
    }
    Ok(Ok(()))
}

/// Adds a category, last.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Outcome<()>> {
    sql(
        "INSERT INTO attendance_category (id, name, color, is_active, created_at, updated_at, position)
         VALUES ($1, $2, $3, TRUE, $4, $4, (SELECT COALESCE(MAX(position), 0) + 1 FROM attendance_category))",
    )
    .bind(new.id)
    .bind(new.name)
    .bind(new.color)
    .bind(new.created_at)
    .execute(&mut *write)
    .await?;
    if let Err(refused) = named::rename(write, Entry::Category(new.id), new.name).await? {
        return Ok(Err(refused));
    }
    let Some(made) = find(write, new.id).await? else {
        return Ok(Err(Entry::Category(new.id).not_found()));
    };
    set_items(write, &made, new.items).await
}
