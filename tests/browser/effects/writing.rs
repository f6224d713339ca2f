//! Notes, text for the reply, and messages: those that come and those further back.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Stage, scenario};
use serde_json::{Value, json};

use super::{Pair, clicked, event, listening, refusal, show, value};

#[tokio::test(flavor = "multi_thread")]
async fn a_plugins_note_is_at_every_agent_and_each_message_is_told_once() -> Result<()> {
    scenario(async |stage| {
        let pair = Pair::begin(stage).await?;
        let [frame, _] = pair.frames();
        for (number, member) in ["addNote", "sendNote"].into_iter().enumerate() {
            let text = format!("Asked for the bill, by {member}");
            let note = value(&frame, &format!("Kinbox.{member}('{text}')")).await?;
            ensure!(
                note["type"] == "note" && note["from"] == "plugin" && note["text"] == *text,
                "{note}"
            );
            let kept = stage.conversation(&pair.rows[0]).await?["messages"].clone();
            let last = kept
                .as_array()
                .and_then(|all| all.last())
                .context("no message")?;
            ensure!(
                last["id"] == note["id"] && last["type"] == "note" && last["from"] == "plugin",
                "{last}"
            );
            let id = note["id"].as_str().context("no id")?;
            for (agent, frame) in [pair.admin, pair.colleague].into_iter().zip(pair.frames()) {
                let shown = agent
                    .see(&hook_of("message", "data-id", id))
                    .await?
                    .text()
                    .await?;
                ensure!(shown.contains(&text), "{shown}");
                let told = event(&frame, "message", number + 1).await?;
                ensure!(
                    told["message"]["id"] == *id
                        && told["conversation"]["lastMessage"]["id"] == *id,
                    "{told}"
                );
            }
        }
        // What the contact and the agents write is told too, in order and once.
        let path = format!("/api/conversations/{}/messages", pair.rows[0]);
        for text in ["one", "two", "three"] {
            stage
                .api()
                .await?
                .post(&path, &json!({"type": "note", "text": text}))
                .await?;
        }
        for frame in pair.frames() {
            event(&frame, "message", 5).await?;
            let texts: Vec<String> = frame
                .js(
                    "return told('message').slice(2).map(({message}) => message.text)",
                    &[],
                )
                .await?;
            ensure!(texts == ["one", "two", "three"], "{texts:?}");
            let updates: Value = frame.js("return told('conversation_updated')", &[]).await?;
            ensure!(
                updates == json!([]),
                "a message is no change of the conversation's parts: {updates}"
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn text_for_the_reply_is_put_into_the_composer_and_only_the_agent_sends_it() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, rows) = listening(stage).await?;
        let frame = plugin.at(agent);
        let before = count(stage, &rows[0]).await?;
        let text = "return document.querySelector(arguments[0]).value";
        let composer = format!(
            "textarea{}, {} textarea",
            hook("composer-text"),
            hook("composer")
        );
        agent.click(&composer).await?;
        agent.see(&composer).await?.send_keys("Dear Maria,").await?;
        let end = clicked(&frame, "Kinbox.insertText('your order left today.')").await?;
        ensure!(end["code"].is_null(), "{end}");
        let has = async |part: &str| {
            until_equal(part, true, async || {
                let text: String = agent.js(text, &[composer.clone().into()]).await?;
                Ok(text.contains(part))
            })
            .await
        };
        has("Dear Maria,").await?;
        has("your order left today.").await?;
        ensure!(
            count(stage, &rows[0]).await? == before,
            "something was sent"
        );
        agent.click(&hook("composer-send")).await?;
        let told = event(&frame, "message", 1).await?;
        let sent = told["message"]["text"].as_str().context("no text")?;
        ensure!(
            told["message"]["from"] == "agent" && sent.contains("your order left today."),
            "{told}"
        );
        ensure!(
            count(stage, &rows[0]).await? == before + 1,
            "it was not sent once"
        );

        let path = format!("/api/conversations/{}", rows[0]);
        let closed = json!({"status": "closed"});
        stage
            .api()
            .await?
            .must(reqwest::Method::PATCH, &path, Some(&closed))
            .await?;
        event(&frame, "conversation_updated", 1).await?;
        let (code, message) = refusal(&frame, "Kinbox.insertText('too late')").await?;
        ensure!(
            code == "denied" && message.contains("closed"),
            "{code}: {message}"
        );
        let long = "Kinbox.insertText('x'.repeat(10001))";
        ensure!(
            refusal(&frame, long).await?.0 == "invalid",
            "a text past its bound"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_listed_back_to_the_first() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, rows) = listening(stage).await?;
        let mut longest = (0, rows[0].clone());
        for id in rows.iter().take(20) {
            longest = longest.max((count(stage, id).await?, id.clone()));
        }
        let (kept, id) = longest;
        ensure!(kept > 20, "no conversation is longer than the data object: {kept}");
        show(agent, &plugin, &id).await?;
        let frame = plugin.at(agent);
        let walk = "(async () => {
            const pages = [];
            let before;
            do {
                const page = await Kinbox.listMessages({before, limit: 7});
                pages.unshift(page.messages.map(({id}) => id));
                before = page.earlier ?? undefined;
            } while (before !== undefined && pages.length < 100);
            const {messages} = told('conversation').at(-1);
            return {pages, last: messages.map(({id}) => id), usual: (await Kinbox.listMessages()).messages.length};
        })()";
        let walked = value(&frame, walk).await?;
        let pages = walked["pages"].as_array().context("no pages")?;
        ensure!(pages.iter().skip(1).all(|page| page.as_array().is_some_and(|page| page.len() == 7)), "{walked}");
        let ids: Vec<Value> = pages.iter().filter_map(Value::as_array).flatten().cloned().collect();
        let all = stage.api().await?.get(&format!("/api/conversations/{id}/messages?limit=100")).await?;
        let items = all["items"].as_array().or_else(|| all["messages"].as_array()).or_else(|| all.as_array());
        let want: Vec<Value> = items.context("no messages")?.iter().map(|one| one["id"].clone()).collect();
        ensure!(ids == want, "{ids:?} instead of {want:?}");
        let last = walked["last"].as_array().context("no messages")?;
        ensure!(last.len() == 20 && ids.ends_with(last), "the event's messages are the last 20: {last:?}");
        ensure!(walked["usual"].as_u64() == Some(want.len().min(50) as u64), "{walked}");
        let (code, message) = refusal(&frame, "Kinbox.listMessages({before: 'no such message'})").await?;
        ensure!(code == "not_found" && message.contains("before"), "{code}: {message}");
        Ok(())
    })
    .await
}

/// How many messages the conversation has in the database, as far as one answer reaches.
async fn count(stage: &Stage, conversation: &str) -> Result<usize> {
    let kept = stage.conversation(conversation).await?["messages"].clone();
    Ok(kept.as_array().context("no messages")?.len())
}
