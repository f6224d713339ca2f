//! `GET /.well-known/oauth-authorization-server`: what programs read of the OAuth 2.0 server (RFC 8414).

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::oauth::AuthorizationServer;
use encaixe_protocol::scope::Scope;

use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;

/// Where the endpoints of OAuth 2.0 are, and what they take.
///
/// There is one issuer for all companies, the server's origin, and so one such document: at the address of another company than the first
/// there is none.
#[utoipa::path(
    get,
    path = "/.well-known/oauth-authorization-server",
    operation_id = "show_authorization_server",
    tag = "server",
    responses(
        (status = 200, body = AuthorizationServer),
        (status = 404, body = ErrorBody, description = "`not_found`: it is asked for at the address of a company."),
    ),
)]
pub(super) async fn show(State(app): State<Shared>) -> Result<Json<AuthorizationServer>> {
    if app.page.slug.is_some() {
        return Err(Error::NotFound(
            "issuer: there is one for all companies, at the address of the server",
        ));
    }
    let issuer = app.page.origin.as_origin();
    let at = |path: &str| format!("{issuer}{path}");
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let ways = words(&["client_secret_basic", "client_secret_post"]);
    Ok(Json(AuthorizationServer {
        authorization_endpoint: at("/oauth"),
        token_endpoint: at("/oauth2/access_token"),
        revocation_endpoint: at("/oauth2/revoke"),
        introspection_endpoint: at("/oauth2/introspect"),
        scopes_supported: Scope::EACH
            .iter()
            .map(|scope| scope.as_str().to_owned())
            .collect(),
        response_types_supported: words(&["code"]),
        response_modes_supported: words(&["query"]),
        grant_types_supported: words(&["authorization_code", "refresh_token"]),
        token_endpoint_auth_methods_supported: ways.clone(),
        revocation_endpoint_auth_methods_supported: ways.clone(),
        introspection_endpoint_auth_methods_supported: ways,
        code_challenge_methods_supported: words(&["S256"]),
        authorization_response_iss_parameter_supported: true,
        ui_locales_supported: words(&["pt-BR", "en"]),
        issuer,
    }))
}
