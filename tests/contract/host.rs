//! The two hosts that the suite is played in, and the person who sits at them.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::build::Build;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::{until, until_equal};
use encaixe_tests::{Agent, Stage};
use serde_json::{Value, json};

/// How long all cases of a suite may take together.
const LONG: Duration = Duration::from_secs(180);

/// A page that embeds the suite. Both bear the same hooks, so that one person can serve both.
pub(crate) struct Host<'a> {
    agent: &'a Agent,
    plugin: Plugin,
    forger: Plugin,
    rows: Vec<String>,
    dialect: &'static str,
}

impl<'a> Host<'a> {
    /// The inbox page of the real binary; the suite's page loads this build.
    pub(crate) async fn real(stage: &'a Stage, page: &str, build: Build) -> Result<Self> {
        let forger = stage
            .register("Forger", &stage.fixture.page_abroad("forger"))
            .await?;
        let fixture = &stage.fixture;
        let endpoint = fixture.page_with(build, &fixture.home, page);
        let plugin = stage.register("Suite", &endpoint).await?;
        let agent = stage.admin().await?;
        let mut rows = agent.rows().await?;
        rows.truncate(3);
        agent.open(rows.first().context("no conversation")?).await?;
        agent.choose(&forger).await?;
        until_equal("the forger", 1, async || forger.at(agent).count().await).await?;
        agent.choose(&plugin).await?;
        Ok(Self {
            agent,
            plugin,
            forger,
            rows,
            dialect: "channel",
        })
    }

    /// A host that speaks the classic dialect only.
    pub(crate) async fn classic(stage: &'a Stage, page: &str, build: Build) -> Result<Self> {
        let agent = stage.stranger().await?;
        let fixture = &stage.fixture;
        let endpoint = fixture.page_with(build, &fixture.abroad, page);
        agent
            .goto(format!(
                "{}?plugin={endpoint}",
                stage.fixture.page("classic_host")
            ))
            .await?;
        let rows = agent.rows().await?;
        let beside = "const holder = Object.assign(document.createElement('div'), {className: 'frame'});
            holder.dataset.plugin = 'forger';
            holder.append(Object.assign(document.createElement('iframe'), {className: 'plugin-frame', src: arguments[0]}));
            document.body.append(holder); return null";
        agent
            .js::<Value>(beside, &[stage.fixture.page_abroad("forger").into()])
            .await?;
        let named = |id: &str, endpoint: &str| Plugin {
            id: id.to_owned(),
            name: id.to_owned(),
            endpoint: endpoint.to_owned(),
        };
        Ok(Self {
            agent,
            plugin: named("plugin", &endpoint),
            forger: named("forger", ""),
            rows,
            dialect: "classic",
        })
    }

    /// Each message of the plugin that came to the host of the classic dialect is one of the table.
    pub(crate) async fn received_as_the_table_has_it(&self) -> Result<()> {
        let received: Vec<Value> = self.agent.js("return received", &[]).await?;
        let early = json!([
            {"event": "toast", "data": {"message": "early one", "type": "info"}},
            {"event": "get-workspace-info"},
            {"event": "toast", "data": {"message": "early two", "type": "info"}},
            {"event": "dialog", "data": {"title": "Early?", "type": "confirm"}},
            {"event": "toast", "data": {"message": "early three", "type": "info"}},
        ]);
        let first: Vec<Value> = received.iter().take(5).map(without_nulls).collect();
        ensure!(json!(first) == early, "the first messages: {first:#?}");
        for wanted in [
            json!({"event": "loading", "data": true}),
            json!({"event": "loading", "data": false}),
            json!({"event": "dialog", "data": {"type": "confirm", "title": "Sure?", "description": "Really", "okText": "Yes", "cancelText": "No"}}),
            json!({"event": "set-property", "data": {"key": "first", "type": "contact", "contactId": "25", "fields": {"cidade": {"value": "Sobral"}}}}),
            json!({"event": "set-property", "data": {"key": "third", "type": "session", "sessionId": "71", "fields": {"motivo": {"value": "Return"}}}}),
            json!({"event": "add-tag", "data": "5"}),
            json!({"event": "remove-tag", "data": "5"}),
            json!({"event": "assign", "data": "850"}),
            json!({"event": "move", "data": "475"}),
            json!({"event": "form", "data": {"type": "modal", "title": "One", "items": [{"type": "text", "name": "one", "label": "one"}]}}),
            json!({"event": "no-such-command", "data": 1}),
        ] {
            ensure!(
                received
                    .iter()
                    .any(|message| without_nulls(message) == wanted),
                "{wanted} did not come; there came {received:#?}"
            );
        }
        Ok(())
    }

    /// Does one thing that a case asked for.
    async fn act(&self, action: &Value) -> Result<()> {
        if let Some(row) = action["open"].as_u64() {
            let id = self
                .rows
                .get(usize::try_from(row)?)
                .context("no such row")?;
            self.agent.open(id).await?;
        }
        if action["unselect"] == true {
            // A question gives the focus back to the frame, where Esc is the plugin's.
            let leave = "document.activeElement?.blur(); window.focus(); return null";
            self.agent.js::<Value>(leave, &[]).await?;
            self.agent.unselect().await?;
        }
        if let Some(title) = action["in"].as_str() {
            let question = hook("dialog");
            until(title, Duration::from_secs(10), async || {
                let shown = self.agent.see(&question).await?.text().await?;
                Ok(shown.contains(title).then_some(()))
            })
            .await?;
        }
        if let Some(answers) = action["fill"].as_object() {
            for (name, answer) in answers {
                self.agent
                    .fill_in(name, answer.as_str().context("a text")?)
                    .await?;
            }
        }
        if let Some(name) = action["press"].as_str() {
            self.agent.click(&hook(name)).await?;
        }
        if let Some(name) = action["see"].as_str() {
            self.agent.see(&hook(name)).await?;
        }
        if let Some(name) = action["gone"].as_str() {
            self.agent.gone(&hook(name)).await?;
        }
        if let Some(css) = action["click"].as_str() {
            self.plugin.at(self.agent).click(css).await?;
        }
        if let Some(wanted) = action["toasts"].as_array() {
            self.toasts_are(wanted).await?;
        }
        if action["messages"].is_array() {
            let post = "const frame = document.querySelector('.frame[data-plugin=\"' + arguments[0] + '\"] iframe');
                for (const message of arguments[1]) frame.contentWindow.postMessage(message, '*'); return null";
            let arguments = [self.plugin.id.clone().into(), action["messages"].clone()];
            self.agent.js::<Value>(post, &arguments).await?;
        }
        if action["forge"].is_array() {
            let forge = "forge(arguments[0]); return null";
            self.forger
                .at(self.agent)
                .js::<Value>(forge, &[action["forge"].clone()])
                .await?;
        }
        Ok(())
    }

    /// Waits until the notices that show are these, in this order.
    async fn toasts_are(&self, wanted: &[Value]) -> Result<()> {
        let texts =
            "return [...document.querySelectorAll(arguments[0])].map((toast) => toast.textContent)";
        until(
            "the notices in their order",
            Duration::from_secs(10),
            async || {
                let shown: Vec<String> = self.agent.js(texts, &[hook("toast").into()]).await?;
                let places: Option<Vec<usize>> = wanted
                    .iter()
                    .map(|text| {
                        shown
                            .iter()
                            .position(|toast| toast.contains(text.as_str().unwrap_or_default()))
                    })
                    .collect();
                let ordered = places.is_some_and(|places| places.is_sorted());
                ensure!(ordered, "{shown:?}");
                Ok(Some(()))
            },
        )
        .await
    }
}

/// Plays all cases of the page, and tells of every one that failed.
pub(crate) async fn play(host: &Host<'_>) -> Result<()> {
    let frame = host.plugin.at(host.agent);
    frame
        .until_js(host.dialect.to_owned(), "return Kinbox.wire")
        .await?;
    let begin = "start(arguments[0]); return null";
    let how = json!({"dialect": host.dialect, "rows": host.rows});
    frame.js::<Value>(begin, &[how]).await?;
    let results = until("the end of the suite", LONG, async || {
        let state = "return {ended: suite.ended, wanted: suite.wanted, results: suite.results}";
        let state: Value = frame.js(state, &[]).await?;
        if state["ended"] == true {
            return Ok(Some(state["results"].clone()));
        }
        if !state["wanted"].is_null() {
            let outcome = host.act(&state["wanted"]).await;
            let why = outcome.err().map(|why| format!("{why:#}"));
            let tell = "arguments[0] === null ? suite.did() : suite.failed(new Error(arguments[0])); return null";
            frame.js::<Value>(tell, &[json!(why)]).await?;
        }
        Ok(None)
    })
    .await?;
    let results = results.as_array().context("no results")?;
    let failed: Vec<String> = results
        .iter()
        .filter(|case| !case["error"].is_null())
        .map(|case| format!("{}: {}", case["name"], case["error"]))
        .collect();
    ensure!(results.len() > 5, "hardly any case was played");
    ensure!(
        failed.is_empty(),
        "{} of {} cases failed:\n{}",
        failed.len(),
        results.len(),
        failed.join("\n")
    );
    Ok(())
}

/// A message without the keys that hold null or nothing.
fn without_nulls(message: &Value) -> Value {
    match message {
        Value::Object(map) => map
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.clone(), without_nulls(value)))
            .collect(),
        other => other.clone(),
    }
}
