//! Contacts: who was made one of two, by their ids. What is known of them is the daily work.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};
use encaixe_api::id::{ContactId, MergeId};

use super::{Entry, Object};
use crate::event::ContactEvent;

pub(super) fn entries(event: &ContactEvent) -> Vec<Entry> {
    let (kind, contact, other, merge) = match event {
        ContactEvent::ContactChanged { .. } => return Vec::new(),
        ContactEvent::ContactsMerged {
            contact,
            other,
            merge,
            ..
        } => (AuditKind::ContactsMerged, contact, other, Some(merge)),
        ContactEvent::ContactsSplit {
            contact,
            other,
            merge,
            ..
        } => (AuditKind::ContactsSplit, contact, other, Some(merge)),
        ContactEvent::ContactsKeptApart { contact, other, .. } => {
            (AuditKind::ContactsKeptApart, contact, other, None)
        }
    };
    vec![entry(kind, contact, other, merge)]
}

fn entry(
    kind: AuditKind,
    contact: &ContactId,
    other: &ContactId,
    merge: Option<&MergeId>,
) -> Entry {
    Entry::new(kind, Object::of(AuditObjectKind::Contact, contact)).with(AuditDetails {
        other: Some(other.clone()),
        merge: merge.cloned(),
        ..AuditDetails::default()
    })
}
