//! Apps and connections as the API tells them: never with a secret.

use encaixe_api::app::{App, AppClient, AppField, AuthenticationKind, Connection, PingKind};
use encaixe_api::descriptor::{Authentication, Descriptor, Field, Grant, Hosts};
use encaixe_api::id::ConnectionId;

use super::address;
use super::ready::environment;
use crate::store::app::{Held, Known};
use crate::time::rfc3339;

/// What stands for a value.
const HIDDEN: &str = "•••";

/// An app.
#[must_use]
pub fn app(known: Known, callback: &str) -> App {
    let descriptor = known.shown;
    let (authentication, client) = match &descriptor.authentication {
        Authentication::OAuth(oauth) => {
            let client = AppClient {
                needs_person: oauth.grant == Grant::AuthorizationCode,
                client_id: known.client_id,
                has_secret: known.has_secret,
                callback_url: callback.to_owned(),
            };
            (AuthenticationKind::OAuth2, Some(client))
        }
        Authentication::Basic(_) => (AuthenticationKind::BasicAuth, None),
        Authentication::Header(_) => (AuthenticationKind::PassThroughHeader, None),
        Authentication::Query(_) => (AuthenticationKind::PassThroughQueryString, None),
        Authentication::None => (AuthenticationKind::NoAuth, None),
    };
    let fields = descriptor.fields().iter().map(|field| AppField {
        name: field.name.clone(),
        label: field.label.clone(),
        kind: field.kind,
        checks: field.checks.clone(),
        sent_as: sent_as(&descriptor, field),
    });
    App {
        app_id: known.id,
        version: known.version,
        authentication,
        fields: fields.collect(),
        typed_host: descriptor.hosts == Hosts::Typed,
        ping: ping(&descriptor, known.has_script),
        client,
        warnings: known.warnings,
        connections: known.connections,
        uploaded_at: rfc3339(known.uploaded_at),
        uploaded_by: known.uploaded_by,
        environments: descriptor.environments,
        name: descriptor.name,
        color: descriptor.color,
        description: descriptor.description,
        website: descriptor.website,
        signup_url: descriptor.signup_url,
    }
}

/// By what an app's credentials are proven.
#[must_use]
pub const fn ping(descriptor: &Descriptor, has_script: bool) -> PingKind {
    if descriptor.ping.is_some() {
        PingKind::Request
    } else if has_script {
        PingKind::Script
    } else {
        PingKind::None
    }
}

/// What is sent of a field.
fn sent_as(descriptor: &Descriptor, field: &Field) -> Option<String> {
    if descriptor.is_for_address(&field.name) {
        return None;
    }
    match &descriptor.authentication {
        Authentication::Basic(_) => {
            field.mapping.as_ref()?;
            Some(format!("Authorization: Basic {HIDDEN}"))
        }
        Authentication::Header(_) => {
            let header = field.mapping.as_ref()?;
            let prefix = field.prefix.as_ref();
            let prefix = prefix
                .map(|prefix| format!("{prefix} "))
                .unwrap_or_default();
            Some(format!("{header}: {prefix}{HIDDEN}"))
        }
        Authentication::Query(_) => Some(format!("?{}={HIDDEN}", field.name)),
        Authentication::OAuth(_) | Authentication::None => None,
    }
}

/// A connection; `default` is the one that calls take which name none.
#[must_use]
pub fn connection(known: &Known, held: Held, default: Option<&ConnectionId>) -> Connection {
    let base = environment(&known.shown, &held.environment).map(|base| {
        let hosts = &known.shown.hosts;
        let filled = address::fill(&base.uri, &held.address, hosts, held.confirmed_host());
        filled.map_or_else(|_| base.uri.to_string(), String::from)
    });
    Connection {
        base_uri: base.unwrap_or_default(),
        is_default: default == Some(&held.id),
        agreed: held.is_agreed(),
        trial_until: held.trial_until.map(rfc3339),
        expires_at: held.expires_at.map(rfc3339),
        created_at: rfc3339(held.created_at),
        app_id: held.app,
        id: held.id,
        name: held.name,
        environment: held.environment,
        fields: held.address,
        state: held.state,
        reason: held.reason,
        last_ping: held.last_ping,
        created_by: held.created_by,
    }
}
