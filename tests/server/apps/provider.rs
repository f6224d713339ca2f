//! npm's `oidc-provider`, as `provider.mjs` runs it.

use std::env;
use std::process::Command;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_harness::Program;
use encaixe_tests::binary::workspace;
use encaixe_tests::wait::{SOON, until};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Client, StatusCode};
use serde_json::Value;

/// Its client. The secret has what a form writes otherwise (RFC 6749, section 2.3.1).
pub(super) const CLIENT: &str = "loja-7";
pub(super) const SECRET: &str = "segredo do cliente/91+%";
const IN_A_FORM: &str = "loja-7:segredo+do+cliente%2F91%2B%25";

/// It runs until it is dropped.
pub(super) struct Provider {
    /// Such as `http://localhost:4000`.
    pub(super) origin: String,
    program: Program,
}

impl Provider {
    /// Starts one that sends people back to that address. Its first access token lasts for so many seconds.
    pub(super) async fn start(redirect: &str, seconds: u32) -> Result<Self> {
        let modules = env::var_os("ENCAIXE_NPM").context("ENCAIXE_NPM: run `cargo xtask test`")?;
        let mut node = Command::new("node");
        node.arg(workspace().join("tests/server/apps/provider.mjs"))
            .arg(modules)
            .args([redirect, CLIENT, SECRET, &seconds.to_string()]);
        let mut program = Program::start(&mut node)?;
        let origin = until("the provider's origin", SOON, async || {
            let first = program.printed().all().into_iter().next();
            if first.is_none() && program.ended()?.is_some() {
                anyhow::bail!("it ended: {:?}", program.complained().all());
            }
            Ok(first)
        })
        .await?;
        Ok(Self { origin, program })
    }

    /// What happened at its token address, as far as it was read.
    pub(super) fn told(&self) -> Result<Vec<Value>> {
        let lines = self.program.printed().all();
        let lines = lines.iter().skip(1);
        lines
            .map(|line| serde_json::from_str(line).with_context(|| line.clone()))
            .collect()
    }

    /// What its API says to that access token.
    pub(super) async fn takes(&self, token: &str) -> Result<StatusCode> {
        let request = Client::new().get(format!("{}/me", self.origin));
        Ok(request.bearer_auth(token).send().await?.status())
    }

    /// Somebody who has the client's secret tries to renew by that token.
    pub(super) async fn renew(&self, token: &str) -> Result<StatusCode> {
        let request = Client::new()
            .post(format!("{}/token", self.origin))
            .header(
                AUTHORIZATION,
                format!("Basic {}", STANDARD.encode(IN_A_FORM)),
            )
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(format!("grant_type=refresh_token&refresh_token={token}"));
        Ok(request.send().await?.status())
    }
}
