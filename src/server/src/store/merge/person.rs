//! A contact's own row, as a merge keeps it.

use encaixe_api::id::ContactId;
use serde::{Deserialize, Serialize};

use crate::store::engine::sql;
use crate::store::{Result, Row, Write};
use crate::time::Millis;

/// A contact's own row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Person {
    pub(super) id: ContactId,
    pub(super) name: String,
    pub(super) avatar: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email_by: String,
    pub(super) phone_by: String,
    pub(super) email_at: Option<Millis>,
    pub(super) phone_at: Option<Millis>,
    pub(super) created_at: Millis,
    pub(super) updated_at: Millis,
}

pub(super) async fn person(write: &mut Write, id: &ContactId) -> Result<Option<Person>> {
    let row = sql("SELECT * FROM contact WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *write)
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Person> {
    Ok(Person {
        id: row.get("id")?,
        name: row.get("name")?,
        avatar: row.get("avatar")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        email_by: row.get("email_by")?,
        phone_by: row.get("phone_by")?,
        email_at: row.get("email_at")?,
        phone_at: row.get("phone_at")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

pub(super) async fn update(write: &mut Write, person: &Person) -> Result<()> {
    sql(
        "UPDATE contact SET name = $2, avatar = $3, email = $4, phone = $5, email_by = $6, phone_by = $7,
            email_at = $8, phone_at = $9, updated_at = $10 WHERE id = $1",
    )
    .bind(&person.id)
    .bind(&person.name)
    .bind(&person.avatar)
    .bind(&person.email)
    .bind(&person.phone)
    .bind(&person.email_by)
    .bind(&person.phone_by)
    .bind(person.email_at)
    .bind(person.phone_at)
    .bind(person.updated_at)
    .execute(&mut *write)
    .await?;
    Ok(())
}
