//! The list of conversations: what of it is wanted, a page at a time.

use std::collections::BTreeMap;

use encaixe_api::id::TagId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Filter, Summary};
use sqlx::{QueryBuilder, Row as _, Sqlite};

use super::conversation::{JOINED, SELECTED, read};
use super::cursor::{Cursor, cut};
use super::{Result, Store, search};
use crate::time::Millis;

/// The word in a filter for nobody.
const NONE: &str = "none";

impl Store {
    /// The conversations before a point, newest first. The filter's assignee is an id or `none`: who `me` is, the caller
    /// knows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn conversations(
        &self,
        filter: &Filter,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<Summary>> {
        // The rows of the page first: what belongs to a row is looked up for those alone.
        let mut query = QueryBuilder::new(SELECTED);
        query.push(" FROM (SELECT c.id FROM conversation c WHERE (c.updated_at, c.id) < (");
        query.push_bind(before.at).push(", ").push_bind(&before.id);
        query.push(")");
        narrow(&mut query, filter);
        query.push(" ORDER BY c.updated_at DESC, c.id DESC LIMIT ");
        query.push_bind(i64::from(limit) + 1);
        query.push(") page JOIN conversation c ON c.id = page.id");
        query.push(JOINED);
        query.push(" ORDER BY c.updated_at DESC, c.id DESC");
        let rows = query.build().fetch_all(&self.reader).await?;
        let mut found = rows
            .iter()
            .map(|row| Ok((row.try_get::<Millis, _>("updated_at")?, read(row)?)))
            .collect::<Result<Vec<_>>>()?;
        let next = cut(&mut found, limit as usize, |(at, row)| Cursor {
            at: *at,
            id: row.id.to_string(),
        });
        let mut items: Vec<Summary> = found.into_iter().map(|(_, row)| row).collect();
        self.fill_tags(&mut items).await?;
        Ok(Page { items, next })
    }

    /// How many open conversations have messages that nobody here has seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unread(&self) -> Result<u32> {
        let count = sqlx::query_scalar(
            "SELECT COUNT(*) FROM conversation WHERE status = 'open' AND unread > 0",
        );
        Ok(count.fetch_one(&self.reader).await?)
    }

    pub(super) async fn fill_tags(&self, items: &mut [Summary]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let mut query = QueryBuilder::new(
            "SELECT conversation_id, tag_id FROM conversation_tag WHERE conversation_id IN (",
        );
        let mut ids = query.separated(", ");
        for item in &*items {
            ids.push_bind(item.id.to_string());
        }
        query.push(") ORDER BY conversation_id, position");
        let mut tags: BTreeMap<String, Vec<TagId>> = BTreeMap::new();
        for row in query.build().fetch_all(&self.reader).await? {
            tags.entry(row.try_get("conversation_id")?)
                .or_default()
                .push(TagId::new(row.try_get::<String, _>("tag_id")?));
        }
        for item in items {
            item.tags = tags.remove(item.id.as_str()).unwrap_or_default();
        }
        Ok(())
    }
}

fn narrow(query: &mut QueryBuilder<Sqlite>, filter: &Filter) {
    if let Some(status) = filter.status {
        query.push(" AND c.status = ").push_bind(status.as_str());
    }
    for (column, wanted) in [
        ("assignee_id", filter.assignee.as_deref()),
        ("team_id", filter.group.as_deref()),
    ] {
        match wanted {
            None => {}
            Some(NONE) => {
                query.push(" AND c.").push(column).push(" IS NULL");
            }
            Some(id) => {
                query.push(" AND c.").push(column).push(" = ");
                query.push_bind(id.to_owned());
            }
        }
    }
    if let Some(channel) = &filter.channel {
        query.push(" AND c.channel_id = ");
        query.push_bind(channel.to_string());
    }
    match filter.unread {
        None => {}
        Some(true) => {
            query.push(" AND c.unread > 0");
        }
        Some(false) => {
            query.push(" AND c.unread = 0");
        }
    }
    if let Some(tag) = &filter.tag {
        // The plus keeps the walk in the order of the list: SQLite would sort all that have the tag.
        query.push(" AND +c.id IN (SELECT conversation_id FROM conversation_tag WHERE tag_id = ");
        query.push_bind(tag.to_string()).push(")");
    }
    if let Some(text) = &filter.q {
        search::push(query, text);
    }
}
