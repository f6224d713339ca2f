//! Another key, beside a running server: it may end anywhere.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use encaixe_api::plugin::PluginPatch;
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_protocol::scope::Grants;
use encaixe_server::actor::Actor;
use encaixe_server::store::sealed::Progress;
use encaixe_server::store::{For, Store, plugin};
use encaixe_server::vault::rotate;

use super::{key_words, register, rows, secrets};
use crate::cli::{encaixe, run, text};
use crate::support::Running;

/// Adds so many plugins.
async fn add(store: &Store, count: i64) {
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    for number in 0..count {
        let new = plugin::New {
            name: &format!("plugin {number}"),
            icon: None,
            endpoint: "https://crm.example/",
            enabled: true,
            classic: false,
            scopes: Grants::ALL,
            owner: None,
            auth_secret: true,
            proof_algorithm: ProofAlgorithm::EdDsa,
            created_at: number,
        };
        plugin::insert(&mut write, &new).await.unwrap();
    }
    write.commit().await.unwrap();
}

/// By whoever comes new to the folder, every secret is what it was.
async fn check(data: &Path, known: &HashMap<String, Option<String>>) {
    let store = Store::open(data).await.unwrap();
    assert_eq!(&secrets(&store).await, known);
    assert!(store.closed().await.unwrap().is_empty());
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_each_step_a_running_server_and_a_new_one_open_everything() {
    let running = Running::start().await;
    let server = &running.server.app().store;
    add(server, 250).await;
    let known = secrets(server).await;
    assert!(known.len() == 252 && known.values().all(Option::is_some));
    let before = key_words(running.data());

    let store = Store::open(running.data()).await.unwrap();
    rotate::add(&store).await.unwrap();
    assert_eq!(secrets(server).await, known);
    check(running.data(), &known).await;
    let both = key_words(running.data());
    assert_eq!(both[2..], before[..], "the new one stands first");

    let mut progress = Progress::default();
    assert!(rotate::reseal(&store, &mut progress).await.unwrap());
    assert_eq!(progress.values, 100);
    assert_eq!(secrets(server).await, known);
    check(running.data(), &known).await;
    // Nothing is dropped that a row uses.
    assert_eq!(rotate::drop_unused(&store, 0).await.unwrap(), 0);
    check(running.data(), &known).await;

    while rotate::reseal(&store, &mut progress).await.unwrap() {}
    assert_eq!(progress.values, 3 * 252, "a secret and two keys of each");
    assert_eq!(secrets(server).await, known);
    check(running.data(), &known).await;

    assert_eq!(
        rotate::drop_unused(&store, progress.values).await.unwrap(),
        1
    );
    assert_eq!(secrets(server).await, known);
    check(running.data(), &known).await;
    assert_eq!(key_words(running.data()), both[..2]);
    // What the server makes now has the new key, though it knew the other.
    let admin = running.admin().await;
    register(&admin, "New").await;
    for (.., value) in rows(running.data()).await {
        assert!(value.starts_with(&format!("sealed.1.{}.", both[0])));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_that_is_killed_at_any_moment_loses_nothing_and_the_next_one_ends_it() {
    let running = Running::start().await;
    let server = &running.server.app().store;
    add(server, 600).await;
    let known = secrets(server).await;
    let mut cut = 0;
    for after in (0..12).map(|step| Duration::from_millis(8 * step)) {
        let mut child = encaixe(running.data(), &["key", "rotate"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(after).await;
        drop(child.kill());
        cut += u32::from(!child.wait().unwrap().success());
        assert_eq!(secrets(server).await, known, "after {after:?}");
        check(running.data(), &known).await;
    }
    assert!(cut > 0);
    let said = run(running.data(), &["key", "rotate"]);
    assert!(text(&said).contains("1806 secrets are sealed with it"));
    assert_eq!(key_words(running.data()).len(), 2);
    assert_eq!(secrets(server).await, known);
    check(running.data(), &known).await;
    // Nothing is left of the files that were being written when it was killed.
    let names = std::fs::read_dir(running.data()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<_> = names.filter(|name| name.contains("vault.key")).collect();
    assert_eq!(left, ["vault.key"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_seals_while_keys_come_and_go_is_never_left_without_the_key() {
    let running = Running::start().await;
    let data = running.data().to_owned();
    let mut making = Vec::new();
    for task in 0..4 {
        let store = Store::open(&data).await.unwrap();
        making.push(tokio::spawn(async move {
            for number in 0..15 {
                let new = plugin::New {
                    name: &format!("{task} {number}"),
                    icon: None,
                    endpoint: "https://crm.example/",
                    enabled: true,
                    classic: false,
                    scopes: Grants::ALL,
                    owner: None,
                    auth_secret: true,
                    proof_algorithm: ProofAlgorithm::EdDsa,
                    created_at: number,
                };
                let writer = store.by(Actor::System);
                let made = writer
                    .add_plugin(&new, &PluginPatch::default(), None)
                    .await
                    .unwrap()
                    .unwrap();
                let id = made.id.to_string();
                let made = writer
                    .rotate_plugin_secret(&id.as_str().into())
                    .await
                    .unwrap();
                let found = store
                    .plugin(&id.as_str().into())
                    .await
                    .unwrap()
                    .unwrap()
                    .secret;
                assert_eq!(found, made);
            }
        }));
    }
    let store = Store::open(&data).await.unwrap();
    let mut rotated = 0;
    while !making.iter().all(tokio::task::JoinHandle::is_finished) || rotated == 0 {
        rotate::rotate(&store, &rotate::Outside::default())
            .await
            .unwrap();
        rotated += 1;
        assert!(store.closed().await.unwrap().is_empty());
    }
    for task in making {
        task.await.unwrap();
    }
    rotate::rotate(&store, &rotate::Outside::default())
        .await
        .unwrap();
    let server = secrets(&running.server.app().store).await;
    assert_eq!(server.len(), 62);
    check(&data, &server).await;
    assert!(server.values().all(Option::is_some));
    assert_eq!(key_words(&data).len(), 2);
}
