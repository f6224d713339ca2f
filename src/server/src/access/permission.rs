//! What a plugin in a member's page, or a program of an integration, may do, as the type of a handler's argument.
//!
//! [`Agent`](super::Agent) and [`Admin`](super::Admin) take no plugin but one that holds everything. A handler that serves plugins
//! takes [`May`] with the scope that it needs, or [`AgentOrPlugin`] where what it needs depends on the request. What plugins read by way of
//! the page, and programs of integrations by themselves, is [`MayRead`]. Developers, who have nothing of the inbox, are refused by all of
//! them but [`MayReadPart`].

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use encaixe_protocol::scope::{AnyScope, Scope};

use super::caller::{caller, in_inbox};
use super::{Caller, Proof};
use crate::error::{Error, Result};

/// A scope as a type.
pub trait Permission {
    /// The scope.
    const SCOPE: Scope;
}

macro_rules! permissions {
    ($($name:ident)+) => {
        $(
            #[doc = concat!("[`Scope::", stringify!($name), "`].")]
            #[derive(Debug)]
            pub enum $name {}

            impl Permission for $name {
                const SCOPE: Scope = Scope::$name;
            }
        )+
    };
}

permissions! {
    AttendanceWrite
    ContactRead
    ContactWrite
    ConversationRead
    MessagesRead
    Storage
    TagsWrite
    WorkspaceRead
}

/// An agent or an admin; a plugin in their page only with the scope.
#[derive(Debug)]
pub struct May<P>(pub Caller, pub PhantomData<P>);

/// An agent or an admin; a program of an integration only with the scope. Plugins read by way of the page, so that it is closed to them.
#[derive(Debug)]
pub struct MayRead<P>(pub Caller, pub PhantomData<P>);

/// The same, and developers too: the handler leaves out what is not theirs.
#[derive(Debug)]
pub struct MayReadPart<P>(pub Caller, pub PhantomData<P>);

/// An agent or an admin, or a plugin in their page: the handler asks [`Caller::require`] for what it needs.
#[derive(Debug)]
pub struct AgentOrPlugin(pub Caller);

impl Caller {
    /// Refuses a plugin, or a program of an integration, that does not hold the scope. Members and programs with an API token act in their
    /// own right.
    ///
    /// # Errors
    /// 403, with the scope.
    pub fn require(&self, scope: Scope) -> Result<()> {
        if self.scopes.named().has(scope) {
            Ok(())
        } else if self.is_narrowed() {
            Err(Error::TokenLacks(scope.into()))
        } else {
            Err(Error::Denied(scope.into()))
        }
    }

    /// Refuses whoever may not call that app: a plugin without the scope `app:<app_id>`, one that a member registered for
    /// themselves who is no admin, a token of an agent without that scope, a member who is no admin. Admins and their tokens may
    /// call every app.
    ///
    /// # Errors
    /// 403, with the scope where it is a scope that lacks.
    pub fn require_app(&self, app_id: &str) -> Result<()> {
        let scope = AnyScope::app(app_id);
        if self.apps.has(&scope) {
            return Ok(());
        }
        Err(match (&self.proof, &self.plugin) {
            (Proof::Token(_) | Proof::Grant(_), _) => Error::TokenLacks(scope),
            (Proof::Session(_), Some(_)) => Error::Denied(scope),
            (Proof::Session(_), None) => Error::Forbidden,
        })
    }
}

impl<P: Permission, S: Send + Sync> FromRequestParts<S> for May<P> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = caller(parts)?;
        in_inbox(&caller)?;
        caller.require(P::SCOPE)?;
        Ok(Self(caller, PhantomData))
    }
}

impl<P: Permission, S: Send + Sync> FromRequestParts<S> for MayRead<P> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = reader(parts, P::SCOPE)?;
        in_inbox(&caller)?;
        Ok(Self(caller, PhantomData))
    }
}

impl<P: Permission, S: Send + Sync> FromRequestParts<S> for MayReadPart<P> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        Ok(Self(reader(parts, P::SCOPE)?, PhantomData))
    }
}

/// The caller, if they act in their own right, or are a program with that scope.
fn reader(parts: &Parts, scope: Scope) -> Result<Caller> {
    let caller = caller(parts)?;
    let need = if caller.is_narrowed() {
        scope
    } else {
        Scope::All
    };
    caller.require(need)?;
    Ok(caller)
}

impl<S: Send + Sync> FromRequestParts<S> for AgentOrPlugin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = caller(parts)?;
        in_inbox(&caller)?;
        Ok(Self(caller))
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::access::Role;
    use encaixe_api::inbox::member::Member;
    use encaixe_protocol::scope::Grants;

    use super::*;

    /// What is said to somebody of that role who asks for the app `asana`.
    fn told(role: Role, proof: Proof, plugin: Option<&str>, apps: &str) -> Option<String> {
        let caller = Caller {
            member: Member {
                id: "1".into(),
                name: String::new(),
                email: String::new(),
                avatar: None,
                phone: None,
                role,
                is_active: true,
                is_online: false,
                updated_at: String::new(),
                created_at: String::new(),
            },
            proof,
            plugin: plugin.map(Into::into),
            scopes: Grants::ALL,
            apps: Grants::parse(apps).unwrap(),
        };
        let refused = caller.require_app("asana").err();
        refused.map(|error| format!("{error:?}"))
    }

    #[test]
    fn an_app_is_called_by_whoever_holds_its_scope_and_by_no_one_else() {
        let session = || Proof::Session(String::new());
        let token = || Proof::Token(String::new());
        for apps in ["*", "app:asana", "app:asana app:jira storage"] {
            assert_eq!(told(Role::Agent, session(), Some("p"), apps), None);
            assert_eq!(told(Role::Agent, token(), None, apps), None);
        }
        for apps in ["", "app:jira", "app:asana2 app:asan storage"] {
            let refused = |proof, plugin| told(Role::Agent, proof, plugin, apps);
            let plugin = refused(session(), Some("p"));
            assert_eq!(plugin.as_deref(), Some("Denied(App(\"app:asana\"))"));
            let program = refused(token(), None);
            assert_eq!(program.as_deref(), Some("TokenLacks(App(\"app:asana\"))"));
            assert_eq!(refused(session(), None).as_deref(), Some("Forbidden"));
        }
    }
}
