//! Reading: the search, the language, the HTTP API, the colours, copying, a narrow screen.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::wait::until_equal;
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

/// What the reference itself says in Portuguese, by words that English has not.
const PORTUGUESE: &str = "return [...document.querySelectorAll('body, [aria-label], [placeholder], [title]')]
    .flatMap((one) => [one === document.body ? one.innerText : '', one.ariaLabel ?? '', one.placeholder ?? '', one.title ?? ''])
    .filter((text) => /(^|[^\\p{L}])(nesta|página|buscar|copiar|cores|anterior|próxima|não|você|conversa|esperando|comando)([^\\p{L}]|$)/iu.test(text))";

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_is_english_throughout_and_found_by_portuguese_words() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.visit("/docs/errors").await?;
        agent.see("#on-this-page").await?;
        let choose = "localStorage.setItem('encaixe.locale', 'pt-BR'); return null";
        agent.js::<Value>(choose, &[]).await?;
        for path in ["/docs", "/docs/errors", "/docs/run", "/docs/api", "/docs/nothing", "/docs/console"] {
            agent.visit(path).await?;
            agent.see("h1, h2").await?;
            let lang: String = agent.js("return document.documentElement.lang", &[]).await?;
            ensure!(lang == "en", "{path} says that it is in {lang}");
            let mixed: Vec<String> = agent.js(PORTUGUESE, &[]).await?;
            ensure!(mixed.is_empty(), "{path} has {mixed:?}");
        }
        agent.visit("/docs/errors").await?;
        for (asked, found) in [
            ("etiqueta", "addTag"),
            ("etiquetas", "addTag"),
            ("como adicionar uma etiqueta", "addTag"),
            ("formulário", "sendForm"),
            ("área de transferência copiar", ""),
            ("mensagens da conversa", "listMessages"),
            ("criar token", "POST /api/tokens"),
        ] {
            agent.fill("#search", asked).await?;
            agent.see("#found li").await?;
            let names = "return [...document.querySelectorAll('#found [role=option] b')].map((one) => one.textContent)";
            until_equal(asked, true, async || {
                let names: Vec<String> = agent.js(names, &[]).await?;
                Ok(found.is_empty() || names.iter().any(|name| name == found))
            })
            .await?;
        }

        agent.click("#theme").await?;
        let light = "return document.documentElement.dataset.theme + getComputedStyle(document.body).backgroundColor";
        let light: String = agent.js(light, &[]).await?;
        ensure!(light == "lightrgb(245, 246, 248)", "{light}");
        agent.visit("/docs/limits").await?;
        title_is(agent, "Limits").await?;
        until_equal("the colours", Some("light".to_owned()), async || {
            agent.js("return document.documentElement.dataset.theme", &[]).await
        })
        .await
    })
    .await
}

#[expect(clippy::disallowed_methods, reason = "a test asks as anybody does")]
#[tokio::test(flavor = "multi_thread")]
async fn every_operation_of_the_http_api_is_on_its_page_with_a_line_to_try() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.visit("/docs/api#receive_message").await?;
        agent.see("#receive_message").await?;
        let description: Value = reqwest::get(format!("{}/api/openapi.json", stage.server.page))
            .await?
            .json()
            .await?;
        let paths = description["paths"].as_object().context("no paths")?;
        let operations = paths.values().filter_map(Value::as_object).flat_map(serde_json::Map::values);
        let names: Vec<Value> = operations.filter_map(|one| one.get("operationId").cloned()).collect();
        ensure!(names.len() > 30, "{names:?}");
        let missing = "return arguments[0].filter((name) => !document.getElementById(name)?.closest('section').querySelector('pre'))";
        let missing: Vec<String> = agent.js(missing, &[names.into()]).await?;
        ensure!(missing.is_empty(), "{missing:?}");
        let line = "return document.getElementById('receive_message').closest('section').querySelector('code:not(h3 code)').textContent";
        let line: String = agent.js(line, &[]).await?;
        let begun = format!("curl -X POST '{}/api/channels/{{id}}/messages'", stage.server.page);
        ensure!(line.starts_with(&begun) && line.contains("\"sender\""), "{line}");
        // The address names the place, so it is open and in sight.
        agent.see("#receive_message ~ details[open] table").await?;
        let dead = "return [...document.querySelectorAll('#api a[href^=\"#\"]')].map((one) => one.hash.slice(1)).filter((id) => !document.getElementById(id))";
        let dead: Vec<String> = agent.js(dead, &[]).await?;
        ensure!(dead.is_empty(), "links to nothing: {dead:?}");
        Ok(())
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
        for page in ["", "/builds", "/commands/setProperty", "/events/conversation", "/types", "/limits", "/errors", "/api"] {
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
