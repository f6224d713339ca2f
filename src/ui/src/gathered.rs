//! Maps, sets and sorted lists in little code. The standard library's `collect` and `sort` sort by an algorithm that is made
//! anew for each type, 5 KB of the page each time; what the page holds is short.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The map of these pairs; the last of a key counts.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// The set of these.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// These in order; those that are equal stay as they were.
pub fn sorted<T>(
    items: impl IntoIterator<Item = T>,
    compare: impl Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::new();
    for item in items {
        let place = sorted.partition_point(|one| compare(one, &item) != Ordering::Greater);
        sorted.insert(place, item);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::{map, set, sorted};

    #[test]
    fn equal_ones_keep_their_order_and_the_last_of_a_key_counts() {
        let pairs = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        let in_order = sorted(pairs, |one, other| one.0.cmp(&other.0));
        assert_eq!(in_order, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        assert!(map(pairs).into_iter().eq([(0, 'd'), (1, 'e'), (2, 'c')]));
        assert!(set([3, 1, 3]).into_iter().eq([1, 3]));
    }
}
