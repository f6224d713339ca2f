//! One server with so many conversations, and an agent at its page with the demo plugin open.

use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::Agent;
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server, fresh_folder};
use encaixe_tests::driver::Driver;
use encaixe_tests::plugin::Plugin;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;

use crate::figures::quantile;

/// How many rows are clicked in turn; a window of 900 pixels shows them all.
const ROWS: usize = 8;

/// Has the plugin tell the page of each conversation that it is told of.
const TELL: &str = "Kinbox.on('conversation', ({ conversation }) => parent.postMessage({ told: conversation.id }, '*')); return null";

/// Clicks the row; gives how long it takes until its messages are in the document, and until the plugin's code was told.
const CLICK: &str = "
    const [id, done] = arguments;
    const row = document.querySelector(`[data-testid=conversation-row][data-id=\"${id}\"]`);
    const messages = `[data-testid=conversation][data-id=\"${id}\"] [data-testid=message]`;
    let shown, told, begun;
    const end = () => {
        if (shown === undefined || told === undefined) return;
        watch.disconnect();
        removeEventListener('message', hear);
        done([shown - begun, told - begun]);
    };
    const watch = new MutationObserver(() => {
        if (shown !== undefined || !document.querySelector(messages)) return;
        shown = performance.now();
        end();
    });
    watch.observe(document.body, { childList: true, subtree: true, attributes: true });
    const hear = ({ data }) => {
        if (data?.told !== id || told !== undefined) return;
        told = performance.now();
        end();
    };
    addEventListener('message', hear);
    begun = performance.now();
    row.click();";

/// Scrolls the list for two seconds, up again at its end; gives the time of each frame and the most rows there were.
const SCROLL: &str = "
    const done = arguments[0];
    const view = document.querySelector('.list-scroll');
    const times = [];
    let [last, step, most] = [undefined, 60, 0];
    const frame = (now) => {
        if (last !== undefined) times.push(now - last);
        last = now;
        most = Math.max(most, document.querySelectorAll('[data-testid=conversation-row]').length);
        const before = view.scrollTop;
        view.scrollTop += step;
        if (view.scrollTop === before) step = -step;
        if (times.length < 120) requestAnimationFrame(frame);
        else { view.scrollTop = 0; done([times, most]); }
    };
    requestAnimationFrame(frame);";

/// An agent at work on a server of their own.
pub(crate) struct Visit {
    pub(crate) server: Server,
    pub(crate) api: Api,
    agent: Agent,
    rows: Vec<String>,
    _driver: Driver,
    _data: TempDir,
}

impl Visit {
    /// Fills a folder, starts the server and the browser, and opens the inbox with the demo plugin at work.
    pub(crate) async fn begin(conversations: u32) -> Result<Self> {
        let data = fresh_folder()?;
        let seeded = binary::command([
            "seed",
            "--conversations",
            &conversations.to_string(),
            "--data",
        ])
        .arg(data.path())
        .stdout(Stdio::null())
        .status()
        .await?;
        ensure!(seeded.success(), "the folder could not be filled");
        let server = Server::start(data.path()).await?;
        let arguments = ["token", "create", "--name", "bench", "--role", "admin"];
        let token = binary::line(data.path(), &arguments).await?;
        let api = Api::new(&server.page, Some(&token))?;
        let driver = Driver::start().await?;
        let agent = Agent::new(driver.browser().await?, &server.page);
        agent.sign_in(&server.link).await?;

        let page = api.get("/api/conversations?status=open&limit=20").await?;
        let items = page["items"].as_array().context("no conversations")?;
        let rows: Vec<String> = items
            .iter()
            .filter_map(|row| Some(row["id"].as_str()?.to_owned()))
            .take(ROWS)
            .collect();
        let plugins = api.get("/api/plugins").await?;
        let demo = plugins["items"]
            .as_array()
            .and_then(|all| all.iter().find(|plugin| plugin["name"] == "Demo"))
            .context("no demo plugin")?;
        let demo = Plugin::read(demo)?;
        agent.open(rows.first().context("no rows")?).await?;
        agent.choose(&demo).await?;
        agent.frame_is("verified").await?;
        demo.at(&agent).js::<Value>(TELL, &[]).await?;
        Ok(Self {
            server,
            api,
            agent,
            rows,
            _driver: driver,
            _data: data,
        })
    }

    /// Each measure once: until messages are shown, until the plugin is told, frames of a scroll.
    pub(crate) async fn round(&self, round: u32) -> Result<[f64; 4]> {
        let place = (round as usize + 1) % self.rows.len();
        let id = self.rows.get(place).context("no rows")?;
        self.agent
            .see(&hook_of("conversation-row", "data-id", id))
            .await?;
        let [shown, told]: [f64; 2] = later(&self.agent, CLICK, vec![id.as_str().into()]).await?;
        let (times, _): (Vec<f64>, u32) = later(&self.agent, SCROLL, Vec::new()).await?;
        Ok([shown, told, quantile(&times, 0.5), quantile(&times, 0.95)])
    }

    /// The most rows that were in the document during a scroll.
    pub(crate) async fn most_rows(&self) -> Result<u32> {
        self.agent.see(&hook("conversation-row")).await?;
        let (_, most): (Vec<f64>, u32) = later(&self.agent, SCROLL, Vec::new()).await?;
        Ok(most)
    }

    /// The agent, whose browser is signed in.
    pub(crate) const fn agent(&self) -> &Agent {
        &self.agent
    }

    /// Ends the browser and the server.
    pub(crate) async fn end(self) -> Result<()> {
        Ok(self.agent.clone().quit().await?)
    }
}

/// Runs a function body that calls its last argument with the result when it is ready.
async fn later<T: DeserializeOwned>(agent: &Agent, body: &str, arguments: Vec<Value>) -> Result<T> {
    let returned = agent.execute_async(body, arguments).await?;
    Ok(serde_json::from_value(returned.json().clone())?)
}
