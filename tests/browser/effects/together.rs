//! Two plugins, and two windows of one agent, at once.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::scenario;
use encaixe_tests::wait::{SOON, until, until_equal};
use serde_json::{Value, json};

use super::{end, event, knows, listening, show, value};

#[tokio::test(flavor = "multi_thread")]
async fn two_plugins_have_each_their_own_questions_answers_and_pace() -> Result<()> {
    scenario(async |stage| {
        let (agent, one, rows) = listening(stage).await?;
        let two = stage.register("Second", &stage.fixture.page_abroad("listens")).await?;
        show(agent, &two, &rows[0]).await?;
        let [first, second] = [one.at(agent), two.at(agent)];

        // The questions of both wait for the agent, each with its plugin's name, and each answer finds its own.
        for frame in [&first, &second] {
            let ask = "window.answers = [];
                for (const title of ['A?', 'B?']) Kinbox.dialog('confirm', {title}).then((yes) => answers.push([title, yes]));
                return null";
            frame.js::<Value>(ask, &[]).await?;
        }
        let mut asked = Vec::new();
        for number in 0..4 {
            // The plugin may have its answer before the page has drawn the next question.
            let (plugin, title) = until("the next question", SOON, async || {
                let shown = agent.see(&hook("dialog")).await?.text().await?;
                let plugin = if shown.contains("Second") { "Second" } else { "Listens" };
                let title = if shown.contains("A?") { "A?" } else { "B?" };
                Ok(Some((plugin, title)).filter(|next| asked.iter().all(|(plugin, title, _)| (*plugin, *title) != *next)))
            })
            .await?;
            let yes = number % 2 == 0;
            asked.push((plugin, title, yes));
            agent.click(&hook(if yes { "dialog-ok" } else { "dialog-cancel" })).await?;
            let given = "return window.answers.length";
            until_equal("an answer", number + 1, async || {
                Ok(first.js::<usize>(given, &[]).await? + second.js::<usize>(given, &[]).await?)
            })
            .await?;
        }
        for (frame, name) in [(&first, "Listens"), (&second, "Second")] {
            let want: Vec<Value> = asked.iter().filter(|one| one.0 == name).map(|one| json!([one.1, one.2])).collect();
            let got: Vec<Value> = frame.js("return answers", &[]).await?;
            ensure!(got == want && got.len() == 2, "{name}: {got:?} instead of {want:?}");
        }

        // One floods; the other's calls are answered as ever, and its own bounds are its own.
        let flood = "window.flooded = null;
            const from = performance.now();
            Promise.all(Array.from({length: 3000}, () => end(Kinbox.loading(false)))).then((ends) => {
                const passed = ends.filter(({code}) => code !== 'rate_limited').length;
                flooded = {passed, seconds: (performance.now() - from) / 1000};
            });
            return null";
        first.js::<Value>(flood, &[]).await?;
        let calm = "(async () => {
            const times = [];
            for (let i = 0; i < 20; i++) {
                const from = performance.now();
                await Kinbox.getWorkspaceInfo();
                times.push(performance.now() - from);
            }
            return Math.max(...times);
        })()";
        let slowest = value(&second, calm).await?;
        ensure!(slowest.as_f64().is_some_and(|ms| ms < 5_000.0), "{slowest} ms");
        let flooded = until("the end of the flood", SOON, async || {
            let flooded: Value = first.js("return flooded", &[]).await?;
            Ok(Some(flooded).filter(|flooded| !flooded.is_null()))
        })
        .await?;
        // 100 calls at once and 50 a second pass: `Limits::STANDARD` of the protocol.
        let most = flooded["seconds"].as_f64().context("seconds")?.mul_add(50.0, 100.0);
        ensure!(flooded["passed"].as_f64().is_some_and(|passed| passed > 0.0 && passed <= most), "{flooded}, at most {most}");

        // What one does to its tab is not done to the other's.
        value(&second, "Kinbox.setBadge(5)").await?;
        let badge = |id: &str| format!("{} {}", hook_of("panel-tab", "data-plugin", id), hook("panel-badge"));
        agent.see(&badge(&two.id)).await?;
        ensure!(agent.shown(&badge(&one.id)).await?.is_none(), "both tabs have the badge");
        agent.open(&rows[1]).await?;
        for frame in [&first, &second] {
            knows(frame, &rows[1]).await?;
            let ids = "return told('conversation').map(({conversation}) => conversation.id)";
            let ids: Vec<String> = frame.js(ids, &[]).await?;
            ensure!(ids == [rows[0].clone(), rows[1].clone()], "each is told once: {ids:?}");
        }
        // The commands of one's own callback key.
        value(&second, "Kinbox.setProperty({key: 'mine', fields: {cidade: {value: 'Icó'}}})").await?;
        event(&second, "callback", 1).await?;
        event(&first, "conversation_updated", 1).await?;
        let told: Value = first.js("return told('callback')", &[]).await?;
        ensure!(told == json!([]), "{told}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_of_one_agent_have_their_own_conversations_and_share_what_is_stored()
-> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, rows) = listening(stage).await?;
        let frame = plugin.at(agent);
        let first = agent.window().await?;
        let second = agent.new_window().await?;
        agent.switch_to_window(second.clone()).await?;
        agent.visit(&format!("/inbox/{}", rows[1])).await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[1]))
            .await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        knows(&frame, &rows[1]).await?;
        value(&frame, "Kinbox.storage.set('from the second', 2)").await?;
        value(&frame, "Kinbox.addNote('from the second window')").await?;

        agent.switch_to_window(first.clone()).await?;
        knows(&frame, &rows[0]).await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[0]))
            .await?;
        ensure!(value(&frame, "Kinbox.storage.get('from the second')").await? == 2);
        let told: Value = frame.js("return told('message')", &[]).await?;
        ensure!(
            told == json!([]),
            "the other window's conversation is not this one's: {told}"
        );
        let late = format!("Kinbox.addNote('x', {{conversation: '{}'}})", rows[1]);
        ensure!(end(&frame, &late).await?["code"] == "conversation_changed");

        agent.open(&rows[2]).await?;
        knows(&frame, &rows[2]).await?;
        agent.switch_to_window(second).await?;
        let ids = "return told('conversation').map(({conversation}) => conversation.id)";
        let ids: Vec<String> = frame.js(ids, &[]).await?;
        ensure!(
            ids == [rows[1].clone()],
            "a switch in one window is none in the other: {ids:?}"
        );
        // What one changes in a conversation, the other is told of when it has it open.
        agent.open(&rows[2]).await?;
        knows(&frame, &rows[2]).await?;
        value(
            &frame,
            "Kinbox.setProperty({fields: {cidade: {value: 'Jericoacoara'}}})",
        )
        .await?;
        agent.switch_to_window(first).await?;
        let update = event(&frame, "conversation_updated", 1).await?;
        ensure!(
            update["contact"]["customFields"]["cidade"]["value"] == "Jericoacoara",
            "{update}"
        );
        Ok(())
    })
    .await
}
