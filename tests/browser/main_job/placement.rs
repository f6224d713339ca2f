//! For whom plugins are, and in which channels' conversations: what open pages show of it.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::Method;
use serde_json::{Value, json};

/// Conversations of the demo: two by WhatsApp, one by the chat of the site.
const BY_WHATSAPP: &str = "955";
const ALSO_BY_WHATSAPP: &str = "951";
const BY_CHAT: &str = "954";
/// The channels of theirs, and a group of the agent and the admin.
const WHATSAPP: &str = "501";
const SALES: &str = "201";

async fn place(stage: &Stage, plugin: &Plugin, placed: Value) -> Result<()> {
    let path = format!("/api/plugins/{}", plugin.id);
    let api = stage.api().await?;
    api.must(Method::PATCH, &path, Some(&placed)).await?;
    Ok(())
}

/// The names on the tabs, from the left.
async fn tabs(agent: &Agent) -> Result<Vec<String>> {
    let names = "return [...document.querySelectorAll(arguments[0])].map((tab) => tab.title)";
    agent.js(names, &[hook("panel-tab").into()]).await
}

async fn tabs_are(agent: &Agent, names: &[&str]) -> Result<()> {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    until_equal("the tabs", names, async || tabs(agent).await).await
}

async fn front_is(agent: &Agent, plugin: &Plugin) -> Result<()> {
    let tab = hook_of("panel-tab", "data-plugin", &plugin.id);
    agent.see(&format!("{tab}[aria-selected=true]")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_agent_sees_their_plugins_and_a_change_of_their_groups_reaches_an_open_page()
-> Result<()> {
    scenario(async |stage| {
        let page = stage.fixture.page("sdk");
        let sales = stage.register("Sales", &page).await?;
        let own = stage.register("Own", &page).await?;
        let (admin, agent) = (stage.admin().await?, stage.colleague().await?);
        let me: Value = agent
            .js_later("fetch('/api/me').then((answer) => answer.json()).then(done)")
            .await?;
        let me = me["member"]["id"].as_str().context("no id")?.to_owned();
        for one in [admin, agent] {
            one.open(BY_WHATSAPP).await?;
            tabs_are(one, &["Demo", "Sales", "Own"]).await?;
        }
        place(
            stage,
            &sales,
            json!({"audience": "groups", "groups": [SALES]}),
        )
        .await?;
        place(stage, &own, json!({"audience": "members", "members": [me]})).await?;
        tabs_are(agent, &["Demo", "Sales", "Own"]).await?;
        tabs_are(admin, &["Demo", "Sales"]).await?;

        agent.choose(&sales).await?;
        agent.frame_is("verified").await?;
        let group = format!("/api/groups/{SALES}");
        let directory = stage.api().await?.get("/api/workspace").await?;
        let members = directory["groups"][0]["members"]
            .as_array()
            .context("no members")?;
        let others: Vec<&Value> = members.iter().filter(|one| **one != *me).collect();
        let left = json!({"members": others});
        stage
            .api()
            .await?
            .must(Method::PATCH, &group, Some(&left))
            .await?;
        tabs_are(agent, &["Demo", "Own"]).await?;
        agent
            .gone(&format!(".frame[data-plugin='{}']", sales.id))
            .await?;
        tabs_are(admin, &["Demo", "Sales"]).await?;
        let back = json!({"members": members});
        stage
            .api()
            .await?
            .must(Method::PATCH, &group, Some(&back))
            .await?;
        tabs_are(agent, &["Demo", "Sales", "Own"]).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_conversation_of_another_channel_the_tab_is_hidden_and_the_plugin_has_none()
-> Result<()> {
    scenario(async |stage| {
        let plugin = stage.register("Loja", &stage.fixture.page("sdk")).await?;
        let older = stage.fixture.page("classic");
        let older = stage.register("Older", &older).await?;
        place(stage, &older, json!({"classic": true, "channels": [WHATSAPP]})).await?;
        place(stage, &plugin, json!({"channels": [WHATSAPP]})).await?;
        let agent = stage.admin().await?;
        agent.open(BY_WHATSAPP).await?;
        agent.choose(&older).await?;
        agent.frame_is("classic").await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        let frame = plugin.at(agent);
        frame.mark().await?;
        let last = "return [heard.at(-1).name, heard.at(-1).data?.conversation.id ?? null]";
        frame.until_js(json!(["conversation", BY_WHATSAPP]), last).await?;

        // The next tab that there is comes to the front.
        agent.open(BY_CHAT).await?;
        tabs_are(agent, &["Demo"]).await?;
        let demo = stage.demo().await?;
        front_is(agent, &demo).await?;
        told_none(stage, 1).await?;
        // Its frame lives on, hidden: it is told by its own window what it may not do.
        let hidden = "const frame = document.querySelector(`.frame[data-plugin='${arguments[0]}']`); return frame.hidden && frame.dataset.state";
        let state: String = agent.js(hidden, &[plugin.id.as_str().into()]).await?;
        ensure!(state == "verified", "{state}");

        // Back, it is in front again, was not loaded anew, and was told of no other conversation.
        agent.open(ALSO_BY_WHATSAPP).await?;
        tabs_are(agent, &["Demo", "Loja", "Older"]).await?;
        front_is(agent, &plugin).await?;
        let frame = plugin.at(agent);
        ensure!(frame.is_marked().await?, "the frame was loaded again");
        frame.until_js(json!(["conversation", ALSO_BY_WHATSAPP]), last).await?;
        let names = "return heard.map((one) => one.name)";
        let heard: Vec<String> = frame.js(names, &[]).await?;
        ensure!(heard == ["conversation", "no_conversation", "conversation"], "{heard:?}");

        // What it does while it is hidden: bound calls have no conversation, and it is told of none.
        let later = "setTimeout(async () => {
            const code = (call) => call.then(() => 'done', (error) => error.code);
            window.codes = [await code(Kinbox.addTag('301')), await code(Kinbox.addTag('301', {conversation: arguments[0]})),
                await code(Kinbox.addNote('x', {conversation: arguments[1]})), await Kinbox.getConversation()];
        }, 1500); return null";
        let later = later.replace("arguments[0]", &format!("'{BY_CHAT}'"));
        let later = later.replace("arguments[1]", &format!("'{ALSO_BY_WHATSAPP}'"));
        frame.js::<Value>(&later, &[]).await?;
        agent.open(BY_CHAT).await?;
        tabs_are(agent, &["Demo"]).await?;
        agent.js_later::<Value>("setTimeout(() => done(null), 2500)").await?;
        let before = stage.conversation(BY_CHAT).await?["tags"].clone();
        agent.open(BY_WHATSAPP).await?;
        front_is(agent, &plugin).await?;
        let expected = json!(["no_conversation", "no_conversation", "no_conversation", null]);
        plugin.at(agent).until_js(expected, "return window.codes ?? null").await?;
        ensure!(stage.conversation(BY_CHAT).await?["tags"] == before);

        // None is left: the panel says so, and all come back without a conversation.
        place(stage, &demo, json!({"channels": ["505"]})).await?;
        agent.open(BY_CHAT).await?;
        tabs_are(agent, &[]).await?;
        let said = agent.see(".panel .empty").await?.text().await?;
        ensure!(said.len() > 20, "{said}");
        agent.unselect().await?;
        tabs_are(agent, &["Demo", "Loja", "Older"]).await
    })
    .await
}

/// Waits until the page of the classic dialect was told so many times that no conversation is open, and of no other one.
async fn told_none(stage: &Stage, times: usize) -> Result<()> {
    let page = stage.fixture.page("classic");
    until("no_conversation", SOON, async || {
        let records = stage.fixture.records(&page, "window");
        let events = records.iter().map(|record| &record.data["data"]);
        let told: Vec<&Value> = events
            .clone()
            .filter(|one| one["event"] == "conversation")
            .collect();
        ensure!(
            told.iter()
                .all(|one| one["data"]["conversation"]["id"] == BY_WHATSAPP),
            "{told:?}"
        );
        let none = events
            .filter(|one| one["event"] == "no_conversation")
            .count();
        Ok((none == times).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_adds_a_plugin_that_only_they_see() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let agent = stage.colleague().await?;
        agent
            .visit_within("/settings/my-plugins", &hook("dev-form"))
            .await?;
        agent.fill("input[name=name]", "Meu").await?;
        agent
            .fill("input[name=endpoint]", "https://plugin.example/")
            .await?;
        agent.click(&hook("dev-add")).await?;
        agent.see("input[name=endpoint][aria-invalid=true]").await?;
        agent
            .fill("input[name=endpoint]", &stage.fixture.page("sdk"))
            .await?;
        agent.click(&hook("dev-add")).await?;
        agent
            .see(&format!("{} .line-card", hook("dev-plugins")))
            .await?;
        let field = agent.see("input[name=name]").await?.prop("value").await?;
        ensure!(field.as_deref() == Some(""), "{field:?}");

        agent.visit_within("/inbox", &hook("panel-tab")).await?;
        agent.open(BY_WHATSAPP).await?;
        tabs_are(agent, &["Demo", "Meu"]).await?;
        let list = stage.api().await?.get("/api/plugins").await?;
        let items = list["items"].as_array().context("no list")?;
        let own = items
            .iter()
            .find(|one| one["name"] == "Meu")
            .context("not listed")?;
        let own = Plugin::read(own)?;
        let chip = format!(
            "{} .badge-dev",
            hook_of("panel-tab", "data-plugin", &own.id)
        );
        agent.see(&chip).await?;
        agent.choose(&own).await?;
        agent.frame_is("verified").await?;
        own.at(agent)
            .until_js(true, "return heard.at(-1)?.data.dev ?? null")
            .await?;
        admin.open(BY_WHATSAPP).await?;
        tabs_are(admin, &["Demo"]).await?;

        // An admin sees whose it is and removes it; the open page lets it go.
        let line = format!("{} [data-plugin='{}']", hook("dev-plugins"), own.id);
        admin.visit_within("/settings/plugins", &line).await?;
        let whose = admin.see(&hook("dev-owner")).await?.text().await?;
        ensure!(whose.contains("Bruno"), "{whose}");
        admin
            .click(&format!("{line} {}", hook("dev-remove")))
            .await?;
        admin.click("dialog .button-danger").await?;
        admin.gone(&line).await?;
        tabs_are(agent, &["Demo"]).await
    })
    .await
}
