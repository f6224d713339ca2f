//! Settings > Apps: an app of another site on whose page a person agrees.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::app::descriptor;
use encaixe_tests::consent::{CLIENT, Consent, SECRET, TOKENS};
use encaixe_tests::recorder::Recorder;
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Agent, Stage, scenario_recorded};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::apps::{FLAGS, nothing_is_told, open_plugin};

/// Goes to the other site, and back by one of its two links.
async fn round_trip(admin: &Agent, link: &str) -> Result<()> {
    admin.click(&hook("connection-authorize")).await?;
    admin.click(link).await?;
    admin.see(&hook("connection-standing")).await?;
    ensure!(admin.path().await?.starts_with("/settings/apps/agenda"));
    Ok(())
}

/// Opens the page of the only connection, which has to stand so.
async fn stands(admin: &Agent, state: &str) -> Result<()> {
    until(state, SOON, async || {
        let chip = admin.read(&hook("connection-state")).await?;
        Ok((chip == state).then_some(()))
    })
    .await
}

async fn connect(admin: &Agent, stage: &Stage, recorder: &Recorder, site: &Consent) -> Result<()> {
    let base = format!("{}/api", site.origin());
    let mut app = descriptor("agenda", "Agenda de Teste", &base, &site.authentication());
    app["description"]["en"] = json!(format!(
        "{} A caminho",
        app["description"]["en"].as_str().unwrap_or_default()
    ));
    let files = json!({"descriptor": app.to_string()});
    stage.api().await?.post("/api/apps", &files).await?;
    // A placeholder is nobody: whoever connects has to be known to the app first.
    admin.visit("/settings/apps/agenda").await?;
    let client = hook("app-client");
    let callback = admin.read(&format!("{client} .copy-value")).await?;
    ensure!(
        callback == format!("{}/apps/callback", recorder.origin),
        "{callback}"
    );
    admin.fill("[name=clientId]", CLIENT).await?;
    admin.fill("[name=clientSecret]", SECRET).await?;
    admin
        .click(&format!("{client} button[type=submit]:enabled"))
        .await?;
    admin.gone(&format!("{client} .note")).await?;
    admin
        .click(&format!("{} .button-primary", hook("connections")))
        .await?;
    admin.fill("[name=name]", "Recepção").await?;
    admin.click(&hook("connection-save")).await?;
    admin.see(&hook("connection-standing")).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_agrees_on_the_apps_own_site_and_no_token_comes_to_the_browser() -> Result<()> {
    scenario_recorded(&FLAGS, async |stage, recorder| {
        let (admin, site) = (stage.admin().await?, Consent::start().await?);
        connect(admin, stage, recorder, &site).await?;
        let page = admin.path().await?;
        stands(admin, "Not agreed yet").await?;
        // Whoever says no is told so, and can go again.
        round_trip(admin, "#deny").await?;
        let told = admin.read(&hook("toast")).await?;
        ensure!(told.contains("It was not connected: access_denied"), "{told}");
        ensure!(admin.path().await? == page);
        stands(admin, "Not agreed yet").await?;
        round_trip(admin, "#agree").await?;
        stands(admin, "Connected").await?;
        let asked = site.asked();
        let said = |name: &str| asked.get(name).map(String::as_str);
        let callback = format!("{}/apps/callback", recorder.origin);
        ensure!(said("redirect_uri") == Some(&callback), "{asked:?}");
        ensure!(said("client_id") == Some(CLIENT) && said("code_challenge_method") == Some("S256"), "{asked:?}");

        admin.visit(&page).await?;
        admin.click(&hook("ping-now")).await?;
        admin.see("[data-outcome=ping-passed]").await?;
        let kept = "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, document.documentElement.outerHTML])";
        let kept: String = admin.js(kept, &[]).await?;
        ensure!(kept.contains("Recep"), "nothing was read");
        for secret in [SECRET, TOKENS[0], TOKENS[1]] {
            ensure!(!kept.contains(secret), "the page has {secret}");
        }

        // The app takes its tokens back: the page says so by itself, and a second round trip mends it.
        site.revoke();
        let call = json!({"path": "/me"});
        let api = stage.api().await?;
        let (status, answer) = api.send(Method::POST, "/api/apps/agenda/request", Some(&call)).await?;
        ensure!(status == StatusCode::CONFLICT, "{answer}");
        stands(admin, "Reconnect").await?;
        round_trip(admin, "#agree").await?;
        stands(admin, "Connected").await?;
        ensure!(site.wrong() == ["refresh_token"], "{:?}", site.wrong());
        let (status, answer) = api.send(Method::POST, "/api/apps/agenda/request", Some(&call)).await?;
        ensure!(status == StatusCode::OK && answer["body"].as_str().is_some_and(|body| body.contains("Agenda da Ana")), "{answer}");
        // A plugin is refused while somebody has to agree again, and told so.
        site.revoke();
        let plugin = open_plugin(stage, admin, "agenda").await?;
        let call = "return Kinbox.request('agenda', {path: '/me'}).then(() => null, ({code, detail}) => ({code, detail}))";
        let got: Value = plugin.at(admin).js(call, &[]).await?;
        ensure!(got == json!({"code": "denied", "detail": {"reconnect": true}}), "{got}");
        let (_, state) = page.rsplit_once('/').context("no id")?;
        let audit = api.get("/api/audit").await?.to_string();
        ensure!(audit.contains(state) && audit.contains("connection_broken"), "{audit}");
        nothing_is_told(stage, recorder, &[SECRET, TOKENS[0], TOKENS[1]], &["Agenda de Teste", "A caminho"]).await
    })
    .await
}
