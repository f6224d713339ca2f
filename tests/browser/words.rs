//! Both languages say everything in words of their own: what reads the same in both is data, or a name that has no other.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::binary::{Server, fresh_folder};
use encaixe_tests::driver::Driver;
use encaixe_tests::{Agent, scenario, scenario_with};
use reqwest::Method;
use serde_json::{Value, json};

use crate::apps::{app_tried, apps_in_use, choose_bad_files};
use crate::first_run::FLAGS;
use crate::marketplace::{own_installed, own_made};
use crate::settings::webhooks::failing_webhook;

/// Words that Portuguese and English share, and names.
const SHARED: [&str; 15] = [
    "Apps",
    "Encaixe",
    "Id",
    "Marketing",
    "Marketplace",
    "Plugins",
    "Status",
    "Webhooks",
    "dev",
    "https://",
    "http://localhost:5173/",
    "Instagram",
    "SMS",
    "Telegram",
    "WhatsApp",
];

/// Every text that can be read or is read out in the page, frames and code left out; parts between dots, commas and lines by themselves.
const TEXTS: &str = r"
    const apart = 'script, style, noscript, code, pre, kbd, iframe, [lang]:not(html), select:is([name=country], [name=locale], [name=timezone])';
    const found = new Set();
    const add = (text) => {
        for (const part of (text ?? '').split(/[·\n|]|, /)) {
            const plain = part.replace(/\s+/g, ' ').trim();
            // A variable of a canned reply is written the same in every language.
            if (/\p{L}{2}/u.test(plain) && !/^\{\{[^}]*\}\}$/.test(plain)) found.add(plain);
        }
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walk.nextNode()) {
        const node = walk.currentNode;
        const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (element.closest(apart)) continue;
        if (node.nodeType === Node.TEXT_NODE) add(node.textContent);
        else for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) add(node.getAttribute(name));
    }
    return [...found]";

/// A page, what is clicked there, and what is then in it.
pub(crate) type Screen<'a> = (&'a str, &'a [&'a str], &'a str);

/// What is read on a page in that language, once `come` led to it.
async fn texts(
    agent: &Agent,
    language: &str,
    path: &str,
    come: impl AsyncFn() -> Result<()>,
) -> Result<BTreeSet<String>> {
    let choose = "localStorage['encaixe.locale'] = arguments[0]; localStorage['encaixe.details'] = 'open'; return null";
    agent.js::<Value>(choose, &[language.into()]).await?;
    agent.visit(path).await?;
    come()
        .await
        .with_context(|| format!("{path} in {language}"))?;
    let lang: String = agent
        .js("return document.documentElement.lang", &[])
        .await?;
    ensure!(lang == language, "{path} is in {lang}, not in {language}");
    agent.js(TEXTS, &[]).await
}

/// What reads the same in both languages on these pages, data and shared words left out.
async fn untranslated(agent: &Agent, places: &[Screen<'_>], data: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (path, clicks, seen) in places {
        let come = async || {
            for click in *clicks {
                agent.click(click).await?;
            }
            agent.see(seen).await?;
            Ok(())
        };
        found.extend(same(agent, path, come, data).await?);
    }
    Ok(found)
}

/// What reads the same in both languages on one page, once `come` led to it.
async fn same(
    agent: &Agent,
    path: &str,
    come: impl AsyncFn() -> Result<()>,
    data: &str,
) -> Result<Vec<String>> {
    let portuguese = texts(agent, "pt-BR", path, &come).await?;
    let english = texts(agent, "en", path, &come).await?;
    ensure!(english.len() > 3, "{path}: only {english:?}");
    let is_word = |text: &&String| !SHARED.contains(&text.as_str()) && !data.contains(*text);
    let words = portuguese.intersection(&english).filter(is_word);
    Ok(words.map(|text| format!("{path}: {text}")).collect())
}

/// Every text that the API has.
fn flat(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => {
            into.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            into.push('\n');
        }
        Value::Array(list) => list.iter().for_each(|one| flat(one, into)),
        Value::Object(map) => map.values().for_each(|one| flat(one, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_word_that_is_in_one_language_only() -> Result<()> {
    scenario(async |stage| {
        let demo = stage.demo().await?;
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let first = rows.first().context("no conversation")?;
        let api = stage.api().await?;
        let mut data = String::new();
        let whole = format!("/api/conversations/{first}");
        let rules = json!({"closingCategory": "must", "closingReport": "may"});
        api.must(Method::PATCH, "/api/workspace", Some(&rules))
            .await?;
        let said = json!({"sender": "visita-9", "type": "text", "content": "Tudo bem?"});
        let got = api.post("/api/channels/504/messages", &said).await?;
        let waiting = got["conversation"]["id"].as_str().context("no id")?;
        let waiting = format!("/inbox/{waiting}");
        let closed = api.get("/api/conversations?status=closed&limit=1").await?;
        let closed = closed["items"][0]["id"].as_str().context("none")?;
        let session = stage.conversation(closed).await?["session"].clone();
        let finish = session.as_str().context("no attendance")?;
        let finish = format!("/api/attendances/{finish}");
        let ended = format!("/inbox/{closed}");
        let over = format!("/api/conversations/{closed}");
        for path in [
            "/api/me",
            "/api/workspace",
            "/api/members",
            "/api/plugins",
            "/api/tokens",
            "/api/conversations?limit=200",
            "/api/attendance-categories",
            &whole,
            &over,
            &finish,
        ] {
            flat(&api.get(path).await?, &mut data);
        }
        // Where one closes, an item stands behind its category.
        let categories = api.get("/api/attendance-categories").await?;
        for category in categories["items"].as_array().into_iter().flatten() {
            for item in category["items"].as_array().into_iter().flatten() {
                for name in [&category["name"], &json!(": "), &item["name"]] {
                    data.push_str(name.as_str().unwrap_or_default());
                }
                data.push('\n');
            }
        }
        let conversation = format!("/inbox/{first}");
        let plugin = format!("/settings/plugins/{}", demo.id);
        let (row, talk, start) = (
            hook("conversation-row"),
            hook("conversation"),
            hook("start"),
        );
        let (edit, form, dialog) = (
            hook("details-edit"),
            hook("details-form"),
            hook("start-dialog"),
        );
        let (offer, canned) = (hook("composer-canned"), hook("canned"));
        let heading = ".settings h1";
        let (close, asked) = (hook("conversation-status"), hook("form"));
        let fact = hook_of("detail", "data-name", "attendance-rating");
        let entry = hook("audit-entry");
        let (new, change, own) = (hook("own-new"), hook("own-edit"), hook("own-form"));
        let (new_field, new_reply) = (hook("own-new-contact"), hook("own-new-personal"));
        let places: [Screen<'_>; 29] = [
            ("/inbox", &[], &row),
            ("/inbox", &[".filter-button"], ".sheet"),
            ("/inbox", &[".user-button"], ".sheet"),
            ("/inbox", &[&start], &dialog),
            ("/inbox?q=zzzz", &[], ".list .empty"),
            ("/inbox/none", &[], ".empty"),
            (&conversation, &[], &talk),
            (&conversation, &[&edit], &form),
            (&conversation, &[&offer], &canned),
            ("/settings/plugins", &[], heading),
            ("/settings/plugins/new", &[], heading),
            (&plugin, &[], ".section-danger"),
            ("/settings/members", &[], heading),
            ("/settings/tokens", &[], heading),
            ("/settings/sessions", &[], heading),
            ("/settings/preferences", &[], heading),
            ("/settings/workspace", &[], heading),
            ("/settings/audit", &[], &entry),
            ("/settings/tags", &[&new], &own),
            ("/settings/groups", &[&new], &own),
            ("/settings/fields", &[&new_field], &own),
            ("/settings/channels", &[&change], ".own-sheet"),
            ("/settings/channels", &[&new], &own),
            ("/settings/attendance-categories", &[&change], ".own-sheet"),
            ("/settings/attendance-categories", &[&new], &own),
            (&ended, &[], &fact),
            (&waiting, &[&close], &asked),
            ("/settings/replies", &[&new_reply], &own),
            ("/nowhere", &[], "h1, h2"),
        ];
        let found = untranslated(agent, &places, &data).await?;
        ensure!(found.is_empty(), "in both languages:\n{}", found.join("\n"));
        let stranger = stage.stranger().await?;
        stranger.visit("/inbox").await?;
        stranger.see("h1, h2").await?;
        let places: [Screen<'_>; 2] = [("/inbox", &[], "h1, h2"), ("/sign-in/none", &[], ".ways")];
        let found = untranslated(stranger, &places, "").await?;
        ensure!(found.is_empty(), "in both languages:\n{}", found.join("\n"));
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_webhooks_has_a_word_that_is_in_one_language_only() -> Result<()> {
    scenario_with(&["--delivery-allow-loopback"], async |stage| {
        let (endpoint, delivery) = failing_webhook(stage).await?;
        let agent = stage.admin().await?;
        let api = stage.api().await?;
        let mut data = String::new();
        for path in [
            "/api/me",
            "/api/workspace",
            "/api/plugins",
            "/api/conversations?limit=200",
            "/api/webhooks",
        ] {
            flat(&api.get(path).await?, &mut data);
        }
        let one = format!("/settings/webhooks/{endpoint}");
        let settings = format!("{one}/settings");
        let sent = format!("{one}/deliveries/{delivery}");
        let (more, add) = (hook("webhook-more"), hook("webhook-header-add"));
        let [test, send, resend, rotate] = [
            "webhook-test",
            "webhook-test-send",
            "webhook-resend",
            "webhook-rotate",
        ]
        .map(hook);
        let places: [Screen<'_>; 8] = [
            ("/settings/webhooks", &[], &hook("webhook")),
            (
                "/settings/webhooks/new",
                &[&more, &add],
                "[name=headerName]",
            ),
            ("/settings/webhooks/events", &[], &hook("webhook-event")),
            (&one, &[&test, &send], &hook("webhook-sent")),
            (&one, &[&resend], ".dialog"),
            (&settings, &[&rotate], ".dialog"),
            (&sent, &[], &hook("attempt")),
            ("/settings/webhooks/none", &[], ".settings .empty"),
        ];
        let found = untranslated(agent, &places, &data).await?;
        ensure!(found.is_empty(), "in both languages:\n{}", found.join("\n"));
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_the_marketplace_has_a_word_that_is_in_one_language_only() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let id = own_made(stage).await?;
        let api = stage.api().await?;
        let mut data = String::new();
        for path in [
            "/api/me",
            "/api/workspace",
            "/api/plugins",
            "/api/conversations?limit=200",
            "/api/integrations",
            "/api/marketplace",
        ] {
            flat(&api.get(path).await?, &mut data);
        }
        let listing = format!("/settings/marketplace/{id}");
        let install = hook("listing-install");
        let places: [Screen<'_>; 4] = [
            ("/settings/marketplace", &[], &hook("listing-card")),
            (&listing, &[&install], &hook("install")),
            ("/settings/marketplace/none", &[], ".settings .empty"),
            ("/settings/installed", &[], ".settings .empty"),
        ];
        let mut found = untranslated(agent, &places, &data).await?;
        own_installed(agent, &id).await?;
        flat(&api.get("/api/installations").await?, &mut data);
        let one = format!("/settings/installed/{id}");
        let uninstall = hook("uninstall");
        let places: [Screen<'_>; 3] = [
            ("/settings/installed", &[], &hook("installation")),
            (&one, &[], &hook("installation-standing")),
            (&one, &[&uninstall], ".dialog"),
        ];
        found.extend(untranslated(agent, &places, &data).await?);
        ensure!(found.is_empty(), "in both languages:\n{}", found.join("\n"));
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_apps_has_a_word_that_is_in_one_language_only() -> Result<()> {
    scenario_with(&["--delivery-allow-loopback"], async |stage| {
        let agent = stage.admin().await?;
        let api = stage.api().await?;
        let mut data = String::new();
        for path in [
            "/api/me",
            "/api/workspace",
            "/api/plugins",
            "/api/conversations?limit=200",
        ] {
            flat(&api.get(path).await?, &mut data);
        }
        let none: [Screen<'_>; 1] = [("/settings/apps", &[], ".settings .empty")];
        let mut found = untranslated(agent, &none, &data).await?;
        let (connection, _api) = apps_in_use(stage).await?;
        let tried = app_tried(stage).await?;
        let trial = tried.replacen("/settings", "/api", 1);
        flat(&api.get(&trial).await?, &mut data);
        for path in ["/api/apps", "/api/apps/loja/connections"] {
            flat(&api.get(path).await?, &mut data);
        }
        let choose = async || choose_bad_files(agent).await;
        found.extend(same(agent, "/settings/apps/new-app", choose, &data).await?);
        let [attempt, delete, made_up] = ["connection-try", "app-delete", "ping-made-up"].map(hook);
        let proven = hook_of("ping", "data-outcome", "ping-credentials-refused");
        let places: [Screen<'_>; 9] = [
            ("/settings/apps", &[], &hook("app")),
            ("/settings/apps/loja", &[], &hook("connection")),
            ("/settings/apps/loja", &[&delete], ".dialog"),
            ("/settings/apps/loja/files", &[], &hook("lib/app.json")),
            ("/settings/apps/loja/connect", &[&attempt], ".field-error"),
            (&connection, &[&made_up], &proven),
            (&connection, &[&delete], ".dialog"),
            (&tried, &[], &hook("connection-trial")),
            ("/settings/apps/none", &[], ".settings .empty"),
        ];
        found.extend(untranslated(agent, &places, &data).await?);
        ensure!(found.is_empty(), "in both languages:\n{}", found.join("\n"));
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_workspace_says_everything_in_both_languages() -> Result<()> {
    let data = fresh_folder()?;
    let server = Server::start_with(data.path(), &FLAGS).await?;
    let driver = Driver::start().await?;
    let agent = Agent::new(driver.browser().await?, &server.page);
    let outcome = async {
        agent.goto(&server.link).await?;
        agent.see(&hook("welcome")).await?;
        let places: [Screen<'_>; 1] = [("/inbox", &[], &hook("welcome"))];
        let found = untranslated(&agent, &places, "Padaria\nLia").await?;
        ensure!(found.is_empty(), "in both languages:\n{}", found.join("\n"));
        Ok(())
    };
    let outcome = outcome.await;
    let browser = (*agent).clone();
    browser.quit().await?;
    outcome
}
