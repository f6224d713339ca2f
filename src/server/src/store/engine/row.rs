//! The rows that a statement gives, and what can be read of them.

use encaixe_api::id::{
    AttendanceId, CannedReplyId, CategoryId, CategoryItemId, ChannelId, ConnectionId, ContactId,
    ConversationId, CustomFieldId, DeliveryId, EndpointId, GroupId, MemberId, MergeId, MessageId,
    PluginId, SessionId, TagId, TokenId, WorkspaceId,
};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use super::{Error, Result};

/// A row of an answer.
pub(in crate::store) enum Row {
    /// One of SQLite's.
    Sqlite(SqliteRow),
}

/// Which part of a row: by its name, or by its place, counted from 0.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum Column<'a> {
    Name(&'a str),
    Place(usize),
}

impl<'a> From<&'a str> for Column<'a> {
    fn from(name: &'a str) -> Self {
        Self::Name(name)
    }
}

impl From<usize> for Column<'_> {
    fn from(place: usize) -> Self {
        Self::Place(place)
    }
}

impl Row {
    /// What stands in a column.
    ///
    /// # Errors
    /// When there is no such column, or it holds something else.
    pub(in crate::store) fn get<'a, T: Cell>(
        &self,
        column: impl Into<Column<'a>>,
    ) -> super::Result<T> {
        T::read(self, column.into())
    }
}

/// What a column can hold: a value of one of the four types, each or nothing. Ids are texts that say whose they are.
pub(in crate::store) trait Cell: Sized {
    fn read(row: &Row, column: Column<'_>) -> Result<Self>;
}

macro_rules! cells {
    ($($cell:ty),+) => {$(
        impl Cell for Option<$cell> {
            fn read(row: &Row, column: Column<'_>) -> Result<Self> {
                let Row::Sqlite(row) = row;
                Ok(match column {
                    Column::Name(name) => row.try_get(name)?,
                    Column::Place(place) => row.try_get(place)?,
                })
            }
        }

        impl Cell for $cell {
            fn read(row: &Row, column: Column<'_>) -> Result<Self> {
                // The driver itself takes nothing for an empty text, or for 0.
                Option::<$cell>::read(row, column)?.ok_or(Error::Nothing)
            }
        }
    )+};
}

cells!(String, i64, bool, Vec<u8>);

impl Cell for u32 {
    fn read(row: &Row, column: Column<'_>) -> Result<Self> {
        let number = i64::read(row, column)?;
        Self::try_from(number).map_err(|_| Error::Range(number))
    }
}

macro_rules! ids {
    ($($id:ty),+) => {$(
        impl Cell for $id {
            fn read(row: &Row, column: Column<'_>) -> Result<Self> {
                String::read(row, column).map(Self::new)
            }
        }

        impl Cell for Option<$id> {
            fn read(row: &Row, column: Column<'_>) -> Result<Self> {
                Ok(Option::<String>::read(row, column)?.map(<$id>::new))
            }
        }
    )+};
}

ids!(
    AttendanceId,
    CannedReplyId,
    CategoryId,
    CategoryItemId,
    ChannelId,
    ConnectionId,
    ContactId,
    ConversationId,
    CustomFieldId,
    DeliveryId,
    EndpointId,
    GroupId,
    MemberId,
    MergeId,
    MessageId,
    PluginId,
    SessionId,
    TagId,
    TokenId,
    WorkspaceId
);

/// What a whole row is read as: its only column, or all of them in their order.
pub(in crate::store) trait Columns: Sized {
    fn of(row: &Row) -> Result<Self>;
}

impl<T: Cell> Columns for T {
    fn of(row: &Row) -> Result<Self> {
        row.get(0)
    }
}

macro_rules! tuples {
    ($($($cell:ident $place:literal),+;)+) => {$(
        impl<$($cell: Cell),+> Columns for ($($cell,)+) {
            fn of(row: &Row) -> Result<Self> {
                Ok(($(row.get::<$cell>($place)?,)+))
            }
        }
    )+};
}

tuples! {
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
}
