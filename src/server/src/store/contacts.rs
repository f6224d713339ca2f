//! Contacts as a list: all of them, or those who are known by some words.
//!
//! What is known of contacts is in the index of their conversations, so a search costs what it finds and not what there is.

use std::collections::BTreeSet;

use encaixe_api::id::ContactId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::contact::Contact;

use super::cursor::{Cursor, cut};
use super::engine::{Builder, built};
use super::field::Owner;
use super::index::bits::Set;
use super::index::facet;
use super::search::Needs;
use super::{Result, Row, Store, contact};
use crate::address::{self, By};
use crate::time::Millis;

/// How many steps of a walk take as long as looking up the contact of one conversation.
const LOOKUP: u64 = 3;

/// How many contacts are walked at once, at least and at most.
const WALKED: (u64, u64) = (256, 8_192);

/// What is known of a contact.
const SELECTED: &str =
    "SELECT p.id, p.name, p.avatar, p.email, p.phone, p.created_at, p.updated_at";

/// Each address that they wrote from: any of them may be the one that is looked for.
const WRITTEN: &str = ", (SELECT string_agg(identifier, '\n') FROM
        (SELECT DISTINCT identifier FROM conversation WHERE contact_id = p.id) found) AS written";

impl Store {
    /// The contacts before a point, newest first; those by whose name, telephone or other addresses these words are found.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contacts(
        &self,
        words: &str,
        by: By,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<Contact>> {
        let need = i64::from(limit) + 1;
        let sought = Sought::of(words, by);
        let rows = match &sought {
            None => self.newest(before, need).await?,
            Some(sought) => self.sought(sought, before, need).await?,
        };
        let mut found = rows
            .iter()
            .map(|row| {
                let written: Option<String> = match &sought {
                    Some(_) => row.get("written")?,
                    None => None,
                };
                let at: Millis = row.get("created_at")?;
                Ok((at, written.unwrap_or_default(), contact::read(row)?))
            })
            .collect::<Result<Vec<_>>>()?;
        let next = cut(&mut found, limit as usize, |(at, _, contact)| Cursor {
            at: *at,
            id: contact.id.to_string(),
        });
        let mut items = Vec::with_capacity(found.len());
        for (_, written, mut contact) in found {
            if let Some(sought) = &sought
                && !sought.finds(&contact, &written)
            {
                continue;
            }
            contact.fields = self.fields(Owner::Contact(&contact.id)).await?;
            items.push(contact);
        }
        Ok(Page { items, next })
    }

    async fn newest(&self, before: &Cursor, need: i64) -> Result<Vec<Row>> {
        let mut query = Builder::new(SELECTED);
        query.push(" FROM contact p WHERE ");
        beyond(&mut query, before);
        ordered(&mut query, need);
        Ok(query.build().fetch_all(&self.engine).await?)
    }

    async fn sought(&self, sought: &Sought, before: &Cursor, need: i64) -> Result<Vec<Row>> {
        let mut set = Set::default();
        for needs in &sought.0 {
            set = set.or(self.search_known(needs).await?);
        }
        let ids = self.first(&set, before, need).await?;
        let dialect = self.engine.dialect();
        let mut query = Builder::new(SELECTED);
        query.push(WRITTEN).push(" FROM ");
        query.push_list_rows(dialect, serde_json::to_string(&ids)?);
        query.push(dialect.ordered_join());
        query.push(" contact p ON p.id = j.value WHERE ");
        beyond(&mut query, before);
        ordered(&mut query, need);
        Ok(query.build().fetch_all(&self.engine).await?)
    }

    /// Of the contacts of these conversations those who may stand on the page: the first that a walk in the order of the list
    /// meets, or all of them where looking them up is likely to take less.
    async fn first(&self, set: &Set, before: &Cursor, need: i64) -> Result<BTreeSet<ContactId>> {
        let (count, need) = (set.count(), need.unsigned_abs());
        if count <= need {
            return self.of(set).await;
        }
        let likely = need * u64::from(self.tally(facet::ALL).await?) / count;
        let mut left = count * LOOKUP;
        if left <= likely {
            return self.of(set).await;
        }
        let mut chunk = (likely * 3 / 2).clamp(WALKED.0, WALKED.1);
        let mut place = before.clone();
        let mut ids = BTreeSet::new();
        loop {
            let mut query = Builder::new(format!(
                "SELECT p.id, p.created_at, (SELECT {} FROM conversation WHERE contact_id = p.id)
                 FROM contact p WHERE ",
                self.engine.dialect().json_list("number")
            ));
            beyond(&mut query, &place);
            ordered(&mut query, i64::try_from(chunk).unwrap_or(i64::MAX));
            let rows: Vec<(ContactId, Millis, String)> =
                query.build().read_all(&self.engine).await?;
            let is_end = (rows.len() as u64) < chunk;
            for (id, at, numbers) in rows {
                let numbers: Vec<i64> = serde_json::from_str(&numbers)?;
                if numbers.iter().any(|number| set.has(*number)) {
                    ids.insert(id.clone());
                }
                place = Cursor {
                    at,
                    id: id.to_string(),
                };
            }
            if is_end || ids.len() as u64 >= need {
                return Ok(ids);
            }
            left = left.saturating_sub(chunk);
            if left == 0 {
                // They lie further down than most: looked up, there is an end to it.
                return self.of(set).await;
            }
            chunk = (chunk * 2).min(WALKED.1);
        }
    }

    /// The contacts of these conversations.
    async fn of(&self, set: &Set) -> Result<BTreeSet<ContactId>> {
        let numbers: Vec<i64> = set.numbers().collect();
        let dialect = self.engine.dialect();
        let ids: Vec<ContactId> = built(format!(
            "SELECT c.contact_id FROM {} {} conversation c ON c.number = j.value",
            dialect.list_rows("$1"),
            dialect.ordered_join()
        ))
        .bind(serde_json::to_string(&numbers)?)
        .read_all(&self.engine)
        .await?;
        Ok(ids.into_iter().collect())
    }
}

/// What was typed, and the telephone that it is in each form under which that may be stored.
struct Sought(Vec<Needs>);

impl Sought {
    /// None for nothing but white space, which everybody has.
    fn of(words: &str, by: By) -> Option<Self> {
        if words.trim().is_empty() {
            return None;
        }
        let mut all = vec![Needs::of(words)];
        if let Some(phone) = address::phone(words, by) {
            all.extend(phone.forms().map(Needs::of));
        }
        Some(Self(all))
    }

    /// Whether a contact has the words themselves: the index knows numbers by their parts, in any order. The addresses that
    /// they wrote from are a line each.
    fn finds(&self, contact: &Contact, written: &str) -> bool {
        let known = [
            Some(&contact.name),
            contact.email.as_ref(),
            contact.email_display.as_ref(),
            contact.phone.as_ref(),
        ];
        let known = known.into_iter().flatten().map(String::as_str);
        let known: Vec<&str> = known.chain(written.lines()).collect();
        self.0.iter().any(|needs| needs.are_in(&known))
    }
}

fn beyond(query: &mut Builder, place: &Cursor) {
    query.push("(p.created_at, p.id) < (");
    query.push_bind(place.at).push(", ");
    query.push_bind(&place.id).push(")");
}

fn ordered(query: &mut Builder, limit: i64) {
    query.push(" ORDER BY p.created_at DESC, p.id DESC LIMIT ");
    query.push_bind(limit);
}
