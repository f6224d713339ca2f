//! Settings > Webhooks, with a program that receives.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::receiver::Receiver;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, scenario_with};
use serde_json::{Value, json};

use super::SUBMIT;

const PATH: &str = "/settings/webhooks";

/// Deliveries to this machine itself.
pub(super) const LOOPBACK: &[&str] = &["--delivery-allow-loopback"];

/// The states of the deliveries that are shown, from the top.
const STATES: &str = "return [...document.querySelectorAll('[data-testid=delivery]')].map((it) => it.dataset.status)";

pub(super) async fn states(agent: &Agent, expected: &[&str]) -> Result<()> {
    until_equal("the deliveries", json!(expected), async || {
        agent.js(STATES, &[]).await
    })
    .await
}

/// A webhook whose receiver is not there, with a test that failed: their ids.
pub(crate) async fn failing_webhook(stage: &Stage) -> Result<(String, String)> {
    let api = stage.api().await?;
    let id = |one: &Value| Some(one["id"].as_str()?.to_owned());
    let new = json!({"url": "http://127.0.0.1:9/hooks", "events": ["message.received", "attendance.started"]});
    let endpoint = id(&api.post("/api/webhooks", &new).await?).context("no id")?;
    let test = format!("/api/webhooks/{endpoint}/test");
    let test = api
        .post(&test, &json!({"event": "message.received"}))
        .await?;
    Ok((endpoint, id(&test).context("no id")?))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_made_fails_says_why_is_sent_again_and_changes_its_secret() -> Result<()> {
    scenario_with(LOOPBACK, async |stage| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        let receiver = Receiver::start().await?;
        receiver.answers(500, r#"{"error": "no database"}"#);

        // The page says what it is for, and the form why an address is refused; what was typed stays.
        admin.visit(PATH).await?;
        admin.click(".settings .empty .button-primary").await?;
        admin.fill("input[name=description]", "Pedidos para o CRM").await?;
        admin.fill("input[name=url]", "https://10.0.0.1/hooks").await?;
        admin.click(SUBMIT).await?;
        admin.see(".has-error [name=url]").await?;
        admin.focus_is("[name=url]").await?;
        let typed = admin.see("input[name=description]").await?.prop("value").await?;
        ensure!(typed.as_deref() == Some("Pedidos para o CRM"), "{typed:?}");
        admin.fill("input[name=url]", &receiver.url).await?;
        admin.click(&hook("webhook-more")).await?;
        admin.click(&hook("webhook-header-add")).await?;
        admin.fill("input[name=headerName]", "X-Key").await?;
        admin.fill("input[name=headerValue]", "a b").await?;
        admin.click(SUBMIT).await?;
        let made = hook("webhook-made");
        let secret = admin.read(&format!("{made} .copy-value")).await?;
        ensure!(secret.starts_with("whsec_"), "{secret}");
        admin.click(&format!("{made} .button-primary")).await?;

        // A test that fails says what was answered.
        admin.click(&hook("webhook-test")).await?;
        admin.pick("select[name=testEvent]", "message.received").await?;
        admin.click(&hook("webhook-test-send")).await?;
        let sent = hook_of("webhook-sent", "data-status", "dead");
        admin.see(&sent).await?;
        states(admin, &["dead"]).await?;
        let first = receiver.received(1).await?.remove(0);
        ensure!(first.is_signed_with(&secret)?, "it is not signed");
        ensure!(first.header("x-key") == "a b", "{first:?}");
        admin.click(&format!("{sent} a")).await?;
        let answer = admin.read(&hook("attempt-answer")).await?;
        ensure!(answer.contains("no database"), "{answer}");
        let why = admin.read(&hook("attempt-why")).await?;
        ensure!(why.contains("500"), "{why}");
        let request = admin.read(&format!("{} .wire", hook("attempt"))).await?;
        ensure!(request.contains("***") && !request.contains("a b"), "a header is told: {request}");

        // Sent again, it arrives under the same id, and the page follows.
        receiver.answers(200, "ok");
        admin.click(&hook("delivery-resend")).await?;
        let second = receiver.received(2).await?.remove(1);
        ensure!(second.header("webhook-id") == first.header("webhook-id"), "another id");
        ensure!(second.body == first.body, "another body");
        let attempts = "return document.querySelectorAll('[data-testid=attempt]').length";
        until_equal("the attempts", 2, async || admin.js::<usize>(attempts, &[]).await).await?;
        admin.click("a.crumb").await?;
        states(admin, &["delivered"]).await?;

        // What happens is sent, waits behind a button, and can be filtered.
        let channels = api.get("/api/channels").await?;
        let channel = channels["items"][0]["id"].as_str().context("no channel")?.to_owned();
        let message = json!({"sender": "5511900001234", "type": "text", "content": "Oi", "contactInfo": {"name": "Lia"}});
        api.post(&format!("/api/channels/{channel}/messages"), &message).await?;
        let third = receiver.received(3).await?.remove(2);
        let body: Value = serde_json::from_slice(&third.body)?;
        ensure!(body["type"] == "message.received", "{body}");
        admin.click(&hook("deliveries-fresh")).await?;
        states(admin, &["delivered", "delivered"]).await?;
        admin.pick("select[name=status]", "dead").await?;
        admin.click(".settings .empty button").await?;
        states(admin, &["delivered", "delivered"]).await?;

        // Everything of a day again, but for tests.
        admin.click(&hook("webhook-resend")).await?;
        admin.click(&hook("dialog-ok")).await?;
        admin.see(&hook("webhook-progress")).await?;
        let again = receiver.received(4).await?.remove(3);
        ensure!(
            again.header("webhook-id") == third.header("webhook-id"),
            "not that one"
        );

        // Another secret: both sign for a day.
        admin.click(".page-tabs a[href$=settings]").await?;
        ensure!(!admin.source().await?.contains(&secret), "it is shown unasked");
        admin.click(&hook("webhook-rotate")).await?;
        admin.click(&hook("dialog-ok")).await?;
        admin.reads(&hook("secret-previous"), &secret).await?;
        let new = admin.read(&hook("secret")).await?;
        ensure!(new.starts_with("whsec_") && new != secret, "{new}");
        admin.click(".page-tabs a:not([href$=settings])").await?;
        admin.click(&hook("webhook-test")).await?;
        admin.click(&hook("webhook-test-send")).await?;
        admin.see(&hook_of("webhook-sent", "data-status", "delivered")).await?;
        let last = receiver.received(5).await?.remove(4);
        ensure!(last.is_signed_with(&secret)? && last.is_signed_with(&new)?, "not by both");

        // A receiver that is gone: the settings say so, and lead there.
        receiver.answers(410, "");
        api.post(&format!("/api/channels/{channel}/messages"), &message).await?;
        receiver.received(6).await?;
        admin.visit_within("/settings/tags", &hook("webhook-banner")).await?;
        admin.click(&format!("{} a", hook("webhook-banner"))).await?;
        admin.see(".standing-bad").await?;
        admin.click(&hook("webhook-switch")).await?;
        admin.gone(".standing-bad").await?;
        admin.visit_within("/settings/tags", "[data-name]").await?;
        admin.gone(&hook("webhook-banner")).await?;

        // Its end.
        admin.visit_within(PATH, &hook("webhook")).await?;
        admin.click(&format!("{} a", hook("webhook"))).await?;
        admin.click(".page-tabs a[href$=settings]").await?;
        admin.click(&hook("webhook-delete")).await?;
        admin.click(&hook("dialog-ok")).await?;
        admin.see(".settings .empty").await?;
        Ok(())
    })
    .await
}
