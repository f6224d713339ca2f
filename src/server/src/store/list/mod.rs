//! The list of conversations: what of it is wanted, a page at a time.
//!
//! What is wanted is a set of conversations, of which the index tells the size. A small set is looked up and sorted; a large one is
//! met soon by walking the list in its order. Either way a page costs the same however many conversations there are.

mod counts;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::{Filter, Order, Summary};
use encaixe_api::inbox::found::{COUNTED, Excerpt, Found};

use super::conversation::read;
use super::cursor::{Cursor, cut};
use super::index::bits::Set;
use super::index::facet;
use super::search::{Excerpts, Needs};
use super::{Result, Store};
use crate::store::engine::built;
use crate::time::Millis;

/// The word in a filter for nobody.
pub(super) const NONE: &str = "none";

/// A page of the list.
#[derive(Debug, PartialEq)]
pub struct Listed {
    /// The rows.
    pub items: Vec<Summary>,
    /// The `before` of the next page; none on the last one.
    pub next: Option<String>,
    /// How many a search found.
    pub found: Option<Found>,
    /// Why each row was found.
    pub excerpts: BTreeMap<ConversationId, Vec<Excerpt>>,
}

impl Store {
    /// The conversations before a point, in the order that the filter asks for. Its assignee is an id or `none`: who `me` is,
    /// the caller knows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn conversations(
        &self,
        filter: &Filter,
        before: &Cursor,
        limit: u32,
    ) -> Result<Listed> {
        let order = filter.order.unwrap_or(Order::Newest);
        let before = match order {
            Order::Waiting if *before == Cursor::newest() => Cursor::first(),
            _ => before.clone(),
        };
        let need = i64::from(limit) + 1;
        let needs = filter.q.as_deref().map(Needs::of);
        let is_plain = needs.is_none() && !asks_for_more(filter);
        let mut found = None;
        let rows = if is_plain || needs.is_none() && self.is_indexing().await? {
            self.walked(filter, order, &before, need).await?
        } else {
            let set = self.wanted(filter, needs.as_ref()).await?;
            found = needs.is_some().then(|| set.count());
            self.picked(&set, filter, order, &before, need).await?
        };
        let mut rows = rows
            .iter()
            .map(|row| Ok((row.get::<Millis>("sort_key")?, read(row)?)))
            .collect::<Result<Vec<_>>>()?;
        let next = cut(&mut rows, limit as usize, |(at, row)| Cursor {
            at: *at,
            id: row.id.to_string(),
        });
        let mut items: Vec<Summary> = rows.into_iter().map(|(_, row)| row).collect();
        let mut excerpts = BTreeMap::new();
        if let Some(needs) = &needs {
            let listed = items.len();
            excerpts = self.explain(needs, &mut items).await?;
            // What the index took for a find and is none.
            let wrong = u64::try_from(listed - items.len()).unwrap_or_default();
            found = found.map(|count| count.saturating_sub(wrong));
        }
        self.fill_tags(&mut items).await?;
        Ok(Listed {
            items,
            next,
            found: found.map(|count| Found {
                count: u32::try_from(count).unwrap_or(COUNTED).min(COUNTED),
                more: count > u64::from(COUNTED),
            }),
            excerpts,
        })
    }

    /// Everything that the filter asks for, status included.
    async fn wanted(&self, filter: &Filter, needs: Option<&Needs>) -> Result<Set> {
        let (assignee, group) = (filter.assignee.as_deref(), filter.group.as_deref());
        let facets = [
            filter.tag.as_ref().map(facet::tag),
            assignee.map(|id| facet::assignee(some(id).as_ref())),
            group.map(|id| facet::group(some(id).as_ref())),
            filter.channel.as_ref().map(facet::channel),
            filter.status.map(|status| facet::status(status.as_str())),
            (filter.unread == Some(true)).then(|| facet::UNREAD.to_owned()),
        ];
        let terms: BTreeSet<String> = facets
            .iter()
            .flatten()
            .map(|facet| facet::term(facet))
            .collect();
        let mut set = match (needs, terms.is_empty()) {
            (None, true) => self.everything().await?,
            (None, false) => self.with_all(&terms).await?,
            (Some(needs), true) => self.search(needs).await?,
            (Some(needs), false) => {
                let found = self.search(needs).await?;
                found.and(&self.with_all(&terms).await?)
            }
        };
        if filter.unread == Some(false) {
            let unread = self.with_term(&facet::term(facet::UNREAD)).await?;
            set = set.without(&unread);
        }
        Ok(set)
    }

    async fn everything(&self) -> Result<Set> {
        let open = self.with_term(&facet::term(&facet::status("open"))).await?;
        let closed = self
            .with_term(&facet::term(&facet::status("closed")))
            .await?;
        Ok(open.or(closed))
    }

    /// Why each row was found; those that were not are taken out.
    async fn explain(
        &self,
        needs: &Needs,
        items: &mut Vec<Summary>,
    ) -> Result<BTreeMap<ConversationId, Vec<Excerpt>>> {
        let mut all = BTreeMap::new();
        let mut excerpts = Excerpts::of(needs);
        for item in &*items {
            if let Some(found) = excerpts.find(self, &item.id).await? {
                all.insert(item.id.clone(), found);
            }
        }
        items.retain(|item| all.contains_key(&item.id));
        Ok(all)
    }

    pub(super) async fn fill_tags(&self, items: &mut [Summary]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let ids: Vec<&ConversationId> = items.iter().map(|item| &item.id).collect();
        // One text however many there are, so that the statement stays prepared.
        let dialect = self.engine.dialect();
        let rows = built(format!(
            "SELECT t.conversation_id, t.tag_id FROM {}
             {} conversation_tag t ON t.conversation_id = j.value
             ORDER BY t.conversation_id, t.position",
            dialect.list_rows("$1"),
            dialect.ordered_join()
        ))
        .bind(serde_json::to_string(&ids)?)
        .fetch_all(&self.engine)
        .await?;
        let mut tags: BTreeMap<ConversationId, Vec<TagId>> = BTreeMap::new();
        for row in rows {
            tags.entry(row.get("conversation_id")?)
                .or_default()
                .push(row.get("tag_id")?);
        }
        for item in items {
            item.tags = tags.remove(&item.id).unwrap_or_default();
        }
        Ok(())
    }
}

/// An id of a filter; none for nobody.
fn some<T: for<'a> From<&'a str>>(id: &str) -> Option<T> {
    (id != NONE).then(|| T::from(id))
}

/// Whether more is asked for than a status.
const fn asks_for_more(filter: &Filter) -> bool {
    filter.assignee.is_some()
        || filter.group.is_some()
        || filter.tag.is_some()
        || filter.channel.is_some()
        || filter.unread.is_some()
        // Those who wait are walked without regard to their status.
        || (filter.status.is_some() && matches!(filter.order, Some(Order::Waiting)))
}
