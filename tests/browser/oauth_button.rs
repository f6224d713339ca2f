//! The button on the page of another site: its window, in which somebody signs in, chooses and agrees, and what that page hears of it.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse as _, Response};
use encaixe_tests::agent::hook;
use encaixe_tests::api::Api;
use encaixe_tests::loopback::{Loopback, Port};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, binary, scenario};
use serde_json::{Value, json};
use thirtyfour::WindowHandle;

/// RFC 7636, appendix B.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The button where it has styles of its own.
const BUTTON: &str = ".encaixe-oauth";

/// A site with the button: `/popup/<client_id>` and `/post_message/<client_id>`. Its policy takes scripts by a nonce, and no styles.
struct Shop {
    origin: String,
    _running: Loopback,
}

impl Shop {
    async fn start(server: &str) -> Result<Self> {
        let port = Port::take().await?;
        let router = Router::new().fallback(page).with_state(server.to_owned());
        Ok(Self {
            origin: format!("http://localhost:{}", port.number),
            _running: port.serve(&router),
        })
    }

    /// An integration of it that is a draft.
    async fn draft(&self, stage: &Stage) -> Result<String> {
        let new = json!({
            "name": "CRM", "redirectUris": [format!("{}/callback", self.origin)], "scopes": [{"scope": "contact:read"}],
        });
        let made = stage.api().await?.post("/api/integrations", &new).await?;
        Ok(made["id"].as_str().context("no id")?.to_owned())
    }

    /// Opens its page.
    async fn show(&self, agent: &Agent, mode: &str, id: &str) -> Result<()> {
        agent.goto(format!("{}/{mode}/{id}", self.origin)).await?;
        agent.see(BUTTON).await.map(drop)
    }
}

async fn page(State(server): State<String>, uri: Uri) -> Response {
    let mut parts = uri.path().split('/').skip(1);
    let (mode, id) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let html = format!(
        r#"<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
<script nonce="n">
window.heard = [];
window.failed = [];
addEventListener("encaixe:oauth", (event) => heard.push(event.detail));
function refused(told) {{ failed.push([told.client_id, told.error]); }}
</script>
<main>Shop</main>
<script class="encaixe_oauth" nonce="n" src="{server}/auth/button.js" data-client-id="{id}" data-mode="{mode}" data-title="Connect" data-error-callback="refused" data-code-challenge="{CHALLENGE}"></script>
</html>"#
    );
    let policy = "default-src 'none'; script-src 'nonce-n'; img-src data:";
    ([(CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
}

/// Clicks the button, and goes to its window; the window before.
async fn open(agent: &Agent) -> Result<WindowHandle> {
    let before = agent.window().await?;
    agent.click(BUTTON).await?;
    let opened = until("the button's window", SOON, async || {
        let windows = agent.windows().await?;
        Ok(windows.into_iter().find(|window| *window != before))
    })
    .await?;
    agent.switch_to_window(opened).await?;
    Ok(before)
}

/// Goes back once the window is closed.
async fn closed(agent: &Agent, before: WindowHandle) -> Result<()> {
    until_equal("the open windows", 1, async || {
        Ok(agent.windows().await?.len())
    })
    .await?;
    Ok(agent.switch_to_window(before).await?)
}

/// What the page heard, once there is so much of it.
async fn heard(agent: &Agent, name: &str, count: usize) -> Result<Value> {
    until(name, SOON, async || {
        let all: Vec<Value> = agent.js(&format!("return window.{name}"), &[]).await?;
        Ok(if all.len() == count {
            all.into_iter().next_back()
        } else {
            None
        })
    })
    .await
}

/// What the address of the window says, once it begins so.
async fn arrived(agent: &Agent, begin: &str) -> Result<BTreeMap<String, String>> {
    until(begin, SOON, async || {
        let url = agent.current_url().await?;
        let pairs = url.query_pairs().into_owned().collect();
        Ok(url.as_str().starts_with(begin).then_some(pairs))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_the_button_gets_a_code_and_hears_of_a_refusal() -> Result<()> {
    scenario(async |stage| {
        let shop = Shop::start(&stage.server.page).await?;
        let id = shop.draft(stage).await?;
        let agent = stage.stranger().await?;
        shop.show(agent, "post_message", &id).await?;

        // A click by a script opens nothing.
        agent
            .js::<Value>(
                &format!("document.querySelector('{BUTTON}').click(); return null"),
                &[],
            )
            .await?;
        ensure!(
            agent.windows().await?.len() == 1,
            "a script opened a window"
        );

        // Nobody is signed in: they are by a link, in this same window, and come to the same consent.
        let before = open(agent).await?;
        agent.fill("#link", "não sei").await?;
        agent.click("#sign-in button").await?;
        agent.read("#link-wrong").await?;
        let spent = format!("{}/sign-in/{}", stage.server.page, "a".repeat(43));
        agent.fill("#link", &spent).await?;
        agent.click("#sign-in button").await?;
        until_equal(
            "what is said of a link that does not exist",
            true,
            async || Ok(agent.read("#link-wrong").await?.contains("exist")),
        )
        .await?;
        agent.fill("#link", &stage.server.link).await?;
        agent.click("#sign-in button").await?;
        // Whom it signs in where, before it does.
        let said = agent.read("#link-who").await?;
        let address = stage.server.page.replace("http://", "");
        ensure!(said.contains('@') && said.contains(&address), "{said}");
        agent.click("#sign-in button:enabled").await?;
        agent.click("button[value=allow]:enabled").await?;
        closed(agent, before).await?;
        let told = heard(agent, "heard", 1).await?;
        ensure!(
            told["code"].is_string() && told["client_id"] == id.as_str(),
            "{told}"
        );
        let place = stage.server.page.replace("http://", "");
        ensure!(told["referer"] == place.as_str(), "{told}");
        ensure!(
            told["state"]
                .as_str()
                .is_some_and(|state| state.len() == 32),
            "{told}"
        );

        // Whoever says no, and whoever closes the window.
        let before = open(agent).await?;
        agent.click("button[value=deny]").await?;
        closed(agent, before).await?;
        let told = heard(agent, "failed", 1).await?;
        ensure!(told == json!([id, "access_denied"]), "{told}");
        let before = open(agent).await?;
        agent.see("button[value=deny]").await?;
        agent.close_window().await?;
        closed(agent, before).await?;
        let told = heard(agent, "failed", 2).await?;
        ensure!(told == json!([id, "window_closed"]), "{told}");
        heard(agent, "heard", 3).await?;

        // A window that goes on to the site's own address.
        shop.show(agent, "popup", &id).await?;
        let before = open(agent).await?;
        agent.click("button[value=allow]:enabled").await?;
        let told = arrived(agent, &format!("{}/callback?", shop.origin)).await?;
        ensure!(
            told.contains_key("code") && told["referer"] == place,
            "{told:?}"
        );
        let has_opener: bool = agent.js("return window.opener !== null", &[]).await?;
        ensure!(
            has_opener,
            "the window was cut off from the page that opened it"
        );
        agent.switch_to_window(before).await?;
        let heard = heard(agent, "heard", 1).await?;
        ensure!(
            heard["done"] == true && heard["state"] == told["state"].as_str(),
            "{heard}"
        );
        ensure!(heard.get("code").is_none(), "{heard}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_goes_on_once_somebody_signed_in_in_another_tab() -> Result<()> {
    scenario(async |stage| {
        let shop = Shop::start(&stage.server.page).await?;
        let id = shop.draft(stage).await?;
        let agent = stage.stranger().await?;
        shop.show(agent, "post_message", &id).await?;
        let before = open(agent).await?;
        agent.see("#sign-in").await?;
        let window = agent.window().await?;
        let tab = agent.new_tab().await?;
        agent.switch_to_window(tab).await?;
        agent.sign_in(&stage.server.link).await?;
        agent.close_window().await?;
        agent.switch_to_window(window).await?;
        agent.click("button[value=allow]:enabled").await?;
        closed(agent, before).await?;
        let told = heard(agent, "heard", 1).await?;
        ensure!(told["code"].is_string(), "{told}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_to_two_companies_chooses_one() -> Result<()> {
    scenario(async |stage| {
        let data = stage.data.path();
        let shop = Shop::start(&stage.server.page).await?;
        let create = ["company", "create", "--name", "Padaria", "--admin-email", "dona@padaria.example"];
        let made = binary::run(data, &create).await?;
        let said = String::from_utf8(made.stdout)?;
        let link = said.lines().find_map(|line| line.strip_prefix("sign in: "));
        let link = link.context(said.clone())?;
        let token = ["token", "create", "--name", "site", "--role", "admin", "--company", "padaria"];
        let token = binary::line(data, &token).await?;
        let theirs = Api::new(&format!("{}/w/padaria", stage.server.page), Some(&token))?;

        // Padaria makes it, a moderator takes it, Padaria publishes it.
        let new = json!({
            "name": "CRM", "description": {"en": "Shows orders.", "pt-BR": "Mostra pedidos."},
            "redirectUris": ["https://crm.example/callback"], "installUrl": "https://crm.example/install",
            "scopes": [{"scope": "contact:read"}],
        });
        let made = theirs.post("/api/integrations", &new).await?;
        let id = made["id"].as_str().context("no id")?;
        let steps = format!("/api/integrations/{id}/steps");
        theirs.post(&steps, &json!({"step": "submit"})).await?;
        let agent = stage.admin().await?;
        let approve = format!(
            "fetch('/api/reviews/{id}/steps', {{method: 'POST', headers: {{'content-type': 'application/json'}}, body: JSON.stringify({{step: 'approve', version: 1}})}}).then((answer) => done(answer.status))"
        );
        let status: u16 = agent.js_later(&approve).await?;
        ensure!((200..300).contains(&status), "{status}");
        theirs.post(&steps, &json!({"step": "publish"})).await?;

        agent.goto(link).await?;
        agent.see(&hook("welcome")).await?;
        shop.show(agent, "popup", id).await?;
        let before = open(agent).await?;
        agent.see("[data-account='/']").await?;
        agent.click("[data-account='padaria']").await?;
        until_equal("the company", true, async || {
            Ok(agent.see("form:not(#sign-in)").await?.is_displayed().await?
                && agent.see("main").await?.text().await?.contains("Padaria"))
        })
        .await?;
        // And another one, after all.
        agent.click(".another").await?;
        agent.click("[data-account='padaria']").await?;
        agent.click("button[value=allow]:enabled").await?;
        let told = arrived(agent, "https://crm.example/callback?").await?;
        ensure!(told["code"].starts_with("enk_padaria."), "{told:?}");
        ensure!(told["referer"].ends_with("/w/padaria"), "{told:?}");
        Ok(agent.switch_to_window(before).await?)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_told_of_no_end_reports_no_error() -> Result<()> {
    scenario(async |stage| {
        let shop = Shop::start(&stage.server.page).await?;
        let new = json!({
            "name": "CRM", "redirectUris": ["https://crm.example/callback"], "scopes": [{"scope": "contact:read"}],
        });
        let made = stage.api().await?.post("/api/integrations", &new).await?;
        let id = made["id"].as_str().context("no id")?;
        let agent = stage.admin().await?;
        shop.show(agent, "popup", id).await?;
        let before = open(agent).await?;
        agent.click("button[value=allow]:enabled").await?;
        arrived(agent, "https://crm.example/callback?").await?;
        agent.close_window().await?;
        closed(agent, before).await?;
        let told = heard(agent, "heard", 1).await?;
        ensure!(told["closed"] == true && told.get("error").is_none(), "{told}");
        let failed: Vec<Value> = agent.js("return window.failed", &[]).await?;
        ensure!(failed.is_empty(), "{failed:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_does_not_say_that_a_page_was_told_that_went_elsewhere() -> Result<()> {
    scenario(async |stage| {
        let shop = Shop::start(&stage.server.page).await?;
        let id = shop.draft(stage).await?;
        let agent = stage.admin().await?;
        shop.show(agent, "post_message", &id).await?;
        let before = open(agent).await?;
        agent.see("button[value=allow]:enabled").await?;
        let window = agent.window().await?;
        agent.switch_to_window(before).await?;
        let elsewhere = shop.origin.replace("localhost", "127.0.0.1");
        agent.goto(format!("{elsewhere}/post_message/{id}")).await?;
        agent.see(BUTTON).await?;
        agent.switch_to_window(window).await?;
        agent.click("button[value=allow]:enabled").await?;
        let said = "const { unsure, alone } = document.body.dataset; return [unsure, alone].includes(document.title)";
        until_equal("that nobody may have heard", true, async || {
            agent.js::<bool>(said, &[]).await
        })
        .await?;
        agent.close_window().await?;
        let left = agent.windows().await?.into_iter().next();
        Ok(agent.switch_to_window(left.context("no window")?).await?)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_as_somebody_else_is_told_that_their_session_ends() -> Result<()> {
    scenario(async |stage| {
        let shop = Shop::start(&stage.server.page).await?;
        let id = shop.draft(stage).await?;
        let new =
            json!({"name": "Bruno Lima", "email": "bruno.lima@encaixe.example", "role": "agent"});
        let api = stage.api().await?;
        let member = api.post("/api/members", &new).await?;
        let member = member["id"].as_str().context("no id")?;
        let link = api
            .post(&format!("/api/members/{member}/link"), &json!({}))
            .await?;
        let link = link["url"].as_str().context("no link")?;
        let agent = stage.stranger().await?;
        agent.goto(link).await?;
        until_equal("who is signed in", true, async || {
            let who = "fetch('/api/me').then((answer) => done(answer.ok))";
            agent.js_later::<bool>(who).await
        })
        .await?;
        shop.show(agent, "post_message", &id).await?;
        let before = open(agent).await?;
        // No admin: they sign in as one, here.
        agent.fill("#link", &stage.server.link).await?;
        agent.click("#sign-in button").await?;
        let said = agent.read("#link-who").await?;
        ensure!(
            said.contains("Bruno Lima (bruno.lima@encaixe.example)"),
            "{said}"
        );
        agent.click("#sign-in button:enabled").await?;
        agent.click("button[value=deny]").await?;
        closed(agent, before).await?;
        let told = heard(agent, "failed", 1).await?;
        ensure!(told == json!([id, "access_denied"]), "{told}");
        Ok(())
    })
    .await
}
