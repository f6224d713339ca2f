//! A statement of which not all is known beforehand: so many rows, some conditions or none.

use std::borrow::Cow;

use super::dialect::Dialect;
use super::query::Query;
use super::value::Value;

/// Stands in the text for each value, in their order; no text of ours has it otherwise. An engine that counts its places
/// writes its own sign instead.
const PLACE: &str = "?";

/// A statement while it is put together. What came from outside is bound.
#[derive(Debug)]
pub(in crate::store) struct Builder {
    text: String,
    values: Vec<Value>,
}

impl Builder {
    pub(in crate::store) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            values: Vec::new(),
        }
    }

    /// Adds words of this program.
    pub(in crate::store) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a value in its place.
    pub(in crate::store) fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.text.push_str(PLACE);
        self.values.push(value.into());
        self
    }

    /// Adds a table `j` of the parts of a JSON list, in its column `value`.
    pub(in crate::store) fn push_list_rows(&mut self, dialect: Dialect, list: String) -> &mut Self {
        self.push(&dialect.list_rows(PLACE)).push(" ");
        self.values.push(list.into());
        self
    }

    /// Adds values with commas between them.
    pub(in crate::store) fn push_list<V: Into<Value>>(
        &mut self,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                self.push(", ");
            }
            self.push_bind(value);
        }
        self
    }

    /// Adds `VALUES` and a row for each item, whose values `row` gives in the order of their columns.
    pub(in crate::store) fn push_values<T, const N: usize>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut row: impl FnMut(T) -> [Value; N],
    ) -> &mut Self {
        self.push("VALUES ");
        for (at, item) in items.into_iter().enumerate() {
            self.push(if at > 0 { ", (" } else { "(" });
            self.push_list(row(item)).push(")");
        }
        self
    }

    pub(in crate::store) fn build(self) -> Query {
        Query {
            text: Cow::Owned(self.text),
            values: self.values,
            is_cached: true,
        }
    }
}
