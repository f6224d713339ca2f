//! Messages that were taken, and whose answer got lost on its way.

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, scenario};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{draft, kept, says, write};

/// From now on the server gets what is written, and its next answer to it gets lost.
const LOSE: &str = "
    const real = window.fetch;
    window.fetch = async (what, how) => {
        const answer = await real(what, how);
        const isWritten = (how?.method ?? what.method) === 'POST' && /\\/messages$/.test(what.url ?? what);
        if (!isWritten) return answer;
        window.fetch = real;
        throw new TypeError('the answer was lost');
    };
    return true";

async fn is_empty(agent: &Agent) -> Result<()> {
    until_equal("an empty composer", String::new(), async || {
        draft(agent).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_is_there_once_after_retry_and_after_a_reload() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let id = &rows[0];
        agent.open(id).await?;
        let retry = hook("composer-retry");
        for (text, again, reloads) in [
            ("uma vez só", &retry, false),
            ("só uma vez", &hook("composer-send"), true),
        ] {
            ensure!(agent.js::<bool>(LOSE, &[]).await?);
            write(agent, text).await?;
            agent.click(&hook("composer-send")).await?;
            agent.see(&retry).await?;
            ensure!(kept(stage, id, text).await? == 1, "{text} did not arrive");
            ensure!(draft(agent).await? == text, "{text} was not kept");
            if reloads {
                agent.reload().await?;
                ensure!(
                    draft(agent).await? == text,
                    "{text} was not kept over the reload"
                );
            }
            agent.click(again).await?;
            is_empty(agent).await?;
            says(agent, text, 1).await?;
            ensure!(
                kept(stage, id, text).await? == 1,
                "{text} is there more than once"
            );

            // What is written anew is another message.
            write(agent, text).await?;
            agent.click(&hook("composer-send")).await?;
            says(agent, text, 2).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_id_is_the_same_message_in_its_conversation_alone() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let api = stage.api().await?;
        let said = async |row: &str, message: Value| {
            let path = format!("/api/conversations/{row}/messages");
            api.send(Method::POST, &path, Some(&message)).await
        };
        let text = json!({"id": "a-1", "type": "text", "text": "Já vai"});
        let (status, first) = said(&rows[0], text.clone()).await?;
        ensure!(status == StatusCode::CREATED, "{status}: {first}");
        // The conversation may be closed since; what is asked for was done.
        let path = format!("/api/conversations/{}", rows[0]);
        let close = json!({"status": "closed"});
        let (status, closed) = api.send(Method::PATCH, &path, Some(&close)).await?;
        ensure!(status == StatusCode::OK, "{status}: {closed}");
        let (status, again) = said(&rows[0], text.clone()).await?;
        ensure!(
            status == StatusCode::OK && again == first,
            "{status}: {again}"
        );
        let (status, other) = said(&rows[1], text).await?;
        ensure!(
            status == StatusCode::CREATED && other["id"] != first["id"],
            "{status}: {other}"
        );
        let (status, long) = said(
            &rows[1],
            json!({"id": "a".repeat(201), "type": "text", "text": " "}),
        )
        .await?;
        ensure!(
            status == StatusCode::UNPROCESSABLE_ENTITY,
            "{status}: {long}"
        );
        let paths: Vec<_> = long["error"]["fields"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|error| &error["path"])
            .collect();
        ensure!(paths == ["id", "text"], "{long}");
        Ok(())
    })
    .await
}
