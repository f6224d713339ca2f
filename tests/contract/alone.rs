//! A page with the SDK that nobody embeds.

use anyhow::{Result, ensure};
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use serde_json::{Value, json};

/// Every command, called well: what refuses it is the page's place, not an argument.
const CALLS: &str = "
    const question = {title: 'Sure?'};
    const form = {title: 'Form', type: 'modal', items: [{type: 'text', name: 'a', label: 'A'}]};
    const calls = {
        toast: () => Kinbox.toast('info', 'x'), loading: () => Kinbox.loading(true), dialog: () => Kinbox.dialog('confirm', question),
        addTag: () => Kinbox.addTag(1), removeTag: () => Kinbox.removeTag(1), assignTo: () => Kinbox.assignTo(1), moveToGroup: () => Kinbox.moveToGroup(1),
        setProperty: () => Kinbox.setProperty({fields: {a: {value: 1}}}), sendForm: () => Kinbox.sendForm(form), getWorkspaceInfo: () => Kinbox.getWorkspaceInfo(),
        getConversation: () => Kinbox.getConversation(), listMessages: () => Kinbox.listMessages(), insertText: () => Kinbox.insertText('x'),
        addNote: () => Kinbox.addNote('x'), sendNote: () => Kinbox.sendNote('x'), openConversation: () => Kinbox.openConversation(1), copy: () => Kinbox.copy('x'),
        setBadge: () => Kinbox.setBadge(1), setHeight: () => Kinbox.setHeight(100), auto: () => Kinbox.setHeight('auto'), getToken: () => Kinbox.getToken(), request: () => Kinbox.request('asana', {path: '/'}), dispatchEvent: () => Kinbox.dispatchEvent('add-tag', 1),
        get: () => Kinbox.storage.get('k'), set: () => Kinbox.storage.set('k', 1), remove: () => Kinbox.storage.remove('k'), keys: () => Kinbox.storage.keys(),
    };
    const from = performance.now();
    const ends = Object.entries(calls).map(([name, call]) => call().then(() => [name, 'done'], ({code}) => [name, code]));
    return Promise.all(ends).then((ends) => ({ends, ms: performance.now() - from}));";

#[tokio::test(flavor = "multi_thread")]
async fn every_command_of_a_page_that_is_not_embedded_says_so_at_once() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.goto(stage.fixture.page("suite")).await?;
        let there = "return typeof Kinbox === 'object' && document.readyState === 'complete'";
        until_equal("the page", true, async || agent.js(there, &[]).await).await?;
        let told: Value = agent.js(CALLS, &[]).await?;
        let ends = told["ends"].as_array().map(Vec::as_slice).unwrap_or_default();
        ensure!(ends.len() == 27, "{told}");
        for end in ends {
            ensure!(end[1] == "not_embedded", "{end}");
        }
        ensure!(told["ms"].as_f64().is_some_and(|ms| ms < 500.0), "{told}");
        let state: Value = agent
            .js("return [Kinbox.embedded, Kinbox.wire, Kinbox.context, heard.map(({name}) => name), settled.length]", &[])
            .await?;
        ensure!(state == json!([false, "none", null, ["callback"], 0]), "{state}");
        Ok(())
    })
    .await
}
