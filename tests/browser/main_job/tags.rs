//! Tags that a plugin puts on and takes off: in the page, in the database, at a colleague's, and never on another
//! conversation.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook_of;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, database, scenario};
use serde_json::Value;

use super::{at_work, free_tags, with_sdk};

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_added_by_the_plugin_is_in_the_page_the_database_and_a_colleagues_page() -> Result<()>
{
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        let tag = free_tags(stage, &rows[0])
            .await?
            .first()
            .context("no free tag")?
            .clone();
        let colleague = stage.colleague().await?;
        colleague.open(&rows[0]).await?;

        let frame = demo.at(agent);
        frame
            .until_js(
                true,
                "return document.getElementById('tag-select').options.length > 1",
            )
            .await?;
        frame
            .js::<Value>(
                "document.getElementById('tag-select').value = arguments[0]; return null",
                &[tag.clone().into()],
            )
            .await?;
        frame.click("#add-tag").await?;
        frame
            .until_js(
                true,
                &format!("return document.querySelector('#tags [data-tag=\"{tag}\"]') !== null"),
            )
            .await?;
        has(agent, &tag, true).await?;
        // Both see that it was the plugin, and in whose page.
        for one in [agent, colleague] {
            let origin = format!("{} .tag-origin", hook_of("tag", "data-id", &tag));
            let origin = one.see(&origin).await?.attr("aria-label").await?;
            let origin = origin.context("no label")?;
            ensure!(origin.contains("plugin Demo"), "{origin}");
        }
        in_database(stage, &rows[0], &tag, true).await?;
        let sql = "SELECT actor FROM event WHERE kind = 'tag_added' AND subject = 'conversation:' || $1 ORDER BY number DESC LIMIT 1";
        let actor = database::column(stage.data.path(), sql, &[&rows[0]]).await?;
        let actor: Value = serde_json::from_str(actor.first().context("no event")?)?;
        ensure!(
            actor["kind"] == "plugin" && actor["plugin"] == demo.id.as_str(),
            "{actor}"
        );
        has(colleague, &tag, true).await?;
        colleague.reload().await?;
        has(colleague, &tag, true).await?;

        frame
            .click(&format!("#tags [data-tag=\"{tag}\"] button"))
            .await?;
        frame
            .until_js(
                true,
                &format!("return document.querySelector('#tags [data-tag=\"{tag}\"]') === null"),
            )
            .await?;
        has(agent, &tag, false).await?;
        in_database(stage, &rows[0], &tag, false).await?;
        has(colleague, &tag, false).await?;
        colleague.reload().await?;
        has(colleague, &tag, false).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_command_settles_with_the_tags_afterwards() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let tag = free_tags(stage, &rows[0])
            .await?
            .first()
            .context("no free tag")?
            .clone();
        let before = agent.tags().await?;
        let ids =
            "return Kinbox[arguments[0]](arguments[1]).then((tags) => tags.map((tag) => tag.id))";
        let after: Vec<String> = plugin
            .at(agent)
            .js(ids, &["addTag".into(), tag.clone().into()])
            .await?;
        ensure!(
            after == [before.clone(), vec![tag.clone()]].concat(),
            "{before:?} became {after:?}"
        );
        // As the original, a number is taken for an id, and what is there already stays.
        let number: u64 = tag.parse()?;
        let again: Vec<String> = plugin
            .at(agent)
            .js(ids, &["addTag".into(), number.into()])
            .await?;
        ensure!(again == after, "{again:?}");
        let gone: Vec<String> = plugin
            .at(agent)
            .js(ids, &["removeTag".into(), tag.into()])
            .await?;
        ensure!(gone == before, "{gone:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bound_command_after_the_agent_moved_on_is_refused() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let frame = plugin.at(agent);
        frame.until_js(1, "return heard.length").await?;
        agent.open(&rows[1]).await?;
        frame.until_js(2, "return heard.length").await?;
        let elsewhere = free_tags(stage, &rows[1]).await?;
        let tag = free_tags(stage, &rows[0]).await?.into_iter().find(|tag| elsewhere.contains(tag)).context("no free tag")?;
        let outcome = "return heard[0].kinbox[arguments[0]](arguments[1]).then(() => 'done', (error) => error.code)";
        for command in ["addTag", "removeTag"] {
            let code: String = frame.js(outcome, &[command.into(), tag.clone().into()]).await?;
            ensure!(code == "conversation_changed", "{command}: {code}");
        }
        let named = "return Kinbox.addTag(arguments[0], {conversation: arguments[1]}).then(() => 'done', (error) => error.code)";
        let code: String = frame.js(named, &[tag.clone().into(), rows[0].clone().into()]).await?;
        ensure!(code == "conversation_changed", "{code}");
        in_database(stage, &rows[0], &tag, false).await?;
        in_database(stage, &rows[1], &tag, false).await?;

        agent.unselect().await?;
        frame.until_js("no_conversation".to_owned(), "return heard.at(-1).name").await?;
        let code: String = frame.js(outcome, &["addTag".into(), tag.into()]).await?;
        ensure!(code == "no_conversation", "{code}");
        Ok(())
    })
    .await
}

async fn has(agent: &Agent, tag: &str, want: bool) -> Result<()> {
    let tag = tag.to_owned();
    until_equal(&format!("tag {tag} in the page"), want, async || {
        Ok(agent.tags().await?.contains(&tag))
    })
    .await
}

async fn in_database(stage: &Stage, conversation: &str, tag: &str, want: bool) -> Result<()> {
    let sql = "SELECT tag_id FROM conversation_tag WHERE conversation_id = $1";
    let tags = database::column(stage.data.path(), sql, &[conversation]).await?;
    ensure!(
        tags.iter().any(|kept| kept == tag) == want,
        "the database has {tags:?}"
    );
    Ok(())
}
