//! `sendForm`: what an agent sees of a form, and what the plugin gets.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::Frame;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, scenario};
use serde_json::{Value, json};
use thirtyfour::{By, Key};

use super::listening;

/// An item of each type.
const ITEMS: &str = "[
    {type: 'text', name: 'why', label: 'Why', required: true},
    {type: 'select', name: 'size', label: 'Size', options: [{value: 's', label: 'Small'}, {value: 42, label: 'Large'}]},
    {type: 'multi-select', name: 'items', label: 'Items', options: [{value: 'sheet', label: 'Sheet'}, {value: 'towel', label: 'Towel'}]},
    {type: 'number', name: 'count', label: 'Count', value: 1},
    {type: 'decimal', name: 'price', label: 'Price'},
    {type: 'date', name: 'day', label: 'Day'},
]";

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_filled_in_by_keyboard_alone_and_a_missing_answer_is_told_in_words() -> Result<()>
{
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let frame = plugin.at(agent);
        for kind in ["modal", "drawer"] {
            send(&frame, kind).await?;
            let form = agent.see(&hook_of("form", "data-kind", kind)).await?;
            let text = form.text().await?;
            ensure!(text.contains("Listens") && text.contains("Exchange"), "{text}");
            agent.press(Key::Enter).await?;
            let mistake = agent.see(&hook("form-error")).await?.text().await?;
            ensure!(mistake.len() > 5, "{mistake}");
            let all = form.find_all(By::Css(hook("form-error"))).await?;
            ensure!(all.len() == 1, "only the required question is missing");
            focused(agent, "why").await?;
            agent.action_chain().send_keys("Too small").perform().await?;
            agent.gone(&hook("form-error")).await?;
            next(agent, "size").await?;
            agent.press('L').await?;
            next(agent, "items").await?;
            agent.press(' ').await?;
            next(agent, "items").await?;
            agent.press(' ').await?;
            next(agent, "count").await?;
            agent.action_chain().key_down(Key::Control).send_keys("a").key_up(Key::Control).send_keys("3").perform().await?;
            next(agent, "price").await?;
            agent.action_chain().send_keys("10,5").perform().await?;
            next(agent, "day").await?;
            // The same day in whatever order the browser's language has its parts.
            agent.action_chain().send_keys("11112026").perform().await?;
            agent.press(Key::Enter).await?;
            let answers = outcome(&frame).await?;
            let want = json!({"why": "Too small", "size": 42, "items": ["sheet", "towel"], "count": 3, "price": 10.5, "day": "2026-11-11"});
            ensure!(answers == json!({"value": want}), "{kind}: {answers}");
            agent.gone(&hook("form")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_cancelled_in_every_way_with_null_and_goes_with_its_document() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let frame = plugin.at(agent);
        let null = json!({"value": null});
        send(&frame, "modal").await?;
        agent.click(&hook("form-cancel")).await?;
        ensure!(outcome(&frame).await? == null);

        send(&frame, "drawer").await?;
        agent.see(&hook("form")).await?;
        agent.press(Key::Escape).await?;
        ensure!(outcome(&frame).await? == null);

        // Once something was typed, Esc asks before it is lost.
        send(&frame, "modal").await?;
        agent.fill_in("why", "half a sentence").await?;
        agent.press(Key::Escape).await?;
        agent.click(&hook("form-keep")).await?;
        let kept = "return document.querySelector('[data-testid=form] [name=why]').value";
        until_equal("what was typed", "half a sentence".to_owned(), async || {
            agent.js(kept, &[]).await
        })
        .await?;
        agent.press(Key::Escape).await?;
        agent.click(&hook("form-discard")).await?;
        ensure!(outcome(&frame).await? == null);

        send(&frame, "modal").await?;
        agent.see(&hook("form")).await?;
        frame
            .js::<Value>("location.reload(); return null", &[])
            .await?;
        agent.gone(&hook("form")).await
    })
    .await
}

/// Sends the form; its end is kept in the plugin's page.
async fn send(frame: &Frame<'_>, kind: &str) -> Result<()> {
    let call = format!(
        "window.outcome = null; end(Kinbox.sendForm({{type: '{kind}', title: 'Exchange', items: {ITEMS}}})).then((end) => {{ outcome = end; }}); return null"
    );
    frame.js::<Value>(&call, &[]).await?;
    Ok(())
}

/// Waits for the end of the form that was sent last.
async fn outcome(frame: &Frame<'_>) -> Result<Value> {
    frame
        .until_js(true, "return window.outcome !== null")
        .await?;
    frame.js("return outcome", &[]).await
}

/// Goes on to the next thing by Tab, which must be a part of this question.
async fn next(agent: &Agent, name: &str) -> Result<()> {
    agent.press(Key::Tab).await?;
    focused(agent, name).await
}

/// Waits until the focus is within this question.
async fn focused(agent: &Agent, name: &str) -> Result<()> {
    let within =
        "return document.activeElement.closest('[data-testid=form-field]')?.dataset.name ?? null";
    until_equal("the focus", Value::from(name), async || {
        agent.js(within, &[]).await
    })
    .await
    .with_context(|| format!("the focus is not in {name}"))
}
