//! `GET /api/audit`: a page of it, or all of it as a file.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use encaixe_api::audit::AuditEntry;
use encaixe_api::inbox::Page;

use super::csv;
use super::query::{AuditParams, Format, Wanted};
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, Paging};

/// Who did what to what, and when, newest first.
///
/// Names are as of then. Of contacts and conversations there are ids alone, and no text of a message. Entries are kept for
/// `audit-days` days.
#[utoipa::path(
    get,
    path = "/audit",
    operation_id = "list_audit_entries",
    tag = "audit",
    params(AuditParams, Paging),
    responses((status = 200, content(
        (Page<AuditEntry> = "application/json"), (String = "text/csv"),
    ))),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Admin,
    Wanted { filter, format }: Wanted,
    paging: Paging,
) -> Result<Response> {
    if format == Format::Csv {
        return Ok(csv::file(app, filter).into_response());
    }
    let page = app.store.audit(&filter, &paging.before, paging.limit);
    Ok(Json(page.await?).into_response())
}
