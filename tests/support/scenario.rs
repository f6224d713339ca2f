//! One browser test from start to end.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result, ensure};
use futures::FutureExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{OnceCell, Semaphore};

use crate::agent::Agent;
use crate::api::Api;
use crate::binary::{self, Server, fresh_folder};
use crate::driver::Driver;
use crate::engine::Engine;
use crate::evidence;
use crate::fixture::Fixture;
use crate::loopback::Port;
use crate::plugin::Plugin;
use crate::recorder::Recorder;
use crate::service::free_port;

/// How many scenarios run at once, however many threads the test runner has.
static PLACES: Semaphore = Semaphore::const_new(2);

/// How many browsers one scenario may have.
const AGENTS: usize = 3;

/// What a scenario plays on.
#[derive(Debug)]
pub struct Stage {
    /// The real binary.
    pub server: Server,
    /// Its data folder.
    pub data: TempDir,
    /// The server of attack pages.
    pub fixture: Fixture,
    /// Whose browsers it has.
    pub engine: Engine,
    driver: Driver,
    agents: [OnceCell<Agent>; AGENTS],
    taken: AtomicUsize,
    admin: OnceCell<Api>,
}

/// Plays a scenario in Chromium; saves evidence when it fails, and ends its browsers either way.
///
/// # Errors
/// Those of the scenario, and of what it needs to begin.
pub async fn scenario(play: impl AsyncFnOnce(&Stage) -> Result<()>) -> Result<()> {
    scenario_in(Engine::Chromium, play).await
}

/// Plays a scenario in the browser of an engine.
///
/// # Errors
/// Those of the scenario, and of what it needs to begin.
pub async fn scenario_in(
    engine: Engine,
    play: impl AsyncFnOnce(&Stage) -> Result<()>,
) -> Result<()> {
    let _place = PLACES.acquire().await?;
    Stage::build(engine).await?.play(play).await
}

/// Plays a scenario in Chromium on a server with further flags.
///
/// # Errors
/// Those of the scenario, and of what it needs to begin.
pub async fn scenario_with(
    flags: &[&str],
    play: impl AsyncFnOnce(&Stage) -> Result<()>,
) -> Result<()> {
    let _place = PLACES.acquire().await?;
    let data = fresh_folder()?;
    let mut all = vec!["--port", "0", "--plugin-port", "0"];
    all.extend(flags);
    let server = Server::start_with(data.path(), &all).await?;
    let stage = Stage::around(server, data, Engine::Chromium).await?;
    stage.play(play).await
}

/// Plays a scenario in Chromium, in which browsers find the page by that name, one below `localhost`.
///
/// # Errors
/// Those of the scenario, and of what it needs to begin.
pub async fn scenario_at(host: &str, play: impl AsyncFnOnce(&Stage) -> Result<()>) -> Result<()> {
    let _place = PLACES.acquire().await?;
    let data = fresh_folder()?;
    let port = Port::take().await?.number.to_string();
    let url = format!("http://{host}:{port}");
    let flags = ["--port", &port, "--plugin-port", "0", "--public-url", &url];
    let server = Server::start_with(data.path(), &flags).await?;
    let stage = Stage::around(server, data, Engine::Chromium).await?;
    stage.play(play).await
}

/// Plays a scenario in Chromium on a server with further flags, whose every answer goes by way of a recorder.
///
/// # Errors
/// Those of the scenario, and of what it needs to begin.
pub async fn scenario_recorded(
    flags: &[&str],
    play: impl AsyncFnOnce(&Stage, &Recorder) -> Result<()>,
) -> Result<()> {
    let _place = PLACES.acquire().await?;
    let data = fresh_folder()?;
    let port = free_port()?;
    let recorder = Recorder::start(port).await?;
    let at = port.to_string();
    let mut all = vec!["--port", &at, "--plugin-port", "0"];
    all.extend(["--public-url", &recorder.origin]);
    all.extend(flags);
    let server = Server::start_with(data.path(), &all).await?;
    let stage = Stage::around(server, data, Engine::Chromium).await?;
    let recorder = &recorder;
    stage.play(async |stage| play(stage, recorder).await).await
}

impl Stage {
    async fn build(engine: Engine) -> Result<Self> {
        let data = fresh_folder()?;
        let server = Server::start(data.path()).await?;
        Self::around(server, data, engine).await
    }

    async fn play(self, play: impl AsyncFnOnce(&Self) -> Result<()>) -> Result<()> {
        let play = async {
            play(&self).await?;
            let sessions = self.fixture.sessions();
            ensure!(
                sessions.is_empty(),
                "a plugin's server got the inbox's session: {sessions:?}"
            );
            self.no_page_panicked().await
        };
        let outcome = AssertUnwindSafe(play).catch_unwind().await;
        self.end(matches!(outcome, Ok(Ok(())))).await;
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    }

    async fn around(server: Server, data: TempDir, engine: Engine) -> Result<Self> {
        Ok(Self {
            server,
            data,
            fixture: Fixture::start().await?,
            engine,
            driver: Driver::of(engine).await?,
            agents: Default::default(),
            taken: AtomicUsize::new(0),
            admin: OnceCell::new(),
        })
    }

    /// A browser that is not signed in.
    ///
    /// # Errors
    /// It did not start, or there are too many.
    pub async fn stranger(&self) -> Result<&Agent> {
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        let place = self
            .agents
            .get(number)
            .context("no place for another browser")?;
        let make = async || {
            Ok::<_, anyhow::Error>(Agent::new(self.driver.browser().await?, &self.server.page))
        };
        place.get_or_try_init(make).await
    }

    /// The admin, signed in by the printed link.
    ///
    /// # Errors
    /// The inbox did not show.
    pub async fn admin(&self) -> Result<&Agent> {
        let agent = self.stranger().await?;
        agent.sign_in(&self.server.link).await?;
        Ok(agent)
    }

    /// Another member, signed in by a link of the command line.
    ///
    /// # Errors
    /// There is no member with that role beside the admin, or the inbox did not show.
    pub async fn colleague(&self) -> Result<&Agent> {
        let directory = self.api().await?.get("/api/workspace").await?;
        let members = directory["members"].as_array().context("no members")?;
        let able = |member: &&Value| member["role"] == "agent" && member["isActive"] == true;
        let email = members
            .iter()
            .find(able)
            .and_then(|member| member["email"].as_str());
        let arguments = [
            "link",
            "create",
            "--member",
            email.context("no agent in the demo workspace")?,
        ];
        let link = binary::line(self.data.path(), &arguments).await?;
        let agent = self.stranger().await?;
        agent.sign_in(&link).await?;
        Ok(agent)
    }

    /// The API with an admin's token of the command line.
    ///
    /// # Errors
    /// No token was made.
    pub async fn api(&self) -> Result<&Api> {
        self.admin
            .get_or_try_init(|| async {
                let arguments = ["token", "create", "--name", "tests", "--role", "admin"];
                let token = binary::line(self.data.path(), &arguments).await?;
                Api::new(&self.server.direct(), Some(&token))
            })
            .await
    }

    /// Registers an enabled plugin.
    ///
    /// # Errors
    /// It was refused.
    pub async fn register(&self, name: &str, endpoint: &str) -> Result<Plugin> {
        let body = json!({"name": name, "endpoint": endpoint, "enabled": true});
        Plugin::read(&self.api().await?.post("/api/plugins", &body).await?)
    }

    /// The plugin that the first start registered.
    ///
    /// # Errors
    /// There is none.
    pub async fn demo(&self) -> Result<Plugin> {
        let list = self.api().await?.get("/api/plugins").await?;
        let items = list
            .as_array()
            .or_else(|| list["items"].as_array())
            .context("no list of plugins")?;
        Plugin::read(
            items
                .iter()
                .find(|plugin| plugin["name"] == "Demo")
                .context("no demo plugin")?,
        )
    }

    /// A conversation as the API tells it.
    ///
    /// # Errors
    /// There is none of that id.
    pub async fn conversation(&self, id: &str) -> Result<Value> {
        self.api()
            .await?
            .get(&format!("/api/conversations/{id}"))
            .await
    }

    /// Our own page never panics, whatever a plugin does to it.
    async fn no_page_panicked(&self) -> Result<()> {
        for agent in self.agents.iter().filter_map(OnceCell::get) {
            let log = agent.browser_log().await?;
            let panic = log
                .iter()
                .find(|entry| entry.message.contains("panicked at"));
            ensure!(panic.is_none(), "the page panicked: {panic:?}");
        }
        Ok(())
    }

    async fn end(self, well: bool) {
        let agents: Vec<Agent> = self
            .agents
            .into_iter()
            .filter_map(OnceCell::into_inner)
            .collect();
        if !well {
            let test = thread::current().name().unwrap_or("unnamed").to_owned();
            evidence::save(&test, &agents, &self.server).await;
        }
        for agent in agents {
            if let Err(why) = agent.clone().quit().await {
                eprintln!("a browser did not end: {why}");
            }
        }
    }
}
