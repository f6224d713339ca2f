//! What the starter's plugin does in an inbox.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::database::column;
use encaixe_tests::plugin::{Frame, Plugin};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage};
use serde_json::{Value, json};
use thirtyfour::Key;

/// The tag VIP of the demo workspace.
const VIP: &str = "302";

/// The contact shows, and the button's click is in the database. Leaves the first conversation open.
pub(super) async fn main_job(stage: &Stage, agent: &Agent, plugin: &Plugin) -> Result<()> {
    let frame = plugin.at(agent);
    let row = agent.rows().await?.swap_remove(0);
    agent.open(&row).await?;
    agent.choose(plugin).await?;
    agent.frame_is("verified").await?;
    let conversation = stage.conversation(&row).await?;
    frame.reads("#name", &name(&conversation)?).await?;
    let sql =
        "SELECT phone FROM contact WHERE id = (SELECT contact_id FROM conversation WHERE id = $1)";
    let phone = column(stage.data.path(), sql, &[&row]).await?;
    let shown: Vec<String> = fields(&frame).await?;
    ensure!(
        phone.len() == 1 && shown.contains(&phone[0]),
        "{phone:?} is not in {shown:?}"
    );
    ensure!(shown.iter().any(|field| field == "Cidade"), "{shown:?}");

    let before = is_vip(stage, &row).await?;
    for want in [!before, before] {
        pressed(&frame, !want).await?;
        frame.click("#vip:not(:disabled)").await?;
        until_equal("the tag in the database", want, async || {
            is_vip(stage, &row).await
        })
        .await?;
    }
    pressed(&frame, before).await
}

/// All that it does.
pub(super) async fn all(stage: &Stage, agent: &Agent, plugin: &Plugin) -> Result<()> {
    main_job(stage, agent, plugin).await?;
    let rows = agent.rows().await?;
    keeps_notes(stage, agent, plugin, &rows).await?;
    follows_the_page(agent, &plugin.at(agent)).await?;
    agent.unselect().await?;
    heading(&plugin.at(agent), "No conversation open").await
}

/// A note belongs to its conversation; one that was not saved waits; one that is too long is refused and stays.
async fn keeps_notes(stage: &Stage, agent: &Agent, plugin: &Plugin, rows: &[String]) -> Result<()> {
    let frame = plugin.at(agent);
    let note = "Prefere entrega à tarde.";
    frame.write("#note", note).await?;
    frame.click("#save:not(:disabled)").await?;
    until_equal("the note", vec![json!(note).to_string()], async || {
        stored(stage, plugin, &rows[0]).await
    })
    .await?;

    let other = stage.conversation(&rows[1]).await?;
    agent.open(&rows[1]).await?;
    frame.reads("#name", &name(&other)?).await?;
    shows(&frame, "").await?;
    frame.write("#note", "Ainda não salva").await?;
    agent.open(&rows[0]).await?;
    shows(&frame, note).await?;
    agent.open(&rows[1]).await?;
    shows(&frame, "Ainda não salva").await?;
    ensure!(stored(stage, plugin, &rows[1]).await?.is_empty());

    // Longer than the field takes from a keyboard, and than the server keeps.
    let fill = "const field = document.querySelector('#note');
        const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
        set.call(field, 'x'.repeat(70_000));
        field.dispatchEvent(new Event('input', { bubbles: true }));
        return null";
    frame.js::<Value>(fill, &[]).await?;
    frame.click("#save:not(:disabled)").await?;
    let problem =
        "return [...document.querySelectorAll('.problem')].map((one) => one.textContent).join('')";
    let told = ["O texto é grande demais.", "The text is too long."];
    until_equal("a problem that is told", true, async || {
        let text: String = frame.js(problem, &[]).await?;
        Ok(told.contains(&text.trim()))
    })
    .await?;
    let length = "return document.querySelector('#note').value.length";
    frame.until_js(70_000, length).await?;
    ensure!(stored(stage, plugin, &rows[1]).await?.is_empty());
    Ok(())
}

/// The agent's choice of colours and language is the plugin's too, at once. Leaves the page in English.
async fn follows_the_page(agent: &Agent, frame: &Frame<'_>) -> Result<()> {
    agent.click(".user-button").await?;
    for (choice, theme) in [(3, "dark"), (2, "light")] {
        let segment = format!(".sheet hr + .segments .segment:nth-child({choice})");
        agent.click(&segment).await?;
        frame
            .until_js(
                json!(theme),
                "return document.documentElement.dataset.theme",
            )
            .await?;
    }
    for (language, save) in [("pt-BR", "Salvar"), ("en", "Save")] {
        let segment = format!(".segments .segment:has([lang=\"{language}\"])");
        agent.click(&segment).await?;
        frame.reads("#save", save).await?;
        frame
            .until_js(json!(language), "return document.documentElement.lang")
            .await?;
    }
    agent.press(Key::Escape).await
}

fn name(conversation: &Value) -> Result<String> {
    let name = conversation["contact"]["name"].as_str();
    Ok(name.context("no name")?.to_owned())
}

async fn fields(frame: &Frame<'_>) -> Result<Vec<String>> {
    let body = "return [...document.querySelectorAll('dt, dd')].map((one) => one.textContent)";
    // The names of custom fields come after the contact.
    frame
        .until_js(
            true,
            "return [...document.querySelectorAll('dt')].some((one) => one.textContent === 'Cidade')",
        )
        .await?;
    frame.js(body, &[]).await
}

async fn pressed(frame: &Frame<'_>, want: bool) -> Result<()> {
    let body = "return document.querySelector('#vip')?.ariaPressed ?? null";
    frame.until_js(json!(want.to_string()), body).await
}

async fn shows(frame: &Frame<'_>, note: &str) -> Result<()> {
    let body = "const field = document.querySelector('#note');
        return field && !field.disabled ? field.value : null";
    frame.until_js(json!(note), body).await
}

async fn heading(frame: &Frame<'_>, text: &str) -> Result<()> {
    let body = "return document.querySelector('main:not([hidden]) h1')?.textContent ?? null";
    frame.until_js(json!(text), body).await
}

async fn is_vip(stage: &Stage, conversation: &str) -> Result<bool> {
    let sql = "SELECT tag_id FROM conversation_tag WHERE conversation_id = $1 AND tag_id = $2";
    let found = column(stage.data.path(), sql, &[conversation, VIP]).await?;
    Ok(!found.is_empty())
}

async fn stored(stage: &Stage, plugin: &Plugin, conversation: &str) -> Result<Vec<String>> {
    let sql = "SELECT value FROM plugin_storage
        WHERE plugin_id = $1 AND scope = 'conversation' AND owner = $2 AND key = 'note'";
    column(stage.data.path(), sql, &[&plugin.id, conversation]).await
}
