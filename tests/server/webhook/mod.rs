//! Webhooks from the outside: what receivers see of them.

mod connector;
mod guard;
mod listen;
mod receivers;
mod score;

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{Server, fresh_folder};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a server is started with that may send to this machine.
const LOOPBACK: [&str; 5] = [
    "--port",
    "0",
    "--plugin-port",
    "0",
    "--delivery-allow-loopback",
];

/// Such a server, and an admin of it.
async fn inbox(flags: &[&str]) -> Result<(TempDir, Server, Api)> {
    let data = fresh_folder()?;
    let server = Server::start_with(data.path(), &[&LOOPBACK, flags].concat()).await?;
    let admin = super::api(&data, &server, "admin").await?;
    Ok((data, server, admin))
}

/// Adds an endpoint; its id and its secret.
async fn add(admin: &Api, url: &str, events: &[&str]) -> Result<(String, String)> {
    let new = json!({"url": url, "events": events});
    let made = admin.post("/api/webhooks", &new).await?;
    Ok((text(&made, "id")?, text(&made, "secret")?))
}

/// An agent's text in the conversation.
async fn say(admin: &Api, conversation: &str, words: &str) -> Result<Value> {
    let path = format!("/api/conversations/{conversation}/messages");
    let said = json!({"type": "text", "text": words});
    admin.post(&path, &said).await
}

fn text(value: &Value, key: &str) -> Result<String> {
    let found = value[key].as_str();
    Ok(found
        .with_context(|| format!("no {key}: {value}"))?
        .to_owned())
}

fn tool(name: &str) -> Result<PathBuf> {
    let path = env::var_os(name).with_context(|| format!("{name}: run `cargo xtask test`"))?;
    Ok(path.into())
}
