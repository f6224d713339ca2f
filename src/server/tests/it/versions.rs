//! A data folder of each version before opens, with all that it held.

use encaixe_server::store::FILE;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::migrate::Migrator;

use crate::support::{ANA, Running};
use crate::upgrade::pool;

/// The first migration of a version that has plugins, and the first one whose plugins' secrets are sealed.
const PLUGINS: i64 = 3;
const SEALED: i64 = 27;

/// What a shop keeps, by the columns that every version has.
const ROWS: &[&str] = &[
    "INSERT INTO workspace (id, name, created_at) VALUES ('1', 'Loja', 1)",
    "INSERT INTO member (id, name, email, role, is_active, created_at, updated_at)
     VALUES ('101', 'Ana', 'ana@loja.example', 'admin', TRUE, 1, 1)",
    "INSERT INTO team (id, name, is_active, created_at, updated_at) VALUES ('201', 'Vendas', TRUE, 1, 1)",
    "INSERT INTO team_member (team_id, member_id) VALUES ('201', '101')",
    "INSERT INTO tag (id, name, color, is_active, created_at, updated_at) VALUES ('301', 'Urgente', '#B91C1C', TRUE, 1, 1)",
    "INSERT INTO custom_field (id, name, entity, placeholder, kind, created_at, updated_at)
     VALUES ('401', 'Cidade', 'contact', 'cidade', 'text', 1, 1)",
    "INSERT INTO channel (id, name, kind, created_at) VALUES ('501', 'Zap', 'whatsapp', 1)",
    "INSERT INTO contact (id, name, phone, created_at, updated_at) VALUES ('601', 'Rita', '5531988887777', 1, 1)",
    "INSERT INTO contact_field (contact_id, field_id, value) VALUES ('601', '401', '\"Recife\"')",
    "INSERT INTO conversation (id, contact_id, channel_id, identifier, assignee_id, team_id, status, unread, created_at, updated_at)
     VALUES ('701', '601', '501', '5531988887777', '101', '201', 'open', 1, 2, 4)",
    "INSERT INTO message (id, conversation_id, kind, origin, body, created_at)
     VALUES ('901', '701', 'text', 'contact', 'Chegou o café?', 3)",
    "INSERT INTO message (id, conversation_id, kind, origin, author_id, body, status, created_at)
     VALUES ('902', '701', 'text', 'agent', '101', 'Chegou.', 'read', 4)",
    "INSERT INTO conversation_tag (conversation_id, tag_id, position) VALUES ('701', '301', 1)",
];

/// The first migration of a version that numbers attendances.
const NUMBERED: i64 = 33;

const ATTENDANCE: &str =
    "INSERT INTO attendance (id, conversation_id, started_at) VALUES ('801', '701', 2)";
const NUMBERED_ATTENDANCE: &str =
    "INSERT INTO attendance (id, conversation_id, number, requested_at, started_at)
    VALUES ('801', '701', 1, 2, 2)";

const PLUGIN: &str = "INSERT INTO plugin (id, name, endpoint, secret, enabled, classic, created_at)
    VALUES ('11', 'CRM', 'https://crm.example/', 'sec_of_before', TRUE, FALSE, 1)";

async fn fill(pool: &SqlitePool, version: i64) {
    let plugin = (PLUGINS..SEALED).contains(&version).then_some(PLUGIN);
    let attendance = if version < NUMBERED {
        ATTENDANCE
    } else {
        NUMBERED_ATTENDANCE
    };
    for text in ROWS.iter().copied().chain([attendance]).chain(plugin) {
        let done = sqlx::query(text).execute(pool).await;
        done.unwrap_or_else(|error| panic!("version {version}: {text}: {error}"));
    }
}

/// What the API says of it all, as it has to be whatever the version.
async fn check(running: &Running, version: i64) {
    let ana = running.signed_in(ANA).await;
    let found: Value = ana.read("/api/conversations?q=cafe").await;
    assert_eq!(
        found["items"].as_array().unwrap().len(),
        1,
        "{version}: {found}"
    );
    let one: Value = ana.read("/api/conversations/701").await;
    assert_eq!(
        (
            &one["status"],
            &one["assignee"],
            &one["group"],
            &one["session"],
            &one["unread"],
            &one["tags"]
        ),
        (
            &json!("open"),
            &json!("101"),
            &json!("201"),
            &json!("801"),
            &json!(1),
            &json!(["301"])
        ),
        "{version}"
    );
    let texts: Vec<_> = one["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["text"])
        .collect();
    assert_eq!(texts, ["Chegou o café?", "Chegou."], "{version}");
    assert_eq!(
        one["person"]["fields"],
        json!({"cidade": "Recife"}),
        "{version}"
    );
    let plugins: Value = ana.read("/api/plugins").await;
    let names: Vec<_> = plugins["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["name"])
        .collect();
    assert_eq!(
        names.contains(&&json!("CRM")),
        (PLUGINS..SEALED).contains(&version),
        "{version}: {names:?}"
    );
    if names.contains(&&json!("CRM")) {
        let secret: Value = ana.read("/api/plugins/11/secret").await;
        assert_eq!(secret["secret"], "sec_of_before", "{version}");
    }
}

#[tokio::test]
async fn a_folder_of_each_version_before_opens_with_all_that_it_held() {
    let all = sqlx::migrate!("migrations/sqlite");
    let newest = all.iter().map(|one| one.version).max().unwrap();
    for version in all
        .iter()
        .map(|one| one.version)
        .filter(|one| *one < newest)
    {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        let pool = pool(&data).await;
        let first = all.iter().filter(|one| one.version <= version).cloned();
        Migrator::with_migrations(first.collect())
            .run(&pool)
            .await
            .unwrap();
        fill(&pool, version).await;
        pool.close().await;
        assert!(data.join(FILE).exists());

        let running = Running::start_in(folder).await;
        check(&running, version).await;
        running.stop().await;
    }
}
