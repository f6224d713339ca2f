//! What a start prints, and what it keeps of the start before.

use std::net::TcpListener;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{Server, fresh_folder};
use encaixe_tests::wait::SOON;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;

use super::{api, fresh};

#[tokio::test(flavor = "multi_thread")]
async fn a_start_prints_its_real_addresses_and_last_how_to_sign_in() -> Result<()> {
    let (_data, server) = fresh().await?;
    let lines = server.printed();
    let last = lines.last().context("nothing was printed")?;
    ensure!(last.starts_with("sign in: "), "{lines:?}");
    ensure!(
        server
            .link
            .starts_with(&format!("{}/sign-in/", server.page)),
        "{}",
        server.link
    );
    ensure!(
        server.page.starts_with("http://127.0.0.1:") && !server.page.ends_with(":0"),
        "{}",
        server.page
    );
    ensure!(
        server.plugin.starts_with("http://localhost:") && !server.plugin.ends_with(":0"),
        "{}",
        server.plugin
    );
    for url in [
        format!("{}/health", server.page),
        format!("{}/", server.plugin),
    ] {
        let answer = reqwest::get(&url).await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "{url} gave {}",
            answer.status()
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_keeps_the_data_and_moves_the_demo_plugin_along() -> Result<()> {
    let (data, mut server) = fresh().await?;
    let before = api(&data, &server, "admin").await?;
    let made = before
        .post(
            "/api/plugins",
            &serde_json::json!({"name": "Mine", "endpoint": "https://plugin.example/p"}),
        )
        .await?;
    let conversations = before.get("/api/conversations").await?;
    server.terminate(SOON).await?;

    let server = Server::start(data.path()).await?;
    let after = api(&data, &server, "admin").await?;
    let ids = |list: &Value| -> Vec<Value> {
        list["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|item| item["id"].clone())
            .collect()
    };
    ensure!(ids(&conversations).len() >= 12, "{conversations}");
    ensure!(
        ids(&after.get("/api/conversations").await?) == ids(&conversations),
        "the conversations are others"
    );
    let id = made["id"].as_str().context("no id")?;
    ensure!(
        after.get(&format!("/api/plugins/{id}")).await?["endpoint"] == "https://plugin.example/p"
    );
    let plugins = after.get("/api/plugins").await?;
    let list = plugins
        .as_array()
        .or_else(|| plugins["items"].as_array())
        .context("no list")?;
    let demos: Vec<&Value> = list
        .iter()
        .filter(|plugin| plugin["name"] == "Demo")
        .collect();
    ensure!(demos.len() == 1, "{plugins}");
    ensure!(
        demos[0]["endpoint"] == format!("{}/", server.plugin),
        "{}",
        demos[0]
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_port_is_named_in_the_error() -> Result<()> {
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let port = taken.local_addr()?.port().to_string();
    let data = fresh_folder()?;
    let why = Server::start_with(data.path(), &["--port", &port, "--plugin-port", "0"]).await;
    let why = format!("{:#}", why.err().context("it started on a taken port")?);
    ensure!(why.contains(&port), "{why}");
    ensure!(!why.contains("panicked"), "{why}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_under_another_name_is_redirected_to_the_public_one() -> Result<()> {
    let port = free_port()?;
    let data = fresh_folder()?;
    let flags = [
        "--port",
        &port,
        "--plugin-port",
        "0",
        "--public-url",
        "https://inbox.example.com",
    ];
    let server = Server::start_with(data.path(), &flags).await?;
    ensure!(
        server
            .link
            .starts_with("https://inbox.example.com/sign-in/"),
        "{}",
        server.link
    );
    let client = Client::builder().redirect(Policy::none()).build()?;
    let answer = client
        .get(format!("http://127.0.0.1:{port}/inbox/5?a=b"))
        .send()
        .await?;
    ensure!(answer.status().is_redirection(), "{}", answer.status());
    let location = answer
        .headers()
        .get("location")
        .context("no location")?
        .to_str()?;
    ensure!(
        location == "https://inbox.example.com/inbox/5?a=b",
        "{location}"
    );
    let known = client
        .get(format!("http://127.0.0.1:{port}/inbox/5"))
        .header("host", "inbox.example.com")
        .send()
        .await?;
    ensure!(known.status() == StatusCode::OK, "{}", known.status());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_names_of_loopback_lead_to_one_page() -> Result<()> {
    let (_data, server) = fresh().await?;
    let other = server.page.replace("127.0.0.1", "localhost");
    let (status, _) = Api::new(&other, None)?
        .send(Method::GET, "/inbox", None)
        .await?;
    ensure!(status.is_redirection(), "{status}");
    Ok(())
}

/// A port that was free a moment ago.
fn free_port() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port()
        .to_string())
}
