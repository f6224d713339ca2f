//! A database of an earlier version.

use std::path::Path;

use encaixe_api::inbox::conversation::{ConversationPatch, Filter, Status};
use encaixe_api::inbox::tag::TagPatch;
use encaixe_protocol::event::conversation::Scalar;
use sqlx::SqlitePool;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};

use super::cursor::Cursor;
use super::named::Kind;
use super::storage::{self, Storage};
use super::*;
use crate::actor::Actor;
use crate::event::{Changed, WorkspaceEvent};

/// What a workspace of the third version held, as that version wrote it.
const THIRD: &[&str] = &[
    "INSERT INTO workspace VALUES ('1', 'Loja', 1)",
    "INSERT INTO member VALUES ('101', 'Ana', 'ana@loja.example', NULL, NULL, 'admin', TRUE, 1, 1)",
    "INSERT INTO custom_field (id, name, description, entity, placeholder, kind, created_at, updated_at)
     VALUES ('401', 'Plano', NULL, 'contact', 'plano', 'select', 1, 1),
            ('402', 'Motivo', NULL, 'session', 'motivo', 'text', 1, 1)",
    "INSERT INTO channel VALUES ('501', 'Chat', 'webchat', 1)",
    "INSERT INTO contact VALUES ('7001', 'Mariana', NULL, NULL, NULL, 1, 1)",
    "INSERT INTO contact_field VALUES ('7001', '401', '\"Prime\"')",
    "INSERT INTO conversation VALUES ('955', '7001', '501', NULL, '101', NULL, 'open', 2, 1, 2)",
    "INSERT INTO attendance VALUES ('60001', '955', 1, NULL)",
    "INSERT INTO message VALUES
     ('90001', '955', 'image', 'contact', NULL, 'Oi', 'data:image/svg+xml,x', NULL, 2)",
    "INSERT INTO plugin VALUES
     ('p', 'Demo', NULL, 'https://example.com/', 's', TRUE, FALSE, 1, NULL, NULL, NULL, NULL)",
];

async fn third_version(folder: &Path) {
    let pool = folder_of(3, folder).await;
    for sql in THIRD {
        sqlx::query(*sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
}

/// A folder with the tables of an earlier version.
async fn folder_of(version: i64, folder: &Path) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .create_if_missing(true)
        .foreign_keys(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let all = sqlx::migrate!("migrations/sqlite");
    let first = all.iter().filter(|one| one.version <= version);
    let first: Vec<_> = first.cloned().collect();
    assert_eq!(first.last().unwrap().version, version);
    Migrator::with_migrations(first).run(&pool).await.unwrap();
    pool
}

#[tokio::test]
async fn a_folder_of_an_earlier_version_keeps_what_it_has_and_takes_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    third_version(folder.path()).await;
    for _ in 0..2 {
        let store = Store::open(folder.path()).await.unwrap();
        store.index_all(|_| {}).await.unwrap();
        let whole = store.conversation(&"955".into()).await.unwrap().unwrap();
        let plan = Scalar::Text("Prime".to_owned());
        assert_eq!(whole.person.fields.get("plano"), Some(&plan));
        assert_eq!(
            whole.messages[0].media_url.as_deref(),
            Some("data:image/svg+xml,x")
        );
        let filter = Filter {
            q: Some("oi mariána".to_owned()),
            ..Filter::default()
        };
        let found = store.conversations(&filter, &Cursor::newest(), 9).await;
        assert_eq!(found.unwrap().items, [whole.summary]);
        let fields = store.custom_fields().await.unwrap();
        assert_eq!(fields.len(), 2);
        // Without options any text will do, as before.
        assert!(fields.iter().all(|one| one.options.is_empty()));
        assert_eq!(fields[0].check(&plan), Ok(Some(plan)));
        store.close().await;
    }

    let store = Store::open(folder.path()).await.unwrap();
    let reason = Scalar::Text("Troca".to_owned());
    let changes = vec![("402".into(), Some(reason.clone()))];
    store
        .by(Actor::System)
        .patch_attendance(&"60001".into(), &changes)
        .await
        .unwrap()
        .unwrap();
    let whole = store.conversation(&"955".into()).await.unwrap().unwrap();
    assert_eq!(whole.session_fields.get("motivo"), Some(&reason));
    let place = Storage {
        plugin: &"p".into(),
        owner: &storage::Owner::Workspace,
    };
    assert_eq!(
        store
            .by(Actor::System)
            .store(place, "k", "1")
            .await
            .unwrap(),
        Ok(())
    );
    assert_eq!(
        store.stored(place, "k").await.unwrap().as_deref(),
        Some("1")
    );
}

#[tokio::test]
async fn a_change_of_a_contact_that_fails_midway_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    third_version(folder.path()).await;
    let store = Store::open(folder.path()).await.unwrap();
    let before = store.contact(&"7001".into()).await.unwrap();
    let patch = contact::Patch {
        by: contact::Source::Set,
        name: Some("Outra".to_owned()),
        fields: vec![
            ("401".into(), None),
            // The last one fails: there is no such field.
            ("none".into(), Some(Scalar::Number(1.0))),
        ],
        email: None,
        phone: None,
    };
    store
        .by(Actor::System)
        .patch_contact(&"7001".into(), &patch)
        .await
        .unwrap_err();
    assert_eq!(store.contact(&"7001".into()).await.unwrap(), before);
    assert_eq!(
        store
            .by(Actor::System)
            .patch_contact(&"none".into(), &patch)
            .await
            .unwrap(),
        Err(Refusal::NotFound("contact"))
    );
}

#[tokio::test]
async fn names_that_were_alike_before_stay_and_no_new_one_joins_them() {
    let folder = tempfile::tempdir().unwrap();
    third_version(folder.path()).await;
    let old = SqliteConnectOptions::new().filename(folder.path().join(FILE));
    let pool = SqlitePool::connect_with(old).await.unwrap();
    sqlx::query(
        "INSERT INTO tag VALUES ('1', 'Ação', '#000000', TRUE, 1, 1), ('2', 'ACAO', '#000000', TRUE, 2, 2),
                                ('3', 'ação', '#000000', FALSE, 3, 3)",
    )
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    for _ in 0..2 {
        let store = Store::open(folder.path()).await.unwrap();
        let names: Vec<_> = store
            .tags()
            .await
            .unwrap()
            .into_iter()
            .map(|tag| tag.name)
            .collect();
        assert_eq!(names, ["Ação", "ACAO", "ação"]);
        let named = |name: &str| TagPatch {
            name: Some(name.to_owned()),
            ..TagPatch::default()
        };
        // What they are called they may go on being called.
        store
            .by(Actor::System)
            .patch_tag(&"2".into(), &named("ACAO"))
            .await
            .unwrap()
            .unwrap();
        let new = tag::New {
            id: &"4".into(),
            name: "acão",
            color: "#000000",
            is_active: true,
            created_at: 4,
        };
        let refused = store.by(Actor::System).add_new_tag(&new).await.unwrap();
        assert!(matches!(refused, Err(Refusal::NameTaken(Kind::Tag, _))));
        store.close().await;
    }
}

#[tokio::test]
async fn of_many_who_open_an_old_folder_at_once_one_changes_it_and_the_others_wait() {
    let folder = tempfile::tempdir().unwrap();
    third_version(folder.path()).await;
    let open = || Store::open(folder.path());
    for store in futures::future::join_all([open(), open(), open(), open()]).await {
        let store = store.unwrap();
        assert!(store.conversation(&"955".into()).await.unwrap().is_some());
        store.close().await;
    }
}

#[tokio::test]
async fn a_server_of_the_version_before_goes_on_adding_contacts() {
    let folder = tempfile::tempdir().unwrap();
    third_version(folder.path()).await;
    let store = Store::open(folder.path()).await.unwrap();
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    engine::sql(
        "INSERT INTO contact (id, name, avatar, email, phone, created_at, updated_at, email_by, phone_by, folded)
         VALUES ('7002', 'Bia', NULL, NULL, NULL, 2, 2, 'set', 'set', 'bia')",
    )
    .execute(&mut write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    assert_eq!(
        store.contact(&"7002".into()).await.unwrap().unwrap().name,
        "Bia"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_whole_while_the_rows_that_a_walk_goes_by_move() {
    let folder = tempfile::tempdir().unwrap();
    third_version(folder.path()).await;
    let store = Store::open(folder.path()).await.unwrap();
    store.index_all(|_| {}).await.unwrap();
    let old = SqliteConnectOptions::new()
        .filename(folder.path().join(FILE))
        .synchronous(SqliteSynchronous::Off)
        .busy_timeout(std::time::Duration::from_secs(10));
    let pool = SqlitePool::connect_with(old).await.unwrap();
    for sql in [
        "INSERT INTO tag (id, name, color, is_active, created_at, updated_at) VALUES ('t', 'T', '#000000', TRUE, 1, 1)",
        // Three of the tag are among the first, the others beyond what two steps of the walk come to.
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         INSERT INTO conversation (id, contact_id, channel_id, status, unread, created_at, updated_at)
         SELECT 'w' || i, '7001', '501', 'open', 0, 1, 10000 - i FROM n",
        "INSERT INTO conversation_tag (conversation_id, tag_id, position)
         SELECT id, 't', 1 FROM conversation
         WHERE updated_at BETWEEN 9980 AND 9982 OR updated_at BETWEEN 8010 AND 8026",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    store
        .by(Actor::System)
        .write(For::Workspace)
        .await
        .unwrap()
        .commit()
        .await
        .unwrap();

    let moving = tokio::spawn(async move {
        // The last row of the first step goes to the top, and back.
        for at in [10_000_i64, 9_100].into_iter().cycle() {
            sqlx::query("UPDATE conversation SET updated_at = $1 WHERE id = 'w900'")
                .bind(at)
                .execute(&pool)
                .await
                .unwrap();
        }
    });
    let filter = Filter {
        tag: Some("t".into()),
        ..Filter::default()
    };
    for _ in 0..300 {
        let page = store.conversations(&filter, &Cursor::newest(), 5).await;
        let page = page.unwrap();
        let ids: Vec<_> = page.items.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["w18", "w19", "w20", "w1974", "w1975"]);
    }
    assert!(!moving.is_finished());
    moving.abort();
}

#[tokio::test]
async fn what_is_forgotten_is_a_beginning_whatever_the_clock_said() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    for _ in 0..5 {
        write.record(WorkspaceEvent::WorkspaceChanged {
            what: Changed::default(),
        });
    }
    write.commit().await.unwrap();
    // The third was written while the clock was behind.
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    for (number, at) in [(1_i64, 10_i64), (2, 30), (3, 5), (4, 31), (5, 32)] {
        engine::sql("UPDATE event SET created_at = $2 WHERE number = $1")
            .bind(number)
            .bind(at)
            .execute(&mut write)
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
    assert_eq!(store.sweep_events(20).await.unwrap(), 1);
    let left = store.recorded_after(0).await.unwrap();
    let left: Vec<i64> = left.iter().map(|one| one.number).collect();
    assert_eq!(left, [2, 3, 4, 5]);
    assert_eq!(store.events_after(0).await.unwrap().signals, None);
    assert_eq!(store.sweep_events(100).await.unwrap(), 3);
    let missed = store.events_after(4).await.unwrap();
    assert_eq!(
        (missed.last, missed.signals.map(|all| all.len())),
        (5, Some(1))
    );
}

#[tokio::test]
async fn rows_that_were_twice_where_there_is_one_now_are_mended_when_a_folder_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    third_version(folder.path()).await;
    let old = SqliteConnectOptions::new().filename(folder.path().join(FILE));
    let pool = SqlitePool::connect_with(old).await.unwrap();
    for sql in [
        "INSERT INTO conversation VALUES ('956', '7001', '501', 'visitor', '101', NULL, 'open', 0, 3, 9),
                                         ('957', '7001', '501', 'visitor', '101', NULL, 'open', 0, 4, 4),
                                         ('958', '7001', '501', 'visitor', '101', NULL, 'closed', 0, 5, 5)",
        "INSERT INTO attendance VALUES ('60002', '956', 3, NULL), ('60003', '957', 4, NULL), ('60004', '958', 5, 5)",
        "INSERT INTO tag VALUES ('1', 'A', '#000000', TRUE, 1, 1), ('2', 'B', '#000000', TRUE, 2, 2),
                                ('3', 'C', '#000000', TRUE, 3, 3)",
        "INSERT INTO conversation_tag VALUES ('956', '3', 1), ('956', '2', 2), ('956', '1', 2), ('957', '2', 7)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let store = Store::open(folder.path()).await.unwrap();
    let tags = async |id: &str| -> Vec<String> {
        let summary = store.summary(&id.into()).await.unwrap().unwrap();
        summary.tags.iter().map(ToString::to_string).collect()
    };
    assert_eq!(tags("956").await, ["3", "1", "2"]);
    assert_eq!(tags("957").await, ["2"]);
    let open: Vec<(String, Option<String>)> = engine::sql(
        "SELECT id, open_address FROM conversation WHERE identifier IS NOT NULL ORDER BY id",
    )
    .read_all(&store.engine)
    .await
    .unwrap();
    let visitor = Some("visitor".to_owned());
    assert_eq!(
        open,
        [
            ("956".to_owned(), None),
            ("957".to_owned(), visitor),
            ("958".to_owned(), None)
        ]
    );
    // Closed, it makes room for the next one.
    let patch = ConversationPatch {
        status: Some(Status::Closed),
        ..ConversationPatch::default()
    };
    store
        .by(Actor::System)
        .patch_conversation(&"957".into(), &patch)
        .await
        .unwrap()
        .unwrap();
    let left: i64 = engine::sql("SELECT COUNT(*) FROM conversation WHERE open_address IS NOT NULL")
        .read_one(&store.engine)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn entries_that_stood_in_one_place_stand_beside_each_other_when_a_folder_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let pool = folder_of(25, folder.path()).await;
    for sql in [
        "INSERT INTO tag (id, name, color, is_active, created_at, updated_at, position)
         VALUES ('1', 'A', '#000000', TRUE, 1, 1, 7), ('2', 'B', '#000000', TRUE, 2, 2, 2),
                ('3', 'C', '#000000', TRUE, 2, 2, 2), ('4', 'D', '#000000', TRUE, 1, 1, 2)",
        "INSERT INTO team (id, name, is_active, created_at, updated_at, position)
         VALUES ('1', 'A', TRUE, 1, 1, 0), ('2', 'B', TRUE, 2, 2, 0)",
        "INSERT INTO channel (id, name, kind, created_at, position)
         VALUES ('1', 'A', 'sms', 2, 1), ('2', 'B', 'sms', 1, 1)",
        "INSERT INTO custom_field
            (id, name, entity, placeholder, kind, created_at, updated_at, position)
         VALUES ('1', 'A', 'contact', 'a', 'text', 1, 1, 1), ('2', 'B', 'session', 'b', 'text', 2, 2, 1),
                ('3', 'C', 'contact', 'c', 'text', 3, 3, 1)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let store = Store::open(folder.path()).await.unwrap();
    for (sql, want) in [
        ("SELECT id, position FROM tag ORDER BY position", "4231"),
        ("SELECT id, position FROM team ORDER BY position", "12"),
        ("SELECT id, position FROM channel ORDER BY position", "21"),
        (
            "SELECT id, position FROM custom_field WHERE entity = 'contact' ORDER BY position",
            "13",
        ),
        (
            "SELECT id, position FROM custom_field WHERE entity = 'session' ORDER BY position",
            "2",
        ),
    ] {
        let found: Vec<(String, i64)> = engine::sql(sql).read_all(&store.engine).await.unwrap();
        let ids: String = found.iter().map(|(id, _)| id.as_str()).collect();
        let places = found.iter().map(|(_, place)| *place);
        assert!(places.eq((1..).take(found.len())), "{sql}: {found:?}");
        assert_eq!(ids, want, "{sql}");
    }
}
