//! What a plugin gets and may do by its scopes, in both dialects.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::Method;
use serde_json::{Value, json};

use super::{end, show};

/// Registers a plugin that holds these scopes.
async fn holding(stage: &Stage, page: &str, classic: bool, scopes: Value) -> Result<Plugin> {
    let endpoint = stage.fixture.page(page);
    let body = json!({"name": page, "endpoint": endpoint, "classic": classic, "scopes": scopes});
    Plugin::read(&stage.api().await?.post("/api/plugins", &body).await?)
}

/// Texts of the contact and of the conversation that nobody can have by chance.
async fn secrets(stage: &Stage, id: &str) -> Result<Vec<String>> {
    let whole = stage.conversation(id).await?;
    let person = &whole["person"];
    let texts = [
        &person["name"],
        &person["phone"],
        &person["email"],
        &whole["identifier"],
    ];
    let fields = person["fields"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, value)| value);
    let messages = whole["messages"].as_array().context("no messages")?;
    let all = texts
        .into_iter()
        .chain(fields)
        .chain(messages.iter().map(|message| &message["text"]));
    let texts = all
        .filter_map(Value::as_str)
        .filter(|text| text.chars().count() > 5);
    Ok(texts.map(str::to_owned).collect())
}

/// A tag that the conversation does not have.
async fn free_tag(stage: &Stage, id: &str) -> Result<String> {
    let directory = stage.api().await?.get("/api/workspace").await?;
    let has = stage.conversation(id).await?["tags"].take();
    let has = has.as_array().context("no tags")?;
    let tags = directory["tags"].as_array().context("no tags")?;
    let free = tags
        .iter()
        .map(|tag| &tag["id"])
        .find(|tag| !has.contains(tag));
    Ok(free
        .and_then(Value::as_str)
        .context("no free tag")?
        .to_owned())
}

/// Sends a request by hand in the agent's page, in the name of a plugin; gives the status and the error.
async fn by_hand(
    agent: &Agent,
    plugin: &Plugin,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> Result<(u16, Value)> {
    let body = body.map_or("null".to_owned(), |body| format!("JSON.stringify({body})"));
    let id = &plugin.id;
    agent
        .js_later(&format!(
            "fetch('{path}', {{method: '{method}', body: {body},
                headers: {{'Encaixe-Plugin': '{id}', 'Content-Type': 'application/json'}}}})
                .then(async (answer) => done([answer.status, (await answer.json()).error]));"
        ))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_that_may_see_the_conversation_alone_gets_no_name_number_or_message() -> Result<()>
{
    scenario(async |stage| {
        let only = json!(["conversation:read"]);
        let raw = holding(stage, "control", false, only.clone()).await?;
        let classic = holding(stage, "classic", true, only.clone()).await?;
        let sdk = holding(stage, "listens", false, only).await?;
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let id = rows.first().context("no conversation")?;
        agent.open(id).await?;
        agent.choose(&raw).await?;
        agent.frame_is("verified").await?;
        agent.choose(&classic).await?;
        agent.frame_is("classic").await?;
        show(agent, &sdk, id).await?;

        // More is said, and what is known of the contact changes.
        let whole = stage.conversation(id).await?;
        let mut hidden = secrets(stage, id).await?;
        let api = stage.api().await?;
        let said = "Chegou quebrado, e agora?";
        let note = json!({"type": "note", "text": said});
        api.post(&format!("/api/conversations/{id}/messages"), &note).await?;
        let contact = whole["person"]["id"].as_str().context("no contact")?;
        let renamed = json!({"name": "Filomena Quaresma", "email": "filomena@quaresma.example"});
        api.must(Method::PATCH, &format!("/api/contacts/{contact}"), Some(&renamed)).await?;
        hidden.extend(secrets(stage, id).await?);
        hidden.push(said.to_owned());
        // The last change is one that all of them are told of.
        let tag = free_tag(stage, id).await?;
        api.must(Method::PUT, &format!("/api/conversations/{id}/tags/{tag}"), None).await?;
        let frame = sdk.at(agent);
        frame
            .until_js(true, &format!("return told('conversation_updated').some(({{conversation}}) => conversation.tags.some(({{id}}) => id === '{tag}'))"))
            .await?;
        ensure!(frame.js::<usize>("return told('message').length", &[]).await? == 0);

        // The commands, as they end.
        for (call, scope) in [
            ("Kinbox.addTag('1')", "tags:write"),
            ("Kinbox.removeTag('1')", "tags:write"),
            ("Kinbox.assignTo(null)", "assignment:write"),
            ("Kinbox.moveToGroup(null)", "assignment:write"),
            ("Kinbox.addNote('Oi')", "notes:write"),
            ("Kinbox.insertText('Oi')", "composer:write"),
            ("Kinbox.listMessages()", "messages:read"),
            ("Kinbox.getWorkspaceInfo()", "workspace:read"),
            ("Kinbox.setProperty({fields: {cidade: {value: 'X'}}})", "contact:write"),
            ("Kinbox.setProperty({type: 'session', fields: {motivo: {value: 'X'}}})", "attendance:write"),
            ("Kinbox.storage.get('k')", "storage"),
            ("Kinbox.storage.set('k', 1)", "storage"),
        ] {
            let told: Value = frame
                .js(&format!("return {call}.then(() => null, ({{code, detail}}) => [code, detail?.scope])"), &[])
                .await?;
            ensure!(told == json!(["denied", scope]), "{call}: {told}");
        }
        let data = end(&frame, "Kinbox.getConversation()").await?;
        let given = &data["value"];
        ensure!(given["contact"]["id"] == contact && given["conversation"]["id"] == id.as_str(), "{given}");
        ensure!(given["contact"]["name"] == "" && given["contact"]["phone"].is_null(), "{given}");
        ensure!(given["messages"] == json!([]) && given["conversation"]["lastMessage"].is_null(), "{given}");
        let scopes: Value = frame.js("return Kinbox.context.scopes", &[]).await?;
        ensure!(scopes == json!(["conversation:read"]), "{scopes}");

        // Everything that came to their pages.
        agent.open(rows.get(1).context("one conversation")?).await?;
        agent.open(id).await?;
        super::knows(&frame, id).await?;
        let heard: String = frame.js("return JSON.stringify([heard.map(({name, data}) => [name, data]), Kinbox.context])", &[]).await?;
        let pages = [&raw.endpoint, &classic.endpoint];
        let records = until("data in both dialects", SOON, async || {
            let all = stage.fixture.all();
            let of = |page: &String| {
                let texts = all.iter().filter(|record| record.page == *page).map(|record| record.data.to_string());
                texts.collect::<Vec<_>>().concat()
            };
            let both = pages.map(of);
            Ok(both.iter().all(|text| text.matches("channel_type").count() > 2).then_some(both))
        })
        .await?;
        let everything = format!("{heard}{}", records.concat());
        for one in &hidden {
            let quoted = json!(one).to_string();
            ensure!(!everything.contains(quoted.trim_matches('"')), "{one:?} came to a plugin");
        }
        ensure!(hidden.len() > 5, "{hidden:?}");

        // The same by hand, with the agent's cookie and the plugin's name.
        for (method, path, body, scope) in [
            ("GET", format!("/api/conversations/{id}/messages"), None, "messages:read"),
            ("GET", format!("/api/conversations/{id}"), None, "*"),
            ("GET", format!("/api/contacts/{contact}"), None, "*"),
            ("PATCH", format!("/api/contacts/{contact}"), Some(json!({"name": "X"})), "contact:write"),
        ] {
            let (status, error) = by_hand(agent, &raw, method, &path, body).await?;
            ensure!(status == 403 && error["code"] == "denied" && error["scope"] == scope, "{path}: {status} {error}");
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_an_admin_takes_away_is_gone_from_open_frames_at_once() -> Result<()> {
    scenario(async |stage| {
        let plugin = holding(stage, "listens", false, json!(["*"])).await?;
        let colleague = stage.colleague().await?;
        let rows = colleague.rows().await?;
        show(colleague, &plugin, &rows[0]).await?;
        let frame = plugin.at(colleague);
        let messages = "return told('conversation').at(-1).messages.length > 0";
        frame.until_js(true, messages).await?;

        let admin = stage.admin().await?;
        admin
            .visit_within(
                &format!("/settings/plugins/{}", plugin.id),
                "input[name=scope-all]",
            )
            .await?;
        admin.click("input[name=scope-all]").await?;
        admin
            .click("input[name=scopes][value='messages:read']")
            .await?;
        admin
            .click("form .form-buttons button[type=submit]")
            .await?;

        let page = &plugin.endpoint;
        until_equal("the reason", Some(json!("changed")), async || {
            Ok(stage
                .fixture
                .records(page, "closing")
                .first()
                .map(|record| record.data.clone()))
        })
        .await?;
        colleague.frame_is("verified").await?;
        frame
            .until_js(
                false,
                "return Kinbox.context?.scopes.includes('messages:read') ?? true",
            )
            .await?;
        super::knows(&frame, &rows[0]).await?;
        frame.until_js(false, messages).await?;
        let denied = end(&frame, "Kinbox.listMessages()").await?;
        ensure!(denied["code"] == "denied", "{denied}");
        let tagged = end(&frame, "Kinbox.getWorkspaceInfo()").await?;
        ensure!(tagged.get("code").is_none(), "{tagged}");
        Ok(())
    })
    .await
}
