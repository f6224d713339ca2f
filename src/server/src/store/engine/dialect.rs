//! What each engine says in its own words.

use super::sqlite;

/// Whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Dialect {
    Sqlite,
}

impl Dialect {
    /// A table `j` of the parts of the JSON list at a place, in its column `value`.
    pub(in crate::store) fn list_rows(self, place: &str) -> String {
        match self {
            Self::Sqlite => sqlite::dialect::list_rows(place),
        }
    }

    /// All values of a column as one JSON list.
    pub(in crate::store) fn json_list(self, column: &str) -> String {
        match self {
            Self::Sqlite => sqlite::dialect::json_list(column),
        }
    }

    /// All bytes of a column in one.
    pub(in crate::store) fn joined_bytes(self, column: &str) -> String {
        match self {
            Self::Sqlite => sqlite::dialect::joined_bytes(column),
        }
    }

    /// A join that reads what stands before it first: those rows are few.
    pub(in crate::store) const fn ordered_join(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::dialect::ORDERED_JOIN,
        }
    }

    /// What stands before a column by which nothing is looked up, since the order of the rows comes of another index.
    pub(in crate::store) const fn unindexed(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::dialect::UNINDEXED,
        }
    }
}
