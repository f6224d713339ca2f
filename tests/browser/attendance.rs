//! An attendance from its request to its end: somebody takes it, closing asks for what the workspace wants to know, and the details
//! say what happened. Then the page on which the customer rates it.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

/// The attendance of a conversation, whole.
async fn attendance(stage: &Stage, conversation: &str) -> Result<Value> {
    let session = stage.conversation(conversation).await?["session"].clone();
    let session = session.as_str().context("no attendance")?.to_owned();
    let api = stage.api().await?;
    api.get(&format!("/api/attendances/{session}")).await
}

async fn status_is(stage: &Stage, id: &str, want: &str) -> Result<()> {
    until_equal("the status", json!(want), async || {
        Ok(stage.conversation(id).await?["status"].clone())
    })
    .await
}

async fn rules(stage: &Stage, category: &str, report: &str) -> Result<()> {
    let rules = json!({"closingCategory": category, "closingReport": report});
    let api = stage.api().await?;
    api.must(Method::PATCH, "/api/workspace", Some(&rules))
        .await?;
    Ok(())
}

/// What a field holds, once it holds this.
async fn holds(agent: &Agent, css: &str, text: &str) -> Result<()> {
    until_equal(css, Some(text.to_owned()), async || {
        Ok(agent.see(css).await?.prop("value").await?)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_taken_closed_with_what_must_be_said_and_told_in_the_details() -> Result<()> {
    scenario(async |stage| {
        let api = stage.api().await?;
        rules(stage, "must", "must").await?;
        let said = json!({"sender": "visita-7", "type": "text", "content": "Vocês entregam hoje?"});
        let got = api.post("/api/channels/504/messages", &said).await?;
        let id = got["conversation"]["id"].as_str().context("no id")?;
        let agent = stage.admin().await?;
        let colleague = stage.colleague().await?;
        let (waits, take) = (".property-status.is-waiting", hook("attendance-take"));
        let (close, form) = (hook("conversation-status"), hook("form"));
        colleague.open(id).await?;
        colleague.see(&take).await?;

        // Nobody has taken it, which its row says too; the key does, and the colleague's page knows.
        let untaken = format!(
            "{} {}",
            hook_of("conversation-row", "data-id", id),
            hook("row-untaken")
        );
        colleague.see(&untaken).await?;
        agent.open(id).await?;
        agent.see(waits).await?;
        agent.press('t').await?;
        agent.gone(&take).await?;
        agent.see(".property-status.is-open").await?;
        colleague.gone(&take).await?;
        colleague.gone(&untaken).await?;
        let first = attendance(stage, id).await?;
        ensure!(!first["startedAt"].is_null(), "{first}");
        ensure!(first["operator"] == "101", "{first}");

        // What must be said is named in its place, and nothing is closed.
        agent.press('e').await?;
        agent.see(&form).await?;
        agent.press(Key::Escape).await?;
        agent.gone(&form).await?;
        agent.click(&close).await?;
        agent.click(&hook("form-send")).await?;
        for name in ["categories", "report"] {
            let field = hook_of("form-field", "data-name", name);
            agent
                .see(&format!("{field} {}", hook("form-error")))
                .await?;
        }
        status_is(stage, id, "open").await?;

        // A category without items stands alone; what was said stays.
        let (alone, item) = ("input[value='603']", "input[value^='602/']");
        let report = format!("{form} textarea[name=report]");
        agent.click(alone).await?;
        agent.click(item).await?;
        agent.fill(&report, "Entrega combinada para hoje.").await?;
        agent.click(&hook("form-send")).await?;
        agent.see(".form-about").await?;
        holds(agent, &report, "Entrega combinada para hoje.").await?;
        agent.click(alone).await?;

        // What the server refuses is asked again as it stands.
        let refuse = "const real = fetch; window.fetch = async (what, how) => {
            if ((how?.method ?? what.method) !== 'PATCH') return real(what, how);
            window.fetch = real;
            return new Response('{}', {status: 500});
        }; return null";
        agent.js::<Value>(refuse, &[]).await?;
        agent.click(&hook("form-send")).await?;
        agent.see(&hook_of("toast", "data-kind", "error")).await?;
        holds(agent, &report, "Entrega combinada para hoje.").await?;
        agent.click(&hook("form-send")).await?;
        agent.gone(&form).await?;
        agent.see(&hook("composer-reopen")).await?;
        status_is(stage, id, "closed").await?;
        let ended = attendance(stage, id).await?;
        ensure!(ended["report"] == "Entrega combinada para hoje.", "{ended}");
        ensure!(ended["categories"][0]["category"] == "602", "{ended}");
        ensure!(ended["finishedBy"]["member"] == "101", "{ended}");

        // The details say it, and what the customer said.
        let session = ended["id"].as_str().context("no id")?;
        let rating = json!({"score": 4, "observation": "Foi rápido."});
        let path = format!("/api/attendances/{session}/rating");
        api.must(Method::PUT, &path, Some(&rating)).await?;
        colleague.reload().await?;
        colleague.click(&hook("details-toggle")).await?;
        for (name, text) in [
            ("number", ended["number"].to_string()),
            ("started", "Ana".to_owned()),
            ("finished", "Ana".to_owned()),
            ("category", "Pós-venda · ".to_owned()),
            ("report", "Entrega combinada para hoje.".to_owned()),
            ("rating", "Foi rápido.".to_owned()),
        ] {
            let name = format!("attendance-{name}");
            let row = hook_of("detail", "data-name", &name);
            until_equal(&name, true, async || {
                Ok(colleague.read(&row).await?.contains(&text))
            })
            .await?;
        }

        let category = hook_of("detail", "data-name", "attendance-category");
        colleague.see(&format!("{category} dd[style]")).await?;

        // A link for the customer goes to the clipboard, where the browser gives one.
        colleague.click(&hook("rating-link")).await?;
        colleague
            .see(&hook_of("toast", "data-kind", "success"))
            .await?;

        // Undo begins another one, which is taken; where nothing must be said, nothing is. The one before is a line of the details.
        agent.press('z').await?;
        status_is(stage, id, "open").await?;
        let before = hook_of("detail", "data-name", "attendance-earlier");
        until_equal("the one before", true, async || {
            let line = colleague.read(&before).await?;
            Ok(line.contains(&format!("#{}", ended["number"])) && line.contains("4 of 5"))
        })
        .await?;
        let second = attendance(stage, id).await?;
        ensure!(
            second["number"].as_u64() > ended["number"].as_u64(),
            "{second}"
        );
        ensure!(!second["startedAt"].is_null(), "{second}");
        rules(stage, "off", "may").await?;
        agent.reload().await?;
        agent.press('e').await?;
        agent.see(&form).await?;
        agent.click(&hook("form-send")).await?;
        status_is(stage, id, "closed").await?;
        agent.press('z').await?;
        status_is(stage, id, "open").await?;
        rules(stage, "off", "off").await?;
        agent.reload().await?;
        agent.press('e').await?;
        agent.see(&hook("composer-reopen")).await?;
        ensure!(agent.shown(&form).await?.is_none());
        status_is(stage, id, "closed").await
    })
    .await
}

/// The browser asks for pages in this language, light or dark, at this width.
async fn look(agent: &Agent, language: &str, colours: &str, width: u32) -> Result<()> {
    let tools = agent.cdp();
    tools.send_raw("Network.enable", json!({})).await?;
    let headers = json!({"headers": {"Accept-Language": language}});
    tools
        .send_raw("Network.setExtraHTTPHeaders", headers)
        .await?;
    let size = json!({"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": false});
    tools
        .send_raw("Emulation.setDeviceMetricsOverride", size)
        .await?;
    let features = json!({"features": [{"name": "prefers-color-scheme", "value": colours}]});
    tools
        .send_raw("Emulation.setEmulatedMedia", features)
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_rates_once_by_the_keyboard_in_their_own_language() -> Result<()> {
    scenario(async |stage| {
        let api = stage.api().await?;
        let closed = api.get("/api/conversations?status=closed&limit=1").await?;
        let id = closed["items"][0]["id"].as_str().context("none")?;
        let session = attendance(stage, id).await?["id"].clone();
        let session = session.as_str().context("no attendance")?.to_owned();
        let path = format!("/api/attendances/{session}/rating-link");
        let link = api.must(Method::POST, &path, None).await?;
        let link = link["url"].as_str().context("no link")?;
        let stranger = stage.stranger().await?;

        look(stranger, "en-GB,en;q=0.9,pt;q=0.5", "dark", 360).await?;
        stranger.goto(link).await?;
        stranger.reads("h1", "How was our service?").await?;
        let wide = "return document.documentElement.scrollWidth";
        ensure!(stranger.js::<u32>(wide, &[]).await? <= 360);
        look(stranger, "pt-BR", "light", 1280).await?;
        stranger.goto(link).await?;
        stranger
            .reads("h1", "Como foi o nosso atendimento?")
            .await?;
        // It names the company and nobody.
        let page = stranger.read("main").await?;
        ensure!(page.contains("Loja Aurora"), "{page}");
        let person = stage.conversation(id).await?["person"]["name"].clone();
        ensure!(!page.contains(person.as_str().unwrap_or("?")), "{page}");

        // By the keyboard alone: four, then some words.
        stranger.press(Key::Tab).await?;
        stranger.press(Key::Space).await?;
        for _ in 0..3 {
            stranger.press(Key::Right).await?;
        }
        stranger.see(".score:nth-child(4):has(:checked)").await?;
        stranger.press(Key::Tab).await?;
        stranger
            .fill("textarea", "Muito bom, <b>obrigada</b>!\nVolto sempre.")
            .await?;
        stranger.press(Key::Tab).await?;
        stranger.press(Key::Enter).await?;
        stranger.reads("h1", "Obrigado!").await?;
        let rating = attendance(stage, id).await?["rating"].clone();
        ensure!(rating["score"] == 4, "{rating}");
        ensure!(
            rating["observation"] == "Muito bom, <b>obrigada</b>!\nVolto sempre.",
            "{rating}"
        );

        stranger.goto(link).await?;
        stranger.reads("h1", "Este link já foi usado").await?;
        stranger.visit("/rate/none").await?;
        stranger.reads("h1", "Este link não funciona").await
    })
    .await
}
