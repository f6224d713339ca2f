//! Two contacts of one again.

use super::{Record, fill, person, update};
use crate::store::engine::sql;
use crate::store::{Result, Write};
use crate::time;

/// Makes two of one again.
pub(super) async fn split(write: &mut Write, record: &Record) -> Result<()> {
    let Record { kept, gone, .. } = record;
    let Some(now) = person(write, &kept.id).await? else {
        return Ok(());
    };
    // What came from the one who was gone goes back, unless somebody has changed it since.
    let mut after = now.clone();
    if record.renamed && now.name == gone.name {
        after.name.clone_from(&kept.name);
    }
    if kept.avatar.is_none() && now.avatar == gone.avatar {
        after.avatar = None;
    }
    if kept.email.is_none() && now.email == gone.email {
        after.email = None;
        after.email_by.clone_from(&kept.email_by);
        after.email_at = kept.email_at;
    }
    if kept.phone.is_none() && now.phone == gone.phone {
        after.phone = None;
        after.phone_by.clone_from(&kept.phone_by);
        after.phone_at = kept.phone_at;
    }
    after.updated_at = time::now();
    update(write, &after).await?;
    sql("DELETE FROM contact_alias WHERE id = $1")
        .bind(&gone.id)
        .execute(&mut *write)
        .await?;
    sql(
        "INSERT INTO contact (id, name, avatar, email, phone, email_by, phone_by, email_at, phone_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&gone.id)
    .bind(&gone.name)
    .bind(&gone.avatar)
    .bind(&gone.email)
    .bind(&gone.phone)
    .bind(&gone.email_by)
    .bind(&gone.phone_by)
    .bind(gone.email_at)
    .bind(gone.phone_at)
    .bind(gone.created_at)
    .bind(gone.updated_at)
    .execute(&mut *write)
    .await?;
    for other in &record.apart {
        sql(
            "INSERT INTO contact_apart (one_id, other_id) SELECT $1, $2 FROM contact WHERE id = $3
             ON CONFLICT DO NOTHING",
        )
        .bind((&gone.id).min(other))
        .bind((&gone.id).max(other))
        .bind(other)
        .execute(&mut *write)
        .await?;
    }
    for (field, value) in &record.fields {
        fill(write, &gone.id, field, value).await?;
        if record.taken.contains(field) {
            sql("DELETE FROM contact_field WHERE contact_id = $1 AND field_id = $2 AND value = $3")
                .bind(&kept.id)
                .bind(field)
                .bind(value)
                .execute(&mut *write)
                .await?;
        }
    }
    for id in &record.conversations {
        sql("UPDATE conversation SET contact_id = $1 WHERE id = $2 AND contact_id = $3")
            .bind(&gone.id)
            .bind(id)
            .bind(&kept.id)
            .execute(&mut *write)
            .await?;
    }
    for id in &record.aliases {
        sql("UPDATE contact_alias SET contact_id = $1 WHERE id = $2 AND contact_id = $3")
            .bind(&gone.id)
            .bind(id)
            .bind(&kept.id)
            .execute(&mut *write)
            .await?;
    }
    Ok(())
}
