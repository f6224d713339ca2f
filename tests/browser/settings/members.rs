//! Settings > Members.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::scenario;
use encaixe_tests::wait::{SOON, until};

use super::{PRIMARY, SUBMIT};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_member_signs_in_by_the_link_and_sees_what_is_theirs() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        admin.visit("/settings/members").await?;
        admin.click(PRIMARY).await?;
        admin.fill("input[name=name]", "Nova Pessoa").await?;
        admin.fill("input[name=email]", "nova@aurora.example").await?;
        admin.click(SUBMIT).await?;
        let api = stage.api().await?;
        let id = until("the new member", SOON, async || {
            let list = api.get("/api/members").await?;
            let items = list.as_array().or_else(|| list["items"].as_array()).context("no list")?;
            let made = items.iter().find(|member| member["email"] == "nova@aurora.example");
            Ok(made.and_then(|member| member["id"].as_str()).map(str::to_owned))
        })
        .await?;
        admin.click(&format!("[data-member=\"{id}\"] .line-end .button:not([title])")).await?;
        let link = admin.see("dialog .copy-value").await?.text().await?;
        ensure!(link.contains("/sign-in/"), "{link}");

        let member = stage.stranger().await?;
        member.sign_in(&link).await?;
        let me: String = member.js_later("fetch('/api/me').then((answer) => answer.json()).then((me) => done(me.member.email))").await?;
        ensure!(me == "nova@aurora.example", "{me}");
        // What is for admins says who they are; all that is listed beside it is open.
        let directory = api.get("/api/workspace").await?;
        let members = directory["members"].as_array().context("no members")?;
        let boss = members.iter().find(|one| one["role"] == "admin").and_then(|one| one["name"].as_str());
        for path in ["/settings/plugins", "/settings/tokens/new", "/settings/tags"] {
            member.visit(path).await?;
            let said = member.see(".settings .empty").await?.text().await?;
            ensure!(said.contains(boss.context("no admin")?), "{path}: {said}");
            ensure!(member.shown("input, .line-card, .settings form").await?.is_none(), "{path} shows to an agent");
        }
        let own: Vec<String> = member.js("return [...document.querySelectorAll('.rail-item')].map((one) => one.pathname)", &[]).await?;
        ensure!(own == ["/settings/preferences", "/settings/replies", "/settings/my-plugins", "/settings/marketplace", "/settings/sessions"], "{own:?}");
        for path in own.iter().map(String::as_str).chain(["/settings"]) {
            member.visit_within(path, ".settings-column > header h1").await?;
            ensure!(member.shown(".rail-list .is-here").await?.is_some(), "{path} is nowhere in the list");
        }
        // A choice made there is the one in the menu.
        member.click(".settings-column input[name=goesOn]").await?;
        member.click(".user-button").await?;
        ensure!(member.see(".menu input[name=goesOn]").await?.is_selected().await?, "the menu says otherwise");
        let status: u16 = member.js_later("fetch('/api/plugins').then((answer) => done(answer.status))").await?;
        ensure!(status == 403, "{status}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_a_member_has_already_is_refused_in_place() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let directory = stage.api().await?.get("/api/workspace").await?;
        let taken = directory["members"][1]["email"]
            .as_str()
            .context("no second member")?
            .to_owned();
        admin.visit("/settings/members").await?;
        admin.click(PRIMARY).await?;
        admin.fill("input[name=name]", "Outra Pessoa").await?;
        admin.fill("input[name=email]", &taken).await?;
        admin.click(SUBMIT).await?;
        admin.see("input[name=email][aria-invalid=true]").await?;
        let name = admin.see("input[name=name]").await?.prop("value").await?;
        ensure!(name.as_deref() == Some("Outra Pessoa"), "{name:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_link_lets_nobody_in() -> Result<()> {
    scenario(async |stage| {
        stage.admin().await?;
        let stranger = stage.stranger().await?;
        stranger.goto(&stage.server.link).await?;
        stranger.see("main.alone .ways").await?;
        ensure!(stranger.shown(&hook("conversation-row")).await?.is_none());
        let status: u16 = stranger
            .js_later("fetch('/api/me').then((answer) => done(answer.status))")
            .await?;
        ensure!(status == 401, "{status}");
        Ok(())
    })
    .await
}
