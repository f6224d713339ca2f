//! Settings > Sign-ins, a member's sign-ins, and a link that is opened while somebody else is signed in.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::wait::{until, until_equal};
use encaixe_tests::{binary, scenario};
use serde_json::Value;

/// How soon the page of an ended session shows how to sign in.
const PROMPTLY: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_sign_in_sends_its_pages_to_the_sign_in() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let colleague = stage.colleague().await?;
        colleague
            .visit_within("/settings/sessions", &hook("session-current"))
            .await?;
        let lines: usize = colleague
            .js(
                "return document.querySelectorAll('[data-session]').length",
                &[],
            )
            .await?;
        ensure!(lines == 1, "{lines} sign-ins");

        let id: String = stage.api().await?.get("/api/workspace").await?["members"]
            .as_array()
            .and_then(|all| {
                all.iter()
                    .find(|one| one["role"] == "agent" && one["isActive"] == true)
            })
            .and_then(|one| one["id"].as_str())
            .context("no agent")?
            .to_owned();
        let line = format!("[data-member=\"{id}\"]");
        admin.visit_within("/settings/members", &line).await?;
        admin
            .click(&format!("{line} {}", hook("member-sessions")))
            .await?;
        admin.click(&hook("end-session")).await?;
        until("the sign-in page", PROMPTLY, async || {
            colleague.shown(".ways").await
        })
        .await?;
        admin.gone("[data-session]").await?;
        // The keyboard stays in the dialog whose line went.
        until_equal("the focus", true, async || {
            admin
                .js(
                    "return document.activeElement.closest('dialog') !== null",
                    &[],
                )
                .await
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_somebody_else_asks_before_it_switches() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let name = async || {
            let me = "fetch('/api/me').then((answer) => answer.json()).then((me) => done(me.member.name))";
            admin.js_later::<String>(me).await
        };
        let before = name().await?;
        let email = "bruno@aurora.example";
        let arguments = ["link", "create", "--member", email];
        let link = binary::line(stage.data.path(), &arguments).await?;

        admin.goto(&link).await?;
        let text = admin.see(&hook("switch")).await?.text().await?;
        ensure!(text.contains(&before) && text.contains("Bruno"), "{text}");
        admin.click(&hook("switch-stay")).await?;
        admin.see(&hook("conversation-row")).await?;
        ensure!(name().await? == before, "it switched");

        admin.goto(&link).await?;
        admin.click(&hook("switch-go")).await?;
        admin.see(&hook("conversation-row")).await?;
        ensure!(name().await?.starts_with("Bruno"), "it did not switch");
        let own: Value = admin
            .js_later("fetch('/api/me/sessions').then((answer) => answer.json()).then(done)")
            .await?;
        ensure!(own["items"].as_array().is_some_and(|all| all.len() == 1), "{own}");
        Ok(())
    })
    .await
}
