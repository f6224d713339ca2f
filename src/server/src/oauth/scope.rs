//! What is agreed to: of the scopes that an integration registered all, or those that a request names.

use encaixe_api::integration::IntegrationManifest;
use encaixe_protocol::scope::{Scope, Scopes};

/// The scopes that a request asks for; all that are registered where it names none. None where it names others.
///
/// Source: RFC 6749, section 3.3.
#[must_use]
pub fn asked(manifest: &IntegrationManifest, names: Option<&str>) -> Option<Scopes> {
    let registered: Scopes = manifest.scopes.iter().map(|wanted| wanted.scope).collect();
    let names = names.filter(|names| !names.trim().is_empty());
    let Some(names) = names else {
        return Some(registered);
    };
    let asked: Vec<Scope> = names
        .split_ascii_whitespace()
        .map(Scope::parse)
        .collect::<Option<_>>()?;
    let asked: Scopes = asked.into_iter().collect();
    registered.covers(asked).then_some(asked)
}
