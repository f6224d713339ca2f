//! Reading: the search, the language, the colours, copying, a narrow screen.

use anyhow::{Result, ensure};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, scenario};
use serde_json::Value;
use thirtyfour::Key;

async fn title_is(agent: &Agent, title: &str) -> Result<()> {
    until_equal("the title", title.to_owned(), async || {
        agent
            .js(
                "return document.querySelector('h1')?.textContent ?? ''",
                &[],
            )
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_found_by_keys_alone() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.visit("/docs").await?;
        agent.see("#search").await?;
        agent.press('/').await?;
        until_equal("the focus", "search".to_owned(), async || {
            agent.js("return document.activeElement.id", &[]).await
        })
        .await?;
        agent.fill("#search", "put tag").await?;
        agent
            .see("#found [role=option][aria-selected=true]")
            .await?;
        // The first is chosen; down and up come back to it.
        agent.press(Key::Down).await?;
        agent.press(Key::Up).await?;
        let chosen = "#found [aria-selected=true] b";
        agent.reads(chosen, "addTag").await?;
        agent.press(Key::Enter).await?;
        title_is(agent, "addTag").await?;
        ensure!(agent.path().await? == "/docs/commands/addTag");

        agent.fill("#search", "xyzzy").await?;
        agent.see("#found .nothing").await?;
        agent.press(Key::Escape).await?;
        agent.gone("#found").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_speaks_two_languages_and_keeps_the_choice_with_the_inbox() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.visit("/docs/errors").await?;
        let language = "return document.documentElement.dataset.language";
        // The page's own script says it once it runs.
        let first: String = until("the language", SOON, async || agent.js(language, &[]).await).await?;
        agent.click("#language").await?;
        let second: String = agent.js(language, &[]).await?;
        ensure!(first != second, "{first} stays");
        let word = if second == "pt-BR" { "Nesta página" } else { "On this page" };
        agent.reads("#on-this-page", word).await?;
        let kept: Value = agent.js("return localStorage.getItem('encaixe.locale')", &[]).await?;
        ensure!(kept == second.as_str(), "{kept}");
        // The text stays in the language of the types, and says so.
        let lang: String = agent.js("return document.documentElement.lang", &[]).await?;
        ensure!(lang == "en", "{lang}");

        agent.click("#theme").await?;
        let light = "return document.documentElement.dataset.theme + getComputedStyle(document.body).backgroundColor";
        let light: String = agent.js(light, &[]).await?;
        ensure!(light == "lightrgb(245, 246, 248)", "{light}");
        agent.visit("/docs/limits").await?;
        title_is(agent, "Limits").await?;
        until_equal("the colours", Some("light".to_owned()), async || {
            agent.js("return document.documentElement.dataset.theme", &[]).await
        })
        .await?;
        agent.reads("#language", if second == "pt-BR" { "EN" } else { "PT" }).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_is_wider_than_a_small_phone_and_its_menu_opens() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.set_window_rect(0, 0, 500, 900).await?;
        agent.visit("/docs/run").await?;
        title_is(agent, "Live console").await?;
        // Chromium's windows are not that narrow, so the page is told its width; the rules for phones hold at 500 px too.
        let widths = "document.documentElement.style.width = '360px'; const over = [...document.querySelectorAll('main *')]
            .filter((one) => !one.closest('pre') && one.getBoundingClientRect().right > 361).map((one) => one.outerHTML.slice(0, 80)); return over";
        for page in ["", "/builds", "/commands/setProperty", "/events/conversation", "/types", "/limits", "/errors"] {
            agent.visit(&format!("/docs{page}")).await?;
            agent.see("main h1").await?;
            let over: Vec<String> = agent.js(widths, &[]).await?;
            ensure!(over.is_empty(), "{page}: {over:?}");
        }
        agent.click(".menu-button").await?;
        agent.see("#menu a[href='/docs/commands/toast']").await?;
        agent.click("#menu a[href='/docs/commands/toast']").await?;
        title_is(agent, "toast").await
    })
    .await
}
