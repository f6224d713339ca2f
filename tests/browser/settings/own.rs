//! What a workspace has of its own: tags, groups, custom fields, channels and canned replies.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

/// The id of the thing of that name, as the API lists it.
async fn id_of(stage: &Stage, list: &str, name: &str) -> Result<String> {
    let api = stage.api().await?;
    until(name, SOON, async || {
        let page = api.get(&format!("/api/{list}")).await?;
        let items = page["items"].as_array().context("no list")?;
        let found = items.iter().find(|item| item["name"] == name);
        Ok(found
            .and_then(|item| item["id"].as_str())
            .map(str::to_owned))
    })
    .await
}

/// Fills the form of a new thing and sends it; gives the time at which that was done, by the browser's clock.
async fn make(admin: &Agent, path: &str, button: &str, fields: &[(&str, &str)]) -> Result<f64> {
    admin.visit_within(path, &hook(button)).await?;
    admin.click(&hook(button)).await?;
    for (css, text) in fields {
        admin
            .fill(&format!("{} {css}", hook("own-form")), text)
            .await?;
    }
    let now: f64 = admin.js("return Date.now()", &[]).await?;
    admin.click(&hook("own-save")).await?;
    admin.gone(&hook("own-form")).await?;
    Ok(now)
}

/// When the plugin's page first knows a thing of that name, by the browser's clock.
async fn known_at(plugin: &Plugin, agent: &Agent, key: &str, name: &str) -> Result<f64> {
    until(name, SOON, async || {
        let body = "return Kinbox.getWorkspaceInfo().then((info) => \
            info[arguments[0]].some((one) => one.name === arguments[1]) ? Date.now() : null)";
        plugin
            .at(agent)
            .js::<Option<f64>>(body, &[key.into(), name.into()])
            .await
    })
    .await
}

/// Takes everything out of a field by the keyboard.
async fn empty(field: &WebElement) -> Result<()> {
    field.send_keys(Key::Control + "a").await?;
    Ok(field.send_keys(Key::Delete + "").await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_admin_makes_the_agents_page_and_a_plugin_know_at_once() -> Result<()> {
    scenario(async |stage| {
        let plugin = stage
            .register("Listens", &stage.fixture.page("listens"))
            .await?;
        let admin = stage.admin().await?;
        let agent = stage.colleague().await?;
        let rows = agent.rows().await?;
        let first = rows.first().context("no conversation")?;
        agent.open(first).await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        admin.visit("/settings/tags").await?;

        let name = "input[name=name]";
        let mut took = Vec::new();
        let made = make(admin, "/settings/tags", "own-new", &[(name, "Feira de julho")]).await?;
        took.push(known_at(&plugin, agent, "tags", "Feira de julho").await? - made);
        admin.visit_within("/settings/groups", &hook("own-new")).await?;
        admin.click(&hook("own-new")).await?;
        admin.fill(&format!("{} {name}", hook("own-form")), "Plantão").await?;
        // Nobody is in it: refused in its place, and nothing typed is lost.
        admin.click(&hook("own-save")).await?;
        admin.see("fieldset.has-error .field-error").await?;
        admin.click("fieldset input[type=checkbox]").await?;
        let made: f64 = admin.js("return Date.now()", &[]).await?;
        admin.click(&hook("own-save")).await?;
        took.push(known_at(&plugin, agent, "groups", "Plantão").await? - made);
        let made = make(admin, "/settings/fields", "own-new-contact", &[(name, "Cor favorita")]).await?;
        took.push(known_at(&plugin, agent, "customFields", "Cor favorita").await? - made);
        make(admin, "/settings/channels", "own-new", &[(name, "Site novo")]).await?;
        let quickest = took.iter().copied().fold(f64::INFINITY, f64::min);
        println!("a plugin knew of tag, group and field after {took:?} ms");
        ensure!(quickest < 1_000.0, "the plugin knew after {took:?} ms");

        // The agent's own page has them where they are chosen, without being loaded anew.
        let group = id_of(stage, "groups", "Plantão").await?;
        until("the group", SOON, async || {
            let found = "return document.querySelector(`select[name=group] option[value=\"${arguments[0]}\"]`) !== null";
            Ok(agent.js::<bool>(found, &[group.as_str().into()]).await?.then_some(()))
        })
        .await?;
        let tag = id_of(stage, "tags", "Feira de julho").await?;
        // An agent makes one there once the workspace lets agents.
        agent.click(&hook("tag-add")).await?;
        agent.fill(&hook("tag-filter"), "Bazar").await?;
        ensure!(agent.shown(&hook("tag-make")).await?.is_none(), "an agent may make a tag");
        let may = json!({"agentsMakeTags": true});
        stage.api().await?.send(Method::PATCH, "/api/workspace", Some(&may)).await?;
        agent.see(&hook("tag-make")).await?;
        agent.fill(&hook("tag-filter"), "Feira").await?;
        agent.click(&format!("[data-tag=\"{tag}\"]")).await?;
        until_equal("the tag", true, async || Ok(agent.tags().await?.contains(&tag))).await?;

        // A message comes in by the new channel.
        let channel = id_of(stage, "channels", "Site novo").await?;
        let path = format!("/api/channels/{channel}/messages");
        let message = json!({"sender": "visitante-9", "type": "text", "content": "Vocês abrem domingo?"});
        let (status, got) = stage.api().await?.send(Method::POST, &path, Some(&message)).await?;
        ensure!(status == StatusCode::CREATED, "{status}: {got}");
        let id = got["conversation"]["id"].as_str().context("no id")?;
        agent.open(id).await?;

        // Switched off, the tag stays where it is and can be chosen nowhere.
        admin.visit_within("/settings/tags", ".own-line").await?;
        admin.click("[data-name=\"Feira de julho\"] [data-testid=own-edit]").await?;
        admin.click(&hook("own-switch")).await?;
        let asked = admin.see(&hook("dialog")).await?.text().await?;
        ensure!(asked.contains('1'), "the question does not count the uses: {asked}");
        admin.click(&hook("dialog-ok")).await?;
        admin.see("[data-name=\"Feira de julho\"].is-off").await?;
        let body = "return Kinbox.getWorkspaceInfo().then((info) => info.tags.find((one) => one.id === arguments[0])?.isActive)";
        until_equal("the plugin's tag", Some(false), async || {
            plugin.at(agent).js::<Option<bool>>(body, &[tag.as_str().into()]).await
        })
        .await?;
        let refused: Value = plugin
            .at(agent)
            .js("return end(Kinbox.addTag(arguments[0]))", &[tag.as_str().into()])
            .await?;
        ensure!(refused["code"] == "invalid", "{refused}");
        agent.open(first).await?;
        until_equal("the tag", true, async || Ok(agent.tags().await?.contains(&tag))).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_sees_what_another_changes_and_the_keyboard_orders_a_list() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let api = stage.api().await?;
        admin.visit("/settings/tags").await?;
        admin.see("[data-name=VIP]").await?;
        let vip = id_of(stage, "tags", "VIP").await?;
        let renamed = json!({"name": "Muito importante"});
        api.send(Method::PATCH, &format!("/api/tags/{vip}"), Some(&renamed)).await?;
        admin.see("[data-name=\"Muito importante\"]").await?;

        // Down by the keyboard, which stays on the button of the line that moved.
        let before: Vec<String> = admin.js("return [...document.querySelectorAll('.own-line')].map((line) => line.dataset.name)", &[]).await?;
        let focus = "document.querySelector('.own-line [data-testid=own-down]').focus(); return null";
        admin.js::<Value>(focus, &[]).await?;
        admin.press(Key::Enter).await?;
        let mut want = before.clone();
        want.swap(0, 1);
        until_equal("the order", want, async || {
            admin.js("return [...document.querySelectorAll('.own-line')].map((line) => line.dataset.name)", &[]).await
        })
        .await?;
        until_equal("the keyboard's line", before[0].clone(), async || {
            admin.js("return document.activeElement.closest('.own-line')?.dataset.name ?? ''", &[]).await
        })
        .await?;

        // A name that differs by accents and case alone is refused in its place, with what was typed.
        admin.click(&hook("own-new")).await?;
        admin.fill(&format!("{} input[name=name]", hook("own-form")), "ORCAMENTO").await?;
        admin.click(&hook("own-save")).await?;
        let field = admin.see("input[name=name][aria-invalid=true]").await?;
        ensure!(field.prop("value").await?.as_deref() == Some("ORCAMENTO"));

        // The same for a plugin's page and for members.
        let demo = stage.demo().await?;
        admin.visit_within(&format!("/settings/plugins/{}", demo.id), "input[name=name]").await?;
        admin.fill("input[name=icon]", "🌵").await?;
        let body = json!({"name": "Outro nome"});
        api.send(Method::PATCH, &format!("/api/plugins/{}", demo.id), Some(&body)).await?;
        until_equal("the plugin's name", Some("Outro nome".to_owned()), async || {
            Ok(admin.see("input[name=name]").await?.prop("value").await?)
        })
        .await?;
        let icon = admin.see("input[name=icon]").await?.prop("value").await?;
        ensure!(icon.as_deref() == Some("🌵"), "what was typed is gone: {icon:?}");
        admin.visit_within("/settings/members", ".line-card").await?;
        let member = json!({"name": "Elisa Prado", "email": "elisa@aurora.example", "role": "agent"});
        let made = api.post("/api/members", &member).await?;
        admin.see(&format!("[data-member={}]", made["id"])).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_puts_a_canned_reply_in_and_what_is_unknown_stands_in_the_way() -> Result<()> {
    scenario(async |stage| {
        let api = stage.api().await?;
        for (name, text) in [
            ("Prazo", "Oi, {{contact.first_name}}! Chega amanhã. {{agent.first_name}}"),
            ("Aniversário", "Parabéns! Sua cidade é {{field.data_nascimento}}?"),
            ("Troca", "Traga a nota."),
        ] {
            api.post("/api/canned-replies", &json!({"name": name, "text": text, "shared": true})).await?;
        }
        let agent = stage.colleague().await?;
        let rows = agent.rows().await?;
        let (first, text) = (rows.first().context("no conversation")?, hook("composer-text"));
        let contact = stage.conversation(first).await?["person"].clone();
        let path = format!("/api/contacts/{}", contact["id"].as_str().context("no id")?);
        let body = json!({"name": "Zulmira Prado", "fields": {"data_nascimento": null}});
        let (status, answer) = api.send(Method::PATCH, &path, Some(&body)).await?;
        ensure!(status == StatusCode::OK, "{answer}");
        agent.open(first).await?;
        let field = agent.see(&text).await?;
        let value = async || Ok(agent.see(&text).await?.prop("value").await?.unwrap_or_default());

        // Narrowed by what is typed, put in by Enter, and nothing is sent by it.
        field.send_keys("/PRA").await?;
        until_equal("the replies", 1, async || {
            agent.js::<usize>("return document.querySelectorAll('.canned-option').length", &[]).await
        })
        .await?;
        field.send_keys(Key::Enter + "").await?;
        let me = agent.js_later::<String>("fetch('/api/me').then((answer) => answer.json()).then((me) => done(me.member.name))").await?;
        let me = me.split(' ').next().unwrap_or_default().to_owned();
        until_equal("the text", format!("Oi, Zulmira! Chega amanhã. {me}"), value).await?;
        ensure!(agent.shown(&hook("canned")).await?.is_none());
        // The browser's own way back takes it out again.
        field.send_keys(Key::Control + "z").await?;
        until_equal("the text before", "/PRA".to_owned(), value).await?;
        empty(&field).await?;

        // Arrows walk; Esc closes and leaves the text; a slash inside a word is a slash.
        field.send_keys("/").await?;
        agent.see(".canned-option").await?;
        field.send_keys(Key::Down + "").await?;
        until_equal("the second reply", "1".to_owned(), async || {
            let chosen = "return String([...document.querySelectorAll('.canned-option')].findIndex((one) => one.ariaSelected === 'true'))";
            agent.js(chosen, &[]).await
        })
        .await?;
        field.send_keys(Key::Escape + "").await?;
        agent.gone(&hook("canned")).await?;
        ensure!(value().await? == "/");
        empty(&field).await?;
        field.send_keys("dia 1/2").await?;
        ensure!(agent.shown(&hook("canned")).await?.is_none());

        // What is not known is marked and selected, and does not go out.
        empty(&field).await?;
        field.send_keys("/ani").await?;
        agent.see(".canned-option").await?;
        field.send_keys(Key::Tab + "").await?;
        agent.see(&hook("composer-unfilled")).await?;
        let marked = value().await?;
        ensure!(marked.contains("?]?") && !marked.contains("{{"), "{marked}");
        agent.click(&hook("composer-send")).await?;
        let chosen: String = agent.js("const text = document.querySelector(arguments[0]); return text.value.slice(text.selectionStart, text.selectionEnd)", &[text.as_str().into()]).await?;
        ensure!(chosen.starts_with('[') && chosen.ends_with("?]"), "{chosen}");
        field.send_keys("Natal").await?;
        agent.gone(&hook("composer-unfilled")).await?;
        agent.click(&hook("composer-send")).await?;
        until_equal("the message", "Parabéns! Sua cidade é Natal?".to_owned(), async || {
            let last = "return [...document.querySelectorAll('.message-text')].at(-1)?.textContent ?? ''";
            agent.js(last, &[]).await
        })
        .await?;

        // The agent keeps one of their own in the settings, and finds it.
        agent.visit_within("/settings/replies", &hook("own-new-personal")).await?;
        ensure!(agent.shown(&hook("own-new-shared")).await?.is_none());
        agent.click(&hook("own-new-personal")).await?;
        agent.fill("input[name=name]", "Só minha").await?;
        agent.fill("textarea[name=text]", "{{contact.nome}}").await?;
        agent.click(&hook("own-save")).await?;
        agent.see("textarea[aria-invalid=true]").await?;
        agent.fill("textarea[name=text]", "Volto já.").await?;
        agent.click(&hook("own-save")).await?;
        agent.see("[data-name=\"Só minha\"]").await?;
        agent.visit_within(&format!("/inbox/{first}"), &hook_of("conversation", "data-id", first)).await?;
        agent.click(&hook("composer-canned")).await?;
        agent.see(&hook("canned")).await?;
        until_equal("the replies", 4, async || {
            agent.js::<usize>("return document.querySelectorAll('.canned-option').length", &[]).await
        })
        .await
    })
    .await
}
