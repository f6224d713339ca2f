//! The page's languages: the texts of one come with the page, those of another when it is taken.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, binary, scenario};
use reqwest::Method;
use serde_json::{Value, json};

/// The languages whose texts the page has asked for since it was loaded, in order.
const FETCHED: &str = r"return performance.getEntriesByType('resource')
    .map((it) => it.name.match(/\/assets\/texts-(.+)-[0-9a-f]+\.txt$/)?.[1]).filter((it) => it !== undefined)";

/// The page's language, and what is remembered of it in this browser.
const SPOKEN: &str =
    "return [document.documentElement.lang, localStorage['encaixe.locale'] ?? null]";

async fn has_fetched(agent: &Agent, languages: &[&str]) -> Result<()> {
    let fetched: Vec<String> = agent.js(FETCHED, &[]).await?;
    ensure!(fetched == languages, "{fetched:?}, not {languages:?}");
    Ok(())
}

async fn speaks(agent: &Agent, language: &str, remembered: Option<&str>) -> Result<()> {
    let wanted = (language.to_owned(), remembered.map(str::to_owned));
    until_equal("the language", wanted, async || agent.js(SPOKEN, &[]).await).await
}

/// Takes a language by the choice in front of the agent.
async fn take(agent: &Agent, language: &str) -> Result<()> {
    agent
        .click(&format!(".segments .segment:has([lang=\"{language}\"])"))
        .await
}

/// Lets the browser get addresses like these no more; all others, it may.
async fn block(agent: &Agent, addresses: &[&str]) -> Result<()> {
    let tools = agent.cdp();
    tools.send_raw("Network.enable", json!({})).await?;
    tools
        .send_raw("Network.setBlockedURLs", json!({"urls": addresses}))
        .await?;
    Ok(())
}

/// Loads the inbox in a browser whose languages are these, in which no choice is remembered but this one.
async fn begin(agent: &Agent, languages: &str, remembered: Option<&str>) -> Result<()> {
    let own: String = agent.js("return navigator.userAgent", &[]).await?;
    let over = json!({"userAgent": own, "acceptLanguage": languages});
    agent
        .cdp()
        .send_raw("Emulation.setUserAgentOverride", over)
        .await?;
    let remember = "if (arguments[0]) localStorage['encaixe.locale'] = arguments[0];
        else delete localStorage['encaixe.locale'];
        return null";
    agent.js::<Value>(remember, &[remembered.into()]).await?;
    agent.reload().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_loads_the_texts_of_one_language_and_the_other_when_it_is_taken() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        begin(admin, "en", None).await?;
        speaks(admin, "en", None).await?;
        has_fetched(admin, &["en"]).await?;
        admin.click(".user-button").await?;
        admin.reads(".menu > button:last-child", "Sign out").await?;
        take(admin, "pt-BR").await?;
        admin.reads(".menu > button:last-child", "Sair").await?;
        speaks(admin, "pt-BR", Some("pt-BR")).await?;
        // What is here is not fetched again.
        take(admin, "en").await?;
        admin.reads(".menu > button:last-child", "Sign out").await?;
        take(admin, "pt-BR").await?;
        admin.reads(".menu > button:last-child", "Sair").await?;
        has_fetched(admin, &["en", "pt-BR"]).await?;

        admin.reload().await?;
        speaks(admin, "pt-BR", Some("pt-BR")).await?;
        has_fetched(admin, &["pt-BR"]).await?;
        // The settings have texts of their own, and another language by the same way.
        admin
            .visit_within("/settings/preferences", ".preferences")
            .await?;
        admin.reads(".settings h1", "Preferências").await?;
        has_fetched(admin, &["pt-BR"]).await?;
        take(admin, "en").await?;
        admin.reads(".settings h1", "Preferences").await?;
        speaks(admin, "en", Some("en")).await?;
        has_fetched(admin, &["pt-BR", "en"]).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_does_not_come_leaves_the_page_as_it_was() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        begin(admin, "en", None).await?;
        block(admin, &["*/assets/texts-pt-BR-*"]).await?;
        admin.click(".user-button").await?;
        take(admin, "pt-BR").await?;
        let notice = hook_of("toast", "data-kind", "error");
        let said = admin.read(&notice).await?;
        ensure!(
            said.contains("The language could not be loaded. Check the connection and try again."),
            "{said}"
        );
        speaks(admin, "en", None).await?;
        admin.reads(".menu > button:last-child", "Sign out").await?;
        block(admin, &[]).await?;
        take(admin, "pt-BR").await?;
        admin.reads(".menu > button:last-child", "Sair").await?;
        speaks(admin, "pt-BR", Some("pt-BR")).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_that_a_member_begins_with_is_there_with_the_first_row_and_is_not_needed()
-> Result<()> {
    scenario(async |stage| {
        let api = stage.api().await?;
        let body = json!({"locale": "pt-BR"});
        api.must(Method::PATCH, "/api/workspace", Some(&body))
            .await?;
        let email = "rui@aurora.example";
        let member = json!({"name": "Rui", "email": email, "role": "agent"});
        api.post("/api/members", &member).await?;
        let link = ["link", "create", "--member", email];
        let agent = stage.stranger().await?;
        agent
            .sign_in(&binary::line(stage.data.path(), &link).await?)
            .await?;
        begin(agent, "en", None).await?;
        // Nothing waits here: the language changes before who is signed in is known to the page.
        let now: (String, Option<String>) = agent.js(SPOKEN, &[]).await?;
        ensure!(now == ("pt-BR".to_owned(), None), "{now:?}");
        has_fetched(agent, &["en", "pt-BR"]).await?;
        block(agent, &["*/assets/texts-pt-BR-*"]).await?;
        agent.reload().await?;
        let said = agent.read(&hook_of("toast", "data-kind", "error")).await?;
        ensure!(said.contains("The language could not be loaded."), "{said}");
        speaks(agent, "en", None).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_begins_in_the_chosen_language_else_in_the_browsers_else_in_ours() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        for (languages, remembered, wanted) in [
            ("fr-FR,pt-PT,en", None, "pt-BR"),
            ("de,EN-gb,pt-BR", None, "en"),
            ("ja", None, "pt-BR"),
            ("pt-BR", Some("en"), "en"),
            ("en", Some("pt-BR"), "pt-BR"),
            ("en-US", Some("tlh"), "en"),
            ("en-US", Some("size"), "en"),
        ] {
            let about = || format!("{languages}, {remembered:?}");
            begin(admin, languages, remembered).await?;
            speaks(admin, wanted, remembered)
                .await
                .with_context(about)?;
            has_fetched(admin, &[wanted]).await.with_context(about)?;
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_own_texts_do_not_come_says_that_it_did_not_load() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        block(agent, &["*/assets/texts-*"]).await?;
        agent.visit("/inbox").await?;
        agent.see("[data-boot-failed]").await?;
        agent.gone("[data-boot-inbox]").await?;
        block(agent, &[]).await?;
        agent.sign_in(&stage.server.link).await?;
        agent.gone("[data-boot-failed]").await?;
        agent.see(&hook("conversation-row")).await?;
        Ok(())
    })
    .await
}
