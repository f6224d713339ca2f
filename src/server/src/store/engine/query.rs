//! A statement with its values, and what can be asked of it.

use std::borrow::Cow;

use super::row::{Columns, Row};
use super::value::Value;
use super::{Error, Executor, Result, sqlite};

/// A statement. Its text is prepared once on each connection and remembered there.
#[derive(Debug, Clone)]
#[must_use = "a statement does nothing until it is run"]
pub(in crate::store) struct Query {
    pub(super) text: Cow<'static, str>,
    pub(super) values: Vec<Value>,
    pub(super) is_cached: bool,
}

/// A statement; `$1` is the first value that is bound.
pub(in crate::store) const fn sql(text: &'static str) -> Query {
    Query {
        text: Cow::Borrowed(text),
        values: Vec::new(),
        is_cached: true,
    }
}

/// A statement that is put together of words of this program alone. What came from outside is bound.
pub(in crate::store) const fn built(text: String) -> Query {
    Query {
        text: Cow::Owned(text),
        values: Vec::new(),
        is_cached: true,
    }
}

impl Query {
    /// Binds the next value.
    pub(in crate::store) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Whether its text is worth remembering: not when the next one is likely to be another.
    pub(in crate::store) const fn cached(mut self, is_cached: bool) -> Self {
        self.is_cached = is_cached;
        self
    }

    /// Runs it; how many rows it touched.
    pub(in crate::store) async fn execute(self, on: impl Into<Executor<'_>>) -> Result<u64> {
        let Executor::Sqlite(on) = on.into();
        sqlite::execute(self, on).await
    }

    /// All rows.
    pub(in crate::store) async fn fetch_all(self, on: impl Into<Executor<'_>>) -> Result<Vec<Row>> {
        let Executor::Sqlite(on) = on.into();
        sqlite::fetch_all(self, on).await
    }

    /// The first row; an error when there is none.
    pub(in crate::store) async fn fetch_one(self, on: impl Into<Executor<'_>>) -> Result<Row> {
        let row = self.fetch_optional(on).await?;
        row.ok_or(Error::NoRow)
    }

    /// The first row, if there is one.
    pub(in crate::store) async fn fetch_optional(
        self,
        on: impl Into<Executor<'_>>,
    ) -> Result<Option<Row>> {
        let Executor::Sqlite(on) = on.into();
        sqlite::fetch_optional(self, on).await
    }

    /// Reads all rows: the only column of each, or all its columns as a tuple.
    pub(in crate::store) async fn read_all<T: Columns>(
        self,
        on: impl Into<Executor<'_>>,
    ) -> Result<Vec<T>> {
        self.fetch_all(on).await?.iter().map(T::of).collect()
    }

    /// Reads the first row; an error when there is none.
    pub(in crate::store) async fn read_one<T: Columns>(
        self,
        on: impl Into<Executor<'_>>,
    ) -> Result<T> {
        T::of(&self.fetch_one(on).await?)
    }

    /// Reads the first row, if there is one.
    pub(in crate::store) async fn read_optional<T: Columns>(
        self,
        on: impl Into<Executor<'_>>,
    ) -> Result<Option<T>> {
        self.fetch_optional(on)
            .await?
            .as_ref()
            .map(T::of)
            .transpose()
    }
}
