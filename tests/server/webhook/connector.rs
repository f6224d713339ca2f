//! `examples/connector/`, between the real server and a provider of our own.

use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::workspace;
use encaixe_tests::wait::{SOON, until};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::receiver::Receiver;
use super::{inbox, say, text, tool};

const CHANNEL: &str = "501";

/// The connector as it runs, until it is dropped.
struct Connector {
    _folder: TempDir,
    _child: Child,
    url: String,
}

impl Connector {
    async fn start(port: u16, environment: &[(&str, &str)]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let main = folder.path().join("connector.mjs");
        std::fs::copy(workspace().join("examples/connector/connector.mjs"), &main)?;
        let modules = folder.path().join("node_modules");
        std::os::unix::fs::symlink(tool("ENCAIXE_NPM")?, modules)?;
        let mut child = Command::new("node")
            .arg(&main)
            .env("PORT", port.to_string())
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
        let line = timeout(SOON, lines.next_line()).await??;
        let line = line.context("it says nothing")?;
        let url = line.strip_prefix("connector: ").context("another line")?;
        Ok(Self {
            url: url.to_owned(),
            _folder: folder,
            _child: child,
        })
    }
}

/// The message of an agent, once it stands so.
async fn once(admin: &Api, conversation: &str, id: &str, status: &str) -> Result<Value> {
    let path = format!("/api/conversations/{conversation}/messages?limit=50");
    until(&format!("{id} to be {status}"), SOON, async || {
        let page = admin.get(&path).await?;
        let all = page["items"].as_array().context("no list")?;
        let found = all.iter().find(|one| one["id"] == id);
        let found = found.context("it is not there")?;
        ensure!(found["status"] == status, "{found}");
        Ok(Some(found.clone()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connector_carries_messages_both_ways() -> Result<()> {
    let (_data, server, admin) = inbox(&[]).await?;
    let agent = super::super::api(&_data, &server, "agent").await?;
    let token = encaixe_tests::binary::line(
        _data.path(),
        &["token", "create", "--name", "connector", "--role", "agent"],
    )
    .await?;
    let provider = Receiver::start().await?;
    // The endpoint's secret is known before the connector runs.
    let free = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
    let url = format!("http://127.0.0.1:{free}/inbox");
    let new =
        json!({"url": url, "events": ["message.sent"], "channels": [CHANNEL], "ordered": true});
    let endpoint = admin.post("/api/webhooks", &new).await?;
    let secret = text(&endpoint, "secret")?;
    let connector = Connector::start(
        free,
        &[
            ("INBOX", &server.page),
            ("TOKEN", &token),
            ("CHANNEL", CHANNEL),
            ("SECRET", &secret),
            ("PROVIDER", &provider.url),
            ("PROVIDER_KEY", "k"),
        ],
    )
    .await?;
    let path = format!("/api/channels/{CHANNEL}");
    let carried = json!({"carrier": endpoint["id"]});
    admin.must(Method::PATCH, &path, Some(&carried)).await?;
    until("the channel to be connected", SOON, async || {
        let channels = admin.get("/api/channels").await?;
        let all = channels["items"].as_array().context("no list")?;
        let own = all.iter().find(|one| one["id"] == CHANNEL);
        Ok(own
            .filter(|one| one["state"]["connected"] == true)
            .map(drop))
    })
    .await?;

    // A contact writes.
    let tell = async |told: Value, key: &str| -> Result<StatusCode> {
        let request = Client::new().post(format!("{}/provider", connector.url));
        let request = request.bearer_auth(key).json(&told);
        Ok(request.send().await?.status())
    };
    let written =
        json!({"id": "p-1", "from": "5511912345678", "name": "João", "text": "Cadê meu pedido?"});
    ensure!(tell(written.clone(), "k").await? == StatusCode::NO_CONTENT);
    ensure!(tell(written, "other").await? == StatusCode::UNAUTHORIZED);
    let found = agent.get("/api/conversations?limit=1").await?;
    let conversation = text(&found["items"][0], "id")?;
    ensure!(
        found["items"][0]["lastMessage"]["text"] == "Cadê meu pedido?",
        "{found}"
    );

    // An agent replies, and the provider tells how far it got.
    let said = say(&agent, &conversation, "Já saiu!").await?;
    ensure!(said["status"] == "queued", "{said}");
    let id = text(&said, "id")?;
    once(&admin, &conversation, &id, "sent").await?;
    let got = provider.once(1).await?[0].json()?;
    ensure!(
        got["to"] == "5511912345678" && got["text"] == "Já saiu!",
        "{got}"
    );
    for status in ["received", "read", "played"] {
        let told = json!({"reference": got["reference"], "status": status});
        ensure!(tell(told, "k").await? == StatusCode::NO_CONTENT);
        once(&admin, &conversation, &id, status).await?;
    }

    // The provider refuses one; sent again, it arrives once.
    provider.answer(400, "not on this network");
    let said = say(&agent, &conversation, "Chegou?").await?;
    let id = text(&said, "id")?;
    let failed = once(&admin, &conversation, &id, "failed").await?;
    ensure!(failed["error"] == "not on this network", "{failed}");
    provider.answer(200, "");
    let retry = format!("/api/conversations/{conversation}/messages/{id}/retry");
    agent.must(Method::POST, &retry, None).await?;
    once(&admin, &conversation, &id, "sent").await?;
    let all = provider.all();
    ensure!(
        all.len() == 3 && all[1].json()? == all[2].json()?,
        "{all:?}"
    );

    // What somebody else signed goes nowhere.
    let forged = Client::new()
        .post(&url)
        .header("webhook-id", "m")
        .header("webhook-timestamp", "1")
        .header("webhook-signature", "v1,AAAA")
        .body("{}");
    ensure!(forged.send().await?.status() == StatusCode::UNAUTHORIZED);
    ensure!(provider.all().len() == 3);
    Ok(())
}
