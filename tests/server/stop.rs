//! The end: quick, with streams open or not.

use std::time::Duration;

use anyhow::{Result, ensure};
use reqwest::StatusCode;
use tokio::time::timeout;

use super::{binary, fresh};

const LIMIT: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_it_within_five_seconds_though_a_stream_is_open() -> Result<()> {
    let (data, mut server) = fresh().await?;
    let arguments = ["token", "create", "--name", "t", "--role", "agent"];
    let token = binary::line(data.path(), &arguments).await?;
    let mut stream = reqwest::Client::new()
        .get(format!("{}/api/events", server.page))
        .bearer_auth(token)
        .send()
        .await?;
    ensure!(stream.status() == StatusCode::OK, "{}", stream.status());
    ensure!(stream.headers()["content-type"] == "text/event-stream");
    let status = server.terminate(LIMIT).await?;
    ensure!(status.success(), "{status}");
    // The stream ends too, well or badly; it does not stay.
    timeout(LIMIT, async {
        while let Ok(Some(_)) = stream.chunk().await {}
    })
    .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_an_idle_server_within_five_seconds() -> Result<()> {
    let (_data, mut server) = fresh().await?;
    let status = server.terminate(LIMIT).await?;
    ensure!(status.success(), "{status}");
    Ok(())
}
