//! Two companies of one server in one browser: each page is its own company's, and the menu leads from one to the other.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::api::Api;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{binary, scenario};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn two_companies_live_side_by_side_in_one_browser() -> Result<()> {
    scenario(async |stage| {
        let data = stage.data.path();
        let create = ["company", "create", "--name", "Padaria", "--admin-email", "dona@padaria.example"];
        let made = binary::run(data, &create).await?;
        let said = String::from_utf8(made.stdout)?;
        let link = said.lines().find_map(|line| line.strip_prefix("sign in: "));
        let link = link.context(said.clone())?;
        let base = "/w/padaria";

        // Signed in to the first company, then to the other one.
        let agent = stage.admin().await?;
        agent.goto(link).await?;
        agent.see(&hook("welcome")).await?;
        ensure!(agent.path().await?.starts_with(base), "{}", agent.path().await?);

        // Its own API, its own live stream: what comes in shows at once, and only here.
        let token = ["token", "create", "--name", "site", "--role", "admin", "--company", "padaria"];
        let token = binary::line(data, &token).await?;
        let theirs = Api::new(&format!("{}{base}", stage.server.page), Some(&token))?;
        let channels = theirs.get("/api/channels").await?;
        let channel = channels["items"][0]["id"].as_str().context("no channel")?;
        let message = json!({"sender": "visitor-1", "type": "text", "content": "Tem pão quente?", "contactInfo": {"name": "Rui"}});
        let got = theirs.post(&format!("/api/channels/{channel}/messages"), &message).await?;
        let id = got["conversation"]["id"].as_str().context("no conversation")?;
        let row = hook_of("conversation-row", "data-id", id);
        agent.click(&row).await?;
        agent.see(&hook_of("conversation", "data-id", id)).await?;
        ensure!(agent.path().await? == format!("{base}/inbox/{id}"));
        let href: String = agent.js("return document.querySelector(arguments[0]).closest('a')?.pathname ?? document.querySelector(arguments[0] + ' a, a' + arguments[0]).pathname", &[row.as_str().into()]).await?;
        ensure!(href == format!("{base}/inbox/{id}"), "{href}");
        agent.reload().await?;
        agent.see(&hook_of("conversation", "data-id", id)).await?;

        // The settings are its own, and so is what the browser keeps.
        agent.visit(&format!("{base}/settings/members")).await?;
        until_equal("the settings' address", true, async || {
            Ok(agent.see("main").await?.text().await?.contains("dona@padaria.example"))
        })
        .await?;
        let kept = "localStorage.setItem('encaixe.probe', '1'); return Object.keys(localStorage)";
        let kept: Vec<String> = agent.js(kept, &[]).await?;
        ensure!(kept.iter().any(|key| key.starts_with("encaixe-padaria.")), "{kept:?}");

        // The menu leads to the first company and back; both stay signed in.
        for (at, other) in [(base, "/"), ("", "/w/padaria/")] {
            agent.visit(&format!("{at}/inbox")).await?;
            agent.click(".user-button").await?;
            agent.click(&format!("{}[href='{other}']", hook("company"))).await?;
            let expected = json!(other != "/");
            let own = "return Boolean(performance.getEntriesByType('resource').find((one) => new URL(one.name).pathname === '/w/padaria/api/me'))";
            until_equal("the other company", expected, async || agent.js::<Value>(own, &[]).await).await?;
        }

        // Signing out of one leaves the other.
        agent.visit(&format!("{base}/inbox")).await?;
        agent.click(".user-button").await?;
        agent.click(".menu > button.menu-item:last-child").await?;
        agent.see(".ways").await?;
        agent.visit("/inbox").await?;
        agent.see(&hook("conversation-row")).await?;

        // An address of no company says so, and leads to the first one.
        agent.visit("/w/nenhuma/inbox").await?;
        agent.click(".alone a[href='/']").await?;
        agent.see(&hook("conversation-row")).await?;
        ensure!(agent.path().await? == "/", "{}", agent.path().await?);
        Ok(())
    })
    .await
}
