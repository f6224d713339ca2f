//! Clients in JavaScript: npm's openid-client, oauth4webapi and simple-oauth2.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::program::Program;
use super::{Company, Inbox, REDIRECT, holds, renewed, text};

/// What the server says of a code that comes a second time.
const TWICE: &str = "the code was used before; what it gave then is taken back";

/// What a library that is not told its way asks with.
fn is_asked_with_pkce(url: &reqwest::Url) -> bool {
    let has = |name: &str, value: Option<&str>| {
        let mut pairs = url.query_pairs();
        pairs.any(|(key, found)| key == name && value.is_none_or(|value| found == value))
    };
    has("response_type", Some("code"))
        && has("code_challenge_method", Some("S256"))
        && has("code_challenge", None)
        && has("state", None)
}

#[tokio::test(flavor = "multi_thread")]
async fn openid_client_finds_the_endpoints_and_reads_what_an_admin_agreed_to() -> Result<()> {
    // A program on the own machine listens on a port that nobody registered.
    let inbox = Inbox::start(Company::First, "default", "http://127.0.0.1/callback").await?;
    let redirect = "http://127.0.0.1:49152/callback";
    let mut program = Program::node(&inbox, redirect, "openid_client.mjs")?;
    let address = program.visits().await?;
    program.back(&inbox.deny(&address).await?).await?;
    let address = program.visits().await?;
    program
        .back(&inbox.agree_elsewhere(&address).await?)
        .await?;
    let asked = program.let_in(&inbox).await?;
    ensure!(is_asked_with_pkce(&asked), "{asked}");
    ensure!(asked.path() == "/oauth", "{asked}");
    program.let_in(&inbox).await?;
    let found = program.found().await?;

    renewed(&found, "/tokens", "/refreshed", 3_600)?;
    let scope = json!("contact:read tags:write");
    let name = json!(inbox.contact.1);
    holds(
        &found,
        &[
            ("/pkce", json!(true)),
            ("/denied/name", json!("AuthorizationResponseError")),
            ("/denied/error", json!("access_denied")),
            ("/elsewhere/code", json!("OAUTH_INVALID_RESPONSE")),
            ("/tokens/scope", scope.clone()),
            ("/tokens/account", json!(inbox.place(""))),
            ("/contact/name", name.clone()),
            ("/again/name", name),
            ("/refreshed/scope", scope.clone()),
            ("/introspected/active", json!(true)),
            ("/introspected/scope", scope),
            ("/introspected/client_id", json!(inbox.id)),
            ("/introspected/iss", json!(inbox.server.page)),
            ("/introspected/token_type", json!("Bearer")),
            ("/twice/name", json!("ResponseBodyError")),
            ("/twice/error", json!("invalid_grant")),
            ("/twice/description", json!(TWICE)),
            ("/twice/status", json!(400)),
            // The second use took back what the first one gave.
            ("/ended/code", json!("OAUTH_WWW_AUTHENTICATE_CHALLENGE")),
            ("/ended/challenges/0/scheme", json!("bearer")),
            ("/revoked", json!({"active": false})),
        ],
    )?;
    let lasts = found["expiresIn"].as_u64();
    ensure!(lasts.is_some_and(|lasts| lasts > 3_500), "{found:#}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn oauth4webapi_takes_each_answer_of_the_server_for_valid() -> Result<()> {
    let inbox = Inbox::start(Company::First, "default", REDIRECT).await?;
    let mut program = Program::node(&inbox, REDIRECT, "oauth4webapi.mjs")?;
    let address = program.visits().await?;
    program.back(&inbox.deny(&address).await?).await?;
    let address = program.visits().await?;
    program
        .back(&inbox.agree_elsewhere(&address).await?)
        .await?;
    let asked = program.let_in(&inbox).await?;
    ensure!(is_asked_with_pkce(&asked), "{asked}");
    let found = program.found().await?;

    renewed(&found, "/tokens", "/refreshed", 3_600)?;
    let name = json!(inbox.contact.1);
    let issuer = "unexpected \"iss\" (issuer) response parameter value";
    let verifier = "the code_verifier is not the one of the code_challenge";
    holds(
        &found,
        &[
            ("/denied/error", json!("access_denied")),
            ("/elsewhere/message", json!(issuer)),
            // A code that came with another verifier is good for the right one.
            ("/wrong/error", json!("invalid_grant")),
            ("/wrong/description", json!(verifier)),
            ("/tokens/scope", json!("contact:read")),
            ("/contact/name", name.clone()),
            ("/again/name", name),
            ("/introspected/active", json!(true)),
            ("/introspected/scope", json!("contact:read")),
            // Of a refresh token there is none.
            ("/introspected/token_type", Value::Null),
            ("/ended/code", json!("OAUTH_WWW_AUTHENTICATE_CHALLENGE")),
            ("/ended/challenges/0/scheme", json!("bearer")),
            ("/twice/code", json!("OAUTH_RESPONSE_BODY_ERROR")),
            ("/twice/error", json!("invalid_grant")),
            ("/twice/description", json!(TWICE)),
            ("/dead/error", json!("invalid_grant")),
            ("/dead/status", json!(400)),
        ],
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn simple_oauth2_is_let_in_without_pkce_in_the_profile_kommo() -> Result<()> {
    let inbox = Inbox::start(Company::First, "kommo", REDIRECT).await?;
    let mut program = Program::node(&inbox, REDIRECT, "simple_oauth2.mjs")?;
    for _ in 0..4 {
        let asked = program.let_in(&inbox).await?;
        ensure!(!is_asked_with_pkce(&asked), "{asked}");
    }
    let found = program.found().await?;
    // By HTTP Basic and a form, and as JSON with the secret in the body.
    for way in ["basic", "json"] {
        let found = &found[way];
        let name = json!(inbox.contact.1);
        let revoked = json!("Authorization code has been revoked");
        let access = text(found, "/token/access_token")?;
        ensure!(access.starts_with("ena_"), "{access}");
        holds(
            found,
            &[
                ("/isState", json!(true)),
                ("/expired", json!(false)),
                ("/token/token_type", json!("Bearer")),
                ("/token/expires_in", json!(86_400)),
                ("/first/status", json!(200)),
                ("/first/contact/name", name.clone()),
                ("/second/status", json!(200)),
                ("/second/contact/name", name),
                ("/twice/message", json!("Response Error: 400 Bad Request")),
                ("/twice/body/title", json!("Bad Request")),
                ("/twice/body/detail", json!(TWICE)),
                ("/twice/body/hint", revoked),
                ("/dead/status", json!(401)),
                ("/dead/body/hint", json!("Token has been revoked")),
                ("/third/status", json!(401)),
                ("/revoked/status", json!(401)),
            ],
        )?;
    }
    Ok(())
}
