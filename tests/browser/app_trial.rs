//! Settings > Apps: an app on whose page a person agrees is tried before it is saved.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::api::Api;
use encaixe_tests::app::descriptor;
use encaixe_tests::consent::{CLIENT, Consent, SECRET};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, scenario_recorded};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::apps::FLAGS;

const CONNECTIONS: &str = "/api/apps/agenda/connections";
const CALLS: &str = "/api/apps/agenda/request";

/// Has an app of that site, to which we are known.
async fn upload(api: &Api, site: &Consent) -> Result<()> {
    let base = format!("{}/api", site.origin());
    let app = descriptor("agenda", "Agenda de Teste", &base, &site.authentication());
    let files = json!({"descriptor": app.to_string()});
    api.post("/api/apps", &files).await?;
    let client = json!({"clientId": CLIENT, "clientSecret": SECRET});
    api.must(Method::PUT, "/api/apps/agenda/client", Some(&client))
        .await?;
    Ok(())
}

/// Waits for a notice that says this.
async fn is_told(admin: &Agent, text: &str) -> Result<()> {
    let body = "return [...document.querySelectorAll(arguments[0])].some(one => one.textContent.includes(arguments[1]))";
    let what = format!("a notice: {text}");
    until_equal(&what, true, async || {
        admin.js(body, &[hook("toast").into(), text.into()]).await
    })
    .await
}

/// Comes back from the other site by one of its two links; gives the id of the connection on whose page that leads.
async fn come_back(admin: &Agent, link: &str, told: &str) -> Result<String> {
    admin.click(link).await?;
    admin.see(&hook("connection-trial")).await?;
    is_told(admin, told).await?;
    // What is told once does not stay in the address.
    until_equal("an address without a query", None, async || {
        Ok(admin.current_url().await?.query().map(str::to_owned))
    })
    .await?;
    // Whoever reads with the keyboard goes on here, and not at the top of the page.
    let heading = format!("{} h2", hook("connection-trial"));
    admin.focus_is(&heading).await?;
    let path = admin.path().await?;
    let id = path.strip_prefix("/settings/apps/agenda/connections/");
    Ok(id.context(path.clone())?.to_owned())
}

/// Fills in the form and tries it on the other site.
async fn try_it(admin: &Agent, link: &str, told: &str) -> Result<String> {
    admin.visit("/settings/apps/agenda/connect").await?;
    admin.fill("[name=name]", " ").await?;
    admin.click(&hook("connection-try")).await?;
    // What is wrong is told before anybody goes anywhere.
    admin.focus_is("[name=name]").await?;
    admin.fill("[name=name]", "Recepção").await?;
    admin.click(&hook("connection-try")).await?;
    come_back(admin, link, told).await
}

/// No list has it, no call takes it, and its page offers nothing of a connection that is there.
async fn is_only_tried(admin: &Agent, api: &Api, id: &str) -> Result<()> {
    let kept = api.get(CONNECTIONS).await?;
    ensure!(kept == json!([]), "{kept}");
    let named = json!({"path": "/me", "connection": id});
    for call in [json!({"path": "/me"}), named] {
        let (status, answer) = api.send(Method::POST, CALLS, Some(&call)).await?;
        ensure!(status.is_client_error(), "{status}: {answer}");
    }
    for absent in [
        "connection-standing",
        "connection-edit",
        "pings",
        "calls",
        "app-delete",
    ] {
        ensure!(admin.shown(&hook(absent)).await?.is_none(), "{absent}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_tried_on_the_apps_own_site_is_there_once_it_is_saved() -> Result<()> {
    scenario_recorded(&FLAGS, async |stage, _| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        let site = Consent::start().await?;
        upload(api, &site).await?;
        let id = try_it(admin, "#agree", "Nothing is saved yet.").await?;
        admin
            .see(&hook_of("ping", "data-outcome", "ping-passed"))
            .await?;
        is_only_tried(admin, api, &id).await?;

        admin.press(Key::Tab).await?;
        admin.focus_is(&hook("trial-keep")).await?;
        admin.press(Key::Enter).await?;
        admin.reads(&hook("connection-state"), "Connected").await?;
        admin.gone(&hook("connection-trial")).await?;
        admin.focus_is(".settings h1").await?;
        for there in ["connection-edit", "pings", "calls", "app-delete"] {
            admin.see(&hook(there)).await?;
        }
        let kept = api.get(CONNECTIONS).await?;
        let all = kept.as_array().context("no list")?;
        ensure!(all.len() == 1, "{kept}");
        ensure!(all[0]["id"] == id && all[0]["name"] == "Recepção", "{kept}");
        ensure!(all[0]["trialUntil"] == Value::Null, "{kept}");
        let call = json!({"path": "/me"});
        let answer = api.post(CALLS, &call).await?;
        let body = answer["body"].as_str().unwrap_or_default();
        ensure!(body.contains("Agenda da Ana"), "{answer}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_or_discarded_leaves_no_connection() -> Result<()> {
    scenario_recorded(&FLAGS, async |stage, _| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        let site = Consent::start().await?;
        upload(api, &site).await?;
        let refused = "It was not connected: access_denied";
        let id = try_it(admin, "#deny", refused).await?;
        is_only_tried(admin, api, &id).await?;
        for absent in ["trial-keep", "trial-again", "ping"] {
            ensure!(admin.shown(&hook(absent)).await?.is_none(), "{absent}");
        }
        let one = format!("{CONNECTIONS}/{id}");
        let keep = format!("{one}/keep");
        let (status, answer) = api.send(Method::POST, &keep, None).await?;
        ensure!(status == StatusCode::CONFLICT, "{status}: {answer}");
        ensure!(answer["error"]["code"] == "reconnect", "{answer}");

        // Whoever thinks better of it goes again from there.
        admin.press(Key::Tab).await?;
        admin.focus_is(&hook("connection-authorize")).await?;
        admin.press(Key::Enter).await?;
        let again = come_back(admin, "#agree", "Nothing is saved yet.").await?;
        ensure!(again == id, "{again} in place of {id}");
        admin
            .see(&hook_of("ping", "data-outcome", "ping-passed"))
            .await?;
        let last = async || Ok::<_, anyhow::Error>(api.get(&one).await?["lastPing"]["at"].clone());
        let before = last().await?;
        ensure!(before.is_string(), "{before}");
        admin.click(&hook("trial-again")).await?;
        until("another ping", SOON, async || {
            Ok((last().await? != before).then_some(()))
        })
        .await?;
        admin
            .see(&format!("{}:enabled", hook("trial-again")))
            .await?;
        admin.focus_is(&hook("trial-again")).await?;
        is_only_tried(admin, api, &id).await?;

        admin.click(&hook("trial-discard")).await?;
        admin.see(&hook("connections")).await?;
        is_told(admin, "Nothing was saved.").await?;
        ensure!(admin.path().await? == "/settings/apps/agenda");
        // The page that comes in its place has no title yet.
        admin.focus_is(".settings-main, .settings h1").await?;
        let (status, answer) = api.send(Method::GET, &one, None).await?;
        ensure!(status == StatusCode::NOT_FOUND, "{status}: {answer}");
        let kept = api.get(CONNECTIONS).await?;
        ensure!(kept == json!([]), "{kept}");
        // Whoever kept its address is told, and finds back.
        let page = format!("/settings/apps/agenda/connections/{id}");
        admin.visit(&page).await?;
        admin.click(".settings .empty a").await?;
        admin.see(&hook("app")).await?;
        Ok(())
    })
    .await
}
