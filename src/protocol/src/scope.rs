//! What a plugin may see and do: one closed list of scopes, sets of them, and beside them scopes of apps, which workspaces
//! add.
//!
//! What each command needs stands in its line of `commands!` ([`crate::command`]), what each part of the data needs in
//! [`parts`]. Sets cross the wires, and lie in the database, as the names of their scopes.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod any;
mod grants;
pub mod parts;

pub use any::{APP_ID_CHARS, AnyScope, is_app_id};
pub use grants::{Grants, MAX_SCOPES};

macro_rules! scopes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// One permission of the closed list. A scope of an app stands beside these, in [`AnyScope`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Scope {
            /// Everything, and whatever comes to be.
            #[cfg_attr(feature = "openapi", schema(rename = "*"))]
            All,
            $($(#[$doc])* #[cfg_attr(feature = "openapi", schema(rename = $name))] $variant,)+
        }

        impl Scope {
            /// Every scope but the one that stands for all.
            pub const EACH: &[Self] = &[$(Self::$variant,)+];

            /// The scope as it stands on the wires and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::All => "*",
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

scopes! {
    /// The open conversation: channel, tags, who serves it, the attendance's custom fields.
    ConversationRead = "conversation:read";
    /// The contact's name, addresses, picture and custom fields.
    ContactRead = "contact:read";
    /// Sets the contact's custom fields.
    ContactWrite = "contact:write";
    /// What was said in the conversation.
    MessagesRead = "messages:read";
    /// Puts text into the composer.
    ComposerWrite = "composer:write";
    /// Adds notes.
    NotesWrite = "notes:write";
    /// Puts tags on the conversation and takes them off.
    TagsWrite = "tags:write";
    /// Assigns the conversation to a member or a group.
    AssignmentWrite = "assignment:write";
    /// Sets the attendance's custom fields, and begins and ends attendances.
    AttendanceWrite = "attendance:write";
    /// Members, groups, tags and custom fields of the workspace, and more of a member than the name.
    WorkspaceRead = "workspace:read";
    /// Stores values of the plugin's own on the server.
    Storage = "storage";
}

impl Scope {
    /// The scope of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let all = std::iter::once(Self::All).chain(Self::EACH.iter().copied());
        all.into_iter().find(|known| known.as_str() == name)
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| D::Error::custom("there is no such scope"))
    }
}

/// A set of scopes. [`Scopes::ALL`] holds every scope, those too that a later version brings.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Scopes(u16);

impl Scopes {
    /// No scope.
    pub const NONE: Self = Self(0);
    /// `*`.
    pub const ALL: Self = Self(u16::MAX);
    /// Those by which parts of the conversation's data are given.
    pub const DATA: Self = Self::NONE
        .with(Scope::ConversationRead)
        .with(Scope::ContactRead)
        .with(Scope::MessagesRead)
        .with(Scope::WorkspaceRead);

    /// The set with one more.
    #[must_use]
    pub const fn with(self, scope: Scope) -> Self {
        match scope {
            Scope::All => Self::ALL,
            scope => Self(self.0 | 1 << scope as u16),
        }
    }

    /// The set without a scope. Of `*` that leaves every other scope that there is.
    #[must_use]
    pub fn without(self, scope: Scope) -> Self {
        let kept = Scope::EACH.iter().filter(|one| **one != scope);
        kept.copied().filter(|one| self.has(*one)).collect()
    }

    /// Whether a scope is granted.
    #[must_use]
    pub const fn has(self, scope: Scope) -> bool {
        self.covers(Self::NONE.with(scope))
    }

    /// Whether everything that `other` grants is granted.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// What both grant.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either grants.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The scopes in the order of the list; `*` alone stands for all.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        let (all, each) = if self == Self::ALL {
            (Some(Scope::All), &[] as &[Scope])
        } else {
            (None, Scope::EACH)
        };
        all.into_iter()
            .chain(each.iter().copied().filter(move |one| self.has(*one)))
    }

    /// The value where the scope is granted, else the empty one of its type: null, `""`, `[]`, `{}`.
    #[must_use]
    pub fn give<T: Default>(self, scope: Scope, value: T) -> T {
        if self.has(scope) { value } else { T::default() }
    }

    /// The set of these names with a space between each; none when one of them is no scope.
    #[must_use]
    pub fn parse(names: &str) -> Option<Self> {
        names.split_ascii_whitespace().map(Scope::parse).collect()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self::NONE, Self::with)
    }
}

/// The names with a space between each, as [`Scopes::parse`] reads them.
impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, scope) in self.iter().enumerate() {
            let before = if at > 0 { " " } else { "" };
            write!(f, "{before}{}", scope.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scopes({self})")
    }
}

impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Scopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Scope>::deserialize(deserializer).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests;
