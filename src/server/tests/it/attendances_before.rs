//! A data folder of the version before attendances had numbers.

use encaixe_api::inbox::attendance::Attendance;
use encaixe_server::actor::Actor;
use encaixe_server::store::{FILE, Store};
use encaixe_server::time::rfc3339;
use sqlx::SqlitePool;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;

/// The last migration of the version before.
const BEFORE: i64 = 32;

async fn pool(folder: &std::path::Path) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .create_if_missing(true);
    SqlitePool::connect_with(options).await.unwrap()
}

#[tokio::test]
async fn what_is_there_counts_as_taken_when_it_began_and_is_numbered_in_that_order() {
    let folder = tempfile::tempdir().unwrap();
    let pool = pool(folder.path()).await;
    let all = sqlx::migrate!("migrations/sqlite");
    let first = all.iter().filter(|one| one.version <= BEFORE);
    Migrator::with_migrations(first.cloned().collect::<Vec<_>>())
        .run(&pool)
        .await
        .unwrap();
    for sql in [
        "INSERT INTO workspace (id, name, created_at) VALUES ('1', 'Loja', 1)",
        "INSERT INTO member (id, name, email, role, is_active, created_at, updated_at) VALUES ('101', 'Ana', 'ana@loja.example', 'admin', TRUE, 1, 1)",
        "INSERT INTO team (id, name, is_active, created_at, updated_at, position) VALUES ('201', 'Vendas', TRUE, 1, 1, 1)",
        "INSERT INTO channel (id, name, kind, created_at, position) VALUES ('501', 'Um', 'whatsapp', 1, 1)",
        "INSERT INTO contact (id, name, created_at, updated_at) VALUES ('7', 'Rita', 1, 1)",
        // Begun by the contact, closed, and opened again; begun by an agent; begun by the contact, closed.
        "INSERT INTO conversation (id, contact_id, channel_id, assignee_id, team_id, status, unread, created_at, updated_at) VALUES
            ('a', '7', '501', '101', '201', 'open', 0, 2000, 9000), ('b', '7', '501', NULL, NULL, 'open', 0, 1000, 3500),
            ('c', '7', '501', NULL, NULL, 'closed', 0, 2500, 2600)",
        "INSERT INTO attendance (id, conversation_id, started_at, finished_at) VALUES
            ('a1', 'a', 2000, 4000), ('a2', 'a', 8000, NULL), ('b1', 'b', 1000, NULL), ('c1', 'c', 2500, 2700)",
        "INSERT INTO message (id, conversation_id, kind, origin, body, created_at) VALUES
            ('1', 'a', 'text', 'contact', 'Oi', 1500), ('2', 'a', 'text', 'agent', 'Olá', 3000), ('3', 'a', 'note', 'agent', 'Nota', 5000),
            ('4', 'a', 'text', 'contact', 'De novo', 9000), ('5', 'b', 'text', 'agent', 'Olá', 1000), ('6', 'b', 'text', 'contact', 'Oi', 3500),
            ('7', 'c', 'text', 'contact', 'Oi', 2500)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;

    let store = Store::open(folder.path()).await.unwrap();
    let read =
        async |id: &str| -> Attendance { store.attendance(&id.into()).await.unwrap().unwrap() };
    for (id, number, requested, started, finished) in [
        ("b1", 1, 1000, 1000, None),
        ("a1", 2, 1500, 2000, Some(4000)),
        ("c1", 3, 2500, 2500, Some(2700)),
        ("a2", 4, 8000, 8000, None),
    ] {
        let one = read(id).await;
        let found = (
            one.number,
            one.requested_at,
            one.started_at,
            one.finished_at,
        );
        let want = (
            number,
            rfc3339(requested),
            Some(rfc3339(started)),
            finished.map(rfc3339),
        );
        assert_eq!(found, want, "{id}");
        assert_eq!(
            (one.started_by, one.finished_by, one.report),
            (None, None, None),
            "{id}"
        );
    }
    let current = read("a2").await;
    assert_eq!(
        (current.operator, current.group),
        (Some("101".into()), Some("201".into()))
    );
    assert_eq!(read("a1").await.operator, None);
    let whole = store.conversation(&"a".into()).await.unwrap().unwrap();
    assert_eq!(
        (whole.session.as_str(), whole.attendance.unwrap().number),
        ("a2", 4)
    );

    // The next one goes on from there.
    let patch = encaixe_api::inbox::conversation::ConversationPatch {
        status: Some(encaixe_api::inbox::conversation::Status::Open),
        ..Default::default()
    };
    let writer = store.by(Actor::System);
    writer
        .patch_conversation(&"c".into(), &patch)
        .await
        .unwrap()
        .unwrap();
    let (_, next) = store.last_attendance(&"c".into()).await.unwrap();
    assert_eq!(next.number, 5);
    store.close().await;
    let pool = self::pool(folder.path()).await;
    let of: Vec<(String, String)> =
        sqlx::query_as("SELECT id, attendance_id FROM message ORDER BY id")
            .fetch_all(&pool)
            .await
            .unwrap();
    let of: Vec<&str> = of
        .iter()
        .map(|(_, attendance)| attendance.as_str())
        .collect();
    assert_eq!(of, ["a1", "a1", "a1", "a2", "b1", "b1", "c1"]);
    pool.close().await;
}
