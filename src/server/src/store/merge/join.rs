//! One contact of two.

use std::collections::BTreeSet;

use encaixe_api::id::{CustomFieldId, MergeId};
use encaixe_api::inbox::merge::Merge;

use super::{Person, Record, fields, fill, named, told, update};
use crate::store::engine::sql;
use crate::store::{Result, Write, conversation};
use crate::{random, time};

/// Makes one of two that are there, and keeps a record of it.
pub(super) async fn join(write: &mut Write, kept: Person, gone: Person) -> Result<Merge> {
    let at = time::now();
    let takes_name = !named(write, &kept).await? && named(write, &gone).await?;
    let theirs = fields(write, &gone.id).await?;
    let ours: BTreeSet<CustomFieldId> = fields(write, &kept.id)
        .await?
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    let aliases = sql("SELECT id FROM contact_alias WHERE contact_id = $1")
        .bind(&gone.id)
        .read_all(&mut *write)
        .await?;
    let apart = sql("SELECT other_id FROM contact_apart WHERE one_id = $1
         UNION SELECT one_id FROM contact_apart WHERE other_id = $1")
    .bind(&gone.id)
    .read_all(&mut *write)
    .await?;
    let record = Record {
        apart,
        taken: theirs
            .iter()
            .map(|(field, _)| field.clone())
            .filter(|field| !ours.contains(field))
            .collect(),
        fields: theirs,
        renamed: takes_name,
        conversations: conversation::of_contact(write, &gone.id).await?,
        aliases,
        kept,
        gone,
    };
    let Record { kept, gone, .. } = &record;
    let mut after = kept.clone();
    if takes_name {
        after.name.clone_from(&gone.name);
    }
    after.avatar = after.avatar.or_else(|| gone.avatar.clone());
    if after.email.is_none() {
        after.email.clone_from(&gone.email);
        after.email_by.clone_from(&gone.email_by);
        after.email_at = gone.email_at;
    }
    if after.phone.is_none() {
        after.phone.clone_from(&gone.phone);
        after.phone_by.clone_from(&gone.phone_by);
        after.phone_at = gone.phone_at;
    }
    after.updated_at = at;
    update(write, &after).await?;
    for (field, value) in record
        .fields
        .iter()
        .filter(|(field, _)| record.taken.contains(field))
    {
        fill(write, &kept.id, field, value).await?;
    }
    for text in [
        "UPDATE conversation SET contact_id = $1 WHERE contact_id = $2",
        "UPDATE contact_alias SET contact_id = $1 WHERE contact_id = $2",
        "INSERT INTO contact_alias (id, contact_id) VALUES ($2, $1)",
    ] {
        sql(text)
            .bind(&kept.id)
            .bind(&gone.id)
            .execute(&mut *write)
            .await?;
    }
    sql("DELETE FROM contact WHERE id = $1")
        .bind(&gone.id)
        .execute(&mut *write)
        .await?;
    let id = MergeId::new(random::id()?);
    sql(
        "INSERT INTO contact_merge (id, kept_id, gone_id, name, at, record)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&id)
    .bind(&kept.id)
    .bind(&gone.id)
    .bind(&gone.name)
    .bind(at)
    .bind(serde_json::to_string(&record)?)
    .execute(&mut *write)
    .await?;
    Ok(told(id, gone.id.clone(), gone.name.clone(), at))
}
