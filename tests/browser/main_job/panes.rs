//! What a window of each width shows: the list gives way first, the panel goes and comes as the agent likes.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, scenario};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

use super::{at_work, with_sdk};

/// The left edges and widths of the three panes, and the window's width.
const PANES: &str = "return [...['.list', '.conversation-place', '.panel'].map((pane) => {
    const {left, width} = document.querySelector(pane).getBoundingClientRect(); return [left, width];
}), innerWidth]";

async fn set_width(agent: &Agent, width: u32) -> Result<()> {
    set_size(agent, width, 900).await
}

async fn set_size(agent: &Agent, width: u32, height: u32) -> Result<()> {
    let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    let tools = agent.cdp();
    tools
        .send_raw("Emulation.setDeviceMetricsOverride", size)
        .await?;
    until_equal("the size", [width, height], async || {
        agent.js("return [innerWidth, innerHeight]", &[]).await
    })
    .await
}

/// Presses the key that shows the panel and puts it away.
async fn press_panel_key(agent: &Agent) -> Result<()> {
    let keys = agent.action_chain().key_down(Key::Shift).send_keys("P");
    Ok(keys.key_up(Key::Shift).perform().await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn conversation_and_plugin_stand_side_by_side_and_the_panel_goes_and_comes() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        demo.at(agent).mark().await?;
        for width in [720, 900, 1099, 1100, 1440] {
            set_width(agent, width).await?;
            let panes: Vec<Value> = agent.js(PANES, &[]).await?;
            let at = |pane: usize, part: usize| panes[pane][part].as_f64().unwrap_or_default();
            let list = if width < 1100 { 64.0 } else { 320.0 };
            let ends = |pane: usize| at(pane, 0) + at(pane, 1);
            ensure!(at(0, 1) - list < 1.0, "the list at {width}: {panes:?}");
            ensure!(
                at(1, 0) >= ends(0) && at(2, 0) >= ends(1),
                "{width}: {panes:?}"
            );
            ensure!(at(1, 1) >= 350.0 && at(2, 1) >= 300.0, "{width}: {panes:?}");
            ensure!(ends(2) <= f64::from(width), "{width}: {panes:?}");
        }

        // The folded list is laid over the conversation by the key of its search, and goes with Esc.
        set_width(agent, 900).await?;
        agent.press('/').await?;
        agent.focus_is(&hook("search")).await?;
        agent.press(Key::Escape).await?;
        agent.press(Key::Escape).await?;
        agent.gone(&hook("search")).await?;
        agent.click(&hook("list-unfold")).await?;
        agent.open(&rows[1]).await?;
        agent.gone(&hook("search")).await?;

        press_panel_key(agent).await?;
        agent.gone(".panel").await?;
        agent.see(&hook("search")).await?;
        agent.click(&hook("panel-toggle")).await?;
        agent.see(".panel").await?;
        agent.click(&hook("panel-tab")).await?;
        press_panel_key(agent).await?;
        agent.focus_is(&hook("panel-toggle")).await?;
        ensure!(
            demo.at(agent).is_marked().await?,
            "the frame was loaded again"
        );
        agent.reload().await?;
        agent.see(&hook("panel-toggle")).await?;
        ensure!(agent.shown(".panel").await?.is_none(), "it is remembered");

        // One pane at a time: the panel is a drawer, which takes the focus and gives it back.
        set_width(agent, 600).await?;
        agent.click(&hook("panel-toggle")).await?;
        agent.focus_is(&hook("panel-tab")).await?;
        agent.press(Key::Escape).await?;
        agent.focus_is(&hook("panel-toggle")).await?;

        // Without a conversation list and panel share the window.
        set_width(agent, 900).await?;
        press_panel_key(agent).await?;
        agent.see(".panel").await?;
        agent.unselect().await?;
        agent.see(&hook("search")).await?;
        agent.click(&hook("panel-close")).await?;
        agent.focus_is(&hook("panel-toggle")).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_around_the_messages_leaves_them_room() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        agent.see(".panel .resizer").await?;

        // Buttons give way before names and numbers, and a bubble is as wide as its picture.
        set_width(agent, 720).await?;
        let cut = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
            .map((one) => one.textContent)";
        let words = format!(".head-name, {}", hook("head-address"));
        let cut: Vec<String> = agent.js(cut, &[words.into()]).await?;
        ensure!(cut.is_empty(), "{cut:?}");
        let around = "const image = document.querySelector('.media img');
            return image.closest('.bubble').clientWidth - image.clientWidth";
        let around: i64 = agent.js(around, &[]).await?;
        ensure!((0..=16).contains(&around), "{around} px more than the picture");

        // A window of 1600 by 900 pixels, drawn twice as large.
        set_size(agent, 800, 450).await?;
        let height = "return document.querySelector('.thread').clientHeight";
        let height: i64 = agent.js(height, &[]).await?;
        ensure!(height >= 150, "{height} px for the messages");

        // What is new is told below the messages, not over them.
        agent.js::<Value>("document.querySelector('.thread').scrollTop = 0; return null", &[]).await?;
        let path = format!("/api/conversations/{}/messages", rows[0]);
        stage.api().await?.post(&path, &json!({"type": "note", "text": "Chegou."})).await?;
        let pill = agent.see(".pill").await?.rect().await?;
        let end = "return document.querySelector('.thread').getBoundingClientRect().bottom";
        let end: f64 = agent.js(end, &[]).await?;
        ensure!(pill.y >= end, "the pill at {} covers what ends at {end}", pill.y);
        // It goes with what it says; the keyboard stays with the messages.
        agent.see(".pill").await?.focus().await?;
        agent.press(Key::Enter).await?;
        agent.gone(".pill").await?;
        agent.focus_is(".thread").await?;

        set_width(agent, 600).await?;
        let four = "return Promise.all([1, 2, 3, 4].map((one) => Kinbox.toast('warning', `${one}`))).then(() => 4)";
        ensure!(plugin.at(agent).js::<u32>(four, &[]).await? == 4);
        let count = "return document.querySelectorAll(arguments[0]).length";
        until_equal("two notices at once", 2, async || {
            agent.js::<usize>(count, &[hook("toast").into()]).await
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn long_names_can_be_read_whole_on_a_phone() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        let api = stage.api().await?;
        let conversation = stage.conversation(&rows[0]).await?;
        let directory = api.get("/api/workspace").await?;
        let id = |of: &Value| of.as_str().unwrap_or_default().to_owned();
        let tags = directory["tags"].as_array().context("no tags")?;
        let tag = tags.iter().find(|tag| tag["isActive"] == true);
        let tag = id(&tag.context("no tag")?["id"]);
        let (contact, channel) = (id(&conversation["contact"]["id"]), id(&conversation["channel"]));
        let name = "Maria Aparecida Bittencourt de Albuquerque Cavalcanti e Vasconcellos";
        let tag_name = "Cliente desde a inauguração da primeira loja em Fortaleza CE";
        for (path, name) in [
            (format!("/api/contacts/{contact}"), name),
            (format!("/api/channels/{channel}"), "Atendimento da loja do shopping Iguatemi, piso superior"),
            (format!("/api/tags/{tag}"), tag_name),
            (format!("/api/plugins/{}", demo.id), "Cadastro do contato e o que já comprou na loja"),
        ] {
            api.must(Method::PATCH, &path, Some(&json!({"name": name}))).await?;
        }
        let path = format!("/api/conversations/{}/tags/{tag}", rows[0]);
        api.must(Method::PUT, &path, None).await?;

        set_size(agent, 360, 740).await?;
        let cut = "return [...document.querySelectorAll(arguments[0])]
            .filter((one) => one.checkVisibility() && (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight))
            .map((one) => one.textContent)";
        let whole = async |css: &str| {
            agent.see(css).await?;
            until_equal(css, Vec::<String>::new(), async || agent.js(cut, &[css.into()]).await).await
        };
        let path = format!("/inbox/{}", rows[0]);
        agent.visit_within(&path, &hook("tag")).await?;
        // Two lines of the contact's name, all of it with all that is known.
        until_equal("the new name", Some(name.to_owned()), async || {
            Ok(agent.see(".head-name").await?.attr("title").await?)
        })
        .await?;
        until_equal("the new tag", true, async || {
            Ok(agent.read(".tags").await?.contains(tag_name))
        })
        .await?;
        whole(".tag-name").await?;
        agent.click(&hook("details-toggle")).await?;
        whole(".head-name").await?;
        whole(".head-channel > .clip").await?;
        agent.click(&hook("panel-toggle")).await?;
        whole(".tab[aria-selected=true] > .clip").await?;
        let path = format!("/inbox?tag={tag}&channel={channel}");
        agent.visit_within(&path, &hook("filter-chip")).await?;
        whole(".filter-chip > .clip").await
    })
    .await
}
