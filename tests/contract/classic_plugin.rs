//! A plugin that speaks the classic dialect only, in the real inbox page, with its registration allowing that: each
//! message of the table does what it did in the original, in the page and in the database.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::{Frame, Plugin};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_of_the_classic_dialect_has_every_command_and_event() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, rows) = begin(stage).await?;
        let frame = plugin.at(agent);
        let first = heard(&frame, "conversation", 1).await?;
        ensure!(first["conversation"]["id"] == *rows[0], "{first}");
        for key in ["id", "name", "phone", "email", "isActive"] {
            ensure!(
                !first["user"][key].is_null() || key == "phone",
                "user.{key} of {first}"
            );
        }
        let messages = first["messages"].as_array().context("no messages")?;
        ensure!(
            messages
                .iter()
                .all(|one| one["content"] == one["text"] && one["url"] == one["mediaUrl"]),
            "classic pages read content and url: {messages:?}"
        );
        let info = heard(&frame, "get_workspace_info_callback", 1).await?;
        let toast = agent.see(&hook("toast")).await?.text().await?;
        ensure!(toast.contains("from the head"), "{toast}");

        page_commands(agent, &frame).await?;
        conversation_commands(stage, &frame, &rows[0], &info).await?;
        properties(stage, &frame, &first).await?;

        agent.open(&rows[1]).await?;
        let second = heard(&frame, "conversation", 2).await?;
        ensure!(second["conversation"]["id"] == *rows[1], "{second}");
        agent.unselect().await?;
        heard(&frame, "no_conversation", 1).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_of_each_kind_come_in_the_order_of_their_requests() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = begin(stage).await?;
        let frame = plugin.at(agent);
        heard(&frame, "get_workspace_info_callback", 1).await?;
        let ask = "const form = (name) => say('form', {type: 'modal', title: name, items: [{type: 'text', name, label: name}]});
            say('dialog', {type: 'confirm', title: 'First?'});
            form('one');
            say('dialog', {type: 'confirm', title: 'Second?'});
            form('two');
            for (let i = 0; i < 20; i++) say('get-workspace-info');
            return null";
        frame.js::<Value>(ask, &[]).await?;
        heard(&frame, "get_workspace_info_callback", 21).await?;
        asked(agent, "dialog", "First?").await?;
        agent.click(&hook("dialog-ok")).await?;
        agent.fill_in("one", "1").await?;
        agent.click(&hook("form-send")).await?;
        asked(agent, "dialog", "Second?").await?;
        agent.click(&hook("dialog-cancel")).await?;
        agent.see(&format!("{} [name=two]", hook("form"))).await?;
        agent.click(&hook("form-cancel")).await?;
        agent.gone(&hook("form")).await?;
        // A cancelled form is not told, and holds up none that comes after it.
        frame
            .js::<Value>("say('form', {type: 'drawer', title: 'three', items: [{type: 'text', name: 'three', label: 'three'}]}); return null", &[])
            .await?;
        agent.fill_in("three", "3").await?;
        agent.click(&hook("form-send")).await?;
        heard(&frame, "form_callback", 2).await?;
        let answers = "return heard.filter(({event}) => event === 'dialog_confirm' || event === 'form_callback').map(({data}) => data)";
        let answers: Value = frame.js(answers, &[]).await?;
        let wanted = json!([{"confirmed": true}, {"one": "1"}, {"confirmed": false}, {"three": "3"}]);
        ensure!(answers == wanted, "{answers}");
        Ok(())
    })
    .await
}

/// The admin with the first conversation open and the classic page in front.
async fn begin(stage: &Stage) -> Result<(&Agent, Plugin, Vec<String>)> {
    let plugin = stage
        .register("Older", &stage.fixture.page("classic_plugin"))
        .await?;
    let allow = json!({"classic": true});
    let path = format!("/api/plugins/{}", plugin.id);
    stage
        .api()
        .await?
        .must(Method::PATCH, &path, Some(&allow))
        .await?;
    let agent = stage.admin().await?;
    let rows = agent.rows().await?;
    agent.open(&rows[0]).await?;
    agent.choose(&plugin).await?;
    agent.frame_is("classic").await?;
    Ok((agent, plugin, rows))
}

async fn page_commands(agent: &Agent, frame: &Frame<'_>) -> Result<()> {
    say(
        frame,
        "toast",
        &json!({"message": "careful", "type": "warning"}),
    )
    .await?;
    let toast = agent.see(&hook_of("toast", "data-kind", "warning")).await?;
    ensure!(toast.text().await?.contains("careful"), "another toast");
    say(frame, "loading", &json!(true)).await?;
    agent.see(&hook("plugin-loading")).await?;
    say(frame, "loading", &json!(false)).await?;
    agent.gone(&hook("plugin-loading")).await?;
    for (number, (button, confirmed)) in [("dialog-ok", true), ("dialog-cancel", false)]
        .into_iter()
        .enumerate()
    {
        let question = json!({"type": "confirm", "title": format!("Sure {number}?"), "description": "Really", "okText": "Yes", "cancelText": "No"});
        say(frame, "dialog", &question).await?;
        asked(agent, "dialog", &format!("Sure {number}?")).await?;
        agent.click(&hook(button)).await?;
        let answer = heard(frame, "dialog_confirm", number + 1).await?;
        ensure!(answer == json!({"confirmed": confirmed}), "{answer}");
    }
    let form = json!({"type": "modal", "title": "Exchange", "items": [
        {"type": "text", "name": "why", "label": "Why", "required": true},
        {"type": "number", "name": "count", "label": "Count"},
    ]});
    say(frame, "form", &form).await?;
    agent.fill_in("why", "too small").await?;
    agent.fill_in("count", "2").await?;
    agent.click(&hook("form-send")).await?;
    let answers = heard(frame, "form_callback", 1).await?;
    ensure!(
        answers["why"] == "too small" && answers["count"].as_f64() == Some(2.0),
        "{answers}"
    );
    Ok(())
}

async fn conversation_commands(
    stage: &Stage,
    frame: &Frame<'_>,
    id: &str,
    info: &Value,
) -> Result<()> {
    let before = stage.conversation(id).await?;
    let other = |list: &str, than: &Value| -> Result<Value> {
        let items = info[list].as_array().context("no list")?;
        let other = items
            .iter()
            .find(|item| item["isActive"] == true && item["id"] != *than);
        Ok(other.context("no other")?["id"].clone())
    };
    let has = before["tags"].as_array().context("no tags")?;
    let tags = info["tags"].as_array().context("no tags")?;
    let tag = tags
        .iter()
        .find(|tag| tag["isActive"] == true && !has.contains(&tag["id"]))
        .context("no free tag")?["id"]
        .clone();
    let becomes = async |key: &str, want: Value| {
        until_equal(key, want, async || {
            Ok(stage.conversation(id).await?[key].clone())
        })
        .await
    };
    let with: Vec<Value> = has.iter().chain([&tag]).cloned().collect();
    say(frame, "add-tag", &tag).await?;
    becomes("tags", with.into()).await?;
    // Ids may be numbers.
    let number: u64 = tag.as_str().context("an id")?.parse()?;
    say(frame, "remove-tag", &number.into()).await?;
    becomes("tags", has.clone().into()).await?;
    let member = other("members", &before["assignee"])?;
    say(frame, "assign", &member).await?;
    becomes("assignee", member).await?;
    let group = other("groups", &before["group"])?;
    say(frame, "move", &group).await?;
    becomes("group", group).await
}

async fn properties(stage: &Stage, frame: &Frame<'_>, data: &Value) -> Result<()> {
    let contact = json!({"key": "city", "type": "contact", "contactId": data["contact"]["id"], "fields": {"cidade": {"value": "Sobral"}}});
    say(frame, "set-property", &contact).await?;
    let told = heard(frame, "callback", 1).await?;
    ensure!(told == json!({"key": "city", "success": true}), "{told}");
    let session = json!({"key": "order", "type": "session", "sessionId": data["session"]["id"], "fields": {"numero_pedido": {"value": "AU-00001"}}});
    say(frame, "set-property", &session).await?;
    let wrong = json!({"key": "wrong", "contactId": data["contact"]["id"], "fields": {"no_such_field": {"value": 1}}});
    say(frame, "set-property", &wrong).await?;
    heard(frame, "callback", 3).await?;
    let told = "return heard.filter(({event}) => event === 'callback').map(({data}) => [data.key, data.success])";
    let told: Value = frame.js(told, &[]).await?;
    ensure!(
        told == json!([["city", true], ["order", true], ["wrong", false]]),
        "{told}"
    );
    let id = data["conversation"]["id"].as_str().context("an id")?;
    let kept = stage.conversation(id).await?;
    ensure!(
        kept["person"]["fields"]["cidade"] == "Sobral",
        "{}",
        kept["person"]
    );
    ensure!(
        kept["sessionFields"]["numero_pedido"] == "AU-00001",
        "{}",
        kept["sessionFields"]
    );
    Ok(())
}

async fn say(frame: &Frame<'_>, event: &str, data: &Value) -> Result<()> {
    let arguments = [event.into(), data.clone()];
    frame
        .js::<Value>("say(...arguments); return null", &arguments)
        .await?;
    Ok(())
}

/// Waits for the message of this number with this event; gives its data.
async fn heard(frame: &Frame<'_>, event: &str, number: usize) -> Result<Value> {
    let data = "return heard.filter((message) => message.event === arguments[0]).map(({data}) => data ?? null)";
    until(&format!("{number} x {event}"), SOON, async || {
        let all: Vec<Value> = frame.js(data, &[event.into()]).await?;
        Ok(all.get(number - 1).cloned())
    })
    .await
}

/// Waits until the question that shows has this title.
async fn asked(agent: &Agent, kind: &str, title: &str) -> Result<()> {
    until(title, SOON, async || {
        let shown = agent.see(&hook(kind)).await?.text().await?;
        Ok(shown.contains(title).then_some(()))
    })
    .await
}
