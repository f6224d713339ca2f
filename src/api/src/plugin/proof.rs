//! Tokens by which a plugin's own server learns who asks, and the keys that they are signed with.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::ConversationId;

/// For how long a token is good, in seconds.
pub const TOKEN_SECONDS: u32 = 300;

/// For how long the token of an installed integration with Kommo's profile is good, in seconds.
pub const USER_TOKEN_SECONDS: u32 = 1_800;

/// For how many hours the key before goes on where a rotation does not say.
pub const OVERLAP_HOURS: u32 = 24;

/// The longest overlap of two keys, in hours.
pub const MAX_OVERLAP_HOURS: u32 = 720;

/// By what a plugin's tokens are signed. A plugin has one of them, and its server takes no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProofAlgorithm {
    /// Ed25519, RFC 8037: whoever has the public keys of `/.well-known/jwks.json` can verify a token.
    #[default]
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// HMAC with SHA-256, RFC 7518: whoever verifies a token has the plugin's signing secret.
    #[serde(rename = "HS256")]
    Hs256,
}

impl ProofAlgorithm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::EdDsa, Self::Hs256];

    /// The word in a token's header and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Hs256 => "HS256",
        }
    }

    /// The algorithm of that word, if it is one of these.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// `POST /api/frames/{id}/token` (any role): the page asks for a plugin that it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenRequest {
    /// The conversation that is open; none when this is null or missing.
    #[serde(default)]
    pub conversation: Option<ConversationId>,
}

/// A token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedToken {
    /// A JWT: `iss` the inbox's origin, `aud` the plugin's origin, `sub` the member, `iat`, `nbf`, `exp`, `jti`, `workspace`, `role`,
    /// `plugin`, and `conversation` and `contact`, which are null when none is open. The page of an integration whose profile is `kommo`
    /// gets another one, signed (HS256) with the characters of the newer client secret: `iss` the company's address, `aud` the origin of
    /// the first redirect URI, `jti`, `iat`, `nbf`, `exp`, `account_id` the workspace, `subdomain` the company's name in addresses (empty
    /// for the first), `client_uuid` the integration, `user_id` the member, `is_admin`.
    pub token: String,
    /// For how many seconds a page may give it again, at most as long as it is good; 0 where each call is to have a token of its own, as
    /// the page of an integration whose profile is `kommo`. `exp` says until when it is good.
    pub expires_in: u32,
}

impl fmt::Debug for SignedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignedToken(***)")
    }
}

/// `GET /api/plugins/{id}/signing` and the answer to `.../signing/rotate` (admin): what the plugin's server verifies tokens by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signing {
    /// The one algorithm of the plugin's tokens.
    pub algorithm: ProofAlgorithm,
    /// Their `iss`.
    pub issuer: String,
    /// Their `aud`.
    pub audience: String,
    /// Where the public keys of `EdDSA` are.
    pub jwks: String,
    /// The keys of this algorithm that tokens may be signed with, the one that signs now first.
    pub keys: Vec<SigningKey>,
}

/// A key, without what is secret of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SigningKey {
    /// Its id, the `kid` in a token's header.
    pub kid: String,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// From when on it signs.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub signs_from: Timestamp,
    /// Until when it is good; null while nothing took its place.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub until: Option<Timestamp>,
}

/// `POST /api/plugins/{id}/signing/rotate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RotateSigning {
    /// For how many hours the key before goes on signing, so that servers can learn of the new one; 24 when this is missing. With 0 it
    /// is no longer good at once, nor is a token that it signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 720))]
    pub overlap_hours: Option<u32>,
}

/// A signing secret, of `GET /api/plugins/{id}/signing/secrets` (admin). Plugins whose algorithm is `EdDSA` have none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningSecret {
    /// The id of its key.
    pub kid: String,
    /// The secret. Its characters, as they are, are the key of the HMAC.
    pub secret: String,
    /// Until when it is good; null while nothing took its place.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub until: Option<Timestamp>,
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningSecret")
            .field("kid", &self.kid)
            .field("secret", &"***")
            .finish_non_exhaustive()
    }
}

/// `GET /.well-known/jwks.json` (anybody), RFC 7517: the public keys of every plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeySet {
    /// The keys that tokens may be signed with.
    pub keys: Vec<PublicKey>,
}

/// A public key, RFC 8037.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKey {
    /// Always `OKP`.
    pub kty: String,
    /// Always `Ed25519`.
    pub crv: String,
    /// The key, 32 bytes in base64url.
    pub x: String,
    /// Its id.
    pub kid: String,
    /// Always `EdDSA`.
    pub alg: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    pub purpose: String,
}
