//! Connections that die without a word, a network that goes away, and pages that were not looked at meanwhile.

use std::net::SocketAddr;

use anyhow::{Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{Server, fresh_folder, line};
use encaixe_tests::driver::Driver;
use encaixe_tests::evidence;
use encaixe_tests::proxy::Proxy;
use encaixe_tests::service::free_port;
use encaixe_tests::wait::{until, until_equal};
use encaixe_tests::{Agent, scenario};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::says;

/// What the page says while nothing arrives.
const BANNER: &str = ".banner";

/// A server behind a proxy, and an agent who is signed in by way of it.
struct Behind {
    proxy: Proxy,
    server: Server,
    public: String,
    token: String,
    agent: Agent,
    _driver: Driver,
    _data: TempDir,
}

/// Plays behind a proxy, on a server with a heartbeat each second.
async fn behind(test: &str, play: impl AsyncFnOnce(&Behind) -> Result<()>) -> Result<()> {
    let data = fresh_folder()?;
    let proxy = Proxy::start().await?;
    let public = format!("http://127.0.0.1:{}", proxy.address.port());
    let port = free_port()?;
    let at = port.to_string();
    let flags = ["--port", &at, "--plugin-port", "0", "--heartbeat", "1"];
    let flags: Vec<&str> = flags.into_iter().chain(["--public-url", &public]).collect();
    let server = Server::start_with(data.path(), &flags).await?;
    proxy.lead_to(SocketAddr::from(([127, 0, 0, 1], port)));
    let arguments = ["token", "create", "--name", "tests", "--role", "admin"];
    let token = line(data.path(), &arguments).await?;
    let driver = Driver::start().await?;
    let agent = Agent::new(driver.browser().await?, &public);
    let behind = Behind {
        public,
        token,
        proxy,
        server,
        agent,
        _driver: driver,
        _data: data,
    };
    let outcome = async {
        behind.agent.sign_in(&behind.server.link).await?;
        play(&behind).await
    }
    .await;
    let agents = [behind.agent];
    if outcome.is_err() {
        evidence::save(test, &agents, &behind.server).await;
    }
    for agent in agents {
        let browser = (*agent).clone();
        browser.quit().await?;
    }
    outcome
}

impl Behind {
    /// Somebody notes something in a conversation, by the API.
    async fn notes(&self, conversation: &str, text: &str) -> Result<()> {
        let path = format!("/api/conversations/{conversation}/messages");
        let note = json!({"type": "note", "text": text});
        // By a connection of its own: one from before may be dead.
        let api = Api::new(&self.public, Some(&self.token))?;
        api.post(&path, &note).await?;
        Ok(())
    }
}

/// Puts the tab to sleep as a browser does, or wakes it.
async fn lifecycle(agent: &Agent, state: &str) -> Result<()> {
    let tools = agent.cdp();
    tools
        .send_raw("Page.setWebLifecycleState", json!({"state": state}))
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_dies_without_a_word_is_noticed_and_replaced() -> Result<()> {
    behind("silent-connection", async |behind| {
        let (agent, proxy) = (&behind.agent, &behind.proxy);
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        behind.notes(&rows[0], "antes").await?;
        says(agent, "antes", 1).await?;

        // Nothing answers: the page says so, and gets what it missed once something does.
        proxy.close();
        agent.see(BANNER).await?;
        proxy.open();
        behind.notes(&rows[0], "no escuro").await?;
        agent.gone(BANNER).await?;
        says(agent, "no escuro", 1).await?;

        // Only what is open dies: another conversation opens all the same.
        proxy.kill_connections();
        agent
            .click(&hook_of("conversation-row", "data-id", &rows[1]))
            .await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[1]))
            .await?;
        behind.notes(&rows[1], "de novo").await?;
        says(agent, "de novo", 1).await?;

        // A laptop sleeps: no timer runs, and the connection is gone when it wakes.
        lifecycle(agent, "frozen").await?;
        proxy.kill_connections();
        behind.notes(&rows[1], "dormindo").await?;
        lifecycle(agent, "active").await?;
        says(agent, "dormindo", 1).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_takes_over_from_one_that_the_browser_put_to_sleep() -> Result<()> {
    behind("sleeping-tab", async |behind| {
        let (agent, proxy) = (&behind.agent, &behind.proxy);
        let rows = agent.rows().await?;
        let shown = hook_of("conversation", "data-id", &rows[0]);
        agent.open(&rows[0]).await?;
        let first = agent.window().await?;
        let second = agent.new_tab().await?;
        agent.switch_to_window(second.clone()).await?;
        agent.visit(&format!("/inbox/{}", rows[0])).await?;
        agent.see(&shown).await?;
        behind.notes(&rows[0], "aos dois").await?;
        says(agent, "aos dois", 1).await?;

        // The tab that reads the stream for both sleeps.
        agent.switch_to_window(first.clone()).await?;
        let hide = "Object.defineProperty(document, 'hidden', {get: () => true}); return null";
        agent.js::<Value>(hide, &[]).await?;
        lifecycle(agent, "frozen").await?;
        agent.switch_to_window(second.clone()).await?;
        behind.notes(&rows[0], "enquanto dorme").await?;
        says(agent, "enquanto dorme", 1).await?;
        agent.gone(BANNER).await?;

        // It wakes, has lost its place, and knows what it missed.
        agent.switch_to_window(first.clone()).await?;
        lifecycle(agent, "active").await?;
        says(agent, "enquanto dorme", 1).await?;
        behind.notes(&rows[0], "de novo aos dois").await?;
        says(agent, "de novo aos dois", 1).await?;

        // The one that follows says it too when nothing answers any more.
        proxy.close();
        agent.see(BANNER).await?;
        agent.switch_to_window(second).await?;
        agent.see(BANNER).await?;
        proxy.open();
        agent.gone(BANNER).await?;
        agent.switch_to_window(first).await?;
        agent.gone(BANNER).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_did_not_come_without_a_network_comes_by_itself_with_it() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let network = async |offline: bool| {
            let tools = agent.cdp();
            let how = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
            tools.send_raw("Network.enable", json!({})).await?;
            tools.send_raw("Network.emulateNetworkConditions", how).await?;
            Ok::<_, anyhow::Error>(())
        };
        network(true).await?;
        agent.see(BANNER).await?;
        agent.click(&hook_of("conversation-row", "data-id", &rows[1])).await?;
        agent.click(&hook_of("filter-status", "data-status", "closed")).await?;
        agent.see(".conversation-place [role=alert]").await?;
        agent.see(".list-scroll [role=alert]").await?;
        network(false).await?;
        agent.see(&hook_of("conversation", "data-id", &rows[1])).await?;
        agent.gone("[role=alert]").await?;
        agent.gone(BANNER).await?;
        agent.see(&hook("conversation-row")).await?;

        // A part that fails by itself is asked for again too, without a word of the network.
        let lose = "
            const real = window.fetch; let left = 2;
            window.fetch = async (what, how) => {
                if (left && /api.conversations[?]/.test(what.url ?? what)) { left -= 1; throw new TypeError('lost'); }
                return real(what, how);
            };
            return true";
        ensure!(agent.js::<bool>(lose, &[]).await?);
        agent.click(&hook_of("filter-status", "data-status", "all")).await?;
        agent.see(".list-scroll [role=alert]").await?;
        agent.gone(".list-scroll [role=alert]").await?;
        agent.see(&hook("conversation-row")).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_while_nobody_looked_is_read_once_somebody_looks() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let channel = super::channel(stage, "whatsapp").await?;
        let arrives = async |text: &str| {
            let message = json!({"sender": "5585988880002", "type": "text", "content": text});
            let (_, came) = super::arrives(stage, &channel, &message).await?;
            Ok::<_, anyhow::Error>(came["conversation"]["id"].as_str().unwrap_or_default().to_owned())
        };
        let id = arrives("primeira").await?;
        agent.open(&id).await?;
        let unread = async || {
            let row = stage.conversation(&id).await?;
            Ok::<_, anyhow::Error>(row["unread"].as_u64().unwrap_or_default())
        };
        let hide = "
            Object.defineProperty(document, 'hidden', {configurable: true, get: () => arguments[0]});
            return true";
        until_equal("what is open is read", 0, async || unread().await).await?;
        for (number, look) in [
            "document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))",
            "window.dispatchEvent(new Event('focus'))",
            "document.querySelector('.thread').dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}))",
            "document.querySelector('.thread').dispatchEvent(new Event('scroll'))",
        ]
        .into_iter()
        .enumerate()
        {
            ensure!(agent.js::<bool>(hide, &[true.into()]).await?);
            let text = format!("escondida {number}");
            arrives(&text).await?;
            says(agent, &text, 1).await?;
            ensure!(unread().await? == 1, "read while hidden");
            // Nor by what happens in a page that nobody sees.
            agent.js::<Value>(&format!("{look}; return null"), &[]).await?;
            ensure!(unread().await? == 1, "read while hidden");
            ensure!(agent.js::<bool>(hide, &[false.into()]).await?);
            agent.js::<Value>(&format!("{look}; return null"), &[]).await?;
            until_equal(look, 0, async || unread().await).await?;
        }
        until("the row without a count", encaixe_tests::wait::SOON, async || {
            let row = hook_of("conversation-row", "data-id", &id);
            Ok(agent.shown(&format!("{row} .count")).await?.is_none().then_some(()))
        })
        .await
    })
    .await
}
