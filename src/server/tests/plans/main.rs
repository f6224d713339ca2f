//! No statement of the store walks a whole table, or a whole status: looked at in the database's own plans, on new and on old
//! data folders, with statistics and without.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::Mutex;

use encaixe_server::seed::{Plan, seed};
use encaixe_server::store::{FILE, SERVER_FILE, Store};
use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqlitePool};
use tempfile::TempDir;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::{Layer, Registry};

use crate::support::{Running, Visitor};

mod every;
#[path = "../it/support.rs"]
#[expect(dead_code, reason = "the other tests use what these do not")]
mod support;

/// Where the program's log has them.
const LOG: &str = "encaixe_server::sql";

/// The statements that ran since it was emptied.
static HEARD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Tables as large as the workspace's staff, and those that hold something within a transaction or after an upgrade alone.
const SMALL: &[&str] = &[
    "workspace",
    "setting",
    "member",
    "team",
    "team_member",
    "tag",
    "custom_field",
    "channel",
    "plugin",
    "plugin_icon",
    "plugin_team",
    "plugin_member",
    "plugin_channel",
    "signing_key",
    "app",
    "app_version",
    "app_connection",
    "app_grant",
    "installation",
    "integration_company",
    "moderator",
    "webhook_endpoint",
    "webhook_event",
    "webhook_channel",
    "webhook_secret",
    "canned_reply",
    "webhook_endpoint",
    "webhook_event",
    "webhook_channel",
    "webhook_secret",
    "attendance_number",
    "attendance_category",
    "attendance_category_item",
    "rating_link",
    "session",
    "sign_in_link",
    "token",
    "changed_conversation",
    "changed_message",
    "unindexed",
    "sqlite_master",
];

/// The tables that lie in the server's own database.
const OF_SERVER: &[&str] = &[
    "company",
    "integration",
    "integration_company",
    "integration_logo",
    "integration_secret",
    "integration_transition",
    "integration_version",
    "moderator",
];

/// Names that the statements give to rows that they bring along or have narrowed before.
const OWN: &[&str] = &["j", "n", "w", "page", "found", "walked"];

struct Listener;

impl<S: tracing::Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == LOG {
            event.record(&mut Heard);
        }
    }
}

struct Heard;

impl Visit for Heard {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "statement" {
            HEARD.lock().unwrap().insert(value.trim().to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

/// Whatever the list can be asked for, and what brings messages and changes.
async fn work(who: &Visitor, conversation: &str) {
    let mut queries = Vec::new();
    for order in ["", "&order=waiting"] {
        for status in ["", "&status=open", "&status=closed"] {
            for more in [
                "",
                "&assignee=101",
                "&assignee=none",
                "&group=201",
                "&channel=501",
                "&tag=302",
                "&unread=true",
                "&unread=false",
                "&tag=302&assignee=101",
                "&unread=true&group=201&channel=501",
                "&unread=true&tag=302&group=201",
                "&unread=true&tag=302&group=201&assignee=101&channel=501",
                "&q=a",
                "&q=mari",
                "&q=pedido+maria",
                "&q=9000&tag=302",
                "&q=a&unread=true&tag=302&group=201",
                "&q=11+90000-7001",
                "&q=%E6%89%8B%E6%9C%BA",
            ] {
                queries.push(format!("limit=20{order}{status}{more}"));
            }
        }
    }
    for query in queries {
        let first: Value = who.read(&format!("/api/conversations?{query}")).await;
        if let Some(next) = first["next"].as_str() {
            let _: Value = who
                .read(&format!("/api/conversations?{query}&before={next}"))
                .await;
        }
    }
    for (id, sender) in [
        ("1", "5511900007001"),
        ("2", "5511900007001"),
        ("1", "5521912345678"),
    ] {
        let new =
            json!({"id": id, "sender": sender, "type": "text", "content": "Onde está o pedido?"});
        let answer = who
            .post_json("/api/channels/501/messages", &new)
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success());
    }
    let said = json!({"type": "text", "text": "Já vejo."});
    let at = format!("/api/conversations/{conversation}");
    let sent = [
        who.post_json(&format!("{at}/messages"), &said),
        who.put(&format!("{at}/tags/302")),
        who.patch(&at, &json!({"assignee": "101"})),
        who.post(&format!("{at}/read")),
        who.get(&at),
    ];
    for request in sent {
        let status = request.send().await.unwrap().status();
        assert!(status.is_success(), "{status}");
    }
}

async fn connect(data: &Path, file: &str) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(data.join(file));
    options.connect().await.unwrap()
}

/// The steps of a statement's plan that walk too much.
async fn walks(database: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
    let steps = plan
        .fetch_all(database)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let steps = steps
        .iter()
        .map(|row| row.try_get::<String, _>("detail").unwrap());
    steps
        .filter(|step| {
            let mut words = step.split_whitespace();
            match (words.next(), words.next()) {
                (Some("SCAN"), Some(what)) => {
                    let brought = step.contains("CONSTANT ROW") || step.contains("VALUES");
                    // Who refers to a new row is looked for only while a check is put off, which none is.
                    let put_off = sql.starts_with("INSERT") && !sql.contains(what);
                    !brought && !put_off && !SMALL.contains(&what) && !OWN.contains(&what)
                }
                // Bounded by its first column alone, it would be a walk of everything that stands so.
                (Some("SEARCH"), Some(_)) => step.contains("(status=?)"),
                _ => false,
            }
        })
        .collect()
}

/// Looks at every statement that the work ran, on this folder.
async fn look(statements: &[String], data: &Path, kind: &str) {
    let mut database = connect(data, FILE).await;
    let mut server = connect(data, SERVER_FILE).await;
    let mut seen = 0;
    let mut wrong = Vec::new();
    for sql in statements {
        let word = sql.split_whitespace().next().unwrap_or_default().to_owned();
        if !["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&word.as_str()) {
            continue;
        }
        let mut names = sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let is_servers = names.any(|name| OF_SERVER.contains(&name));
        let on = if is_servers {
            &mut server
        } else {
            &mut database
        };
        let found = walks(on, sql).await;
        if !found.is_empty() {
            wrong.push(format!("{found:?}: {sql}"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "on {kind} data:\n{}", wrong.join("\n"));
    assert!(seen > 150, "only {seen} statements were heard of");
    database.close().await.unwrap();
    server.close().await.unwrap();
}

async fn data(running: Running, kind: &str, round: u32) {
    let store = &running.server.app().store;
    let plan = Plan {
        conversations: 3_000,
        messages: 3,
        seed: 1,
    };
    seed(store, &plan, |_| {}).await.unwrap();
    let who = running.agent().await;
    let open: Value = who.read("/api/conversations?status=open&limit=1").await;
    HEARD.lock().unwrap().clear();
    work(&who, open["items"][0]["id"].as_str().unwrap()).await;
    every::everything(&running, round).await;
    let statements: Vec<String> = HEARD.lock().unwrap().iter().cloned().collect();
    look(&statements, running.data(), kind).await;
    // Once nothing is on its way and nothing waits, nobody asks for deliveries.
    let mut asked = None;
    for _ in 0..20 {
        HEARD.lock().unwrap().clear();
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        let heard = HEARD.lock().unwrap().clone();
        asked = heard.into_iter().find(|sql| sql.contains("webhook"));
        if asked.is_none() {
            break;
        }
    }
    assert_eq!(asked, None, "an idle server asks");
    // Analysed when it was empty, and grown since.
    let mut database = connect(running.data(), FILE).await;
    for sql in ["ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 1 1'"] {
        sqlx::query(sql).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
    let folder = running.stop().await;
    let running = Running::start_in(folder).await;
    look(&statements, running.data(), &format!("{kind}, analysed")).await;
}

/// A folder as the first version made it, with a workspace in it.
async fn old_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let options = SqliteConnectOptions::new()
        .filename(data.join(FILE))
        .create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let all = sqlx::migrate!("migrations/sqlite");
    let first: Vec<_> = all.iter().filter(|one| one.version <= 7).cloned().collect();
    Migrator::with_migrations(first).run(&pool).await.unwrap();
    for sql in [
        "INSERT INTO workspace VALUES ('1', 'Loja', 1)",
        "INSERT INTO member VALUES ('101', 'Ana', 'ana@loja.example', NULL, NULL, 'admin', TRUE, 1, 1),
            ('102', 'Bruno', 'bruno@loja.example', NULL, NULL, 'agent', TRUE, 1, 1)",
        "INSERT INTO team VALUES ('201', 'Vendas', NULL, NULL, TRUE, 1, 1)",
        "INSERT INTO tag VALUES ('302', 'VIP', '#ff0000', TRUE, 1, 1)",
        "INSERT INTO channel VALUES ('501', 'WhatsApp', 'whatsapp', 1)",
        "INSERT INTO contact VALUES ('7', 'Mariana', NULL, NULL, '5511900007001', 1, 1)",
        "INSERT INTO conversation (id, contact_id, channel_id, identifier, status, unread, created_at, updated_at)
         VALUES ('9', '7', '501', '5511900007001', 'open', 1, 1, 2)",
        "INSERT INTO attendance VALUES ('6', '9', 1, NULL)",
        "INSERT INTO message (id, conversation_id, kind, origin, body, created_at)
         VALUES ('m', '9', 'text', 'contact', 'Onde está o pedido?', 2)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    folder
}

#[tokio::test]
async fn no_statement_of_the_store_walks_everything() {
    let heard = tracing_subscriber::filter::Targets::new().with_target(LOG, tracing::Level::DEBUG);
    tracing::subscriber::set_global_default(Registry::default().with(Listener.with_filter(heard)))
        .unwrap();

    data(Running::start().await, "new", 1).await;

    let folder = old_folder().await;
    let store = Store::open(&folder.path().join("data")).await.unwrap();
    store.index_all(|_| {}).await.unwrap();
    store.close().await;
    data(Running::start_in(folder).await, "old", 2).await;
}
