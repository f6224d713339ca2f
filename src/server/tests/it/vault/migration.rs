//! A folder of an earlier version, with its secrets in the clear.

use std::path::Path;
use std::process::{Command, Stdio};

use encaixe_server::actor::Actor;
use encaixe_server::store::sealing::Sealing;
use encaixe_server::store::{FILE, Store};
use encaixe_server::vault::{Closed, PLUGIN_SECRET, Vault};
use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use tempfile::TempDir;

use super::{Search, key_words, rows, secret, secrets, standing};
use crate::cli::{Served, encaixe};
use crate::support::{Running, done};
use crate::upgrade::{few, folder_of_before, pool};

/// Secrets as earlier versions made them: of two plugins, one that was rotated away, one of a plugin that was deleted.
const OLD: [&str; 4] = [
    "oN3kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrH0",
    "tW0kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrH4",
    "rT0kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrH8",
    "dL0kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrHA",
];

/// What earlier versions did to plugins.
const DONE: [&str; 5] = [
    "INSERT INTO plugin VALUES ('p1', 'CRM', NULL, 'https://crm.example/', 'rT0kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrH8', TRUE, FALSE, 1, NULL, NULL, NULL, NULL)",
    "INSERT INTO plugin VALUES ('p2', 'ERP', NULL, 'https://erp.example/', 'tW0kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrH4', TRUE, FALSE, 2, NULL, NULL, NULL, NULL)",
    "INSERT INTO plugin VALUES ('p3', 'Left', NULL, 'https://left.example/', 'dL0kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrHA', TRUE, FALSE, 3, NULL, NULL, NULL, NULL)",
    "UPDATE plugin SET secret = 'oN3kQ0a1b2c3d4e5f6g7h8i9j0kAlBmCnDoEpFqGrH0' WHERE id = 'p1'",
    "DELETE FROM plugin WHERE id = 'p3'",
];

/// A folder whose server was killed: its log of writes is still there.
async fn earlier() -> TempDir {
    let made = tempfile::tempdir().unwrap();
    folder_of_before(made.path(), &few()).await;
    let pool = pool(made.path()).await;
    sqlx::query("PRAGMA journal_mode = WAL")
        .execute(&pool)
        .await
        .unwrap();
    for sql in DONE {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    for name in [FILE.to_owned(), format!("{FILE}-wal")] {
        std::fs::copy(made.path().join(&name), data.join(&name)).unwrap();
    }
    pool.close().await;
    for secret in OLD {
        let there = Search::new([secret]).within(&data);
        assert!(!there.is_empty(), "{secret} is in the clear before");
    }
    folder
}

fn clear(folder: &Path) -> Vec<String> {
    Search::new(OLD).within(folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_seals_them_and_leaves_nothing_in_the_clear() {
    let folder = earlier().await;
    let running = Running::start_in(folder).await;
    // The backup beside the folder, which this start makes too, is looked through with the rest.
    let beside = running.folder.path().join("data.before-addresses.backup");
    assert!(beside.is_file());
    assert_eq!(clear(running.folder.path()), [""; 0]);
    assert!(
        rows(running.data())
            .await
            .iter()
            .all(|(.., value)| value.starts_with("sealed.1."))
    );
    let admin = running.admin().await;
    assert_eq!(secret(&admin, "p1").await, OLD[0]);
    assert_eq!(secret(&admin, "p2").await, OLD[1]);
    let frames: Value = admin.read("/api/frames").await;
    let address = format!("https://crm.example/?auth_secret={}", OLD[0]);
    assert!(
        frames
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["src"] == *address)
    );
    let expected = json!({"rotationOffered": true, "unreadable": []});
    assert_eq!(standing(&running).await, expected);

    // The offer stays until somebody takes it, or does not want it.
    let running = Running::start_in(running.stop().await).await;
    assert_eq!(standing(&running).await, expected);
    let admin = running.admin().await;
    done(admin.post("/api/plugins/secrets/dismiss"), 204).await;
    assert_eq!(standing(&running).await["rotationOffered"], false);
    assert_eq!(secret(&admin, "p1").await, OLD[0]);
    let running = Running::start_in(running.stop().await).await;
    assert_eq!(standing(&running).await["rotationOffered"], false);
    assert_eq!(clear(running.folder.path()), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn rotating_all_makes_each_anew_and_ends_the_offer() {
    let running = Running::start_in(earlier().await).await;
    let (_, mark) = running.told(0).await;
    let admin = running.admin().await;
    done(admin.post("/api/plugins/secrets/rotate"), 204).await;
    assert_eq!(standing(&running).await["rotationOffered"], false);
    for (id, old) in [("p1", OLD[0]), ("p2", OLD[1])] {
        assert_ne!(secret(&admin, id).await, old);
    }
    let (changes, _) = running.told(mark).await;
    assert!(changes.contains(&encaixe_api::live::Change::Plugins));
    let agent = running.program().await;
    for path in ["rotate", "dismiss"] {
        let path = format!("/api/plugins/secrets/{path}");
        crate::support::refused(agent.post(&path), 403).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_folder_offers_nothing() {
    let running = Running::start().await;
    let expected = json!({"rotationOffered": false, "unreadable": []});
    assert_eq!(standing(&running).await, expected);
    let store = &running.server.app().store;
    assert_eq!(store.sealing().await.unwrap(), Sealing::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_after_any_step_loses_nothing_and_the_next_start_goes_on() {
    // Killed after the tables, after the key, after the rows, after the file.
    for steps in 0..4 {
        let folder = earlier().await;
        let data = folder.path().join("data");
        let store = Store::open(&data).await.unwrap();
        let writer = store.by(Actor::System);
        assert_eq!(store.sealing().await.unwrap(), Sealing::Due);
        if steps > 0 {
            writer.make_vault_key().await.unwrap();
        }
        if steps > 1 {
            assert_eq!(writer.seal_clear().await.unwrap(), 2);
            assert_eq!(store.sealing().await.unwrap(), Sealing::Rewrite);
        }
        if steps > 2 {
            store.rewrite().await.unwrap();
        }
        store.close().await;
        let running = Running::start_in(folder).await;
        assert_eq!(clear(running.folder.path()), [""; 0], "{steps}");
        let known = secrets(&running.server.app().store).await;
        assert_eq!(known["CRM"].as_deref(), Some(OLD[0]));
        assert_eq!(known["ERP"].as_deref(), Some(OLD[1]));
        assert_eq!(standing(&running).await["rotationOffered"], true);
        assert_eq!(key_words(running.data()).len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_the_clear_is_no_secret_until_it_is_sealed_and_cannot_be_rotated_by_key() {
    let folder = earlier().await;
    let data = folder.path().join("data");
    let store = Store::open(&data).await.unwrap();
    assert_eq!(secrets(&store).await["CRM"], None);
    let closed = store.closed().await.unwrap();
    assert_eq!(closed[0].why, Closed::Broken);
    assert_eq!(closed[0].column, PLUGIN_SECRET);
    let error = encaixe_server::vault::rotate::rotate(
        &store,
        &encaixe_server::vault::rotate::Outside::default(),
    )
    .await;
    assert!(error.unwrap_err().to_string().contains("start the server"));
    assert!(!Vault::file_in(&data).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_file_that_cannot_be_used_stops_the_start_before_anything_is_sealed() {
    let folder = earlier().await;
    let data = folder.path().join("data");
    std::fs::write(Vault::file_in(&data), "none of ours").unwrap();
    let config = crate::support::config(folder.path());
    let error = encaixe_server::serve::Server::start(&config).await;
    let said = format!("{:#}", error.unwrap_err());
    assert!(said.contains("vault.key is damaged"), "{said}");
    let left = std::fs::read_to_string(Vault::file_in(&data)).unwrap();
    assert_eq!(left, "none of ours");
    std::fs::remove_file(Vault::file_in(&data)).unwrap();
    let running = Running::start_in(folder).await;
    assert_eq!(clear(running.folder.path()), [""; 0]);
    assert_eq!(secret(&running.admin().await, "p1").await, OLD[0]);
}

/// What a program says on standard error until it has printed its way in, and the program.
fn start_saying(folder: &Path, mut command: Command) -> (String, Served) {
    let log = folder.join("log");
    command.stderr(Stdio::from(std::fs::File::create(&log).unwrap()));
    let served = Served::run(command);
    (std::fs::read_to_string(log).unwrap(), served)
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_without_room_for_a_new_file_is_said_and_the_next_start_tries_again() {
    const SERVE: [&str; 6] = ["serve", "--no-open", "--port", "0", "--plugin-port", "0"];
    let folder = earlier().await;
    let data = folder.path().join("data");
    // Everything that later versions do but for this one, and much in the file.
    let pool = pool(&data).await;
    let all = sqlx::migrate!("migrations/sqlite");
    let earlier = all.iter().filter(|one| one.version <= 26).cloned();
    Migrator::with_migrations(earlier.collect::<Vec<_>>())
        .run(&pool)
        .await
        .unwrap();
    for sql in [
        "INSERT INTO setting (name, value) VALUES ('addresses', 'done')",
        "INSERT INTO plugin_storage SELECT 'p1', 'workspace', '', 'k', hex(randomblob(6000000)), 1",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    // No file may be larger than it is now, and the log of writes would have to.
    let blocks = data.join(FILE).metadata().unwrap().len() / 512 + 64;
    let program = encaixe(&data, &SERVE);
    let mut limited = Command::new("sh");
    limited.arg("-c");
    limited.arg(format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
    ));
    limited.arg(program.get_program()).args(program.get_args());
    let (said, served) = start_saying(folder.path(), limited);
    assert!(said.contains("could not be rewritten"), "{said}");
    drop(served);
    let store = Store::open(&data).await.unwrap();
    assert_eq!(store.sealing().await.unwrap(), Sealing::Rewrite);
    assert_eq!(secrets(&store).await["CRM"].as_deref(), Some(OLD[0]));
    store.close().await;

    let (said, served) = start_saying(folder.path(), program);
    assert!(said.contains("Backups that were made before"), "{said}");
    assert!(!said.contains("could not be rewritten"), "{said}");
    drop(served);
    assert_eq!(clear(folder.path()), [""; 0]);
}
