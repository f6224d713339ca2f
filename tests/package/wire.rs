//! What the real SDK sends, held against the golden samples.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::golden;
use encaixe_tests::wait::{SOON, until};
use serde_json::{Value, json};
use thirtyfour::By;

use super::{Page, on_page};

/// Every command, with the keys that its sample has.
const EVERY: &str = "
    Kinbox.addNote('a'); Kinbox.addTag(5); Kinbox.assignTo('850'); Kinbox.copy('a'); Kinbox.getConversation(); Kinbox.getToken(); Kinbox.getWorkspaceInfo();
    Kinbox.request('asana', {method: 'POST', path: '/tasks', query: {opt_pretty: 'true'}, headers: {'asana-enable': 'a'}, connection: 'c1',
      body: {data: {name: 'a', completed: false, assignee: null, tags: ['a']}}});
    Kinbox.dialog('confirm', {title: 'a', description: 'b', okText: 'c', cancelText: 'd'});
    Kinbox.insertText('a'); Kinbox.listMessages({before: '3021', limit: 2}); Kinbox.loading(true); Kinbox.moveToGroup('475');
    Kinbox.openConversation('956'); Kinbox.removeTag('5'); Kinbox.setBadge(3); Kinbox.setHeight(420.5);
    Kinbox.sendForm({type: 'modal', title: 'a', description: 'b', okText: 'c', cancelText: 'd', items: [{type: 'text', name: 'a', label: 'A', required: true}]});
    Kinbox.setProperty({key: 'k', type: 'contact', contactId: '25', fields: {filhos: {value: 2}, interesses: {value: ['a']}, plano: {value: null}}});
    Kinbox.storage.get('filtro'); Kinbox.storage.keys({scope: 'workspace'}); Kinbox.storage.remove('filtro');
    Kinbox.storage.set('etapa', 'a', {scope: 'conversation'}); Kinbox.toast('info', 'x');
    return null";

#[tokio::test(flavor = "multi_thread")]
async fn hello_and_every_request_are_as_the_samples() -> Result<()> {
    on_page("host", async |page| {
        let host = page.fixture.page("host");
        let hello = page.fixture.heard(&host, "hello", 1).await?[0].data.clone();
        golden::check("hello", &hello)?;
        ensure!(
            hello["origin"] == page.fixture.abroad.as_str() && hello["path"] == "/pages/sdk",
            "{hello}"
        );

        in_frame(page, EVERY).await?;
        for command in [
            "add_note",
            "add_tag",
            "assign_to",
            "copy",
            "dialog",
            "get_conversation",
            "get_token",
            "get_workspace_info",
            "insert_text",
            "list_messages",
            "loading",
            "move_to_group",
            "open_conversation",
            "remove_tag",
            "request",
            "send_form",
            "set_badge",
            "set_height",
            "set_property",
            "storage_get",
            "storage_keys",
            "storage_remove",
            "storage_set",
            "toast",
        ] {
            let sent = sent(page, |message| message["command"] == command).await?;
            golden::check(&format!("request_{command}"), &sent)?;
        }
        let tag = sent(page, |message| message["command"] == "add_tag").await?;
        ensure!(
            tag["params"] == json!({"tag": "5"}),
            "a number stays a number on the wire: {tag}"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn abort_pong_ack_and_bye_are_as_the_samples() -> Result<()> {
    on_page("host", async |page| {
        page.fixture.heard(&page.fixture.page("host"), "hello", 1).await?;
        in_frame(page, "const giveUp = new AbortController();
            const call = Kinbox.dialog('confirm', {title: 'a'}, {signal: giveUp.signal}).then(() => 'done', (error) => error.code);
            return new Promise((later) => setTimeout(later)).then(() => { giveUp.abort(); return call; })").await?;
        golden::check("abort", &sent(page, |message| message["type"] == "abort").await?)?;

        page.browser.driver.execute("port.postMessage({type: 'ping', id: 12}); return null", Vec::new()).await?;
        let pong = sent(page, |message| message["type"] == "pong").await?;
        golden::check("pong", &pong)?;
        ensure!(pong["id"] == 12, "{pong}");

        let event = golden::sample("event_no_conversation")?;
        let ask = "port.postMessage({...arguments[0], ack: 13}); return null";
        page.browser.driver.execute(ask, vec![event]).await?;
        let ack = sent(page, |message| message["type"] == "ack").await?;
        golden::check("ack", &ack)?;
        ensure!(ack["id"] == 13, "{ack}");

        in_frame(page, "location.replace('/pages/lurker'); return null").await?;
        golden::check("bye", &sent(page, |message| message["type"] == "bye").await?)
    })
    .await
}

/// Runs a function body in the embedded page once it is welcome.
async fn in_frame(page: &Page, body: &str) -> Result<()> {
    let driver = &page.browser.driver;
    driver.find(By::Css("iframe")).await?.enter_frame().await?;
    until("the welcome", SOON, async || {
        let wire = driver
            .execute("return window.Kinbox?.wire", Vec::new())
            .await?;
        Ok((wire.json() == "channel").then_some(()))
    })
    .await?;
    let outcome = driver.execute(body, Vec::new()).await;
    driver.enter_default_frame().await?;
    outcome?;
    Ok(())
}

/// Waits for a message that the SDK sent by its port.
async fn sent(page: &Page, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
    let host = page.fixture.page("host");
    until("a message of the SDK", SOON, async || {
        let records = page.fixture.records(&host, "sent");
        Ok(records
            .into_iter()
            .map(|record| record.data)
            .find(|message| wanted(message)))
    })
    .await
    .with_context(|| format!("{:?}", page.fixture.summary()))
}
