//! More plugins than there is room for: the menu behind the tabs, and the agent's own order.

use anyhow::{Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, scenario};
use serde_json::Value;
use thirtyfour::Key;

use super::at_work;

/// How many plugins there are beside the demo.
const OTHERS: usize = 10;

/// The ids of the tabs that can be seen, from the left; those that are cut count as seen.
async fn seen(agent: &Agent) -> Result<Vec<String>> {
    let tabs = "const {left, right} = document.querySelector('.tabs').getBoundingClientRect();
        const seen = [...document.querySelectorAll(arguments[0])].filter((tab) => tab.checkVisibility({visibilityProperty: true}));
        for (const tab of seen) {
            const box = tab.getBoundingClientRect();
            if (box.left < left - 1 || box.right > right + 1) throw new Error(`${tab.title} is cut`);
        }
        return seen.map((tab) => tab.dataset.plugin)";
    agent.js(tabs, &[hook("panel-tab").into()]).await
}

/// The ids of all tabs, in their order.
async fn order(agent: &Agent) -> Result<Vec<String>> {
    let tabs =
        "return [...document.querySelectorAll(arguments[0])].map((tab) => tab.dataset.plugin)";
    agent.js(tabs, &[hook("panel-tab").into()]).await
}

async fn is_in_front(agent: &Agent, plugin: &Plugin) -> Result<()> {
    let front = format!(
        "{}[aria-selected=true]",
        hook_of("panel-tab", "data-plugin", &plugin.id)
    );
    agent.see(&front).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_behind_the_tabs_has_those_without_room_and_moves_the_one_in_front() -> Result<()>
{
    scenario(async |stage| {
        let mut others = Vec::new();
        for number in 0..OTHERS {
            let page = if number == OTHERS - 1 {
                "claims"
            } else {
                "sdk"
            };
            let name = format!("Plugin {number}");
            others.push(stage.register(&name, &stage.fixture.page(page)).await?);
        }
        let (agent, demo, _) = at_work(stage).await?;
        demo.at(agent).mark().await?;
        let more = agent.see(&hook("panel-more")).await?;
        until("as many tabs as there is room for", SOON, async || {
            let label = more.attr("aria-label").await?.unwrap_or_default();
            let tabs = seen(agent).await?.len();
            let hidden = OTHERS + 1 - tabs;
            let is_right = tabs >= 2 && hidden > 3 && label.contains(&format!("(+{hidden})"));
            Ok(is_right.then_some(()))
        })
        .await?;

        // The one in front has room, whichever it is; what the others have to say is summed up.
        let (last, blocked) = (&others[OTHERS - 2], &others[OTHERS - 1]);
        agent.choose(last).await?;
        is_in_front(agent, last).await?;
        agent.frame_is("verified").await?;
        let badge = "Kinbox.setBadge(3); return null";
        last.at(agent).js::<Value>(badge, &[]).await?;
        agent.choose(blocked).await?;
        agent.frame_is("blocked").await?;
        until("the tab in front as the last one", SOON, async || {
            Ok((seen(agent).await?.last() == Some(&blocked.id)).then_some(()))
        })
        .await?;
        agent.choose(&demo).await?;
        let sum = format!(
            "{} {} [aria-hidden]",
            hook("panel-more"),
            hook("panel-badge")
        );
        agent.reads(&sum, "3").await?;
        agent
            .see(&format!("{} .tab-trouble", hook("panel-more")))
            .await?;

        // A menu for the keyboard, too: it tells of each how it stands.
        agent.click(&hook("panel-more")).await?;
        let choice = |plugin: &Plugin| hook_of("panel-choice", "data-plugin", &plugin.id);
        let text = agent.see(&choice(last)).await?.text().await?;
        ensure!(text.contains("Plugin 8") && text.contains('3'), "{text}");
        agent
            .see(&format!("{} .state-blocked", choice(blocked)))
            .await?;
        let focused = "return document.activeElement.dataset.plugin ?? ''";
        let first = format!("{} ~ *", hook("panel-choice"));
        ensure!(agent.shown(&first).await?.is_some(), "there are several");
        agent.focus_is(&hook("panel-choice")).await?;
        agent.press(Key::Down).await?;
        let second: String = agent.js(focused, &[]).await?;
        agent.press(Key::Up).await?;
        agent.press(Key::Down).await?;
        ensure!(agent.js::<String>(focused, &[]).await? == second && !second.is_empty());
        agent.press(Key::Enter).await?;
        agent.gone(&hook("panel-choice")).await?;
        let chosen = others.iter().find(|one| one.id == second);
        is_in_front(agent, chosen.unwrap_or(&demo)).await?;
        ensure!(chosen.is_some(), "{second}");

        // The agent's order, by the keys of a tab and by the menu; no frame is loaded again by it.
        agent.choose(&demo).await?;
        let mut wanted = order(agent).await?;
        ensure!(wanted[0] == demo.id, "{wanted:?}");
        for place in [0, 1] {
            let keys = agent
                .action_chain()
                .key_down(Key::Shift)
                .send_keys(Key::Right);
            keys.key_up(Key::Shift).perform().await?;
            wanted.swap(place, place + 1);
            until_equal("the order", wanted.clone(), async || order(agent).await).await?;
        }
        agent
            .focus_is(&hook_of("panel-tab", "data-plugin", &demo.id))
            .await?;
        agent.click(&hook("panel-more")).await?;
        agent.focus_is(&hook("panel-choice")).await?;
        agent.press(Key::End).await?;
        agent.press(Key::Up).await?;
        agent.press(Key::Enter).await?;
        wanted.swap(1, 2);
        until_equal("the order", wanted.clone(), async || order(agent).await).await?;
        ensure!(
            demo.at(agent).is_marked().await?,
            "the frame was loaded again"
        );
        agent.reload().await?;
        agent.see(&hook("panel-tab")).await?;
        until_equal("the remembered order", wanted, async || order(agent).await).await?;
        Ok(())
    })
    .await
}
