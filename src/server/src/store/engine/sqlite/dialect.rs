//! Fragments of statements that only SQLite reads.

/// Its join in the order that is written.
pub(in crate::store::engine) const ORDERED_JOIN: &str = "CROSS JOIN";

/// Keeps SQLite from an index of the column that follows, after which it would sort all that fit.
pub(in crate::store::engine) const UNINDEXED: &str = "+";

pub(in crate::store::engine) fn list_rows(place: &str) -> String {
    format!("json_each({place}) j")
}

pub(in crate::store::engine) fn json_list(column: &str) -> String {
    format!("json_group_array({column})")
}

pub(in crate::store::engine) fn joined_bytes(column: &str) -> String {
    format!("CAST(group_concat({column}, '') AS BLOB)")
}
