//! The audit log.

use encaixe_api::audit::AuditEntry;
use encaixe_api::inbox::Page;

use encaixe_ui::api_client::{Answer, get, part};

/// How many entries come at once.
const LIMIT: u32 = 50;

/// A page of the log: of what `query` says, as the rest of an address, before a place.
pub(crate) async fn audit(query: &str, before: Option<&str>) -> Answer<Page<AuditEntry>> {
    let before = before.map(|place| format!("&before={}", part(place)));
    let before = before.unwrap_or_default();
    get(&format!("/api/audit?limit={LIMIT}{query}{before}")).await
}
