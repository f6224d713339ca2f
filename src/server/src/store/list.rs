//! The list of conversations: what of it is wanted, a page at a time.
//!
//! What is wanted is a set of conversations, of which the index tells the size. A small set is looked up and sorted; a large one is
//! met soon by walking the list in its order. Either way a page costs the same however many conversations there are.

use std::collections::BTreeMap;

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::{Filter, Order, Summary};
use encaixe_api::inbox::found::{COUNTED, Counts, Excerpt, Found};
use sqlx::{QueryBuilder, Row as _, Sqlite};

use super::conversation::{JOINED, SELECTED, read};
use super::cursor::{Cursor, cut};
use super::index::bits::Set;
use super::index::facet;
use super::search::{Excerpts, Needs};
use super::{Result, Store, narrow};
use crate::time::Millis;

/// The word in a filter for nobody.
pub(super) const NONE: &str = "none";

/// The largest set that is looked up one by one.
const FEW: u64 = 2_000;

/// How many rows of the list are walked at once, at least and at most.
const WALKED: (u64, u64) = (256, 32_768);

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

/// How an order reads in SQL: what is sorted by, the sign between a row and the place before it, and the direction.
struct Sorted {
    key: &'static str,
    beyond: &'static str,
    direction: &'static str,
}

const fn sorted(order: Order) -> Sorted {
    match order {
        Order::Newest => Sorted {
            key: "c.updated_at",
            beyond: "<",
            direction: "DESC",
        },
        Order::Waiting => Sorted {
            key: "COALESCE(c.waiting_since, 8640000000000000 - c.updated_at)",
            beyond: ">",
            direction: "ASC",
        },
    }
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
            let numbers = self.pick(&set, filter, order, &before, need).await?;
            self.listed(&numbers, order, &before, need).await?
        };
        let mut rows = rows
            .iter()
            .map(|row| Ok((row.try_get::<Millis, _>("sort_key")?, read(row)?)))
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

    /// How many open conversations there are, and how many of them have messages that nobody here has seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counts(&self, me: Option<&str>) -> Result<(Counts, u32)> {
        let mine = facet::assignee(me);
        if self.is_indexing().await? {
            return self.counted(me).await;
        }
        let counts = Counts {
            open: self.tally(&facet::status("open")).await?,
            mine: match me {
                Some(_) => Some(self.tally(&facet::open(&mine)).await?),
                None => None,
            },
            unassigned: self.tally(&facet::open(&facet::assignee(None))).await?,
        };
        Ok((counts, self.tally(&facet::open(facet::UNREAD)).await?))
    }

    /// The same, by looking at every open conversation.
    async fn counted(&self, me: Option<&str>) -> Result<(Counts, u32)> {
        let row = sqlx::query(
            "SELECT COUNT(*) AS open, COUNT(*) FILTER (WHERE assignee_id = $1) AS mine,
                COUNT(*) FILTER (WHERE assignee_id IS NULL) AS unassigned,
                COUNT(*) FILTER (WHERE unread > 0) AS unread
             FROM conversation WHERE status = 'open'",
        )
        .bind(me)
        .fetch_one(&self.reader)
        .await?;
        let counts = Counts {
            open: row.try_get("open")?,
            mine: me.is_some().then(|| row.try_get("mine")).transpose()?,
            unassigned: row.try_get("unassigned")?,
        };
        Ok((counts, row.try_get("unread")?))
    }

    /// Everything that the filter asks for, status included.
    async fn wanted(&self, filter: &Filter, needs: Option<&Needs>) -> Result<Set> {
        let some = |id: &str| (id != NONE).then(|| id.to_owned());
        let mut facets = Vec::new();
        facets.extend(filter.tag.as_ref().map(|id| facet::tag(id.as_str())));
        facets.extend(
            filter
                .assignee
                .as_deref()
                .map(|id| facet::assignee(some(id).as_deref())),
        );
        facets.extend(
            filter
                .group
                .as_deref()
                .map(|id| facet::group(some(id).as_deref())),
        );
        facets.extend(
            filter
                .channel
                .as_ref()
                .map(|id| facet::channel(id.as_str())),
        );
        facets.extend(filter.status.map(|status| facet::status(status.as_str())));
        if filter.unread == Some(true) {
            facets.push(facet::UNREAD.to_owned());
        }
        let mut set = match (needs, facets.pop()) {
            (Some(needs), first) => {
                facets.extend(first);
                self.search(needs).await?
            }
            (None, Some(facet)) => self.with_term(&facet::term(&facet)).await?,
            (None, None) => self.everything().await?,
        };
        for facet in facets {
            if set.is_empty() {
                return Ok(set);
            }
            set = set.and(&self.with_term(&facet::term(&facet)).await?);
        }
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

    /// Of a set, those that may stand on the page: all of a small one, else the first that a walk in the order of the list meets.
    async fn pick(
        &self,
        set: &Set,
        filter: &Filter,
        order: Order,
        before: &Cursor,
        need: i64,
    ) -> Result<Vec<i64>> {
        let count = set.count();
        if count <= FEW {
            return Ok(set.numbers().collect());
        }
        let status = filter.status.filter(|_| order == Order::Newest);
        let of = match status {
            Some(status) => self.tally(&facet::status(status.as_str())).await?,
            None => self.tally(facet::ALL).await?,
        };
        let need = need.unsigned_abs();
        let mut chunk = (need * u64::from(of) / count * 3 / 2).clamp(WALKED.0, WALKED.1);
        let mut picked = Vec::new();
        let mut place = before.clone();
        loop {
            let mut query = QueryBuilder::new("SELECT c.number, ");
            query
                .push(sorted(order).key)
                .push(" AS sort_key, c.id FROM conversation c WHERE ");
            beyond(&mut query, order, &place);
            if let Some(status) = status {
                query.push(" AND c.status = ").push_bind(status.as_str());
            }
            ordered(&mut query, order, i64::try_from(chunk).unwrap_or(i64::MAX));
            let rows = query
                .build_query_as::<(i64, Millis, String)>()
                .fetch_all(&self.reader)
                .await?;
            picked.extend(
                rows.iter()
                    .map(|row| row.0)
                    .filter(|number| set.has(*number)),
            );
            match rows.into_iter().last() {
                Some((_, at, id)) if (picked.len() as u64) < need => place = Cursor { at, id },
                _ => return Ok(picked),
            }
            chunk = (chunk * 2).min(WALKED.1);
        }
    }

    /// Those of these numbers that stand on the page.
    async fn listed(
        &self,
        numbers: &[i64],
        order: Order,
        before: &Cursor,
        need: i64,
    ) -> Result<Vec<super::Row>> {
        let mut query = selected(order);
        query.push("SELECT c.id FROM json_each(");
        query.push_bind(serde_json::to_string(numbers)?);
        query.push(") j CROSS JOIN conversation c ON c.number = j.value WHERE ");
        beyond(&mut query, order, before);
        ordered(&mut query, order, need);
        finished(&mut query, order);
        Ok(query.build().fetch_all(&self.reader).await?)
    }

    /// Walks the list until the page is full.
    async fn walked(
        &self,
        filter: &Filter,
        order: Order,
        before: &Cursor,
        need: i64,
    ) -> Result<Vec<super::Row>> {
        let mut query = selected(order);
        query.push("SELECT c.id FROM conversation c WHERE ");
        beyond(&mut query, order, before);
        narrow::push(&mut query, filter);
        ordered(&mut query, order, need);
        finished(&mut query, order);
        Ok(query.build().fetch_all(&self.reader).await?)
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
            if let Some(found) = excerpts.find(self, item.id.as_str()).await? {
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

/// The rows of the page first: what belongs to a row is looked up for those alone.
fn selected(order: Order) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(SELECTED);
    query
        .push(", ")
        .push(sorted(order).key)
        .push(" AS sort_key FROM (");
    query
}

fn beyond(query: &mut QueryBuilder<Sqlite>, order: Order, place: &Cursor) {
    let sorted = sorted(order);
    // Of a pair with an expression in it SQLite makes no place to begin a walk at.
    query
        .push(sorted.key)
        .push(" ")
        .push(sorted.beyond)
        .push("= ");
    query.push_bind(place.at);
    query.push(" AND (").push(sorted.key).push(", c.id) ");
    query.push(sorted.beyond).push(" (");
    query.push_bind(place.at).push(", ");
    query.push_bind(place.id.clone()).push(")");
}

fn ordered(query: &mut QueryBuilder<Sqlite>, order: Order, limit: i64) {
    sort(query, order);
    query.push(" LIMIT ").push_bind(limit);
}

fn finished(query: &mut QueryBuilder<Sqlite>, order: Order) {
    query.push(") page CROSS JOIN conversation c ON c.id = page.id");
    query.push(JOINED);
    sort(query, order);
}

fn sort(query: &mut QueryBuilder<Sqlite>, order: Order) {
    let sorted = sorted(order);
    query
        .push(" ORDER BY ")
        .push(sorted.key)
        .push(" ")
        .push(sorted.direction);
    query.push(", c.id ").push(sorted.direction);
}
