//! Whose schema a backup has before anything of it is taken.

use std::path::{Path, PathBuf};

use encaixe_server::backup::{backup, restore};
use encaixe_server::demo;
use encaixe_server::store::{FILE, Store};
use encaixe_server::vault::Vault;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

async fn run(file: &Path, statements: &[&'static str]) {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    let mut database = options.connect().await.unwrap();
    for sql in statements {
        sqlx::query(*sql).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
}

fn vault(folder: &Path) -> Vault {
    Vault::at(Vault::file_in(folder))
}

/// A sound backup of the demo.
async fn sound(folder: &Path) -> PathBuf {
    let data = folder.join("data");
    let store = Store::open(&data).await.unwrap();
    demo::install(&store).await.unwrap();
    store.close().await;
    let file = folder.join("sound.db");
    backup(&data, &file, None).await.unwrap();
    file
}

#[tokio::test]
async fn a_backup_with_another_schema_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let sound = sound(folder.path()).await;
    let kept = folder.path().join("kept");
    Store::open(&kept).await.unwrap().close().await;
    let before = std::fs::read(kept.join(FILE)).unwrap();
    for (what, statements) in [
        (
            "trigger `spy`",
            &["CREATE TRIGGER spy AFTER INSERT ON message BEGIN UPDATE contact SET name = 'x'; END"]
                as &[_],
        ),
        (
            "trigger `late`",
            &["CREATE TRIGGER late AFTER INSERT ON _sqlx_migrations BEGIN DELETE FROM member; END"],
        ),
        (
            "view `all_of_it`",
            &["CREATE VIEW all_of_it AS SELECT * FROM token"],
        ),
        (
            "table `contact`",
            &["ALTER TABLE contact ADD COLUMN shown TEXT AS (name || '!')"],
        ),
        (
            "table `contact`",
            &["ALTER TABLE contact ADD COLUMN more TEXT"],
        ),
        ("table `more`", &["CREATE TABLE more (id TEXT)"]),
        (
            "index `more`",
            &["CREATE INDEX more ON contact (lower(name))"],
        ),
        (
            "index `conversation_by_time`, which is missing",
            &["DROP INDEX conversation_by_time"],
        ),
        (
            "trigger `message_added`",
            &[
                "DROP TRIGGER message_added",
                "CREATE TRIGGER message_added AFTER INSERT ON message BEGIN SELECT 1; END",
            ],
        ),
        (
            "table `_sqlx_migrations`",
            &["ALTER TABLE _sqlx_migrations ADD COLUMN more AS (version)"],
        ),
    ] {
        let file = folder.path().join("changed.db");
        std::fs::copy(&sound, &file).unwrap();
        run(&file, statements).await;
        for force in [false, true] {
            let into = if force {
                kept.clone()
            } else {
                folder.path().join("none")
            };
            let error = restore(&file, &into, &vault(&into), force)
                .await
                .unwrap_err();
            let said = format!("{error:#}");
            assert!(said.contains(what), "{what}: {said}");
            assert!(!folder.path().join("none").join(FILE).exists());
        }
        assert_eq!(std::fs::read(kept.join(FILE)).unwrap(), before, "{what}");
    }
}

#[tokio::test]
async fn a_backup_of_an_earlier_version_and_one_with_statistics_are_ours() {
    let folder = tempfile::tempdir().unwrap();
    let sound = sound(folder.path()).await;
    run(&sound, &["ANALYZE"]).await;
    let new = folder.path().join("new");
    let restored = restore(&sound, &new, &vault(&new), false).await.unwrap();
    assert_eq!(restored.workspace, "Loja Aurora");

    let file = folder.path().join("old.db");
    run(&file, &[]).await;
    let mut database = SqliteConnectOptions::new()
        .filename(&file)
        .connect()
        .await
        .unwrap();
    let all = sqlx::migrate!("migrations/sqlite");
    let first: Vec<_> = all.iter().filter(|one| one.version <= 7).cloned().collect();
    Migrator::with_migrations(first)
        .run(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    run(&file, &["INSERT INTO workspace VALUES ('1', 'Antiga', 1)"]).await;
    let older = folder.path().join("older");
    let restored = restore(&file, &older, &vault(&older), false).await.unwrap();
    assert_eq!(restored.workspace, "Antiga");
}
