//! The one-time user token: who has the page of an installed integration before them, for the integration's own server.
//!
//! It is signed with the integration's client secret, which that server has, so that it needs nothing else to verify it.

use encaixe_api::id::{IntegrationId, MemberId, WorkspaceId};
use ring::hmac;
use serde::Serialize;

use super::Key;
use super::token::signed;

/// What a user token says.
#[derive(Debug, Serialize)]
pub struct UserClaims<'a> {
    /// The company, by its address.
    pub iss: &'a str,
    /// The integration's server: scheme, host and port of its first redirect URI.
    pub aud: &'a str,
    /// An id of its own, a UUID.
    pub jti: &'a str,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// From when on it is good: when it was made.
    pub nbf: i64,
    /// Until when it is good.
    pub exp: i64,
    /// The workspace.
    pub account_id: &'a WorkspaceId,
    /// The company's name in addresses; empty for the first one.
    pub subdomain: &'a str,
    /// The integration: its `client_id`.
    pub client_uuid: &'a IntegrationId,
    /// The member.
    pub user_id: &'a MemberId,
    /// Whether they are an admin.
    pub is_admin: bool,
}

impl UserClaims<'_> {
    /// The token: what it says, signed with the characters of the client secret.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn sign(&self, secret: &str) -> serde_json::Result<String> {
        let key = Key::Hs256(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()));
        signed(self, None, &key)
    }
}
