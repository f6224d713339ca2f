//! What plugins may do, held by the server: each operation against each scope, registrations, and what admins see of the use.

use encaixe_api::plugin::{PLUGIN_HEADER, Plugin};
use encaixe_protocol::scope::{AnyScope, Grants, Scope};
use encaixe_server::actor::Actor;
use encaixe_server::store::FILE;
use encaixe_server::time::{HOUR, rfc3339};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

use crate::support::{Running, Visitor, done, expect, refused};

const CONVERSATION: &str = "/api/conversations/955";

/// What commands of plugins lead to, with the scope that it needs.
fn operations(plugin: &str, session: &str) -> Vec<(Method, String, Option<Value>, Scope)> {
    let at = |rest: &str| format!("{CONVERSATION}{rest}");
    let stored = format!("/api/plugins/{plugin}/storage/user");
    let value = format!("{stored}/k");
    let none = None::<Value>;
    let fields = || Some(json!({"fields": {}}));
    vec![
        (Method::PUT, at("/tags/301"), none.clone(), Scope::TagsWrite),
        (
            Method::DELETE,
            at("/tags/301"),
            none.clone(),
            Scope::TagsWrite,
        ),
        (
            Method::PATCH,
            at(""),
            Some(json!({"assignee": null})),
            Scope::AssignmentWrite,
        ),
        (
            Method::PATCH,
            at(""),
            Some(json!({"group": null})),
            Scope::AssignmentWrite,
        ),
        (
            Method::PATCH,
            at(""),
            Some(json!({})),
            Scope::AssignmentWrite,
        ),
        (
            Method::PATCH,
            at(""),
            Some(json!({"status": "open"})),
            Scope::AttendanceWrite,
        ),
        (
            Method::PATCH,
            format!("/api/attendances/{session}"),
            fields(),
            Scope::AttendanceWrite,
        ),
        (
            Method::PATCH,
            "/api/contacts/7001".into(),
            fields(),
            Scope::ContactWrite,
        ),
        (
            Method::POST,
            at("/messages"),
            Some(json!({"type": "note", "text": "Nota"})),
            Scope::NotesWrite,
        ),
        (
            Method::GET,
            at("/messages"),
            none.clone(),
            Scope::MessagesRead,
        ),
        (Method::GET, stored, none.clone(), Scope::Storage),
        (
            Method::PUT,
            value.clone(),
            Some(json!({"value": "1"})),
            Scope::Storage,
        ),
        (Method::GET, value.clone(), none.clone(), Scope::Storage),
        (Method::DELETE, value, none.clone(), Scope::Storage),
        // Nothing that a command leads to.
        (Method::GET, at(""), none.clone(), Scope::All),
        (
            Method::GET,
            "/api/contacts/7001".into(),
            none.clone(),
            Scope::All,
        ),
        (Method::GET, "/api/me".into(), none, Scope::All),
    ]
}

fn ask(by: &Visitor, method: &Method, path: &str, body: Option<&Value>) -> RequestBuilder {
    let request = by.request(method.clone(), path);
    match body {
        Some(body) => request.json(body),
        None => request,
    }
}

async fn session(by: &Visitor) -> String {
    let whole: Value = by.read(CONVERSATION).await;
    whole["session"].as_str().unwrap().to_owned()
}

async fn hold(admin: &Visitor, plugin: &str, scopes: &Grants) -> Plugin {
    let path = format!("/api/plugins/{plugin}");
    let body = json!({"scopes": scopes});
    expect(admin.patch(&path, &body), StatusCode::OK).await
}

#[tokio::test]
async fn every_operation_that_a_command_leads_to_is_held_to_every_scope() {
    let running = Running::start().await;
    let (admin, bruno) = (running.admin().await, running.agent().await);
    let demo = running.demo_plugin().await;
    let session = session(&bruno).await;
    let each = || Scope::EACH.iter().copied().map(AnyScope::Named);
    let alone = each().map(|one| Grants::NONE.with(one));
    let others = each().map(|one| Grants::ALL.without(&one));
    let app = Grants::NONE.with(AnyScope::app("asana"));
    let sets: Vec<Grants> = [Grants::NONE, Grants::ALL, app]
        .into_iter()
        .chain(alone)
        .chain(others)
        .collect();
    for scopes in sets {
        assert_eq!(hold(&admin, &demo, &scopes).await.scopes, scopes);
        for (method, path, body, need) in operations(&demo, &session) {
            let named = ask(&bruno, &method, &path, body.as_ref()).header(PLUGIN_HEADER, &demo);
            if scopes.named().has(need) {
                let status = named.send().await.unwrap().status();
                assert!(
                    status.is_success(),
                    "{method} {path} {body:?} with {scopes}: {status}"
                );
            } else {
                let error = refused(named, 403).await;
                let told = (error.code.as_str(), error.scope);
                assert_eq!(
                    told,
                    ("denied", Some(need.into())),
                    "{method} {path} {body:?} with {scopes}"
                );
            }
        }
    }
    // Without the header it is the agent's own right.
    hold(&admin, &demo, &Grants::NONE).await;
    for (method, path, body, _) in operations(&demo, &session) {
        let own = ask(&bruno, &method, &path, body.as_ref());
        let status = own.send().await.unwrap().status();
        assert!(status.is_success(), "{method} {path} {body:?}: {status}");
    }
    // But a note in a plugin's name is the plugin's.
    let note = json!({"type": "note", "text": "Nota", "plugin": demo});
    let error = refused(
        bruno.post_json(&format!("{CONVERSATION}/messages"), &note),
        403,
    )
    .await;
    assert_eq!(error.scope, Some(Scope::NotesWrite.into()));
}

#[tokio::test]
async fn whatever_no_command_leads_to_is_closed_to_plugins() {
    let running = Running::start().await;
    let (admin, demo) = (running.admin().await, running.demo_plugin().await);
    let session = session(&admin).await;
    let every: Grants = Scope::EACH.iter().copied().map(AnyScope::Named).collect();
    let api: Value = running.stranger().read("/api/openapi.json").await;
    let served = [
        "add_message",
        "add_tag",
        "call_app",
        "change_attendance",
        "change_contact",
        "change_conversation",
        "list_messages",
        "list_storage_keys",
        "put_storage_value",
        "remove_storage_value",
        "remove_tag",
        "show_storage_value",
    ];
    assert!(operations(&demo, &session).len() >= served.len());
    hold(&admin, &demo, &every).await;
    let mut found = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, about) in item.as_object().unwrap() {
            let is_open = about["security"].as_array().is_none_or(Vec::is_empty);
            let Some(name) = about["operationId"].as_str().filter(|_| !is_open) else {
                continue;
            };
            if served.contains(&name) {
                found.push(name);
                continue;
            }
            // Whoever asks, a plugin's own server may know it.
            if name == "create_frame_token" {
                continue;
            }
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace(['{', '}'], "");
            let request = admin.request(method, &path);
            // It takes no session, so no plugin in one.
            if name == "update_webhooks" {
                refused(request.header(PLUGIN_HEADER, &demo), 401).await;
                continue;
            }
            let error = refused(request.header(PLUGIN_HEADER, &demo), 403).await;
            assert_eq!(
                (error.code.as_str(), error.scope),
                ("denied", Some(Scope::All.into())),
                "{name}"
            );
        }
    }
    found.sort_unstable();
    assert_eq!(found, served);
}

#[tokio::test]
async fn a_plugin_reads_no_other_plugins_values() {
    let running = Running::start().await;
    let (admin, demo) = (running.admin().await, running.demo_plugin().await);
    let new =
        json!({"name": "CRM", "endpoint": "https://crm.example.com/p", "scopes": ["storage"]});
    let other: Plugin = expect(admin.post_json("/api/plugins", &new), StatusCode::CREATED).await;
    let path = format!("/api/plugins/{demo}/storage/workspace");
    let request = admin.get(&path).header(PLUGIN_HEADER, other.id.as_str());
    assert_eq!(refused(request, 422).await.fields[0].path, "plugin");
}

#[tokio::test]
async fn a_registration_names_its_scopes_or_holds_everything() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body = |scopes: Value| json!({"name": "CRM", "endpoint": "https://crm.example.com/p", "scopes": scopes});
    let make = async |body: Value| -> Value {
        expect(admin.post_json("/api/plugins", &body), StatusCode::CREATED).await
    };
    let ten_lines = json!({"name": "CRM", "endpoint": "https://crm.example.com/p"});
    assert_eq!(make(ten_lines).await["scopes"], json!(["*"]));
    assert_eq!(make(body(json!([]))).await["scopes"], json!([]));
    let made = make(body(json!([
        "app:jira",
        "app:asana",
        "storage",
        "app:jira"
    ])))
    .await;
    assert_eq!(made["scopes"], json!(["storage", "app:asana", "app:jira"]));
    let made = make(body(json!(["storage", "contact:read", "storage"]))).await;
    assert_eq!(made["scopes"], json!(["contact:read", "storage"]));
    assert_eq!(
        (&made["requestedScopes"], &made["scopeUses"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(
        make(body(json!(["storage", "app:asana", "*"]))).await["scopes"],
        json!(["*"])
    );

    let path = format!("/api/plugins/{}", made["id"].as_str().unwrap());
    for (scopes, field) in [
        (json!(["storage", "contact:delete"]), "scopes[1]"),
        (json!(["app:asana", "app:Asana"]), "scopes[1]"),
        (json!(["app:"]), "scopes[0]"),
        (json!([format!("app:{}", "a".repeat(65))]), "scopes[0]"),
        (json!(vec!["storage"; 101]), "scopes"),
        (json!([""]), "scopes[0]"),
        (json!([7]), "scopes[0]"),
        (json!("storage"), "scopes"),
    ] {
        for request in [
            admin.post_json("/api/plugins", &body(scopes.clone())),
            admin.patch(&path, &json!({"scopes": scopes})),
        ] {
            let error = refused(request, 422).await;
            assert_eq!(error.fields[0].path, field, "{scopes}");
        }
    }
    let kept: Value = admin.read(&path).await;
    assert_eq!(kept["scopes"], json!(["contact:read", "storage"]));
    // What does not name them leaves them.
    let kept: Value = expect(admin.patch(&path, &json!({"name": "B"})), StatusCode::OK).await;
    assert_eq!(kept["scopes"], json!(["contact:read", "storage"]));
}

#[tokio::test]
async fn a_program_takes_away_at_once_and_gives_only_what_an_admin_allows() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let new = json!({"name": "program", "role": "admin"});
    let made: Value = expect(admin.post_json("/api/tokens", &new), StatusCode::CREATED).await;
    let program = running.with_token(made["secret"].as_str().unwrap());
    let demo = running.demo_plugin().await;
    let path = format!("/api/plugins/{demo}");
    let change = async |by: &Visitor, scopes: Value| -> (Value, Value) {
        let body = json!({"scopes": scopes});
        let mut plugin: Value = expect(by.patch(&path, &body), StatusCode::OK).await;
        let frames: Value = admin.read("/api/frames").await;
        assert_eq!(frames[0]["scopes"], plugin["scopes"]);
        (plugin["scopes"].take(), plugin["requestedScopes"].take())
    };
    let (few, more) = (
        json!(["contact:read", "storage"]),
        json!(["messages:read", "storage"]),
    );
    assert_eq!(
        change(&program, few.clone()).await,
        (few.clone(), Value::Null)
    );
    // A part of it is less, the rest more.
    let held = json!(["storage"]);
    assert_eq!(
        change(&program, more.clone()).await,
        (held.clone(), more.clone())
    );
    assert_eq!(
        change(&program, json!(["*"])).await,
        (held.clone(), json!(["*"]))
    );
    // Whatever else changes leaves the request.
    let named: Value = expect(program.patch(&path, &json!({"name": "D"})), StatusCode::OK).await;
    assert_eq!(named["requestedScopes"], json!(["*"]));
    // Kept as it is, by an admin in the page.
    assert_eq!(
        change(&admin, held.clone()).await,
        (held.clone(), Value::Null)
    );
    assert_eq!(
        change(&program, more.clone()).await,
        (held.clone(), more.clone())
    );
    // Allowed.
    assert_eq!(
        change(&admin, more.clone()).await,
        (more.clone(), Value::Null)
    );
    assert_eq!(change(&program, json!([])).await, (json!([]), Value::Null));

    // One more app is more, one less is less, and `*` has them all.
    let (one, two) = (json!(["app:asana"]), json!(["app:asana", "app:jira"]));
    let nothing = json!([]);
    assert_eq!(
        change(&program, one.clone()).await,
        (nothing.clone(), one.clone())
    );
    assert_eq!(
        change(&admin, one.clone()).await,
        (one.clone(), Value::Null)
    );
    assert_eq!(
        change(&program, two.clone()).await,
        (one.clone(), two.clone())
    );
    assert_eq!(change(&admin, two.clone()).await, (two, Value::Null));
    assert_eq!(
        change(&program, one.clone()).await,
        (one.clone(), Value::Null)
    );
    let all = json!(["*"]);
    assert_eq!(change(&program, all.clone()).await, (one, all.clone()));
    assert_eq!(
        change(&admin, all.clone()).await,
        (all.clone(), Value::Null)
    );
    let some = json!(["storage", "app:asana"]);
    assert_eq!(change(&program, some.clone()).await, (some, Value::Null));
}

#[tokio::test]
async fn the_last_use_of_a_scope_is_kept_to_the_hour_and_only_of_what_is_held() {
    let running = Running::start().await;
    let (admin, bruno) = (running.admin().await, running.agent().await);
    let demo = running.demo_plugin().await;
    let held = Grants::parse("storage contact:read app:asana").unwrap();
    hold(&admin, &demo, &held).await;
    let report = |used: Value| {
        let body = json!({"state": "verified", "used": used});
        bruno.post_json(&format!("/api/frames/{demo}/state"), &body)
    };
    let uses = async || -> Vec<(AnyScope, String)> {
        let plugin: Plugin = admin.read(&format!("/api/plugins/{demo}")).await;
        let uses = plugin.scope_uses.into_iter();
        uses.map(|one| (one.scope, one.at)).collect()
    };
    done(
        bruno.post_json(
            &format!("/api/frames/{demo}/state"),
            &json!({"state": "verified"}),
        ),
        204,
    )
    .await;
    assert_eq!(uses().await, []);
    done(report(json!(["storage", "notes:write"])), 204).await;
    let first = uses().await;
    let scopes = |uses: &[(AnyScope, String)]| -> Vec<AnyScope> {
        uses.iter().map(|one| one.0.clone()).collect()
    };
    assert_eq!(scopes(&first), [Scope::Storage]);
    done(report(json!(["*"])), 204).await;
    let second = uses().await;
    assert_eq!(scopes(&second), [Scope::ContactRead, Scope::Storage]);
    assert_eq!(second[1], first[0], "within the hour it stays");

    // An hour later it is noted anew.
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let long_ago = encaixe_server::time::now() - HOUR;
    sqlx::query("UPDATE plugin SET scope_uses = $1 WHERE id = $2")
        .bind(json!({"storage": long_ago}).to_string())
        .bind(&demo)
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    assert_eq!(uses().await, [(Scope::Storage.into(), rfc3339(long_ago))]);
    done(report(json!(["storage"])), 204).await;
    assert!(uses().await[0].1 > rfc3339(long_ago));
    assert_eq!(
        refused(report(json!(["x"])), 422).await.fields[0].path,
        "used[0]"
    );

    // Calls of apps the server notes by itself, of those that are held.
    let writer = running.server.app().store.by(Actor::System);
    let id = demo.as_str().into();
    for app in ["asana", "jira", "asana"] {
        writer.note_app_use(&id, app).await.unwrap();
    }
    let found = scopes(&uses().await);
    assert_eq!(found, [Scope::Storage.into(), AnyScope::app("asana")]);
}
