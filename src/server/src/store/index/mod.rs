//! What conversations are found by: for each term, which of them have it.
//!
//! Terms are made here and kept beside what they were made of, so that every database finds the same rows. Triggers note what
//! changed; [`settle`] brings the index up to it in the very transaction that changed it. So nobody who writes has to
//! think of the index, and what is committed is found.
//!
//! What is known of a contact, what was said, and how a conversation stands are three spaces of terms, told apart by their first
//! letter. Words that are no longer said stay; a search looks at the texts of what it found before it shows them.

pub(super) mod bits;
pub(super) mod facet;
mod posting;
pub(super) mod terms;
mod upgrade;

use std::collections::{BTreeMap, BTreeSet};

use encaixe_api::id::TagId;

use self::bits::place;
use self::facet::Stand;
use self::posting::Changes;
use super::{Result, Write};
use crate::address::shown;
use crate::fold::fold;
use crate::store::engine::{built, sql};

/// The terms of what is known of contacts.
pub(super) const KNOWN: char = 'k';
/// The terms of messages.
pub(super) const SAID: char = 'm';

/// Brings the index up to what was changed in this transaction.
///
/// # Errors
/// When the database fails.
pub(super) async fn settle(write: &mut Write) -> Result<()> {
    let (has_conversation, has_message): (bool, bool) = sql(
        "SELECT EXISTS (SELECT 1 FROM changed_conversation), EXISTS (SELECT 1 FROM changed_message)",
    )
    .read_one(&mut *write)
    .await?;
    let mut changes = Changes::default();
    let mut stands = Vec::new();
    if has_conversation {
        stands = conversations(write, &mut changes).await?;
    }
    if has_message {
        messages(write, &mut changes).await?;
    }
    changes.write(write).await?;
    for (number, facets, words) in stands {
        sql(
            "INSERT INTO indexed (number, facets, words) VALUES ($1, $2, $3)
             ON CONFLICT (number) DO UPDATE SET facets = excluded.facets, words = excluded.words",
        )
        .bind(number)
        .bind(facets)
        .bind(words)
        .execute(&mut *write)
        .await?;
    }
    for (is_changed, text) in [
        (has_conversation, "DELETE FROM changed_conversation"),
        (has_message, "DELETE FROM changed_message"),
    ] {
        if is_changed {
            sql(text).execute(&mut *write).await?;
        }
    }
    Ok(())
}

/// How each changed conversation stands and what is known of its contact, where that is not what is indexed.
async fn conversations(
    write: &mut Write,
    changes: &mut Changes,
) -> Result<Vec<(i64, String, String)>> {
    let join = write.dialect().ordered_join();
    let rows = built(format!(
        "SELECT n.number, c.status, c.assignee_id, c.team_id, c.channel_id, c.unread, c.identifier,
            p.name, p.email, p.phone, i.facets, i.words,
            (SELECT string_agg(tag_id, '\n') FROM conversation_tag WHERE conversation_id = c.id) AS tags
         FROM changed_conversation n {join} conversation c ON c.number = n.number
         {join} contact p ON p.id = c.contact_id LEFT JOIN indexed i ON i.number = n.number"
    ))
    .fetch_all(&mut *write)
    .await?;
    let mut stands = Vec::new();
    for row in &rows {
        let maybe = |name: &str| row.get::<Option<String>>(name);
        let number: i64 = row.get("number")?;
        let stand = Stand {
            status: row.get("status")?,
            assignee: row.get("assignee_id")?,
            group: row.get("team_id")?,
            channel: row.get("channel_id")?,
            is_unread: row.get::<i64>("unread")? > 0,
            tags: maybe("tags")?
                .iter()
                .flat_map(|tags| tags.lines())
                .map(TagId::from)
                .collect(),
        };
        let facets = stand.facets();
        let mut words = String::new();
        let email = maybe("email")?;
        // A domain in its own script is looked for in either way.
        let shown = email
            .as_deref()
            .map(shown)
            .filter(|shown| email.as_ref() != Some(shown));
        for known in [
            Some(row.get::<String>("name")?),
            email,
            shown,
            maybe("phone")?,
            maybe("identifier")?,
        ]
        .iter()
        .flatten()
        {
            words.push_str(&fold(known));
            words.push('\n');
        }
        let (was, knew) = (maybe("facets")?, maybe("words")?);
        if was.as_deref() == Some(&facets) && knew.as_deref() == Some(&words) {
            continue;
        }
        let was = was.unwrap_or_default();
        changes.swap(number, &facet::terms(&was), &facet::terms(&facets));
        let of = |words: &str| in_space(KNOWN, &terms::terms(words));
        changes.swap(number, &of(&knew.unwrap_or_default()), &of(&words));
        changes.count(&facet::tallied(&was), -1);
        changes.count(&facet::tallied(&facets), 1);
        stands.push((number, facets, words));
    }
    Ok(stands)
}

async fn messages(write: &mut Write, changes: &mut Changes) -> Result<()> {
    let join = write.dialect().ordered_join();
    let rows: Vec<(i64, String)> = built(format!(
        "SELECT c.number, m.body || COALESCE('\n' || m.file_name, '') FROM changed_message n
         {join} message m ON m.id = n.id {join} conversation c ON c.id = m.conversation_id"
    ))
    .read_all(&mut *write)
    .await?;
    let mut said: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for (number, body) in rows {
        said.entry(number)
            .or_default()
            .append(&mut terms::terms(&fold(&body)));
    }
    for (number, terms) in said {
        changes.swap(number, &BTreeSet::new(), &in_space(SAID, &terms));
    }
    Ok(())
}

fn in_space(space: char, terms: &BTreeSet<String>) -> BTreeSet<String> {
    terms.iter().map(|term| format!("{space}{term}")).collect()
}
