//! Settings > Apps: what an app's card and form say, where calls go, and what a check of credentials found.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::app::descriptor;
use encaixe_tests::loopback::Port;
use encaixe_tests::scenario_with;
use encaixe_tests::wait::{SOON, until};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_card_and_a_form_say_what_the_app_is_and_what_will_be_sent_where() -> Result<()> {
    scenario_with(&[], async |stage| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        let fields = json!([
            {"name": "site", "label": "Endereço da loja", "type": "text"},
            {"name": "mail", "label": "E-mail do dono", "type": "email", "mapping": "X-Owner"},
            {"name": "key", "label": "Chave da API", "type": "password", "mapping": "X-Api-Key", "prefix": "Token", "validations": [{"name": "min_length", "value": 6}, {"name": "max_length", "value": 40}]},
        ]);
        let authentication = json!({"type": "pass_through_header", "fields": fields, "ping_request": {"method_name": "/me"}});
        let mut app = descriptor("magento", "Magento", "https://{{site}}/rest/V1", &authentication);
        app["hosts"] = json!("typed");
        app["api_base_uri"]["sandbox"] = json!({"uri": "https://{{site}}/teste", "label": "Ensaio"});
        api.post("/api/apps", &json!({"descriptor": app.to_string()})).await?;

        admin.visit("/settings/apps").await?;
        let card = hook_of("app", "data-app", "magento");
        let text = admin.read(&card).await?;
        for told in ["Magento", "Lists the customers of a shop", "Website", "Create an account", "Matriz, Ensaio"] {
            ensure!(text.contains(told), "{told} is missing: {text}");
        }
        let links = "return [...document.querySelectorAll(arguments[0] + ' a[target]')].map(one => [one.href, one.rel].join(' '))";
        let links: Vec<String> = admin.js(links, &[card.clone().into()]).await?;
        let rel = "noopener noreferrer";
        ensure!(links == [format!("https://shop.example/ {rel}"), format!("https://shop.example/signup {rel}")], "{links:?}");

        // In the reader's language, in the app's colour.
        let portuguese = "localStorage['encaixe.locale'] = 'pt-BR'; return null";
        admin.js::<Value>(portuguese, &[]).await?;
        admin.visit("/settings/apps").await?;
        let text = admin.read(&card).await?;
        ensure!(text.contains("Mostra os clientes") && text.contains("Criar"), "{text}");
        let color = "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue('--color').trim()";
        let color: String = admin.js(color, &[format!("{card} .app-dot").into()]).await?;
        ensure!(color == "#89324F", "{color}");
        let english = "delete localStorage['encaixe.locale']; return null";
        admin.js::<Value>(english, &[]).await?;
        admin.visit("/settings/apps").await?;
        admin.click(&format!("{card} .line-name")).await?;
        admin.click(&format!("{} .button-primary", hook("connections"))).await?;
        let form = admin.read("form.form").await?;
        for told in ["Endereço da loja", "Part of the app’s address; not sent otherwise.", "E-mail do dono", "Sent as: X-Owner", "Chave da API",
            "At least 6 characters.", "At most 40 characters.", "X-Api-Key: Token"]
        {
            ensure!(form.contains(told), "{told} is missing: {form}");
        }
        let select = "return [...document.querySelector('[name=environment]').options].map(one => [one.label, one.selected].join(' '))";
        let options: Vec<String> = admin.js(select, &[]).await?;
        ensure!(options == ["Matriz (default) true", "Ensaio false"], "{options:?}");

        // Each mistake is told in its place, and nothing is kept.
        admin.fill("[name='fields.site']", "loja.invalid").await?;
        admin.fill("[name='fields.mail']", "ana").await?;
        admin.fill("[name='fields.key']", "curta").await?;
        let save = hook("connection-save");
        admin.click(&save).await?;
        let wrong = admin.read("form.form").await?;
        for told in ["Write an e-mail address", "Confirm where calls go."] {
            ensure!(wrong.contains(told), "{told} is missing: {wrong}");
        }
        admin.focus_is("[name='fields.mail']").await?;
        admin.fill("[name='fields.mail']", "ana@loja.example").await?;
        admin.fill("[name='fields.key']", "comprida-1").await?;
        // What was confirmed for one host is not confirmed for another.
        let confirm = "[name=confirmedHost]";
        ensure!(admin.read(".app-confirm").await?.contains("go to loja.invalid."));
        admin.click(confirm).await?;
        admin.fill("[name='fields.site']", "outra.invalid").await?;
        ensure!(admin.read(".app-confirm").await?.contains("go to outra.invalid."));
        admin.click(&save).await?;
        admin.see(&format!("{confirm}[aria-invalid]")).await?;
        ensure!(api.get("/api/apps/magento/connections").await? == json!([]));
        admin.click(confirm).await?;
        admin.click(&save).await?;
        let standing = admin.read(&hook("connection-standing")).await?;
        ensure!(standing.contains("https://outra.invalid/rest/V1") && standing.contains("Matriz"), "{standing}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_says_until_when_to_wait_what_was_asked_and_when_it_proves_nothing() -> Result<()> {
    scenario_with(&["--delivery-allow-loopback"], async |stage| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        let status = Arc::new(AtomicU16::new(429));
        let port = Port::take().await?;
        let base = format!("http://127.0.0.1:{}/v1", port.number);
        let answers = status.clone();
        let answer = move || {
            let status = axum::http::StatusCode::from_u16(answers.load(Ordering::Relaxed));
            let answer = (status.unwrap_or_default(), [("retry-after", "120")], "{}");
            async move { answer }
        };
        let _service = port.serve(&axum::Router::new().fallback(answer));
        let field = json!({"name": "key", "label": "Chave da API", "type": "password"});
        let ping = json!({"method_name": "/me", "params": {"only": "name"}});
        let authentication =
            json!({"type": "pass_through_query_string", "fields": [field], "ping_request": ping});
        let app = descriptor("loja", "Loja de Teste", &base, &authentication);
        api.post("/api/apps", &json!({"descriptor": app.to_string()}))
            .await?;
        let new = json!({"name": "Vendas", "fields": {"key": "chave-comprida-9"}});
        let made = api.post("/api/apps/loja/connections", &new).await?;
        let id = made["id"].as_str().context("no id")?;
        admin
            .visit(&format!("/settings/apps/loja/connections/{id}"))
            .await?;

        admin.click(&hook("ping-now")).await?;
        let ping = |outcome: &str| hook_of("ping", "data-outcome", outcome);
        let limited = admin.read(&ping("ping-rate-limited")).await?;
        ensure!(
            limited.contains("Try again after") && limited.contains("429"),
            "{limited}"
        );
        ensure!(
            limited.contains(&format!("GET {base}/me")) && limited.contains("only=name"),
            "{limited}"
        );
        ensure!(!limited.contains("chave-comprida-9"), "{limited}");

        for (code, outcome) in [
            (403, "ping-rights-missing"),
            (503, "ping-service-down"),
            (401, "ping-credentials-refused"),
        ] {
            status.store(code, Ordering::Relaxed);
            admin.click(&hook("ping-now")).await?;
            let told = admin.read(&ping(outcome)).await?;
            ensure!(told.contains(&code.to_string()), "{told}");
        }
        admin
            .click(&format!("{}:enabled", hook("ping-made-up")))
            .await?;
        let proves = "Made-up credentials are refused, so the test proves something.";
        until(proves, SOON, async || {
            let told = admin.read(&hook("ping")).await?;
            Ok(told.contains(proves).then_some(()))
        })
        .await?;
        // A service that takes whatever comes.
        status.store(200, Ordering::Relaxed);
        admin
            .click(&format!("{}:enabled", hook("ping-now")))
            .await?;
        admin.see(&ping("ping-passed")).await?;
        admin
            .click(&format!("{}:enabled", hook("ping-made-up")))
            .await?;
        let nothing = "Made-up credentials pass as well, so this test proves nothing.";
        until(nothing, SOON, async || {
            let told = admin.read(&hook("ping")).await?;
            Ok(told.contains(nothing).then_some(()))
        })
        .await
    })
    .await
}
