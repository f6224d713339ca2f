//! The rows of the index: a term, a block of conversations, and which of them have it.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::{Block, Set};
use super::place;
use crate::store::engine::{Builder, Dialect, built, sql};
use crate::store::{Result, Store, Write};

/// How many rows a statement reads or writes.
const ROWS: usize = 500;

/// What shall become of the index.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// By term and block, so that neighbours in the database are written one after the other.
    bits: BTreeMap<(String, i64), BTreeMap<u16, bool>>,
    tallies: BTreeMap<String, i64>,
}

impl Changes {
    /// A conversation had the one set of terms, and has the other.
    pub(super) fn swap(&mut self, number: i64, had: &BTreeSet<String>, has: &BTreeSet<String>) {
        let (block, place) = place(number);
        let gone = had.difference(has).map(|term| (term, false));
        for (term, is_in) in gone.chain(has.difference(had).map(|term| (term, true))) {
            let row = self.bits.entry((term.clone(), block)).or_default();
            row.insert(place, is_in);
        }
    }

    pub(super) fn count(&mut self, names: &BTreeSet<String>, by: i64) {
        for name in names {
            *self.tallies.entry(name.clone()).or_default() += by;
        }
    }

    pub(super) async fn write(self, write: &mut Write) -> Result<()> {
        let all: Vec<_> = self.bits.into_iter().collect();
        for some in all.chunks(ROWS) {
            let mut there = read(write, some.iter().map(|(key, _)| key)).await?;
            let mut kept = Vec::new();
            for (key, places) in some {
                let before = there.remove(key);
                let is_new = before.is_none();
                let mut block = before.unwrap_or(Block::EMPTY);
                let mut is_changed = false;
                for (place, is_in) in places {
                    is_changed |= block.put(*place, *is_in);
                }
                if block.is_empty() && !is_new {
                    sql("DELETE FROM posting WHERE term = $1 AND block = $2")
                        .bind(&key.0)
                        .bind(key.1)
                        .execute(&mut *write)
                        .await?;
                } else if is_changed {
                    kept.push((key, block.bytes()));
                }
            }
            keep(write, &kept).await?;
        }
        for (name, by) in self.tallies.into_iter().filter(|(_, by)| *by != 0) {
            sql("INSERT INTO tally (name, count) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET count = tally.count + excluded.count")
            .bind(name)
            .bind(by)
            .execute(&mut *write)
            .await?;
        }
        Ok(())
    }
}

async fn read<'a>(
    write: &mut Write,
    keys: impl ExactSizeIterator<Item = &'a (String, i64)>,
) -> Result<BTreeMap<(String, i64), Block>> {
    let is_full = keys.len() == ROWS;
    let mut query = Builder::new("SELECT p.term, p.block, p.bits FROM (");
    query.push_values(keys, |(term, block)| [term.into(), (*block).into()]);
    query.push(") w ").push(write.dialect().ordered_join());
    query.push(" posting p ON p.term = w.column1 AND p.block = w.column2");
    let query = query.build().cached(is_full);
    let found: Vec<(String, i64, Vec<u8>)> = query.read_all(&mut *write).await?;
    let blocks = found
        .into_iter()
        .map(|(term, block, bits)| ((term, block), Block::read(&bits)));
    Ok(blocks.collect())
}

async fn keep(write: &mut Write, rows: &[(&(String, i64), Vec<u8>)]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = Builder::new("INSERT INTO posting (term, block, bits) ");
    query.push_values(rows, |(key, bits)| {
        [(&key.0).into(), key.1.into(), bits.as_slice().into()]
    });
    query.push(" ON CONFLICT (term, block) DO UPDATE SET bits = excluded.bits");
    let query = query.build().cached(rows.len() == ROWS);
    query.execute(&mut *write).await?;
    Ok(())
}

/// All rows in one, by the places and lengths of their bits: a row each takes its way from the database alone, which for a
/// few hundred of them is most of the time.
fn joined(dialect: Dialect) -> String {
    let bits = dialect.joined_bytes("bits");
    format!("SELECT string_agg(block || ' ' || length(bits), ','), {bits} FROM posting")
}

impl Store {
    /// The conversations that have a term.
    pub(in crate::store) async fn with_term(&self, term: &str) -> Result<Set> {
        let text = format!("{} WHERE term = $1", joined(self.engine.dialect()));
        let row = built(text).bind(term);
        let (places, bits) = row.read_one(&self.engine).await?;
        Ok(set(places, bits))
    }

    /// The conversations that have all of these terms.
    pub(in crate::store) async fn with_all(&self, terms: &BTreeSet<String>) -> Result<Set> {
        let mut query = Builder::new(joined(self.engine.dialect()));
        query.push(" WHERE term IN (").push_list(terms);
        query.push(") GROUP BY term");
        let rows: Vec<(Option<String>, Option<Vec<u8>>)> =
            query.build().read_all(&self.engine).await?;
        if rows.len() < terms.len() {
            return Ok(Set::default());
        }
        let sets = rows.into_iter().map(|(places, bits)| set(places, bits));
        Ok(sets
            .reduce(|set, other| set.and(&other))
            .unwrap_or_default())
    }

    /// The conversations that have a term with this beginning.
    pub(in crate::store) async fn with_beginning(&self, term: &str) -> Result<Set> {
        let text = format!(
            "{} WHERE term >= $1 AND term < $2",
            joined(self.engine.dialect())
        );
        let row = built(text).bind(term).bind(format!("{term}\u{10ffff}"));
        let (places, bits) = row.read_one(&self.engine).await?;
        Ok(set(places, bits))
    }

    /// Counts that are kept, by their names; those that are not there are 0.
    pub(in crate::store) async fn tally(&self, name: &str) -> Result<u32> {
        let count: Option<i64> = sql("SELECT count FROM tally WHERE name = $1")
            .bind(name)
            .read_optional(&self.engine)
            .await?;
        Ok(count
            .and_then(|count| count.try_into().ok())
            .unwrap_or_default())
    }
}

/// Reads rows that were joined; none of either for no rows.
fn set(places: Option<String>, bits: Option<Vec<u8>>) -> Set {
    let (places, bits) = (places.unwrap_or_default(), bits.unwrap_or_default());
    let mut set = Set::default();
    let mut rest = bits.as_slice();
    for place in places.split(',') {
        let Some((block, length)) = place.split_once(' ') else {
            continue;
        };
        if let (Ok(block), Ok(length)) = (block.parse(), length.parse())
            && let Some((bits, after)) = rest.split_at_checked(length)
        {
            set.add(block, bits);
            rest = after;
        }
    }
    set
}
