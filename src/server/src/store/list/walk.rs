//! The rows of a page: met by a walk in the order of the list, or looked up.

use encaixe_api::inbox::conversation::{Filter, Order, Status};

use crate::store::conversation::{JOINED, SELECTED};
use crate::store::cursor::Cursor;
use crate::store::engine::{Builder, Dialect, Executor, Transaction, built};
use crate::store::index::bits::Set;
use crate::store::index::facet;
use crate::store::{Result, Row, Store, narrow};
use crate::time::Millis;

/// How many steps of a walk take as long as looking one conversation up: neighbours in an index lie on one page of the file.
const LOOKUP: u64 = 30;

/// How many times as far as is likely a walk goes at once, since to go on takes a question of its own.
const AHEAD: u64 = 2;

/// How many rows of the list are walked at once, at least and at most.
const WALKED: (u64, u64) = (256, 32_768);

/// How an order reads in SQL: what is sorted by, the sign between a row and the place before it, and the direction.
pub(super) struct Sorted {
    pub(super) key: &'static str,
    beyond: &'static str,
    direction: &'static str,
}

pub(super) const fn sorted(order: Order) -> Sorted {
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
    /// The rows of the page, of a set: met by a walk in the order of the list, or looked up where that is likely to take less.
    pub(super) async fn picked(
        &self,
        set: &Set,
        filter: &Filter,
        order: Order,
        before: &Cursor,
        need: i64,
    ) -> Result<Vec<Row>> {
        let (count, needed) = (set.count(), need.unsigned_abs());
        if count > needed {
            let status = filter.status.filter(|_| order == Order::Newest);
            let of = match status {
                Some(status) => self.tally(&facet::status(status.as_str())).await?,
                None => self.tally(facet::ALL).await?,
            };
            let far = needed * u64::from(of) / count * AHEAD;
            if far < count * LOOKUP {
                // All of it sees the list as it is now: what moves meanwhile is met where it was, once.
                let mut read = self.engine.snapshot().await?;
                let met = meet(&mut read, set, status, order, before, needed, far).await?;
                if let Some(numbers) = met {
                    return self.listed(&mut read, &numbers, order, before, need).await;
                }
            }
        }
        let numbers: Vec<i64> = set.numbers().collect();
        self.listed(&self.engine, &numbers, order, before, need)
            .await
    }

    /// Walks the list until the page is full.
    pub(super) async fn walked(
        &self,
        filter: &Filter,
        order: Order,
        before: &Cursor,
        need: i64,
    ) -> Result<Vec<Row>> {
        let mut query = selected(order);
        query.push("SELECT c.number FROM conversation c WHERE ");
        beyond(&mut query, order, before);
        narrow::push(&mut query, self.engine.dialect(), filter);
        ordered(&mut query, order, need);
        finished(&mut query, self.engine.dialect(), order);
        Ok(query.build().fetch_all(&self.engine).await?)
    }

    /// Those of these numbers that stand on the page.
    async fn listed(
        &self,
        on: impl Into<Executor<'_>>,
        numbers: &[i64],
        order: Order,
        before: &Cursor,
        need: i64,
    ) -> Result<Vec<Row>> {
        let dialect = self.engine.dialect();
        // One text however many there are, so that the statement stays prepared.
        let mut query = selected(order);
        query.push("SELECT c.number FROM ");
        query.push_list_rows(dialect, serde_json::to_string(numbers)?);
        query.push(dialect.ordered_join());
        query.push(" conversation c ON c.number = j.value WHERE ");
        beyond(&mut query, order, before);
        ordered(&mut query, order, need);
        finished(&mut query, dialect, order);
        Ok(query.build().fetch_all(on).await?)
    }
}

/// Of a set, the first that a walk in the order of the list meets; nothing where they lie further down than most.
async fn meet(
    read: &mut Transaction,
    set: &Set,
    status: Option<Status>,
    order: Order,
    before: &Cursor,
    need: u64,
    far: u64,
) -> Result<Option<Vec<i64>>> {
    let mut left = set.count() * LOOKUP;
    let mut chunk = far.clamp(WALKED.0, WALKED.1);
    let mut met = Vec::new();
    let mut place = before.clone();
    let dialect = read.dialect();
    loop {
        let mut query = Builder::new(format!(
            "SELECT {} FROM (SELECT c.number AS number",
            dialect.json_list("number")
        ));
        query.push(" FROM conversation c WHERE ");
        beyond(&mut query, order, &place);
        if let Some(status) = status {
            query.push(" AND c.status = ").push_bind(status.as_str());
        }
        ordered(&mut query, order, i64::try_from(chunk).unwrap_or(i64::MAX));
        query.push(") walked");
        // One text instead of a row each, which would take most of the time.
        let walked: String = query.build().read_one(&mut *read).await?;
        let walked: Vec<i64> = serde_json::from_str(&walked)?;
        met.extend(walked.iter().filter(|number| set.has(**number)));
        let is_end = (walked.len() as u64) < chunk || met.len() as u64 >= need;
        let (false, Some(last)) = (is_end, walked.last()) else {
            met.truncate(usize::try_from(need).unwrap_or(usize::MAX));
            return Ok(Some(met));
        };
        left = left.saturating_sub(chunk);
        let next = place_of(read, *last, order).await?;
        let (Some(next), true) = (next, left > 0) else {
            return Ok(None);
        };
        place = next;
        chunk = (chunk * 2).min(WALKED.1);
    }
}

/// Where a conversation stands in the list.
async fn place_of(read: &mut Transaction, number: i64, order: Order) -> Result<Option<Cursor>> {
    let key = sorted(order).key;
    let text = format!("SELECT {key}, c.id FROM conversation c WHERE c.number = $1");
    let found: Option<(Millis, String)> = built(text).bind(number).read_optional(read).await?;
    Ok(found.map(|(at, id)| Cursor { at, id }))
}

/// The rows of the page first: what belongs to a row is looked up for those alone.
fn selected(order: Order) -> Builder {
    let mut query = Builder::new(SELECTED);
    query
        .push(", ")
        .push(sorted(order).key)
        .push(" AS sort_key FROM (");
    query
}

fn beyond(query: &mut Builder, order: Order, place: &Cursor) {
    let sorted = sorted(order);
    // Of a pair with an expression in it SQLite makes no place to begin a walk at.
    query
        .push(sorted.key)
        .push(" ")
        .push(sorted.beyond)
        .push("= ");
    query.push_bind(place.at);
    if [Cursor::newest(), Cursor::first()].contains(place) {
        // The beginning: everything lies beyond it.
        return;
    }
    query.push(" AND (").push(sorted.key).push(", c.id) ");
    query.push(sorted.beyond).push(" (");
    query.push_bind(place.at).push(", ");
    query.push_bind(&place.id).push(")");
}

fn ordered(query: &mut Builder, order: Order, limit: i64) {
    sort(query, order);
    query.push(" LIMIT ").push_bind(limit);
}

fn finished(query: &mut Builder, dialect: Dialect, order: Order) {
    query.push(") page ").push(dialect.ordered_join());
    query.push(" conversation c ON c.number = page.number");
    query.push(JOINED);
    sort(query, order);
}

fn sort(query: &mut Builder, order: Order) {
    let sorted = sorted(order);
    query
        .push(" ORDER BY ")
        .push(sorted.key)
        .push(" ")
        .push(sorted.direction);
    query.push(", c.id ").push(sorted.direction);
}
