//! A token: a header, claims and a signature, each in base64url.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use encaixe_api::access::Role;
use encaixe_api::id::{ContactId, ConversationId, MemberId, PluginId, WorkspaceId};
use serde::Serialize;

use super::Key;

/// What a token says.
#[derive(Debug, Serialize)]
pub struct Claims<'a> {
    /// The inbox, by its origin.
    pub iss: &'a str,
    /// The plugin's origin, for which alone it is.
    pub aud: &'a str,
    /// The member who has the plugin before them.
    pub sub: &'a MemberId,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// From when on it is good: when it was made.
    pub nbf: i64,
    /// Until when it is good.
    pub exp: i64,
    /// An id of its own.
    pub jti: &'a str,
    /// The workspace.
    pub workspace: &'a WorkspaceId,
    /// The member's role.
    pub role: Role,
    /// The plugin.
    pub plugin: &'a PluginId,
    /// The conversation that is open, if one is.
    pub conversation: Option<&'a ConversationId>,
    /// Its contact.
    pub contact: Option<&'a ContactId>,
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    typ: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<&'a str>,
}

impl Claims<'_> {
    /// The token: what it says, signed with the key of that id.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn sign(&self, kid: &str, key: &Key) -> serde_json::Result<String> {
        signed(self, Some(kid), key)
    }
}

/// The token of claims. It names its key where there may be several.
pub(super) fn signed(
    claims: &impl Serialize,
    kid: Option<&str>,
    key: &Key,
) -> serde_json::Result<String> {
    let header = Header {
        alg: key.algorithm().as_str(),
        typ: "JWT",
        kid,
    };
    let part = |json: Vec<u8>| URL_SAFE_NO_PAD.encode(json);
    let header = part(serde_json::to_vec(&header)?);
    let said = format!("{header}.{}", part(serde_json::to_vec(claims)?));
    let signature = key.sign(&said);
    Ok(format!("{said}.{signature}"))
}
