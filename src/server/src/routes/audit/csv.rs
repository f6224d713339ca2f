//! The audit log as a file that spreadsheets open. Sources: RFC 4180 (lines, commas, quotes); OWASP, "CSV Injection" (cells that a
//! spreadsheet would take for a formula).

use axum::body::Body;
use axum::http::HeaderName;
use axum::response::IntoResponse;
use encaixe_api::audit::{AuditDetails, AuditEntry};
use futures::stream::{self, Stream};

use crate::app::Shared;
use crate::store::audit::Filter;
use crate::store::cursor::Cursor;
use crate::store::{self, Store};
use crate::time;

/// How many entries are read at once.
const CHUNK: u32 = 500;

const COLUMNS: [&str; 13] = [
    "id",
    "at",
    "area",
    "kind",
    "actor_kind",
    "actor_id",
    "actor_name",
    "member_id",
    "member_name",
    "object_kind",
    "object_id",
    "object_name",
    "details",
];

/// Every entry of the filter, sent while it is read.
pub(super) fn file(app: Shared, filter: Filter) -> impl IntoResponse {
    let day = time::rfc3339(time::now());
    let name = format!("audit-{}.csv", day.get(..10).unwrap_or_default());
    let named = |name: &'static str, value: String| (HeaderName::from_static(name), value);
    let headers = [
        named(
            "content-type",
            "text/csv; charset=utf-8; header=present".to_owned(),
        ),
        named(
            "content-disposition",
            format!("attachment; filename=\"{name}\""),
        ),
        named("cache-control", "no-store".to_owned()),
        named("x-content-type-options", "nosniff".to_owned()),
    ];
    let from = Reading {
        store: app.store.clone(),
        filter,
        next: Some(Cursor::newest()),
        head: true,
    };
    (headers, Body::from_stream(lines(from)))
}

struct Reading {
    store: Store,
    filter: Filter,
    /// Where the next chunk begins; none after the last one.
    next: Option<Cursor>,
    /// Whether the names of the columns are still to come.
    head: bool,
}

/// A failure ends the answer without its end, so that nobody takes half of it for all.
fn lines(from: Reading) -> impl Stream<Item = store::Result<String>> {
    stream::try_unfold(from, async |mut reading| {
        let mut text = String::new();
        if reading.head {
            reading.head = false;
            text = line(COLUMNS.iter().map(|name| (*name).to_owned()));
        }
        let Some(before) = reading.next.take() else {
            return Ok(None);
        };
        let page = reading.store.audit(&reading.filter, &before, CHUNK).await?;
        text.extend(
            page.items
                .iter()
                .map(|entry| line(cells(entry).into_iter())),
        );
        reading.next = page.next.as_deref().and_then(Cursor::parse);
        Ok(Some((text, reading)))
    })
}

fn cells(entry: &AuditEntry) -> [String; COLUMNS.len()] {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let member = entry.actor.member.as_ref();
    [
        entry.id.to_string(),
        entry.at.clone(),
        entry.area.as_str().to_owned(),
        entry.kind.as_str().to_owned(),
        entry.actor.kind.as_str().to_owned(),
        some(&entry.actor.id),
        some(&entry.actor.name),
        member.map(|member| member.id.clone()).unwrap_or_default(),
        member.map(|member| some(&member.name)).unwrap_or_default(),
        entry.object.kind.as_str().to_owned(),
        some(&entry.object.id),
        some(&entry.object.name),
        details(&entry.details),
    ]
}

/// What there is to say, such as `fields: endpoint, name`; one after the other with semicolons.
fn details(details: &AuditDetails) -> String {
    let AuditDetails {
        fields,
        on,
        role,
        state,
        reason,
        link,
        count,
        other,
        merge,
        step,
        version,
        failure,
    } = details;
    let told = [
        (
            "fields",
            Some(fields.join(", ")).filter(|text| !text.is_empty()),
        ),
        ("on", on.map(|on| on.to_string())),
        ("role", role.map(|role| role.as_str().to_owned())),
        ("state", state.map(|state| state.as_str().to_owned())),
        ("reason", reason.map(|reason| reason.as_str().to_owned())),
        ("link", link.map(|link| link.as_str().to_owned())),
        ("count", count.map(|count| count.to_string())),
        ("other", other.as_ref().map(ToString::to_string)),
        ("merge", merge.as_ref().map(ToString::to_string)),
        ("step", step.clone()),
        ("version", version.map(|version| version.to_string())),
        ("failure", failure.clone()),
    ];
    let told = told.into_iter();
    let told = told.filter_map(|(name, value)| Some(format!("{name}: {}", value?)));
    told.collect::<Vec<_>>().join("; ")
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(cell).collect();
    cells.join(",") + "\r\n"
}

/// One that a spreadsheet would take for a formula gets an apostrophe before it.
fn cell(text: String) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text
    };
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        for (text, written) in [
            ("plain", "plain"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("+55", "'+55"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("=A1,\"b\"", "\"'=A1,\"\"b\"\"\""),
            ("a=b", "a=b"),
        ] {
            assert_eq!(cell(text.to_owned()), written);
        }
    }
}
