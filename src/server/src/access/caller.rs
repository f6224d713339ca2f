//! The caller of a request, and roles as argument types.

use std::fmt;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use encaixe_api::Timestamp;
use encaixe_api::access::{Role, Token};
use encaixe_api::id::{IntegrationId, MemberId, PluginId, TokenId};
use encaixe_api::inbox::member::Member;
use encaixe_protocol::scope::{Grants, Scope};

use crate::actor::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::grant::Held;
use crate::time::rfc3339;

/// Who asks.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Them; for a program a stand-in with the id and name of its token or its integration, a role and no address.
    pub member: Member,
    /// How they showed it.
    pub proof: Proof,
    /// The plugin for which their page asks.
    pub plugin: Option<PluginId>,
    /// What that plugin or the program of an integration holds; everything where they act in their own right.
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
    /// An access token of an integration.
    Grant(String),
}

/// A caller of any role, for what everyone has of their own: neither a plugin in their page that holds less than everything nor a program
/// of an integration.
#[derive(Debug)]
pub struct Signed(pub Caller);

/// The same of a caller to whom the inbox is open: an agent or an admin.
#[derive(Debug)]
pub struct Agent(pub Caller);

/// The same of a caller who is an admin.
#[derive(Debug)]
pub struct Admin(pub Caller);

/// A caller who makes integrations: an admin or a developer, by session or with an API token, and no plugin at all.
#[derive(Debug)]
pub struct Developer(pub Caller);

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
            (Proof::Grant(_), _) => Actor::Integration {
                id: IntegrationId::new(id.as_str()),
            },
        }
    }

    /// Whether they are a program that has scopes and no right of its own: one of an integration, or one whose token is narrowed.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        match self.proof {
            Proof::Session(_) => false,
            Proof::Token(_) => self.scopes != Grants::ALL,
            Proof::Grant(_) => true,
        }
    }

    /// Whether they make integrations and have nothing of the inbox.
    #[must_use]
    pub fn is_developer(&self) -> bool {
        self.member.role == Role::Developer
    }

    /// The member's id; none for a program.
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
    pub async fn caller(self, app: &App) -> Result<Option<Caller>> {
        let found = match &self {
            Self::Session(hash) => {
                let member = app.store.session_member(hash).await?;
                member.map(|member| (member, Grants::ALL, Grants::NONE))
            }
            Self::Token(hash) => app.store.use_token(hash).await?.map(of_token),
            Self::Grant(hash) => match app.store.use_grant(hash).await? {
                Some(held) if is_let_in(app, &held).await? => Some(of_grant(held)),
                _ => None,
            },
        };
        Ok(found.map(|(member, scopes, apps)| Caller {
            apps: match member.role {
                Role::Admin => Grants::ALL,
                Role::Agent => apps,
                Role::Developer => Grants::NONE,
            },
            member,
            proof: self,
            plugin: None,
            scopes,
        }))
    }
}

/// Whether an integration may be let in here: it is still there, nobody stopped it, and until it is published its own company alone has it.
async fn is_let_in(app: &App, held: &Held) -> Result<bool> {
    let server = app.server()?;
    let Some(store) = server.server().await? else {
        return Ok(false);
    };
    let found = store.integration_standing(&held.integration).await?;
    Ok(found.is_some_and(|found| found.working.may_be_let_in(found.company == app.page.slug)))
}

/// Who a token is, in the place of a member; what it may do by itself, and the apps that it names. One that is narrowed has the rights of
/// its scopes alone, whoever made it.
fn of_token(token: Token) -> (Member, Grants, Grants) {
    let role = if token.only.is_some() {
        Role::Agent
    } else {
        token.role
    };
    let member = stand_in(token.id.as_str(), token.name, role, token.created_at);
    match token.only {
        Some(only) => (member, only.clone(), only),
        None => (member, Grants::ALL, token.scopes),
    }
}

/// Who a program of an integration is: what was agreed to is all that it may do.
fn of_grant(held: Held) -> (Member, Grants, Grants) {
    let since = rfc3339(held.since);
    let member = stand_in(held.integration.as_str(), held.name, Role::Agent, since);
    (member, held.scopes.clone(), held.scopes)
}

fn stand_in(id: &str, name: String, role: Role, since: Timestamp) -> Member {
    Member {
        id: MemberId::new(id),
        name,
        email: String::new(),
        avatar: None,
        phone: None,
        role,
        is_active: true,
        is_online: false,
        updated_at: since.clone(),
        created_at: since,
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Session(_) => "Session(***)",
            Self::Token(_) => "Token(***)",
            Self::Grant(_) => "Grant(***)",
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        unlimited(parts).map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Agent {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = unlimited(parts)?;
        in_inbox(&caller)?;
        Ok(Self(caller))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Admin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = unlimited(parts)?;
        match caller.member.role {
            Role::Admin => Ok(Self(caller)),
            Role::Agent | Role::Developer => Err(Error::Forbidden),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Developer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let caller = unlimited(parts)?;
        match caller.member.role {
            Role::Admin | Role::Developer if caller.plugin.is_none() => Ok(Self(caller)),
            Role::Admin | Role::Agent | Role::Developer => Err(Error::Forbidden),
        }
    }
}

/// Refuses a developer: nothing of the inbox is theirs.
pub(super) fn in_inbox(caller: &Caller) -> Result<()> {
    if caller.is_developer() {
        Err(Error::Forbidden)
    } else {
        Ok(())
    }
}

/// The caller, unless a plugin or a program of an integration asks for what is nothing of theirs.
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
