//! Clients in Python: Authlib, requests-oauthlib and aioamocrm.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::program::Program;
use super::{Company, Inbox, REDIRECT, holds, renewed, text};

#[tokio::test(flavor = "multi_thread")]
async fn authlib_is_let_in_by_its_session_on_requests_and_by_the_one_on_httpx() -> Result<()> {
    let inbox = Inbox::start(Company::First, "default", REDIRECT).await?;
    let mut program = Program::python(&inbox, REDIRECT, "authlib_sessions.py")?;
    program.let_in(&inbox).await?;
    program.let_in(&inbox).await?;
    let found = program.found().await?;

    renewed(&found, "/requests/token", "/requests/refreshed", 3_600)?;
    let name = json!(inbox.contact.1);
    let twice = "the code was used before; what it gave then is taken back";
    holds(
        &found["requests"],
        &[
            ("/foreign", json!("mismatching_state")),
            ("/token/scope", json!("contact:read")),
            ("/contact/name", name.clone()),
            ("/again/name", name.clone()),
            ("/introspected/active", json!(true)),
            ("/introspected/client_id", json!(inbox.id)),
            ("/revocation", json!(200)),
            ("/revoked", json!(401)),
            ("/twice", json!(["invalid_grant", twice])),
            ("/dead", json!("invalid_grant")),
        ],
    )?;
    // The program is told of the token that the session renewed by itself, and of the one that it is instead of.
    let httpx = &found["httpx"];
    let before = text(httpx, "/token/refresh_token")?;
    let told = httpx["told"].as_array().map(Vec::len);
    ensure!(told == Some(1), "{httpx:#}");
    ensure!(text(httpx, "/told/0/0")? != before, "{httpx:#}");
    holds(
        httpx,
        &[
            ("/told/0/1", json!(before)),
            ("/contact/name", name),
            ("/introspected/active", json!(true)),
            ("/introspected/token_type", Value::Null),
            ("/after", json!({"active": false})),
        ],
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_oauthlib_is_let_in_and_renews_by_itself() -> Result<()> {
    let inbox = Inbox::start(Company::First, "default", REDIRECT).await?;
    let mut program = Program::python(&inbox, REDIRECT, "requests_oauthlib_session.py")?;
    let address = program.visits().await?;
    program.back(&inbox.deny(&address).await?).await?;
    program.let_in(&inbox).await?;
    let found = program.found().await?;

    renewed(&found, "/token", "/told/0", 3_600)?;
    renewed(&found, "/told/0", "/refreshed", 3_600)?;
    let (name, scope) = (
        json!(inbox.contact.1),
        json!(["contact:read", "tags:write"]),
    );
    let twice = "the code was used before; what it gave then is taken back";
    holds(
        &found,
        &[
            ("/denied", json!("AccessDeniedError")),
            ("/token/scope", scope.clone()),
            ("/contact/name", name.clone()),
            ("/again/name", name),
            ("/refreshed/scope", scope),
            ("/revocation", json!(200)),
            ("/revoked", json!(401)),
            ("/twice", json!(["InvalidGrantError", twice])),
            ("/dead/0", json!("InvalidGrantError")),
        ],
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn aioamocrm_has_a_company_for_its_account_by_the_address_that_came_with_the_code()
-> Result<()> {
    let inbox = Inbox::start(Company::Bakery, "kommo", REDIRECT).await?;
    let mut program = Program::python(&inbox, REDIRECT, "aioamocrm_client.py")?;
    for _ in 0..2 {
        let asked = program.let_in(&inbox).await?;
        let is_type = asked.query_pairs().any(|(name, _)| name == "response_type");
        ensure!(!is_type, "{asked}");
    }
    let found = program.found().await?;

    let read = json!({"status": 200, "name": inbox.contact.1});
    holds(
        &found,
        &[
            ("/account", json!(inbox.place("/w/padaria"))),
            ("/tokens", json!({"type": "Bearer", "lasts": "a day"})),
            ("/first", read.clone()),
            // Two that renewed at one moment have the same tokens, and both are good.
            ("/isRenewed", json!(true)),
            ("/isSame", json!(true)),
            ("/second", read.clone()),
            ("/third", read),
            ("/twice/kind", json!("AuthError")),
            ("/twice/status", json!(400)),
            ("/twice/title", json!("Bad Request")),
            ("/dead/kind", json!("AuthError")),
            ("/dead/status", json!(401)),
            ("/ended", json!(401)),
            // At the server's own address a code of each company is taken.
            ("/server", json!("Bearer")),
            ("/wrong/kind", json!("AuthError")),
            ("/wrong/status", json!(401)),
        ],
    )?;
    // It shows Kommo's hints, and where it asked.
    for (what, hint) in [
        ("twice", "(Authorization code has been revoked)"),
        ("dead", "(Token has been revoked)"),
    ] {
        let message = text(&found[what], "/message")?;
        ensure!(message.contains(hint), "{message}");
        let place = "(POST /w/padaria/oauth2/access_token)";
        ensure!(message.ends_with(place), "{message}");
    }
    Ok(())
}
