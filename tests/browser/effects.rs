//! What each command does: in the page, in the database, and at a second agent's page and plugins. And what plugins are
//! told of what others do.

mod fields;
mod forms;
mod frame;
mod life;
mod page;
mod scopes;
mod serving;
mod start;
mod storage;
mod together;
mod token;
mod writing;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::plugin::{Frame, Plugin};
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Agent, Stage};
use serde_json::Value;

/// Two agents with the first conversation open and the same plugin in front.
struct Pair<'a> {
    admin: &'a Agent,
    colleague: &'a Agent,
    plugin: Plugin,
    rows: Vec<String>,
}

impl<'a> Pair<'a> {
    async fn begin(stage: &'a Stage) -> Result<Self> {
        let (admin, plugin, rows) = listening(stage).await?;
        let colleague = stage.colleague().await?;
        show(colleague, &plugin, &rows[0]).await?;
        Ok(Self {
            admin,
            colleague,
            plugin,
            rows,
        })
    }

    /// The plugin's page at the admin's, and at the colleague's.
    const fn frames(&self) -> [Frame<'_>; 2] {
        [self.plugin.at(self.admin), self.plugin.at(self.colleague)]
    }
}

/// The admin with the first conversation open and a plugin that listens in front.
async fn listening(stage: &Stage) -> Result<(&Agent, Plugin, Vec<String>)> {
    let plugin = stage
        .register("Listens", &stage.fixture.page("listens"))
        .await?;
    let agent = stage.admin().await?;
    let rows = agent.rows().await?;
    show(agent, &plugin, rows.first().context("no conversation")?).await?;
    Ok((agent, plugin, rows))
}

/// Opens a conversation with a plugin in front; ends when the plugin was told of it.
async fn show(agent: &Agent, plugin: &Plugin, conversation: &str) -> Result<()> {
    agent.open(conversation).await?;
    agent.choose(plugin).await?;
    agent.frame_is("verified").await?;
    knows(&plugin.at(agent), conversation).await
}

/// Waits until the plugin was told of this conversation last.
async fn knows(frame: &Frame<'_>, conversation: &str) -> Result<()> {
    let last = "return told('conversation').at(-1)?.conversation.id ?? null";
    frame.until_js(Value::from(conversation), last).await
}

/// How a call ends: `{value}`, or `{code, message}`.
async fn end(frame: &Frame<'_>, call: &str) -> Result<Value> {
    frame.js(&format!("return end({call})"), &[]).await
}

/// How a call ends that the page makes when the agent clicks in it.
async fn clicked(frame: &Frame<'_>, call: &str) -> Result<Value> {
    let on_click = format!(
        "window.outcome = null; document.getElementById('act').onclick = () => end({call}).then((end) => {{ outcome = end; }}); return null"
    );
    frame.js::<Value>(&on_click, &[]).await?;
    frame.click("#act").await?;
    until("the end of the call", SOON, async || {
        let end: Value = frame.js("return outcome", &[]).await?;
        Ok(Some(end).filter(|end| !end.is_null()))
    })
    .await
}

/// What a call that ends well has as its value.
async fn value(frame: &Frame<'_>, call: &str) -> Result<Value> {
    let end = end(frame, call).await?;
    ensure!(end.get("code").is_none(), "{call} ended with {end}");
    Ok(end["value"].clone())
}

/// The code with which a call must be refused, and the message.
async fn refusal(frame: &Frame<'_>, call: &str) -> Result<(String, String)> {
    let end = end(frame, call).await?;
    let text = |key: &str| end[key].as_str().map(str::to_owned);
    text("code")
        .zip(text("message"))
        .with_context(|| format!("{call} was not refused: {end}"))
}

/// Waits for the event of this number, counted from 1; gives its data.
async fn event(frame: &Frame<'_>, name: &str, number: usize) -> Result<Value> {
    until(&format!("{number} x {name}"), SOON, async || {
        let all: Vec<Value> = frame
            .js("return told(arguments[0])", &[name.into()])
            .await?;
        Ok(all.get(number - 1).cloned())
    })
    .await
}
