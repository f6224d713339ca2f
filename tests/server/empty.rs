//! A folder that begins empty: what the API gives of it.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::{Server, fresh_folder};
use encaixe_tests::wait::SOON;
use serde_json::json;

use super::api;

const FLAGS: [&str; 9] = [
    "--port=0",
    "--plugin-port=0",
    "--empty",
    "--workspace",
    "Padaria São João",
    "--admin-name",
    "Lia Conceição",
    "--admin-email",
    "Lia@Padaria.example",
];

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_workspace_has_an_admin_and_a_way_in_and_nothing_else() -> Result<()> {
    let data = fresh_folder()?;
    let server = Server::start_with(data.path(), &FLAGS).await?;
    let admin = api(&data, &server, "admin").await?;
    let list = admin.get("/api/conversations").await?;
    ensure!(
        list["items"] == json!([]) && list["next"].is_null() && list["unread"] == 0,
        "{list}"
    );
    let workspace = admin.get("/api/workspace").await?;
    for list in ["groups", "customFields"] {
        ensure!(workspace[list] == json!([]), "{list}: {workspace}");
    }
    // A handful of tags to begin with, to be kept or thrown away.
    let tags = workspace["tags"].as_array().context("no tags")?;
    ensure!(
        tags.len() == 5 && tags.iter().all(|tag| tag["isActive"] == true),
        "{workspace}"
    );
    let channels = workspace["channels"].as_array().context("no channels")?;
    ensure!(
        channels.len() == 1 && channels[0]["type"] == "webchat",
        "{workspace}"
    );
    let members = admin.get("/api/members").await?;
    let only = members["items"].as_array().context("no members")?;
    ensure!(only.len() == 1, "{members}");
    ensure!(
        only[0]["name"] == "Lia Conceição" && only[0]["email"] == "lia@padaria.example",
        "{members}"
    );
    ensure!(only[0]["role"] == "admin" && only[0]["isActive"] == true);
    // The server's own plugins wait for an admin who wants them.
    let plugins = admin.get("/api/plugins").await?;
    let plugins = plugins["items"].as_array().context("no plugins")?;
    ensure!(plugins.len() == 2 && plugins.iter().all(|one| one["enabled"] == false));

    // The printed link is hers.
    let client = reqwest::Client::new();
    let signed_in = client
        .post(&server.link)
        .header("origin", &server.page)
        .send()
        .await?;
    ensure!(signed_in.status().is_success(), "{}", signed_in.status());
    let lines = signed_in.headers().get_all("set-cookie");
    let cookie = lines.iter().next_back().context("no cookie")?.to_str()?;
    let me = client
        .get(format!("{}/api/me", server.page))
        .header("cookie", cookie.split(';').next().unwrap_or_default())
        .send()
        .await?;
    let me: serde_json::Value = me.json().await?;
    ensure!(me["member"]["email"] == "lia@padaria.example", "{me}");
    ensure!(me["workspace"]["name"] == "Padaria São João", "{me}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_stays_what_it_began_as() -> Result<()> {
    let empty = fresh_folder()?;
    let mut server = Server::start_with(empty.path(), &FLAGS).await?;
    server.terminate(SOON).await?;
    let server = Server::start(empty.path()).await?;
    let admin = api(&empty, &server, "admin").await?;
    ensure!(admin.get("/api/conversations").await?["items"] == json!([]));
    ensure!(admin.get("/api/me").await?["workspace"]["name"] == "Padaria São João");

    let demo = fresh_folder()?;
    let mut server = Server::start(demo.path()).await?;
    server.terminate(SOON).await?;
    let server = Server::start_with(demo.path(), &FLAGS).await?;
    let admin = api(&demo, &server, "admin").await?;
    ensure!(admin.get("/api/me").await?["workspace"]["name"] == "Loja Aurora");
    ensure!(
        server
            .complained()
            .iter()
            .any(|line| line.contains("has a workspace already"))
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_without_an_address_is_refused_before_anything_is_made() -> Result<()> {
    let data = fresh_folder()?;
    let flags = [
        "--port=0",
        "--plugin-port=0",
        "--empty",
        "--admin-email=lia",
    ];
    let why = Server::start_with(data.path(), &flags).await;
    let why = format!("{:#}", why.err().context("it started")?);
    ensure!(why.contains("admin-email: lia"), "{why}");
    ensure!(!data.path().join("encaixe.db").exists());
    Ok(())
}
