//! `setBadge`, `setHeight`: the plugin's tab and the size of its frame.

use anyhow::{Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, scenario};
use serde_json::{Value, json};

use super::{listening, refusal, value};

#[tokio::test(flavor = "multi_thread")]
async fn a_badge_is_on_the_tab_until_it_is_taken_away_or_the_page_goes() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let frame = plugin.at(agent);
        let badge = format!(
            "{} {}",
            hook_of("panel-tab", "data-plugin", &plugin.id),
            hook("panel-badge")
        );
        for (count, shown) in [("3", "3"), ("99", "99"), ("100", "99+")] {
            value(&frame, &format!("Kinbox.setBadge({count})")).await?;
            until_equal(count, true, async || {
                Ok(agent.see(&badge).await?.text().await?.starts_with(shown))
            })
            .await?;
        }
        for none in ["0", "null"] {
            value(&frame, "Kinbox.setBadge(7)").await?;
            agent.see(&badge).await?;
            value(&frame, &format!("Kinbox.setBadge({none})")).await?;
            agent.gone(&badge).await?;
        }
        for wrong in ["-1", "1.5", "'three'", "NaN"] {
            let (code, message) = refusal(&frame, &format!("Kinbox.setBadge({wrong})")).await?;
            ensure!(
                code == "invalid" && message.contains("count"),
                "{wrong}: {code}: {message}"
            );
        }
        value(&frame, "Kinbox.setBadge(7)").await?;
        agent.see(&badge).await?;
        agent.click(&hook("frame-reload")).await?;
        agent.gone(&badge).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_height_is_held_within_its_bounds_and_follows_the_content_when_asked() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let frame = plugin.at(agent);
        let [width, full] = size(agent, &plugin).await?;
        for (asked, height) in [(500.0, 500.0), (10.0, 80.0), (9_000.0, 4_000.0), (640.0, 640.0)] {
            let told = value(&frame, &format!("Kinbox.setHeight({asked})")).await?;
            ensure!(told.as_f64() == Some(height), "{asked}: {told}");
            has_size(agent, &plugin, [width, height]).await?;
        }
        ensure!(value(&frame, "Kinbox.setHeight(null)").await?.is_null());
        has_size(agent, &plugin, [width, full]).await?;

        let content = "const box = document.getElementById('content'); box.style.height = arguments[0] + 'px';
            return document.body.getBoundingClientRect().height";
        let first: f64 = frame.js(content, &[json!(300)]).await?;
        let told = value(&frame, "Kinbox.setHeight('auto')").await?;
        ensure!(told.as_f64().is_some_and(|told| (told - first).abs() <= 1.0), "{told} for {first}");
        for height in [1_200, 5_000, 200] {
            let content: f64 = frame.js(content, &[json!(height)]).await?;
            has_size(agent, &plugin, [width, content.clamp(80.0, 4_000.0)]).await?;
        }
        // A number ends the following.
        value(&frame, "Kinbox.setHeight(400)").await?;
        frame.js::<f64>(content, &[json!(900)]).await?;
        has_size(agent, &plugin, [width, 400.0]).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn content_that_is_always_higher_than_its_frame_settles() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let frame = plugin.at(agent);
        let chase = "window.said = [];
            console.error = (...words) => said.push(words.join(' '));
            document.body.style.cssText = 'margin: 20px; min-height: 100vh';
            return end(Kinbox.setHeight('auto'))";
        let end: Value = frame.js(chase, &[]).await?;
        ensure!(end["value"].is_number(), "{end}");
        // Settled is: it said so, and half a second later the height is the same.
        frame
            .until_js(
                true,
                "return said.some((words) => words.includes('setHeight'))",
            )
            .await?;
        let rest = "setTimeout(() => done(true), 500)";
        let before = size(agent, &plugin).await?;
        ensure!(agent.js_later::<bool>(rest).await?);
        let after = size(agent, &plugin).await?;
        ensure!(
            before == after && after[1] < 2_000.0,
            "{before:?} became {after:?}"
        );
        Ok(())
    })
    .await
}

/// The frame's width and height in the page.
async fn size(agent: &Agent, plugin: &Plugin) -> Result<[f64; 2]> {
    let css = format!(".frame[data-plugin=\"{}\"] iframe", plugin.id);
    let size = "const {width, height} = document.querySelector(arguments[0]).getBoundingClientRect(); return [width, height]";
    agent.js(size, &[css.into()]).await
}

/// Waits until the frame has this height, but for a pixel, and the panel's width, of which a scroll bar may take some.
async fn has_size(agent: &Agent, plugin: &Plugin, want: [f64; 2]) -> Result<()> {
    until(&format!("a frame of {want:?}"), SOON, async || {
        let has = size(agent, plugin).await?;
        let near = (has[1] - want[1]).abs() <= 1.0 && (want[0] - 20.0..=want[0]).contains(&has[0]);
        ensure!(near, "it has {has:?}");
        Ok(Some(()))
    })
    .await
}
