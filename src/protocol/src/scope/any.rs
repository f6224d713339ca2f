//! One scope, of the closed list or of an app.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Scope;

/// The longest `app_id`, in characters.
pub const APP_ID_CHARS: usize = 64;

/// What stands before an app's id in the name of its scope.
const APP: &str = "app:";

/// One permission.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AnyScope {
    /// One of the closed list.
    Named(Scope),
    /// Calls of an app's API with the credentials that the server keeps: the whole name, `app:<app_id>`.
    App(String),
}

impl AnyScope {
    /// The scope of an app. An id that is none makes a scope that only `*` covers.
    #[must_use]
    pub fn app(app_id: &str) -> Self {
        Self::App([APP, app_id].concat())
    }

    /// The scope of that name, if there is one; whether there is such an app is not looked at.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.strip_prefix(APP) {
            Some(app_id) => is_app_id(app_id).then(|| Self::App(name.to_owned())),
            None => Scope::parse(name).map(Self::Named),
        }
    }

    /// The scope as it stands on the wires and in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Named(scope) => scope.as_str(),
            Self::App(name) => name,
        }
    }

    /// The app's id, of the scope of an app.
    #[must_use]
    pub fn app_id(&self) -> Option<&str> {
        match self {
            Self::Named(_) => None,
            Self::App(name) => name.strip_prefix(APP),
        }
    }
}

/// Whether a text can be an app's id: 1 to [`APP_ID_CHARS`] lower case letters of ASCII, digits and `_`.
#[must_use]
pub fn is_app_id(text: &str) -> bool {
    let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    (1..=APP_ID_CHARS).contains(&text.len()) && text.bytes().all(fits)
}

impl From<Scope> for AnyScope {
    fn from(scope: Scope) -> Self {
        Self::Named(scope)
    }
}

impl PartialEq<Scope> for AnyScope {
    fn eq(&self, other: &Scope) -> bool {
        matches!(self, Self::Named(scope) if scope == other)
    }
}

impl Serialize for AnyScope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for AnyScope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| D::Error::custom("there is no such scope"))
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use utoipa::openapi::schema::{AnyOfBuilder, ObjectBuilder, Schema, Type};
    use utoipa::openapi::{Ref, RefOr};
    use utoipa::{PartialSchema, ToSchema};

    use super::{AnyScope, Scope};

    impl PartialSchema for AnyScope {
        fn schema() -> RefOr<Schema> {
            AnyOfBuilder::new()
                .description(Some(
                    "One permission: one of the closed list, or calls of an app's API, by the app's id.",
                ))
                .item(Ref::from_schema_name(Scope::name()))
                .item(
                    ObjectBuilder::new()
                        .schema_type(Type::String)
                        .pattern(Some("^app:[a-z0-9_]{1,64}$"))
                        .examples(["app:asana"]),
                )
                .into()
        }
    }

    impl ToSchema for AnyScope {
        fn schemas(all: &mut Vec<(String, RefOr<Schema>)>) {
            all.push((Scope::name().into_owned(), Scope::schema()));
        }
    }
}
