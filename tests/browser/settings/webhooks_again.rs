//! What a receiver missed is sent again from a webhook's page: what failed, and what happened on days of one's choice.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::receiver::{Received, Receiver};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, scenario_with};
use reqwest::Method;
use serde_json::{Value, json};

use super::webhooks::{LOOPBACK, states};

/// Puts a day of the calendar, so many days from today, into a field, as its own picker does.
const DAY: &str = "
const [css, days] = arguments, at = new Date(), two = (number) => String(number).padStart(2, '0');
at.setDate(at.getDate() + days);
const field = document.querySelector(css);
const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, day);
field.dispatchEvent(new InputEvent('input', {bubbles: true}));
return field.type";

fn ids(received: &[Received]) -> BTreeSet<String> {
    let ids = received.iter().map(|one| one.header("webhook-id"));
    ids.map(str::to_owned).collect()
}

/// Asks for everything of the days from one to another, counted from today.
async fn resend(admin: &Agent, from: i32, to: i32) -> Result<()> {
    admin.click(&hook("webhook-resend")).await?;
    admin.pick("select[name=what]", "all").await?;
    admin.pick("select[name=when]", "days").await?;
    admin
        .reads(".dialog-form .field-help", "Choose a first and a last day.")
        .await?;
    for (name, days) in [("from", from), ("to", to)] {
        let field = format!("input[name={name}]");
        admin.see(&field).await?;
        let kind: String = admin.js(DAY, &[json!(field), json!(days)]).await?;
        ensure!(kind == "date", "{kind}");
    }
    admin.click(&hook("dialog-ok")).await?;
    admin.gone(&hook("dialog-ok")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_and_what_happened_on_some_days_is_sent_again() -> Result<()> {
    scenario_with(LOOPBACK, async |stage| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        let receiver = Receiver::start().await?;
        let new = json!({"url": receiver.url, "events": ["message.received"]});
        let made = api.post("/api/webhooks", &new).await?;
        let id = made["id"].as_str().context("no id")?;
        let one = format!("/api/webhooks/{id}");

        // One is taken, one is refused, and with the third the receiver is gone: two have failed.
        let write = async |count: usize, status: u16| -> Result<()> {
            receiver.answers(status, "");
            let message = json!({"sender": "5511900001234", "type": "text", "content": "Oi", "contactInfo": {"name": "Lia"}});
            api.post("/api/channels/501/messages", &message).await?;
            receiver.received(count).await?;
            Ok(())
        };
        write(1, 204).await?;
        write(2, 500).await?;
        write(3, 410).await?;
        until_equal("its end", json!("gone"), async || {
            Ok(api.get(&one).await?["disabled"].clone())
        })
        .await?;
        let list = api.get(&format!("{one}/deliveries?status=dead")).await?;
        let dead: BTreeSet<String> = (list["items"].as_array().context("no list")?.iter())
            .filter_map(|one| one["id"].as_str().map(str::to_owned))
            .collect();
        ensure!(dead.len() == 2, "{list}");
        receiver.answers(204, "");
        api.must(Method::PATCH, &one, Some(&json!({"enabled": true}))).await?;
        let before = receiver.all().len();

        // The dialog offers what failed, and says how many that is.
        admin.visit(&format!("/settings/webhooks/{id}")).await?;
        states(admin, &["dead", "dead", "delivered"]).await?;
        admin.click(&hook("webhook-resend")).await?;
        let chosen = "return ['what', 'when'].map((name) => document.querySelector(`select[name=${name}]`).value)";
        admin.see("select[name=what]").await?;
        let chosen: Value = admin.js(chosen, &[]).await?;
        ensure!(chosen == json!(["failed", "ever"]), "{chosen}");
        let known = admin.read(".dialog-form .field-help").await?;
        ensure!(known.starts_with("2 deliveries did not arrive."), "{known}");
        admin.click(&hook("dialog-ok")).await?;
        let again = receiver.received(before + 2).await?;
        ensure!(ids(&again[before..]) == dead, "others came");
        admin.reads(&hook("webhook-progress"), "Sent again: all 2 were tried.").await?;
        states(admin, &["delivered", "delivered", "delivered"]).await?;

        // Of days before there is nothing; of yesterday and today there is everything.
        resend(admin, -9, -8).await?;
        let said = "return [...document.querySelectorAll('[data-testid=toast]')].some((it) => it.textContent.includes('There is nothing to send again.'))";
        until_equal("what the page says", true, async || admin.js(said, &[]).await).await?;
        ensure!(receiver.all().len() == before + 2, "something came");
        resend(admin, -1, 0).await?;
        let again = receiver.received(before + 5).await?;
        ensure!(ids(&again[before + 2..]).is_superset(&dead), "one is missing");
        ensure!(ids(&again[before + 2..]).len() == 3, "one came twice");
        Ok(())
    })
    .await
}
