//! `examples/connector/` at work: it carries a channel's messages between a server and a provider.

use std::env;
use std::process::Command;

use anyhow::{Context as _, Result};
use encaixe_harness::Program;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::api::Api;
use crate::binary::{Server, fresh_folder, workspace};
use crate::service::free_port;
use crate::wait::{SOON, line};

/// The key by which the provider is known to it.
pub const PROVIDER_KEY: &str = "k";

/// The connector as it runs, until it is dropped.
#[derive(Debug)]
pub struct Connector {
    /// Where it listens.
    pub url: String,
    /// The id of the webhook endpoint that leads to it.
    pub endpoint: String,
    program: Option<Program>,
    /// What it is started by.
    command: Command,
    _folder: TempDir,
}

impl Connector {
    /// Makes its endpoint, and starts it for that channel. It has the token of an agent.
    ///
    /// # Errors
    /// The endpoint is refused, or it did not start.
    pub async fn start(
        server: &Server,
        admin: &Api,
        token: &str,
        channel: &str,
        provider: &str,
    ) -> Result<Self> {
        // The endpoint's secret is known before the connector runs.
        let port = free_port()?;
        let url = format!("http://127.0.0.1:{port}/inbox");
        let new = json!({"url": url, "description": "Connector", "events": ["message.sent"], "channels": [channel], "ordered": true});
        let made = admin.post("/api/webhooks", &new).await?;
        let of = |key: &str| {
            made[key]
                .as_str()
                .with_context(|| format!("no {key}: {made}"))
        };
        let folder = fresh_folder()?;
        let main = folder.path().join("connector.mjs");
        std::fs::copy(workspace().join("examples/connector/connector.mjs"), &main)?;
        let modules = env::var_os("ENCAIXE_NPM").context("ENCAIXE_NPM: run `cargo xtask test`")?;
        std::os::unix::fs::symlink(modules, folder.path().join("node_modules"))?;
        let mut command = Command::new("node");
        command
            .arg(&main)
            .env("PORT", port.to_string())
            .env("INBOX", server.direct())
            .env("TOKEN", token)
            .env("CHANNEL", channel)
            .env("SECRET", of("secret")?)
            .env("PROVIDER", provider)
            .env("PROVIDER_KEY", PROVIDER_KEY);
        let mut connector = Self {
            url: String::new(),
            endpoint: of("id")?.to_owned(),
            program: None,
            command,
            _folder: folder,
        };
        connector.run().await?;
        Ok(connector)
    }

    /// Starts it, the first time or after [`Connector::stop`].
    ///
    /// # Errors
    /// It did not start.
    pub async fn run(&mut self) -> Result<()> {
        let program = Program::start(&mut self.command)?;
        let url = |line: &str| Some(line.strip_prefix("connector: ")?.to_owned());
        self.url = line(program.printed(), "where the connector listens", SOON, url).await?;
        self.program = Some(program);
        Ok(())
    }

    /// Ends it, as a machine that goes down does.
    pub fn stop(&mut self) {
        self.program = None;
    }

    /// What it answers to something that comes from the provider, by that key.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn tell(&self, told: &Value, key: &str) -> Result<StatusCode> {
        let api = Api::new(&self.url, Some(key))?;
        Ok(api.send(Method::POST, "/provider", Some(told)).await?.0)
    }
}
