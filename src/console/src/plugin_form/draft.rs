//! What the form of a plugin holds.

use encaixe_api::plugin::Plugin;
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_protocol::scope::Grants;

use super::placement::Placement;
use super::scopes::proposed;

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) icon: String,
    pub(crate) enabled: bool,
    pub(crate) classic: bool,
    pub(crate) scopes: Grants,
    pub(crate) placement: Placement,
    pub(crate) auth_secret: bool,
    pub(crate) algorithm: ProofAlgorithm,
}

impl Draft {
    pub(crate) fn empty() -> Self {
        Self {
            name: String::new(),
            url: String::new(),
            icon: String::new(),
            enabled: true,
            classic: false,
            scopes: proposed(),
            placement: Placement::default(),
            auth_secret: false,
            algorithm: ProofAlgorithm::EdDsa,
        }
    }

    /// The form after the plugin changed under it: what was typed stays, the rest is as it is now.
    pub(super) fn following(&self, before: &Self, now: &Self) -> Self {
        fn one<T: Clone + PartialEq>(typed: &T, before: &T, now: &T) -> T {
            if typed == before { now } else { typed }.clone()
        }
        Self {
            name: one(&self.name, &before.name, &now.name),
            url: one(&self.url, &before.url, &now.url),
            // A picture that was handed over comes back as an address.
            icon: if self.icon.starts_with("data:") && now.icon != before.icon {
                now.icon.clone()
            } else {
                one(&self.icon, &before.icon, &now.icon)
            },
            enabled: one(&self.enabled, &before.enabled, &now.enabled),
            classic: one(&self.classic, &before.classic, &now.classic),
            scopes: one(&self.scopes, &before.scopes, &now.scopes),
            placement: one(&self.placement, &before.placement, &now.placement),
            auth_secret: one(&self.auth_secret, &before.auth_secret, &now.auth_secret),
            algorithm: one(&self.algorithm, &before.algorithm, &now.algorithm),
        }
    }

    pub(crate) fn of(plugin: &Plugin) -> Self {
        Self {
            name: plugin.name.clone(),
            url: plugin.endpoint.clone(),
            icon: plugin.icon.clone().unwrap_or_default(),
            enabled: plugin.enabled,
            classic: plugin.classic,
            scopes: plugin.scopes.clone(),
            placement: Placement::of(plugin),
            auth_secret: plugin.auth_secret,
            algorithm: plugin.proof_algorithm,
        }
    }
}
