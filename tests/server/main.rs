//! The binary from the outside: what it prints, what it keeps, how it ends, and whom it lets in.
#![expect(clippy::disallowed_methods, reason = "a test asks as anybody does")]

mod access;
mod apps;
mod backup;
mod bench;
mod commands;
mod docs;
mod empty;
mod kill;
mod oauth;
mod outside;
mod seed;
mod start;
mod stop;
mod verify;
mod webhook;

use anyhow::Result;
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server, fresh_folder};
use tempfile::TempDir;

/// A server on free ports over a fresh folder.
async fn fresh() -> Result<(TempDir, Server)> {
    let data = fresh_folder()?;
    let server = Server::start(data.path()).await?;
    Ok((data, server))
}

/// The API of a server with a new token of that role.
async fn api(data: &TempDir, server: &Server, role: &str) -> Result<Api> {
    let token = binary::line(
        data.path(),
        &["token", "create", "--name", "t", "--role", role],
    )
    .await?;
    Api::new(&server.page, Some(&token))
}
