//! A statement on a connection: its values in their places, and its rows.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Error, Result, Statement};

use super::super::query::Query;
use super::super::row::{Datum, Row};
use super::super::value::Value;
use super::pool::Timed;

/// Where the program's log has statements: without their values, which may be secrets.
const LOG: &str = "encaixe_server::sql";

/// What takes longer than that is logged in any case.
const LONG: Duration = Duration::from_secs(1);

/// Runs it; how many rows it touched.
pub(super) fn execute(query: &Query, on: &Timed) -> Result<u64> {
    with(query, on, |statement| {
        bind(statement, &query.values)?;
        on.limit(statement.readonly());
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(())
    })?;
    Ok(on.connection.changes())
}

/// Its rows, at most so many.
pub(super) fn rows(query: &Query, on: &Timed, most: usize) -> Result<Vec<Row>> {
    with(query, on, |statement| {
        bind(statement, &query.values)?;
        on.limit(statement.readonly());
        let names: Arc<[Box<str>]> = statement
            .column_names()
            .into_iter()
            .map(Box::from)
            .collect();
        let mut rows = statement.raw_query();
        let mut read = Vec::new();
        while read.len() < most
            && let Some(row) = rows.next()?
        {
            let cells = (0..names.len()).map(|at| datum(row.get_ref(at)?, at));
            read.push(Row::new(names.clone(), cells.collect::<Result<_>>()?));
        }
        Ok(read)
    })
}

fn with<T>(
    query: &Query,
    on: &Timed,
    work: impl FnOnce(&mut Statement<'_>) -> Result<T>,
) -> Result<T> {
    let began = Instant::now();
    let done = if query.is_cached {
        let statement = on.connection.prepare_cached(&query.text);
        statement.and_then(|mut statement| work(&mut statement))
    } else {
        let statement = on.connection.prepare(&query.text);
        statement.and_then(|mut statement| work(&mut statement))
    };
    let (statement, took) = (&*query.text, began.elapsed());
    if took < LONG {
        tracing::debug!(target: LOG, statement, ?took);
    } else {
        tracing::warn!(target: LOG, statement, ?took, "a statement took long");
    }
    done
}

/// Puts the values where the text has `$1` and so on, or one `?` after the other.
fn bind(statement: &mut Statement<'_>, values: &[Value]) -> Result<()> {
    for place in 1..=statement.parameter_count() {
        let number = statement
            .parameter_name(place)
            .and_then(|name| name.get(1..)?.parse().ok())
            .unwrap_or(place);
        let value = number.checked_sub(1).and_then(|at| values.get(at));
        let value = value.ok_or(Error::InvalidParameterCount(number, values.len()))?;
        statement.raw_bind_parameter(place, ToSqlOutput::Borrowed(value_of(value)))?;
    }
    Ok(())
}

fn value_of(value: &Value) -> ValueRef<'_> {
    match value {
        Value::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
        Value::Whole(Some(number)) => ValueRef::Integer(*number),
        Value::Truth(Some(truth)) => ValueRef::Integer((*truth).into()),
        Value::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
        Value::Text(None) | Value::Whole(None) | Value::Truth(None) | Value::Bytes(None) => {
            ValueRef::Null
        }
    }
}

fn datum(value: ValueRef<'_>, at: usize) -> Result<Datum> {
    Ok(match value {
        ValueRef::Null => Datum::Nothing,
        ValueRef::Integer(number) => Datum::Whole(number),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text).map_err(|error| Error::Utf8Error(at, error))?;
            Datum::Text(text.to_owned())
        }
        ValueRef::Blob(bytes) => Datum::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => Datum::Other,
    })
}
