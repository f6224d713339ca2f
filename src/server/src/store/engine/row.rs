//! The rows that a statement gives, and what can be read of them.

use std::sync::Arc;

use encaixe_api::id::{
    AttendanceId, CannedReplyId, CategoryId, CategoryItemId, ChannelId, ConnectionId, ContactId,
    ConversationId, CustomFieldId, DeliveryId, EndpointId, GroupId, IntegrationId, MemberId,
    MergeId, MessageId, PluginId, SessionId, TagId, TokenId, WorkspaceId,
};

use super::{Error, Result};

/// A row of an answer: what stands in each of its columns.
#[derive(Debug)]
pub(in crate::store) struct Row {
    names: Arc<[Box<str>]>,
    data: Vec<Datum>,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Datum {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// A whole number; an engine without yes and no has 1 and 0.
    Whole(i64),
    /// Bytes.
    Bytes(Vec<u8>),
    /// What no statement of ours gives.
    Other,
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
    /// A row of columns with these names.
    pub(super) const fn new(names: Arc<[Box<str>]>, data: Vec<Datum>) -> Self {
        Self { names, data }
    }

    fn datum(&self, column: Column<'_>) -> Result<&Datum> {
        let place = match column {
            Column::Name(name) => self.names.iter().position(|one| **one == *name),
            Column::Place(place) => Some(place),
        };
        place
            .and_then(|place| self.data.get(place))
            .ok_or_else(|| Error::Column(format!("{column:?}")))
    }

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
    ($($cell:ty: $datum:pat => $value:expr),+ $(,)?) => {$(
        impl Cell for Option<$cell> {
            fn read(row: &Row, column: Column<'_>) -> Result<Self> {
                match row.datum(column)? {
                    Datum::Nothing => Ok(None),
                    $datum => Ok(Some($value)),
                    _ => Err(Error::Column(format!("{column:?}"))),
                }
            }
        }

        impl Cell for $cell {
            fn read(row: &Row, column: Column<'_>) -> Result<Self> {
                Option::<$cell>::read(row, column)?.ok_or(Error::Nothing)
            }
        }
    )+};
}

cells! {
    String: Datum::Text(text) => text.clone(),
    i64: Datum::Whole(number) => *number,
    bool: Datum::Whole(number) => *number != 0,
    Vec<u8>: Datum::Bytes(bytes) => bytes.clone(),
}

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
    IntegrationId,
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
