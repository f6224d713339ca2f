//! The commands that act on the page, pressed in the demo plugin.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, scenario};
use serde_json::{Value, json};
use thirtyfour::Key;

use super::{at_work, with_sdk};

#[tokio::test(flavor = "multi_thread")]
async fn toasts_of_every_kind_show_with_the_plugins_name() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, _) = at_work(stage).await?;
        demo.at(agent).click("#tab-page").await?;
        for kind in ["success", "error", "warning", "info"] {
            demo.at(agent).click(&format!("#toast-{kind}")).await?;
            let toast = agent.see(&hook_of("toast", "data-kind", kind)).await?;
            ensure!(
                toast.text().await?.contains("Demo"),
                "the {kind} toast names nobody"
            );
            demo.at(agent).reads("#answer", "→ undefined").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn loading_shows_a_bar_until_it_is_taken_away() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        demo.at(agent).click("#tab-page").await?;
        demo.at(agent).click("#loading-on").await?;
        agent.see(&hook("plugin-loading")).await?;
        agent.open(&rows[1]).await?;
        agent.see(&hook("plugin-loading")).await?;
        demo.at(agent).click("#loading-off").await?;
        agent.gone(&hook("plugin-loading")).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_whose_listener_takes_a_while_is_shown_to_be_at_work() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let frame = plugin.at(agent);
        let slow = "Kinbox.on('conversation', () => new Promise((done) => { window.done = done; })); return null";
        let _: Value = frame.js(slow, &[]).await?;
        agent.open(&rows[1]).await?;
        agent.see(&hook("plugin-loading")).await?;
        // Nobody waits for what was open before. The bar is away for a moment only.
        let watch = "window.away = false; new MutationObserver(() => {
            window.away ||= !document.querySelector('[data-testid=plugin-loading]');
        }).observe(document.body, { childList: true, subtree: true }); return null";
        agent.js::<Value>(watch, &[]).await?;
        agent.open(&rows[2]).await?;
        until_equal("the bar was away", true, async || {
            agent.js("return window.away", &[]).await
        })
        .await?;
        agent.see(&hook("plugin-loading")).await?;
        let _: Value = frame.js("window.done(); return null", &[]).await?;
        agent.gone(&hook("plugin-loading")).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_takes_the_loading_bar_of_the_frame_with_it() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, _) = at_work(stage).await?;
        demo.at(agent).click("#tab-page").await?;
        demo.at(agent).click("#loading-on").await?;
        agent.see(&hook("plugin-loading")).await?;
        agent.click(&hook("frame-reload")).await?;
        agent.gone(&hook("plugin-loading")).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_settled_by_confirm_by_cancel_and_by_esc() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        ask(agent, &demo).await?;
        agent.click(&hook("dialog-ok")).await?;
        demo.at(agent).reads("#answer", "→ true").await?;
        agent.gone(&hook("dialog")).await?;

        ask(agent, &demo).await?;
        agent.click(&hook("dialog-cancel")).await?;
        demo.at(agent).reads("#answer", "→ false").await?;

        ask(agent, &demo).await?;
        agent.press(Key::Escape).await?;
        demo.at(agent).reads("#answer", "→ false").await?;
        agent.gone(&hook("dialog")).await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[0]))
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_may_wait_longer_than_a_machine_would() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, _) = at_work(stage).await?;
        ask(agent, &demo).await?;
        let asked = "return document.getElementById('result').dataset.outcome";
        demo.at(agent).until_js("pending".to_owned(), asked).await?;
        // The machine's deadline is 10 s; this is the one thing that only time can show.
        let passed: bool = agent
            .js_later("setTimeout(() => done(true), 11000)")
            .await?;
        ensure!(passed);
        demo.at(agent).until_js("pending".to_owned(), asked).await?;
        agent.click(&hook("dialog-ok")).await?;
        demo.at(agent).reads("#answer", "→ true").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_with_the_document_that_asked_it() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, _) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let question = "Kinbox.dialog('confirm', {title: 'Stay?'}); return null";
        plugin.at(agent).js::<Value>(question, &[]).await?;
        agent.see(&hook("dialog")).await?;
        plugin
            .at(agent)
            .js::<Value>("location.reload(); return null", &[])
            .await?;
        agent.gone(&hook("dialog")).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn workspace_info_has_what_the_workspace_has() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, _) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let info: Value = plugin
            .at(agent)
            .js("return Kinbox.getWorkspaceInfo()", &[])
            .await?;
        let directory = stage.api().await?.get("/api/workspace").await?;
        for key in ["members", "tags", "groups", "customFields"] {
            let ids = |of: &Value| -> Option<Vec<Value>> {
                let mut ids: Vec<Value> = of[key]
                    .as_array()?
                    .iter()
                    .map(|item| item["id"].clone())
                    .collect();
                ids.sort_by_key(Value::to_string);
                Some(ids)
            };
            let (told, kept) = (
                ids(&info).context("not a list")?,
                ids(&directory).context("not a list")?,
            );
            ensure!(
                !told.is_empty() && told == kept,
                "{key}: {told:?} instead of {kept:?}"
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn callbacks_of_the_classic_kind_each_get_their_own_answer() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, _) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        plugin
            .at(agent)
            .js::<Value>(
                "window.got = {};
                 Kinbox.getWorkspaceInfo((info) => { got.info = Array.isArray(info.tags); });
                 Kinbox.dialog('confirm', {title: 'Really?'}, (confirmed) => { got.confirmed = confirmed; });
                 return null",
                &[],
            )
            .await?;
        plugin.at(agent).until_js(json!({"info": true}), "return got").await?;
        agent.click(&hook("dialog-cancel")).await?;
        plugin.at(agent).until_js(json!({"info": true, "confirmed": false}), "return got").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_argument_is_refused_with_words() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, _) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let wrong = "const said = async (call) => call.then(() => 'ok', ({name, code}) => `${name} ${code}`);
                     return Promise.all([said(Kinbox.toast('loud', 'x')), said(Kinbox.toast('info', '')), said(Kinbox.addTag({})),
                         said(Kinbox.addTag('no such tag')), said(Kinbox.dialog('confirm', {}))])";
        let said: Vec<String> = plugin.at(agent).js(wrong, &[]).await?;
        let invalid = "KinboxError invalid";
        ensure!(said == [invalid, invalid, invalid, "KinboxError not_found", invalid], "{said:?}");
        Ok(())
    })
    .await
}

async fn ask(agent: &Agent, demo: &Plugin) -> Result<()> {
    demo.at(agent).click("#tab-forms").await?;
    demo.at(agent).click("#dialog").await?;
    let dialog = agent.see(&hook("dialog")).await?;
    ensure!(
        dialog.text().await?.contains("Demo"),
        "the dialog names nobody"
    );
    Ok(())
}
