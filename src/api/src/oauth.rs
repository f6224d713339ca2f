//! What programs read of the OAuth 2.0 server before they ask it.

use serde::{Deserialize, Serialize};

/// `GET /.well-known/oauth-authorization-server`: where the endpoints are, and what they take (RFC 8414).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizationServer {
    /// Who gives the tokens: the server's one origin, whichever company it is.
    pub issuer: String,
    /// Where people agree.
    pub authorization_endpoint: String,
    /// Where codes and refresh tokens are changed for tokens.
    pub token_endpoint: String,
    /// Where tokens are taken back (RFC 7009).
    pub revocation_endpoint: String,
    /// Where it is asked what a token is good for (RFC 7662).
    pub introspection_endpoint: String,
    /// The scopes that there are.
    pub scopes_supported: Vec<String>,
    /// `code`.
    pub response_types_supported: Vec<String>,
    /// `query`.
    pub response_modes_supported: Vec<String>,
    /// `authorization_code` and `refresh_token`.
    pub grant_types_supported: Vec<String>,
    /// How programs show who they are.
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// The same for taking tokens back.
    pub revocation_endpoint_auth_methods_supported: Vec<String>,
    /// The same for asking what a token is good for.
    pub introspection_endpoint_auth_methods_supported: Vec<String>,
    /// `S256` (RFC 7636).
    pub code_challenge_methods_supported: Vec<String>,
    /// Whether `iss` comes with a code (RFC 9207).
    pub authorization_response_iss_parameter_supported: bool,
    /// The languages of the pages.
    pub ui_locales_supported: Vec<String>,
}
