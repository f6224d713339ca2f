//! Who decides on integrations for the whole server: members of companies that the command line named. While there is none, the admins of
//! the first company do.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use encaixe_api::access::Role;
use encaixe_protocol::scope::Scope;

use super::caller::caller;
use super::{Caller, Proof};
use crate::app::{App, Shared};
use crate::error::{Error, Result};

/// A moderator: a member who signed in, and neither a program nor a plugin in their page.
#[derive(Debug)]
pub struct Moderator(pub Caller);

/// Whether a caller decides on integrations for the whole server. One who is named is known by their id, which no admin of their company
/// gives to anybody: `moderator add` ends what let somebody in as them before, and from then on no other admin makes a link for them.
///
/// # Errors
/// When the database fails.
pub async fn is_moderator(app: &App, caller: &Caller) -> Result<bool> {
    if !matches!(caller.proof, Proof::Session(_)) || caller.plugin.is_some() {
        return Ok(false);
    }
    let company = app.page.slug.as_ref();
    let may_by_role = company.is_none() && caller.member.role == Role::Admin;
    let server = app.server()?;
    let Some(store) = server.server().await? else {
        return Ok(may_by_role);
    };
    if store.is_moderator(company, &caller.member.id).await? {
        return Ok(true);
    }
    Ok(may_by_role && !store.has_moderators().await?)
}

impl FromRequestParts<Shared> for Moderator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self> {
        let caller = caller(parts)?;
        caller.require(Scope::All)?;
        if is_moderator(app, &caller).await? {
            Ok(Self(caller))
        } else {
            Err(Error::Forbidden)
        }
    }
}
