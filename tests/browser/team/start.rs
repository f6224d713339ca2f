//! Beginning a conversation, and sending again what did not arrive.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use reqwest::Method;
use serde_json::{Value, json};

use super::{channel, says, write};

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_with_somebody_new_begins_and_opens_ready_to_write() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let channel = channel(stage, "whatsapp").await?;
        let mut opened = Vec::new();
        for _ in 0..2 {
            agent.press('c').await?;
            agent.see(&hook("start-dialog")).await?;
            agent.pick("select[name=channel]", &channel).await?;
            agent.click("input[name=who][value=new]").await?;
            // The channel says which address is asked for.
            let label =
                "return document.querySelector('input[name=identifier]').labels[0].textContent";
            let label: String = agent.js(label, &[]).await?;
            ensure!(["Phone", "Telefone"].contains(&label.as_str()), "{label}");
            agent.fill("input[name=name]", "Otávio Lins").await?;
            agent
                .fill("input[name=identifier]", "5585977770002")
                .await?;
            agent.click(&hook("start-ok")).await?;
            agent.gone(&hook("start-dialog")).await?;
            agent.reads(".head-name", "Otávio Lins").await?;
            until_equal("the focus", "composer-text".to_owned(), async || {
                agent
                    .js("return document.activeElement.dataset.testid ?? ''", &[])
                    .await
            })
            .await?;
            opened.push(agent.path().await?);
            // Unselects, so that the second time begins at the list too.
            agent.press(thirtyfour::Key::Escape).await?;
            agent.unselect().await?;
        }
        ensure!(
            opened[0] == opened[1],
            "the second one is the first: {opened:?}"
        );
        agent.see(".toast").await?;
        let id = opened[0].strip_prefix("/inbox/").context("no id")?;
        let conversation = stage.conversation(id).await?;
        ensure!(
            conversation["identifier"] == "5585977770002",
            "{conversation}"
        );
        ensure!(
            conversation["assignee"].is_string(),
            "it is assigned to who begins it: {conversation}"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_for_a_contact_says_what_it_cannot_find_yet() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        agent.press('c').await?;
        agent.click("input[name=who][value=known]").await?;
        agent.fill("input[name=find]", "a").await?;
        agent.see(&hook("start-person")).await?;
        let note = hook("start-unindexed");
        ensure!(agent.shown(&note).await?.is_none(), "all is found");

        let older = "const real = fetch; window.fetch = async (what, how) => {
            const answer = await real(what, how);
            if (!String(what.url ?? what).includes('limit=12&q=')) return answer;
            return Response.json({...await answer.json(), unindexed: 1234});
        }; return null";
        agent.js::<Value>(older, &[]).await?;
        agent.fill("input[name=find]", "an").await?;
        let text = agent.see(&note).await?.text().await?;
        ensure!(text.contains("234"), "{text}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_contact_is_found_by_the_name_without_accents() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let channel = channel(stage, "email").await?;
        let find = "/api/conversations?q=joao";
        let found = stage.api().await?.get(find).await?["items"][0]["contact"].clone();
        let id = found["id"].as_str().context("nobody")?;
        agent.click(&hook("start")).await?;
        agent.pick("select[name=channel]", &channel).await?;
        agent.click("input[name=who][value=known]").await?;
        agent.fill("input[name=find]", "joao").await?;
        agent.click(&hook_of("start-person", "data-id", id)).await?;
        agent
            .fill("input[name=identifier]", "joao.teste@correio.example")
            .await?;
        agent.click(&hook("start-ok")).await?;
        agent.gone(&hook("start-dialog")).await?;
        agent
            .reads(".head-name", found["name"].as_str().context("no name")?)
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_did_not_arrive_says_so_and_is_sent_again() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        write(agent, "recado").await?;
        agent.click(&hook("composer-send")).await?;
        says(agent, "recado", 1).await?;
        let messages = stage.conversation(&rows[0]).await?["messages"].clone();
        let last = messages
            .as_array()
            .and_then(|all| all.last())
            .context("no message")?;
        let id = last["id"].as_str().context("no id")?;
        let path = format!("/api/conversations/{}/messages/{id}/status", rows[0]);
        let api = stage.api().await?;
        let failed = json!({"status": "failed"});
        api.must(Method::PUT, &path, Some(&failed)).await?;
        let message = hook_of("message", "data-id", id);
        agent.see(&format!("{message} .message-failed")).await?;
        agent
            .click(&format!("{message} {}", hook("message-retry")))
            .await?;
        agent.gone(&format!("{message} .message-failed")).await?;
        says(agent, "recado", 1).await?;
        let messages = stage.conversation(&rows[0]).await?["messages"].clone();
        let now = messages
            .as_array()
            .and_then(|all| all.iter().find(|one| one["id"] == id));
        ensure!(now.is_some_and(|one| one["status"] != "failed"), "{now:?}");
        Ok(())
    })
    .await
}
