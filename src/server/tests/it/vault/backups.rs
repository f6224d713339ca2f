//! A backup has sealed rows, and the key where it was asked for.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use encaixe_server::backup::{self, Restored, backup, backup_server, restore_server};
use encaixe_server::store::server::ServerStore;
use encaixe_server::store::{Error, Store};
use encaixe_server::vault::rotate::{self, Outside};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Search, key_words, noted, register, secrets, vault};
use crate::cli::{run, text};
use crate::support::{Running, expect};

/// A folder with a plugin of its own, and a backup of it without and with the key.
async fn kept() -> (TempDir, PathBuf, PathBuf) {
    let running = Running::start().await;
    register(&running.admin().await, "CRM").await;
    let (plain, whole) = (
        running.folder.path().join("plain"),
        running.folder.path().join("whole"),
    );
    backup(running.data(), &plain, None).await.unwrap();
    let keys = vault(running.data());
    backup(running.data(), &whole, Some(&keys)).await.unwrap();
    (running.stop().await, plain, whole)
}

/// Waits for the lock of a folder that this process gave back: a program that another test begins at this moment has it until it runs.
async fn when_free<T>(work: impl AsyncFn() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let is_used = |error: &anyhow::Error| {
        let mut causes = error.chain().map(|cause| cause.downcast_ref());
        causes.any(|cause| matches!(cause, Some(Error::InUse(_))))
    };
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        match work().await {
            Err(error) if is_used(&error) && Instant::now() < until => {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            done => return done,
        }
    }
}

async fn restore(file: &Path, folder: &Path, force: bool) -> anyhow::Result<Restored> {
    let vault = vault(folder);
    when_free(async || backup::restore(file, folder, &vault, force).await).await
}

async fn known(data: &Path) -> std::collections::HashMap<String, Option<String>> {
    let store = when_free(async || Ok(Store::open(data).await?)).await;
    let store = store.unwrap();
    let known = secrets(&store).await;
    store.close().await;
    known
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_key_a_restore_says_what_must_be_made_anew_and_does_the_rest() {
    let (folder, plain, _) = kept().await;
    let data = folder.path().join("data");
    let new = folder.path().join("new");
    let said = run(&new, &["restore", plain.to_str().unwrap()]);
    assert!(text(&said).contains("holds the workspace Loja Aurora"));
    let said = noted(&said);
    assert!(said.contains("Make them anew"), "{said}");
    assert!(said.trim_end().ends_with("CRM, Console, Demo"), "{said}");
    assert!(!new.join("vault.key").exists());
    assert!(known(&new).await.values().all(Option::is_none));
    // The key that belongs to it makes it whole.
    fs::copy(data.join("vault.key"), new.join("vault.key")).unwrap();
    assert_eq!(known(&new).await, known(&data).await);

    // Over a folder with that key nothing has to be made anew.
    let restored = restore(&plain, &data, true).await.unwrap();
    assert!(restored.closed.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_key_a_restore_is_whole_and_the_database_has_no_trace_of_it() {
    let (folder, plain, whole) = kept().await;
    let data = folder.path().join("data");
    let key = Search::new([&key_words(&data)[1]]);
    assert!(key.finds(&fs::read(&whole).unwrap()));
    assert!(!key.finds(&fs::read(&plain).unwrap()));
    let new = folder.path().join("new");
    let said = run(&new, &["restore", whole.to_str().unwrap()]);
    let said = noted(&said);
    assert!(said.contains("the key of its secrets was in it"), "{said}");
    assert!(!said.contains("anew"), "{said}");
    assert_eq!(key_words(&new), key_words(&data));
    assert_eq!(known(&new).await, known(&data).await);
    assert_eq!(key.within(&new), [""; 0]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(new.join("vault.key"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_the_folder_that_is_replaced_stays_before_the_one_that_comes() {
    let (folder, plain, whole) = kept().await;
    let (other, ..) = kept().await;
    let (data, into) = (folder.path().join("data"), other.path().join("data"));
    let own = key_words(&into);
    let before = known(&into).await;
    let restored = restore(&plain, &into, true).await.unwrap();
    assert_eq!(restored.closed, ["CRM", "Console", "Demo"]);
    assert!(!restored.has_brought_keys);
    assert_eq!(key_words(&into), own);

    let restored = restore(&whole, &into, true).await.unwrap();
    assert!(restored.has_brought_keys && restored.closed.is_empty());
    assert_eq!(known(&into).await, known(&data).await);
    let both = [own.clone(), key_words(&data)].concat();
    assert_eq!(key_words(&into), both);
    // The one that was replaced twice is whole again too.
    let aside = fs::read_dir(&into)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut aside: Vec<_> = aside
        .filter(|path| path.to_string_lossy().contains("before-restore"))
        .collect();
    aside.sort();
    let restored = restore(&aside[0], &into, true).await.unwrap();
    assert!(restored.closed.is_empty());
    assert_eq!(known(&into).await, before);

    // A damaged key file is not written over, and what the backup says is not lost by it.
    fs::write(into.join("vault.key"), "none of ours").unwrap();
    let error = restore(&whole, &into, true).await.unwrap_err();
    assert!(format!("{error:#}").contains("damaged"), "{error:#}");
    let left = fs::read_to_string(into.join("vault.key")).unwrap();
    assert_eq!(left, "none of ours");
    let restored = restore(&plain, &into, true).await.unwrap();
    assert_eq!(restored.closed.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_with_the_key_wants_one() {
    let (folder, ..) = kept().await;
    let data = folder.path().join("data");
    fs::remove_file(data.join("vault.key")).unwrap();
    let file = folder.path().join("file");
    let refused = run(&data, &["backup", "--with-key", file.to_str().unwrap()]);
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("there is no vault key"), "{said}");
    assert!(!file.exists());
    let said = run(&data, &["backup", file.to_str().unwrap()]);
    assert!(!noted(&said).contains("the key is not in it"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_beside_a_rotation_has_the_key_of_each_of_its_rows() {
    let running = Running::start().await;
    let store = &running.server.app().store;
    let before = secrets(store).await;
    let data = running.data().to_owned();
    let rotating = tokio::spawn(async move {
        let store = Store::open(&data).await.unwrap();
        for _ in 0..30 {
            encaixe_server::vault::rotate::rotate(
                &store,
                &encaixe_server::vault::rotate::Outside::default(),
            )
            .await
            .unwrap();
        }
    });
    let mut round = 0;
    while !rotating.is_finished() || round == 0 {
        let file = running.folder.path().join(format!("{round}"));
        let keys = vault(running.data());
        backup(running.data(), &file, Some(&keys)).await.unwrap();
        let new = running.folder.path().join(format!("{round}.data"));
        let restored = restore(&file, &new, false).await.unwrap();
        assert!(restored.closed.is_empty());
        assert_eq!(known(&new).await, before);
        round += 1;
    }
    rotating.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_beside_a_rotation_has_the_key_of_each_secret_of_an_integration() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let made = admin.post_json("/api/integrations", &json!({"name": "CRM"}));
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap();
    let data = running.data().to_owned();
    let rotating = tokio::spawn(async move {
        let store = Store::open(&data).await.unwrap();
        let outside = Outside {
            server: ServerStore::find(&data).await.unwrap(),
            ..Outside::default()
        };
        for _ in 0..20 {
            let rotated = rotate::rotate(&store, &outside).await.unwrap();
            assert_eq!(rotated.closed, [""; 0]);
        }
    });
    let mut round = 0;
    while !rotating.is_finished() || round == 0 {
        let file = running.folder.path().join(format!("{round}"));
        let keys = vault(running.data());
        let backed = backup_server(running.data(), &file, &keys, true).await;
        assert!(backed.unwrap().has_integrations);
        let new = running.folder.path().join(format!("{round}.data"));
        let keys = vault(&new);
        let restored =
            when_free(async || restore_server(&file, &new, &keys, None, false).await).await;
        assert!(restored.unwrap()[0].1.closed.is_empty());
        let server = ServerStore::open(&new).await.unwrap();
        let secrets = server.integration_secrets(&id.into(), &vault(&new)).await;
        assert_eq!(secrets.unwrap(), [made["secret"].as_str().unwrap()]);
        server.close().await;
        round += 1;
    }
    rotating.await.unwrap();
}
