//! What may be an endpoint's address: held to the lists of npm's `ssrfcheck`.

use anyhow::{Context as _, Result, ensure};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::process::Command;

use super::super::{api, fresh};
use super::tool;

/// The lists of what must be blocked and of what must pass.
const LISTS: &str = r#"
const of = (name) => require(process.argv[1] + "/ssrfcheck/tests/data/" + name);
console.log(JSON.stringify([of("should-not-pass.js"), of("should-pass.js")]));
"#;

/// What the package lets pass and the server does not, with the reason.
const EXCEPTIONS: [(&str, &str); 4] = [
    (
        "[::ffff:0:808:808]",
        "translated by SIIT, which nobody routes (RFC 7915)",
    ),
    (
        "[64:ff9b:1::8.8.8.8]",
        "a network's own NAT64, which the internet does not reach (RFC 8215)",
    ),
    (
        "[64:ff9b:1::808:808]",
        "a network's own NAT64, which the internet does not reach (RFC 8215)",
    ),
    (
        "[::8.8.8.8]",
        "an IPv4-compatible address, withdrawn (RFC 4291, 2.5.5.1)",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_leads_inside_is_refused_and_what_is_public_passes() -> Result<()> {
    let modules = tool("ENCAIXE_NPM")?;
    let output = Command::new("node")
        .args(["-e", LISTS])
        .arg(modules)
        .output()
        .await?;
    let lists: [Vec<String>; 2] = serde_json::from_slice(&output.stdout).context("no lists")?;
    let [block, pass] = lists;
    ensure!((block.len(), pass.len()) == (217, 68), "another version");
    let (data, server) = fresh().await?;
    let admin = api(&data, &server, "admin").await?;
    let save = async |url: &str| -> Result<(StatusCode, Value)> {
        let new = json!({"url": url, "events": ["message.sent"], "enabled": false});
        admin.send(Method::POST, "/api/webhooks", Some(&new)).await
    };
    let mut wrong = Vec::new();
    for url in &block {
        // As it stands, and as the package reads what has no scheme.
        let with_scheme = (!url.contains("://")).then(|| format!("https://{url}"));
        for url in [Some(url.clone()), with_scheme].into_iter().flatten() {
            let (status, answer) = save(&url).await?;
            let is_refused = status == StatusCode::UNPROCESSABLE_ENTITY
                && answer["error"]["fields"][0]["path"] == "url";
            if !is_refused {
                wrong.push(format!("{url} is not refused: {status} {answer}"));
            }
        }
    }
    let mut excepted = 0;
    let absolute = pass.iter().filter_map(|url| url.split_once("://"));
    for (_, rest) in absolute {
        let url = format!("https://{rest}");
        let is_excepted = EXCEPTIONS.iter().any(|(host, _)| rest.starts_with(host));
        excepted += usize::from(is_excepted);
        let (status, answer) = save(&url).await?;
        if (status == StatusCode::CREATED) == is_excepted {
            wrong.push(format!("{url}: {status} {answer}"));
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    ensure!(excepted == EXCEPTIONS.len(), "{excepted}");
    Ok(())
}
