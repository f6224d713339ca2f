//! The server's own deliveries, judged by `encaixe webhook listen --score`.

use std::time::Duration;

use anyhow::{Result, ensure};
use encaixe_tests::listener::Listener;
use serde_json::json;

use super::{add, inbox, say};

#[tokio::test(flavor = "multi_thread")]
async fn every_rule_of_standard_webhooks_holds_of_our_own_deliveries() -> Result<()> {
    let (_data, _server, admin) = inbox(&[]).await?;
    // The secret is known once there is an address.
    let first = Listener::start(&[]).await?;
    let (id, secret) = add(&admin, &first.url, &["message.sent"]).await?;
    drop(first);
    let mut listener = Listener::start(&["--score", "--secret", &secret]).await?;
    let moved = json!({"url": listener.url});
    let path = format!("/api/webhooks/{id}");
    admin
        .must(reqwest::Method::PATCH, &path, Some(&moved))
        .await?;
    for words in ["um", "dois", "três", "quatro"] {
        say(&admin, "955", words).await?;
    }
    // Three of them come again, by the steps of 5 s, and one answer takes 14 s.
    listener
        .line("waiting for 1 further delivery", Duration::from_secs(60))
        .await?;
    say(&admin, "955", "cinco").await?;
    listener
        .line("answered   410", Duration::from_secs(20))
        .await?;
    say(&admin, "955", "seis").await?;
    let ended = listener.ended(Duration::from_secs(20)).await?;
    let printed = listener.printed();
    ensure!(ended.success(), "{printed}");
    ensure!(
        printed.contains(" hold, 0 are broken, 0 were not seen"),
        "{printed}"
    );
    Ok(())
}
