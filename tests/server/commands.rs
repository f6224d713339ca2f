//! The short commands, beside a running server.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary;
use encaixe_tests::binary::fresh_folder;
use reqwest::{Method, StatusCode};

use super::{api, fresh};

#[tokio::test(flavor = "multi_thread")]
async fn token_create_prints_the_token_and_nothing_else() -> Result<()> {
    let (data, server) = fresh().await?;
    let token = binary::line(
        data.path(),
        &["token", "create", "--name", "job", "--role", "admin"],
    )
    .await?;
    let text = token.strip_prefix("enc_").context("another prefix")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    ensure!(text.len() == 43 && text.chars().all(plain), "{token}");
    let me = Api::new(&server.page, Some(&token))?;
    ensure!(me.get("/api/plugins").await?.to_string().contains("Demo"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_listed_without_its_text_and_ends_when_it_is_revoked() -> Result<()> {
    let (data, server) = fresh().await?;
    let token = binary::line(
        data.path(),
        &["token", "create", "--name", "nightly", "--role", "agent"],
    )
    .await?;
    let output = binary::run(data.path(), &["token", "list"]).await?;
    ensure!(output.status.success());
    let listed = String::from_utf8(output.stdout)?;
    let line = listed
        .lines()
        .find(|line| line.contains("nightly"))
        .context("it is not listed")?;
    ensure!(!listed.contains(&token), "the list tells the token");
    let id = line.split_whitespace().next().context("no id")?;
    let agent = Api::new(&server.page, Some(&token))?;
    agent.get("/api/conversations").await?;
    let revoked = binary::run(data.path(), &["token", "revoke", id]).await?;
    ensure!(
        revoked.status.success(),
        "{}",
        String::from_utf8_lossy(&revoked.stderr)
    );
    let (status, _) = agent.send(Method::GET, "/api/conversations", None).await?;
    ensure!(status == StatusCode::UNAUTHORIZED, "{status}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_holds_no_token() -> Result<()> {
    let (data, _server) = fresh().await?;
    let token = binary::line(
        data.path(),
        &["token", "create", "--name", "t", "--role", "agent"],
    )
    .await?;
    for entry in std::fs::read_dir(data.path())? {
        let path = entry?.path();
        if path.is_file() {
            let found = std::fs::read(&path)?
                .windows(token.len())
                .any(|part| part == token.as_bytes());
            ensure!(!found, "{} holds it", path.display());
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn link_create_prints_a_link_for_that_member_alone() -> Result<()> {
    let (data, server) = fresh().await?;
    let admin = api(&data, &server, "admin").await?;
    let directory = admin.get("/api/workspace").await?;
    let email = directory["members"][0]["email"]
        .as_str()
        .context("no member")?;
    let link = binary::line(data.path(), &["link", "create", "--member", email]).await?;
    ensure!(
        link.starts_with(&format!("{}/sign-in/", server.page)),
        "{link}"
    );
    let nobody = binary::run(
        data.path(),
        &["link", "create", "--member", "nobody@nowhere.example"],
    )
    .await?;
    ensure!(!nobody.status.success() && nobody.stdout.is_empty());
    ensure!(String::from_utf8_lossy(&nobody.stderr).contains("nobody@nowhere.example"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_word_on_the_command_line_is_an_error_with_help() -> Result<()> {
    let data = fresh_folder()?;
    let arguments = ["token", "create", "--name", "t", "--role", "king"];
    let output = binary::run(data.path(), &arguments).await?;
    ensure!(!output.status.success() && output.stdout.is_empty());
    let why = String::from_utf8(output.stderr)?;
    ensure!(why.contains("king") && why.contains("admin"), "{why}");
    Ok(())
}
