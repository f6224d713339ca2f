//! The live console in the inbox.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::plugin::Frame;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::console;

/// Turns the console on and opens it beside the first conversation; gives the conversation's id.
async fn opened(stage: &Stage) -> Result<(&Agent, encaixe_tests::plugin::Plugin, String)> {
    let console = console(stage).await?;
    let api = stage.api().await?;
    let on = json!({"enabled": true});
    api.send(
        reqwest::Method::PATCH,
        &format!("/api/plugins/{}", console.id),
        Some(&on),
    )
    .await?;
    let agent = stage.admin().await?;
    let rows = agent.rows().await?;
    let conversation = rows.first().context("no conversation")?.clone();
    agent.open(&conversation).await?;
    agent.choose(&console).await?;
    agent.frame_is("verified").await?;
    ready(&console.at(agent)).await?;
    Ok((agent, console, conversation))
}

/// Waits until the console knows the conversation and the commands.
async fn ready(frame: &Frame<'_>) -> Result<()> {
    frame
        .until_js(
            "conversation".to_owned(),
            "return document.getElementById('state').dataset.state",
        )
        .await?;
    frame
        .until_js(true, "return known.commands.length > 20")
        .await
}

/// Picks a command as a person does: types its name and takes the first.
async fn pick(frame: &Frame<'_>, name: &str) -> Result<()> {
    let body = "const input = document.getElementById('pick'); input.focus(); input.value = arguments[0];
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); return chosen.name";
    let chosen: String = frame.js(body, &[name.into()]).await?;
    ensure!(chosen == name, "{chosen}");
    Ok(())
}

async fn write(frame: &Frame<'_>, field: &str, text: &str) -> Result<()> {
    let body = "const field = document.getElementById('field-' + arguments[0]); field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true })); return null";
    frame
        .js::<Value>(body, &[field.into(), text.into()])
        .await
        .map(|_| ())
}

/// Runs what is chosen; gives how it ended and what is said of it.
async fn run(frame: &Frame<'_>) -> Result<(String, String)> {
    frame.click("#run").await?;
    let outcome = "const place = document.getElementById('outcome'); return [place.dataset.outcome, place.textContent]";
    until("the outcome", SOON, async || {
        let (outcome, text): (String, String) = frame.js(outcome, &[]).await?;
        Ok((outcome == "ok" || outcome == "error").then_some((outcome, text)))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_reference_a_command_is_run_in_the_open_conversation_and_seen_on_the_wire()
-> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let conversation = rows.first().context("no conversation")?;

        // Found by the search, run by its button.
        agent.visit("/docs").await?;
        agent.see("#search").await?;
        agent.fill("#search", "removeTag").await?;
        agent.click("#found a[role=option][href='/docs/commands/removeTag']").await?;
        agent.see("a.run[href='/docs/run#removeTag']").await?;
        agent.visit("/docs/commands/addTag").await?;
        agent.click("a.run[href='/docs/run#addTag']").await?;
        agent.see("#run[data-state=runOff]").await?;
        agent.click("#run button").await?;
        agent.see("#run[data-state=runReady]").await?;
        agent.click("#run button").await?;
        agent.see(&hook("conversation-row")).await?;
        agent.open(conversation).await?;
        agent.frame_is("verified").await?;
        let console = console(stage).await?;
        let frame = console.at(agent);
        ready(&frame).await?;
        frame.until_js("addTag".to_owned(), "return chosen?.name ?? ''").await?;

        // A tag that the conversation lacks.
        let before = stage.conversation(conversation).await?;
        let directory = stage.api().await?.get("/api/workspace").await?;
        let has = before["tags"].as_array().context("no tags")?;
        let tag = directory["tags"].as_array().context("no tags")?.iter();
        let mut free = tag.filter(|tag| tag["isActive"] == true && !has.contains(&tag["id"]));
        let tag = free.next().and_then(|tag| tag["id"].as_str()).context("no free tag")?;
        write(&frame, "tag", tag).await?;
        frame.reads("#line", &format!("await Kinbox.addTag(\"{tag}\");")).await?;
        let (outcome, text) = run(&frame).await?;
        ensure!(outcome == "ok" && text.contains(tag), "{outcome}: {text}");
        let after = stage.conversation(conversation).await?;
        ensure!(after["tags"].as_array().context("no tags")?.contains(&json!(tag)), "{after}");

        // Both ways, and what every plugin is told.
        for row in [
            "[data-direction=out][data-type=request][data-name=add_tag]",
            "[data-direction=in][data-type=reply][data-name=add_tag][data-failed=false]",
            "[data-direction=in][data-type=event][data-name=conversation_updated]",
            "[data-direction=in][data-type=welcome]",
        ] {
            frame.until_js(1, &format!("return document.querySelectorAll('#log {row}').length")).await?;
        }
        let open = "const row = document.querySelector('#log [data-type=request][data-name=add_tag] details'); row.open = true;
            return new Promise((done) => setTimeout(() => done(row.querySelector('pre').textContent), 50))";
        let text: String = frame.js(open, &[]).await?;
        let message: Value = serde_json::from_str(&text)?;
        ensure!(message["params"]["tag"] == tag && message["conversation"] == conversation.as_str(), "{message}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_arguments_are_told_in_place_and_nothing_is_sent() -> Result<()> {
    scenario(async |stage| {
        let (agent, console, _) = opened(stage).await?;
        let frame = console.at(agent);
        let sent = "return document.querySelectorAll('#log [data-type=request][data-name=send_form]').length";
        pick(&frame, "sendForm").await?;
        for (text, line, column) in [
            ("{\n  \"title\": \"A\",\n  \"items\": [,]\n}", 3, 13),
            ("{\"title\" \"A\"}", 1, 10),
            ("{\"title\": \"A\"", 1, 14),
            ("{\"title\": 'A'}", 1, 11),
            ("{\"title\": 01}", 1, 11),
            ("[1]]", 1, 4),
        ] {
            write(&frame, "form", text).await?;
            frame.click("#run").await?;
            let body = "const field = document.getElementById('field-form');
                return [field.getAttribute('aria-invalid'), document.getElementById(field.getAttribute('aria-describedby')).textContent, document.activeElement === field]";
            let (invalid, why, focused): (String, String, bool) = frame.js(body, &[]).await?;
            ensure!(invalid == "true" && focused, "{text}: {invalid} {focused}");
            let numbers: Vec<i32> = why.split(|one: char| !one.is_ascii_digit()).filter_map(|one| one.parse().ok()).collect();
            ensure!(numbers.starts_with(&[line, column]), "{text}: {why}");
        }
        ensure!(frame.js::<i32>(sent, &[]).await? == 0, "it was sent all the same");

        // What the inbox refuses is told with its code.
        write(&frame, "form", "{\"title\": \"A\", \"items\": []}").await?;
        let (outcome, text) = run(&frame).await?;
        ensure!(outcome == "error" && text.starts_with("invalid"), "{outcome}: {text}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_to_the_agent_is_given_up_by_a_button() -> Result<()> {
    scenario(async |stage| {
        let (agent, console, _) = opened(stage).await?;
        let frame = console.at(agent);
        pick(&frame, "dialog").await?;
        frame.click("#run").await?;
        agent.see(&hook("dialog")).await?;
        // The dialog covers the page, so the button is pressed by a script.
        frame
            .js::<Value>("document.getElementById('abort').click(); return null", &[])
            .await?;
        agent.gone(&hook("dialog")).await?;
        frame
            .until_js(
                "error".to_owned(),
                "return document.getElementById('outcome').dataset.outcome",
            )
            .await?;
        let text: String = frame
            .js("return document.getElementById('outcome').textContent", &[])
            .await?;
        ensure!(text.starts_with("aborted"), "{text}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_filtered_paused_and_cleared() -> Result<()> {
    scenario(async |stage| {
        let (agent, console, _) = opened(stage).await?;
        let frame = console.at(agent);
        let rows = "return document.querySelectorAll('#log li').length";
        // What the opening brings may still come.
        until("the log to stay empty", SOON, async || {
            frame.click("#log-clear").await?;
            sleep(Duration::from_millis(600)).await;
            Ok((frame.js::<usize>(rows, &[]).await? == 0).then_some(()))
        })
        .await?;
        pick(&frame, "getConversation").await?;
        run(&frame).await?;
        frame.until_js(2, rows).await?;

        let kind = "const kind = document.getElementById('log-kind'); kind.value = 'reply'; kind.dispatchEvent(new Event('change')); return null";
        frame.js::<Value>(kind, &[]).await?;
        frame.until_js(1, rows).await?;
        let filter = "const filter = document.getElementById('log-filter'); filter.value = 'nothing'; filter.dispatchEvent(new Event('input')); return null";
        frame.js::<Value>(filter, &[]).await?;
        frame.until_js(0, rows).await?;
        let all = "document.getElementById('log-filter').value = ''; const kind = document.getElementById('log-kind'); kind.value = ''; kind.dispatchEvent(new Event('change')); return null";
        frame.js::<Value>(all, &[]).await?;
        frame.until_js(2, rows).await?;

        frame.click("#log-pause").await?;
        run(&frame).await?;
        until_equal("rows while paused", 2, async || frame.js(rows, &[]).await).await?;
        frame.click("#log-pause").await?;
        frame.until_js(4, rows).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn alone_the_console_explains_itself_and_who_may_not_turn_it_on_is_told_whom_to_ask()
-> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        // The plugin's port leads a tab of its own to the page's.
        agent
            .goto(format!("{}/docs/console", stage.server.plugin))
            .await?;
        agent.see("#standalone a[href='/docs/run']").await?;
        ensure!(
            agent.current_url().await?.as_str() == format!("{}/docs/console", stage.server.page)
        );
        agent.gone("#work").await?;
        agent.click("#standalone a").await?;
        agent
            .see("#run[data-state=runSignedOut] a[href='/inbox']")
            .await?;

        let colleague = stage.colleague().await?;
        colleague.visit("/docs/run#toast").await?;
        colleague.see("#run[data-state=runAsk]").await?;
        Ok(())
    })
    .await
}
