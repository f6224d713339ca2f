//! The caller of a request, and roles as argument types.

use std::fmt;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use encaixe_api::access::{Role, Token};
use encaixe_api::id::{MemberId, PluginId, TokenId};
use encaixe_api::inbox::member::Member;
use encaixe_protocol::scope::{Grants, Scope};

use crate::actor::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store;

/// Who asks.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Them; for an API token a stand-in with the token's id, name and role and no address.
    pub member: Member,
    /// How they showed it.
    pub proof: Proof,
    /// The plugin for which their page asks.
    pub plugin: Option<PluginId>,
    /// What that plugin holds; everything where they act in their own right.
    pub scopes: Grants,
    /// The apps that they may call: see [`Caller::require_app`].
    pub apps: Grants,
}

/// How a caller showed who they are: the SHA-256 of what they sent.
#[derive(Clone)]
pub enum Proof {
    /// A session cookie.
    Session(String),
    /// An API token.
    Token(String),
}

/// A caller of any role, and no plugin in their page that holds less than everything.
#[derive(Debug)]
pub struct Agent(pub Caller);

/// The same of a caller who is an admin.
#[derive(Debug)]
pub struct Admin(pub Caller);

impl Caller {
    /// As whom they act.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.acting_for(self.plugin.as_ref())
    }

    /// As whom they act for a plugin, if it is one. A program acts for itself.
    #[must_use]
    pub fn acting_for(&self, plugin: Option<&PluginId>) -> Actor {
        let id = self.member.id.clone();
        match (&self.proof, plugin) {
            (Proof::Session(_), None) => Actor::Member { id },
            (Proof::Session(_), Some(plugin)) => Actor::Plugin {
                plugin: plugin.clone(),
                member: id,
            },
            (Proof::Token(_), _) => Actor::Token {
                id: TokenId::new(id.as_str()),
            },
        }
    }

    /// The member's id; none for an API token.
    #[must_use]
    pub fn member_id(&self) -> Option<&MemberId> {
        matches!(self.proof, Proof::Session(_)).then_some(&self.member.id)
    }
}

impl Proof {
    /// Who shows it in their own right, if it is still good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn caller(self, app: &App) -> store::Result<Option<Caller>> {
        let found = match &self {
            Self::Session(hash) => {
                let member = app.store.session_member(hash).await?;
                member.map(|member| (member, Grants::NONE))
            }
            Self::Token(hash) => app.store.use_token(hash).await?.map(stand_in),
        };
        Ok(found.map(|(member, apps)| Caller {
            apps: match member.role {
                Role::Admin => Grants::ALL,
                Role::Agent => apps,
            },
            member,
            proof: self,
            plugin: None,
            scopes: Grants::ALL,
        }))
    }
}

/// Who a token is, in the place of a member, and the apps that it names.
fn stand_in(token: Token) -> (Member, Grants) {
    let member = Member {
        id: MemberId::new(token.id.as_str()),
        name: token.name,
        email: String::new(),
        avatar: None,
        phone: None,
        role: token.role,
        is_active: true,
        is_online: false,
        updated_at: token.created_at.clone(),
        created_at: token.created_at,
    };
    (member, token.scopes)
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Session(_) => "Session(***)",
            Self::Token(_) => "Token(***)",
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Agent {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        unlimited(parts).map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Admin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = unlimited(parts)?;
        match caller.member.role {
            Role::Admin => Ok(Self(caller)),
            Role::Agent => Err(Error::Forbidden),
        }
    }
}

/// The caller, unless a plugin asks for what is nothing of plugins.
fn unlimited(parts: &Parts) -> Result<Caller> {
    let caller = caller(parts)?;
    caller.require(Scope::All)?;
    Ok(caller)
}

pub(super) fn caller(parts: &Parts) -> Result<Caller> {
    parts
        .extensions
        .get::<Caller>()
        .cloned()
        .ok_or(Error::Unauthenticated)
}
