//! What a plugin may do in a member's page, as the type of a handler's argument.
//!
//! [`Agent`](super::Agent) and [`Admin`](super::Admin) take no plugin but one that holds everything. A handler that serves plugins
//! takes [`May`] with the scope that it needs, or [`AgentOrPlugin`] where what it needs depends on the request.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use encaixe_protocol::scope::Scope;

use super::Caller;
use super::caller::caller;
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

permissions! { AttendanceWrite ContactWrite MessagesRead Storage TagsWrite }

/// A caller of any role; a plugin in their page only with the scope.
#[derive(Debug)]
pub struct May<P>(pub Caller, pub PhantomData<P>);

/// A caller of any role, or a plugin in their page: the handler asks [`Caller::require`] for what it needs.
#[derive(Debug)]
pub struct AgentOrPlugin(pub Caller);

impl Caller {
    /// Refuses a plugin that does not hold the scope. Members and programs act in their own right.
    ///
    /// # Errors
    /// 403, with the scope.
    pub const fn require(&self, scope: Scope) -> Result<()> {
        if self.scopes.has(scope) {
            Ok(())
        } else {
            Err(Error::Denied(scope))
        }
    }
}

impl<P: Permission, S: Send + Sync> FromRequestParts<S> for May<P> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = caller(parts)?;
        caller.require(P::SCOPE)?;
        Ok(Self(caller, PhantomData))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for AgentOrPlugin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        caller(parts).map(Self)
    }
}
