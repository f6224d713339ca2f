//! The role of who makes integrations: those are theirs and what everyone has of their own, and nothing of the inbox is.

use encaixe_api::access::{Me, Role};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::member::Member;
use encaixe_api::live::Change;
use encaixe_server::store::Store;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use tokio::time::{Duration, timeout};

use crate::events::Stream;
use crate::support::{BRUNO, Running, Visitor, done, expect, refused};
use crate::upgrade::pool;

const CONVERSATION: &str = "/api/conversations/955";

/// The migration that brought the role.
const FIRST: i64 = 49;

/// How long what must come may take, on a busy machine.
const LONG: Duration = Duration::from_secs(20);

/// What everyone has: of their own, and the marketplace.
const EVERYONE: [&str; 11] = [
    "end_other_own_sessions",
    "end_own_session",
    "list_companies",
    "list_marketplace",
    "list_own_sessions",
    "show_listing",
    "show_listing_logo",
    "show_me",
    "show_workspace",
    "sign_out",
    "stream_events",
];

/// A new member of that role, signed in; and their id.
async fn developer(running: &Running) -> (String, Visitor) {
    let new = json!({"name": "Davi", "email": "davi@aurora.example", "role": "developer"});
    let request = running.admin().await.post_json("/api/members", &new);
    let made: Member = expect(request, StatusCode::CREATED).await;
    assert_eq!(made.role, Role::Developer);
    let id = made.id.to_string();
    let visitor = running.signed_in(&id).await;
    (id, visitor)
}

/// A program with a token of that role.
async fn program(running: &Running) -> Visitor {
    let new = json!({"name": "CI", "role": "developer"});
    let request = running.admin().await.post_json("/api/tokens", &new);
    let made: Value = expect(request, StatusCode::CREATED).await;
    running.with_token(made["secret"].as_str().unwrap())
}

/// What a stream says until it says this.
async fn said(request: RequestBuilder, last: &str, act: impl AsyncFnOnce()) -> String {
    let mut answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    act().await;
    let mut text = String::new();
    while !text.contains(last) {
        let chunk = timeout(LONG, answer.chunk()).await.expect("nothing came");
        let chunk = chunk.unwrap().expect("the stream ended");
        text += std::str::from_utf8(&chunk).unwrap();
    }
    text
}

#[tokio::test]
async fn everything_but_integrations_and_what_is_their_own_is_closed_to_a_developer() {
    let running = Running::start().await;
    let api: Value = running.stranger().read("/api/openapi.json").await;
    let (_, member) = developer(&running).await;
    let program = program(&running).await;
    let mut own = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, about) in item.as_object().unwrap() {
            let name = about["operationId"].as_str().unwrap();
            let ways = about["security"].as_array().into_iter().flatten();
            let roles: Vec<&str> = ways
                .filter_map(Value::as_object)
                .flat_map(|way| way.values())
                .filter_map(Value::as_array)
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            if roles.is_empty() {
                continue;
            }
            if roles.contains(&"everyone") {
                own.push(name);
                continue;
            }
            if roles.contains(&"developer") {
                assert!(path.starts_with("/api/integrations"), "{name}");
                continue;
            }
            // What answers as Plug does says 401 where others say 403.
            let status = if name == "update_webhooks" { 401 } else { 403 };
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace("{scope}", "workspace").replace(['{', '}'], "");
            for by in [&member, &program] {
                let answer = by.request(method.clone(), &path).send().await.unwrap();
                assert_eq!(answer.status().as_u16(), status, "{name}");
            }
        }
    }
    own.sort_unstable();
    assert_eq!(own, EVERYONE);
}

#[tokio::test]
async fn a_developer_makes_integrations_by_session_and_with_a_token() {
    let running = Running::start().await;
    let (_, member) = developer(&running).await;
    let program = program(&running).await;
    for (by, name) in [(&member, "CRM"), (&program, "ERP")] {
        let new = json!({"name": name});
        let made: Value =
            expect(by.post_json("/api/integrations", &new), StatusCode::CREATED).await;
        let path = format!("/api/integrations/{}", made["id"].as_str().unwrap());
        let one: Value = by.read(&path).await;
        assert_eq!(one["name"], name);
    }
    let list: Value = program.read("/api/integrations").await;
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    // Who serves contacts makes none, and neither does a plugin, whatever it holds.
    refused(running.agent().await.get("/api/integrations"), 403).await;
    let demo = running.demo_plugin().await;
    let admin = running.admin().await;
    let everything = admin.patch(&format!("/api/plugins/{demo}"), &json!({"scopes": ["*"]}));
    let _: Value = expect(everything, StatusCode::OK).await;
    let named = admin
        .get("/api/integrations")
        .header("encaixe-plugin", demo);
    refused(named, 403).await;
}

#[tokio::test]
async fn a_developer_sees_who_they_are_and_what_the_company_is_called() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let settings = json!({"devPlugins": true, "agentsMakeTags": true});
    let _: Value = expect(admin.patch("/api/workspace", &settings), StatusCode::OK).await;
    let (id, member) = developer(&running).await;
    let me: Me = member.read("/api/me").await;
    assert_eq!(
        (me.member.id.as_str(), me.member.role),
        (id.as_str(), Role::Developer)
    );
    assert!(!me.workspace.agents_make_tags && me.workspace.dev_plugins.is_none());

    let told: Value = member.read("/api/workspace").await;
    let all: Value = admin.read("/api/workspace").await;
    assert_eq!(told["workspace"]["name"], all["workspace"]["name"]);
    for part in [
        "members",
        "groups",
        "tags",
        "customFields",
        "channels",
        "categories",
    ] {
        assert_eq!(told[part], json!([]), "{part}");
    }
    assert!(!told.to_string().contains('@'), "{told}");

    let companies: Value = member.read("/api/me/companies").await;
    assert_eq!(companies["items"].as_array().unwrap().len(), 1);
    let sessions: Value = member.read("/api/me/sessions").await;
    assert_eq!(sessions["items"].as_array().unwrap().len(), 1);
    done(member.post("/api/sign-out"), 204).await;
    refused(member.get("/api/me"), 401).await;
}

#[tokio::test]
async fn no_conversation_is_assigned_to_a_developer_who_is_never_there_for_one() {
    let running = Running::start().await;
    let (admin, (id, member)) = (running.admin().await, developer(&running).await);
    let assign = admin.patch(CONVERSATION, &json!({"assignee": id}));
    assert_eq!(refused(assign, 422).await.fields[0].path, "assignee");
    let alone = json!({"name": "Integrações", "members": [id]});
    let error = refused(admin.post_json("/api/groups", &alone), 422).await;
    assert_eq!(error.fields[0].path, "members");

    let stream = member.get("/api/events").send().await.unwrap();
    let other = running
        .agent()
        .await
        .get("/api/events")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (stream.status(), other.status()),
        (StatusCode::OK, StatusCode::OK)
    );
    let members: Page<Member> = admin.read("/api/members").await;
    let online = |id: &str| {
        members
            .items
            .iter()
            .any(|one| one.id.as_str() == id && one.is_online)
    };
    assert!(online(BRUNO) && !online(&id));
}

#[tokio::test]
async fn a_developer_hears_of_integrations_alone() {
    let running = Running::start().await;
    let (admin, (_, member)) = (running.admin().await, developer(&running).await);
    let text = said(member.get("/api/events"), "integrations", async || {
        let _: Value = expect(
            admin.put(&format!("{CONVERSATION}/tags/301")),
            StatusCode::OK,
        )
        .await;
        let made = admin.post_json("/api/integrations", &json!({"name": "CRM"}));
        let _: Value = expect(made, StatusCode::CREATED).await;
    })
    .await;
    let kinds = text.matches("\"kind\":").count();
    assert_eq!(kinds, 1, "{text}");
}

#[tokio::test]
async fn whoever_becomes_a_developer_loses_the_inbox_at_once_and_their_page_is_told() {
    let running = Running::start().await;
    let (admin, bruno) = (running.admin().await, running.agent().await);
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    let own = Change::Sessions {
        member: BRUNO.into(),
    };
    for (role, status) in [("developer", 403), ("agent", 200)] {
        let change = admin.patch(&format!("/api/members/{BRUNO}"), &json!({"role": role}));
        let _: Member = expect(change, StatusCode::OK).await;
        stream.until(&own).await;
        let answer = bruno.get(CONVERSATION).send().await.unwrap();
        assert_eq!(answer.status(), status, "{role}");
    }
}

#[tokio::test]
async fn a_data_folder_of_before_the_role_keeps_the_roles_that_it_has_and_takes_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let old = pool(folder.path()).await;
    let all = sqlx::migrate!("migrations/sqlite");
    let first = all.iter().filter(|one| one.version < FIRST).cloned();
    let first = Migrator::with_migrations(first.collect::<Vec<_>>());
    first.run(&old).await.unwrap();
    for sql in [
        "INSERT INTO workspace (id, name, created_at) VALUES ('1', 'Loja', 1)",
        "INSERT INTO member (id, name, email, role, is_active, created_at, updated_at)
         VALUES ('101', 'Ana', 'ana@loja.example', 'admin', TRUE, 1, 1), ('102', 'Bia', 'bia@loja.example', 'agent', TRUE, 2, 2)",
        "INSERT INTO session (cookie_hash, member_id, created_at, expires_at) VALUES ('c', '101', 1, 9000000000000)",
        "INSERT INTO token (id, name, role, token_hash, created_at, created_by) VALUES ('t', 'ERP', 'admin', 'h', 1, '101')",
    ] {
        sqlx::query(sql).execute(&old).await.unwrap();
    }
    old.close().await;

    let store = Store::open(folder.path()).await.unwrap();
    let members = store.members().await.unwrap();
    let roles: Vec<Role> = members.iter().map(|one| one.role).collect();
    assert_eq!(roles, [Role::Admin, Role::Agent]);
    store.close().await;
    let new = pool(folder.path()).await;
    let kept = "SELECT (SELECT COUNT(*) FROM session) + (SELECT COUNT(*) FROM token WHERE role = 'admin' AND created_by = '101')";
    let kept: i64 = sqlx::query_scalar(kept).fetch_one(&new).await.unwrap();
    assert_eq!(kept, 2);
    for (sql, is_fine) in [
        (
            "UPDATE member SET role = 'developer' WHERE id = '102'",
            true,
        ),
        ("UPDATE token SET role = 'developer'", true),
        ("UPDATE member SET role = 'king' WHERE id = '102'", false),
        ("UPDATE token SET role = 'king'", false),
    ] {
        let done = sqlx::query(sql).execute(&new).await;
        assert_eq!(done.is_ok(), is_fine, "{sql}");
    }
    new.close().await;
}

#[tokio::test]
async fn a_conversation_whose_assignee_became_a_developer_is_taken_for_nobody_when_a_program_reopens_it()
 {
    let running = Running::start().await;
    let (admin, program) = (running.admin().await, running.program().await);
    for status in ["open", "closed"] {
        let patch = json!({"status": status, "assignee": BRUNO});
        let status = admin.patch(CONVERSATION, &patch).send().await.unwrap();
        assert!(status.status().is_success());
    }
    let role = json!({"role": "developer"});
    let _: Value = expect(
        admin.patch(&format!("/api/members/{BRUNO}"), &role),
        StatusCode::OK,
    )
    .await;
    let open = program.patch(CONVERSATION, &json!({"status": "open"}));
    let _: Value = expect(open, StatusCode::OK).await;
    let all: Value = admin.read(&format!("{CONVERSATION}/attendances")).await;
    assert_eq!(all["items"][0]["operator"], Value::Null, "{all}");
}
