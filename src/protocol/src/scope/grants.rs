//! What is granted: a set of scopes of both kinds.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{AnyScope, Scope, Scopes};

/// How many scopes a list on the wires may have.
pub const MAX_SCOPES: usize = 100;

/// A set of scopes, of the closed list and of apps. [`Grants::ALL`] holds every scope, those of every app included.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Grants {
    named: Scopes,
    /// Whole names in the order of their characters, each once; none beside `*`, which holds them all.
    apps: Vec<String>,
}

impl Grants {
    /// No scope.
    pub const NONE: Self = Self::of(Scopes::NONE);
    /// `*`.
    pub const ALL: Self = Self::of(Scopes::ALL);

    /// Scopes of the closed list alone.
    #[must_use]
    pub const fn of(named: Scopes) -> Self {
        Self {
            named,
            apps: Vec::new(),
        }
    }

    /// Those of the closed list, which say what data is given.
    #[must_use]
    pub const fn named(&self) -> Scopes {
        self.named
    }

    /// The ids of the apps that are named, in the order of their characters; none where `*` stands for all.
    pub fn app_ids(&self) -> impl Iterator<Item = &str> {
        let names = self.apps.iter();
        names.map(|name| name.split_once(':').map_or("", |(_, app_id)| app_id))
    }

    /// The set with one more.
    #[must_use]
    pub fn with(&self, scope: AnyScope) -> Self {
        self.iter().chain([scope]).collect()
    }

    /// The set without a scope. Of `*` that leaves every other scope of the closed list, and no app.
    #[must_use]
    pub fn without(&self, scope: &AnyScope) -> Self {
        let mut left = self.clone();
        match scope {
            AnyScope::Named(scope) => left.named = self.named.without(*scope),
            AnyScope::App(_) if self.is_all() => left.named = self.named.without(Scope::All),
            AnyScope::App(name) => left.apps.retain(|held| held != name),
        }
        left
    }

    /// Whether a scope is granted.
    #[must_use]
    pub fn has(&self, scope: &AnyScope) -> bool {
        match scope {
            AnyScope::Named(scope) => self.named.has(*scope),
            AnyScope::App(name) => self.is_all() || self.apps.contains(name),
        }
    }

    /// Whether everything that `other` grants is granted.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.iter().all(|scope| self.has(&scope))
    }

    /// What both grant.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let (all, some) = if self.is_all() {
            (self, other)
        } else {
            (other, self)
        };
        some.iter().filter(|scope| all.has(scope)).collect()
    }

    /// The scopes: those of the closed list in its order, or `*` for all, then those of apps.
    pub fn iter(&self) -> impl Iterator<Item = AnyScope> {
        let named = self.named.iter().map(AnyScope::Named);
        named.chain(self.apps.iter().cloned().map(AnyScope::App))
    }

    /// The set of these names with a space between each; none when one of them is no scope.
    #[must_use]
    pub fn parse(names: &str) -> Option<Self> {
        names
            .split_ascii_whitespace()
            .map(AnyScope::parse)
            .collect()
    }

    fn is_all(&self) -> bool {
        self.named == Scopes::ALL
    }
}

impl From<Scopes> for Grants {
    fn from(named: Scopes) -> Self {
        Self::of(named)
    }
}

impl FromIterator<AnyScope> for Grants {
    fn from_iter<I: IntoIterator<Item = AnyScope>>(scopes: I) -> Self {
        let mut made = Self::NONE;
        for scope in scopes {
            match scope {
                AnyScope::Named(scope) => made.named = made.named.with(scope),
                AnyScope::App(name) => {
                    // A list is short, and this needs no sorting of texts.
                    if let Err(place) = made.apps.binary_search(&name) {
                        made.apps.insert(place, name);
                    }
                }
            }
        }
        if made.is_all() {
            made.apps.clear();
        }
        made
    }
}

/// The names with a space between each, as [`Grants::parse`] reads them.
impl fmt::Display for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, scope) in self.iter().enumerate() {
            let before = if at > 0 { " " } else { "" };
            write!(f, "{before}{}", scope.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Grants({self})")
    }
}

impl Serialize for Grants {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Grants {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let scopes = Vec::<AnyScope>::deserialize(deserializer)?;
        if scopes.len() > MAX_SCOPES {
            return Err(D::Error::invalid_length(
                scopes.len(),
                &"at most 100 scopes",
            ));
        }
        Ok(scopes.into_iter().collect())
    }
}

#[cfg(test)]
mod tests;
