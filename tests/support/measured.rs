//! The server of a bench: one that calls this machine, and its API.

use anyhow::Result;
use tempfile::TempDir;

use crate::api::Api;
use crate::binary::{self, Server, fresh_folder};

/// What a server of a bench is started with.
const FLAGS: [&str; 5] = [
    "--port",
    "0",
    "--plugin-port",
    "0",
    "--delivery-allow-loopback=true",
];

/// A server on a folder of its own, which is gone with it.
pub struct Measured {
    /// The server.
    pub server: Server,
    /// Its API, for an admin's token.
    pub api: Api,
    _folder: TempDir,
}

impl Measured {
    /// Starts one.
    ///
    /// # Errors
    /// It did not start.
    pub async fn start() -> Result<Self> {
        let folder = fresh_folder()?;
        let data = folder.path().join("data");
        let server = Server::start_with(&data, &FLAGS).await?;
        let token = ["token", "create", "--name", "bench", "--role", "admin"];
        let token = binary::line(&data, &token).await?;
        Ok(Self {
            api: Api::new(&server.page, Some(&token))?,
            server,
            _folder: folder,
        })
    }
}
