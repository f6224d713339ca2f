//! Who makes integrations, in the page: it opens with those, and asks for nothing that is not theirs.

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::recorder::Recorder;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, binary, scenario, scenario_recorded};
use reqwest::Method;
use serde_json::{Value, json};

const INTEGRATIONS: &str = "/settings/integrations";
const EMAIL: &str = "davi@aurora.example";

/// Waits until the page is at integrations, with the console.
async fn is_at_integrations(agent: &Agent) -> Result<()> {
    until_equal("the address", INTEGRATIONS.to_owned(), async || {
        agent.path().await
    })
    .await?;
    agent.see(".settings .rail-list").await?;
    Ok(())
}

/// How many live streams were opened so far.
fn streams(recorder: &Recorder) -> usize {
    let answers = recorder.answers();
    let streams = answers
        .iter()
        .filter(|one| one.line.contains(" /api/events"));
    streams.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_developers_page_opens_with_integrations_and_is_refused_nothing() -> Result<()> {
    scenario_recorded(&[], async |stage, recorder| {
        let new = json!({"name": "Davi", "email": EMAIL, "role": "developer"});
        stage.api().await?.post("/api/members", &new).await?;
        let link = binary::line(stage.data.path(), &["link", "create", "--member", EMAIL]).await?;
        let agent = stage.stranger().await?;
        agent.goto(&link).await?;
        is_at_integrations(agent).await?;
        // The inbox's addresses lead there too, loaded anew and within the page.
        for path in ["/", "/inbox", "/inbox/955", "/inbox?plugin=none"] {
            let before = streams(recorder);
            agent.visit(path).await?;
            is_at_integrations(agent).await?;
            until("a live stream", SOON, async || {
                Ok((streams(recorder) > before).then_some(()))
            })
            .await?;
        }
        let go = "history.pushState(null, '', '/inbox/955'); dispatchEvent(new PopStateEvent('popstate')); return null";
        agent.js::<Value>(go, &[]).await?;
        is_at_integrations(agent).await?;
        ensure!(agent.shown(".rail-back").await?.is_none(), "a way back to the inbox");
        ensure!(agent.shown(&hook("conversation-row")).await?.is_none());

        let answers = recorder.answers();
        let refused: Vec<&str> = answers
            .iter()
            .map(|one| one.line.as_str())
            .filter(|line| line.contains(" 403 "))
            .collect();
        ensure!(refused.is_empty(), "{refused:?}");
        let asked = |path: &str| answers.iter().any(|one| one.line.contains(path));
        ensure!(asked(" /api/me ") && asked(" /api/integrations"));
        for path in ["/api/conversations", "/api/frames", "/api/members", "/api/canned-replies"] {
            // The member was made by a POST of this test.
            ensure!(!asked(&format!("GET {path}")), "{path} was asked for");
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_becomes_a_developer_has_the_page_of_one_and_is_not_offered_as_assignee()
-> Result<()> {
    scenario(async |stage| {
        let api = stage.api().await?;
        let colleague = stage.colleague().await?;
        let own =
            "fetch('/api/me').then((answer) => answer.json()).then((me) => done(me.member.id))";
        let id: String = colleague.js_later(own).await?;
        let (member, admin) = (format!("/api/members/{id}"), stage.admin().await?);
        let rows = admin.rows().await?;
        admin.open(&rows[0]).await?;
        let option = format!("select[name=assignee] option[value='{id}']");
        let is_offered = "return document.querySelector(arguments[0]) !== null";
        let options = [Value::from(option)];

        for (role, offered) in [("developer", false), ("agent", true)] {
            colleague
                .js::<Value>("window.oldOfTheTest = true; return null", &[])
                .await?;
            let change = json!({"role": role});
            api.must(Method::PATCH, &member, Some(&change)).await?;
            // The page begins anew by itself.
            let is_old = "return window.oldOfTheTest === true";
            until_equal("a fresh page", false, async || {
                colleague.js(is_old, &[]).await
            })
            .await?;
            if offered {
                colleague.visit("/inbox").await?;
                colleague.see(&hook("conversation-row")).await?;
            } else {
                is_at_integrations(colleague).await?;
                // Whom the conversation is assigned to stays a choice of it.
                let free = json!({"assignee": null});
                let path = format!("/api/conversations/{}", rows[0]);
                api.must(Method::PATCH, &path, Some(&free)).await?;
            }
            until_equal("the choice", offered, async || {
                admin.js(is_offered, &options).await
            })
            .await?;
        }
        Ok(())
    })
    .await
}
