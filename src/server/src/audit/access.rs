//! Ways in: tokens, links and sessions.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};

use super::{Entry, Object};
use crate::event::{AccessEvent, Ended};

pub(super) fn entries(event: &AccessEvent) -> Vec<Entry> {
    let member = |id| Object::of(AuditObjectKind::Member, id);
    let token = |id| Object::of(AuditObjectKind::Token, id);
    vec![match event {
        AccessEvent::TokenCreated { token: id, role } => {
            Entry::new(AuditKind::TokenCreated, token(id)).with(AuditDetails {
                role: *role,
                ..AuditDetails::default()
            })
        }
        AccessEvent::TokenRevoked { token: id, name } => {
            Entry::new(AuditKind::TokenRevoked, token(id).named(name))
        }
        AccessEvent::SignInLinkCreated { member: id } => {
            Entry::new(AuditKind::SignInLinkCreated, member(id))
        }
        AccessEvent::SessionCreated { member: id, link } => {
            Entry::new(AuditKind::SignedIn, member(id)).with(AuditDetails {
                link: *link,
                ..AuditDetails::default()
            })
        }
        AccessEvent::SessionsEnded {
            member: id,
            how: Ended::SignedOut,
            ..
        } => Entry::new(AuditKind::SignedOut, member(id)),
        AccessEvent::SessionsEnded {
            member: id,
            how: Ended::Ended,
            count,
        } => Entry::new(AuditKind::SessionsEnded, member(id)).with(counted(*count)),
        AccessEvent::EverySessionEnded => {
            Entry::new(AuditKind::EverySessionEnded, Object::workspace())
        }
        AccessEvent::VaultKeyRotated { count } => {
            Entry::new(AuditKind::VaultKeyRotated, Object::workspace()).with(counted(*count))
        }
        AccessEvent::SignInsRefused { count } => {
            Entry::new(AuditKind::SignInsRefused, Object::workspace()).with(counted(*count))
        }
    }]
}

fn counted(count: u32) -> AuditDetails {
    AuditDetails {
        count: Some(count),
        ..AuditDetails::default()
    }
}
