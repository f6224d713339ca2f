//! What plugins store: who sees it, and its bounds.

use encaixe_protocol::limits::Limits;
use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{ANA, Running, Visitor, done, expect, refused};

const VALUE: usize = Limits::STANDARD.storage_value_bytes as usize;
const ALL: usize = Limits::STANDARD.storage_bytes as usize;
const KEYS: usize = Limits::STANDARD.storage_keys as usize;

async fn keys(visitor: &Visitor, base: &str, query: &str) -> Vec<String> {
    let found: Value = visitor.read(&format!("{base}{query}")).await;
    serde_json::from_value(found["keys"].clone()).unwrap()
}

async fn value(visitor: &Visitor, path: &str) -> Value {
    let found: Value = visitor.read(path).await;
    found["value"].clone()
}

async fn put(visitor: &Visitor, path: &str, value: &str) {
    done(visitor.put_json(path, &json!({"value": value})), 204).await;
}

#[tokio::test]
async fn a_value_is_put_read_replaced_and_removed() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let base = format!("/api/plugins/{}/storage/user", running.demo_plugin().await);
    let path = format!("{base}/note");
    assert_eq!(value(&agent, &path).await, Value::Null);
    for text in ["{\"a\": [1, \"ç\u{0}🧩\"]}", "", "2"] {
        put(&agent, &path, text).await;
        assert_eq!(value(&agent, &path).await, text);
    }
    assert_eq!(keys(&agent, &base, "").await, ["note"]);
    for _ in 0..2 {
        done(agent.delete(&path), 204).await;
    }
    assert_eq!(value(&agent, &path).await, Value::Null);
    assert!(keys(&agent, &base, "").await.is_empty());
}

#[tokio::test]
async fn a_key_is_any_text_of_one_to_two_hundred_characters() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let base = format!(
        "/api/plugins/{}/storage/workspace",
        running.demo_plugin().await
    );
    let longest = "%C3%A9".repeat(200);
    let mut told = Vec::new();
    for (encoded, key) in [
        ("a%2Fb%2F..%2Fc", "a/b/../c".to_owned()),
        ("%20", " ".to_owned()),
        ("%3Fx%23y%25", "?x#y%".to_owned()),
        ("%252F", "%2F".to_owned()),
        ("a%00b%0A", "a\0b\n".to_owned()),
        ("%F0%9F%A7%A9", "🧩".to_owned()),
        ("...", "...".to_owned()),
        (longest.as_str(), "é".repeat(200)),
    ] {
        let path = format!("{base}/{encoded}");
        put(&agent, &path, &key).await;
        assert_eq!(value(&agent, &path).await, key);
        told.push(key);
    }
    told.sort();
    assert_eq!(keys(&agent, &base, "").await, told);
    let error = refused(agent.get(&format!("{base}/{}", "%C3%A9".repeat(201))), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("key", "too_long")
    );
    refused(agent.get(&format!("{base}/")), 404).await;
    refused(agent.get(&format!("{base}/%FF")), 400).await;
}

#[tokio::test]
async fn every_scope_plugin_and_owner_has_its_own_room() {
    let running = Running::start().await;
    let (ana, bruno) = (running.signed_in(ANA).await, running.agent().await);
    let demo = running.demo_plugin().await;
    let new = json!({"name": "CRM", "endpoint": "https://crm.example.com/p"});
    let crm: Value = expect(ana.post_json("/api/plugins", &new), StatusCode::CREATED).await;
    let crm = crm["id"].as_str().unwrap().to_owned();
    let base = |plugin: &str, scope: &str| format!("/api/plugins/{plugin}/storage/{scope}");
    let (mine, shared) = (base(&demo, "user"), base(&demo, "workspace"));
    let about = base(&demo, "conversation");

    put(&ana, &format!("{mine}/k"), "ana").await;
    put(&bruno, &format!("{mine}/k"), "bruno").await;
    put(&ana, &format!("{shared}/k"), "all").await;
    put(&ana, &format!("{about}/k?conversation=955"), "of 955").await;
    put(&ana, &format!("{}/k", base(&crm, "user")), "crm").await;

    assert_eq!(value(&ana, &format!("{mine}/k")).await, "ana");
    assert_eq!(value(&bruno, &format!("{mine}/k")).await, "bruno");
    assert_eq!(value(&bruno, &format!("{shared}/k")).await, "all");
    assert_eq!(
        value(&bruno, &format!("{about}/k?conversation=955")).await,
        "of 955"
    );
    assert_eq!(
        value(&bruno, &format!("{about}/k?conversation=954")).await,
        Value::Null
    );
    assert_eq!(
        value(&ana, &format!("{}/k", base(&crm, "user"))).await,
        "crm"
    );
    assert_eq!(keys(&bruno, &about, "?conversation=954").await, [""; 0]);

    done(bruno.delete(&format!("{mine}/k")), 204).await;
    assert_eq!(value(&ana, &format!("{mine}/k")).await, "ana");
}

#[tokio::test]
async fn what_is_not_there_or_not_allowed_is_refused_in_words() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let demo = running.demo_plugin().await;
    let base = format!("/api/plugins/{demo}/storage");
    let error = refused(agent.get("/api/plugins/none/storage/user/k"), 404).await;
    assert!(error.message.contains("plugin"), "{}", error.message);
    let error = refused(agent.get(&format!("{base}/team/k")), 404).await;
    assert_eq!(error.fields[0].path, "scope");
    let error = refused(agent.get(&format!("{base}/conversation/k")), 422).await;
    assert_eq!(error.fields[0].path, "conversation");
    let error = refused(
        agent.get(&format!("{base}/conversation/k?conversation=none")),
        404,
    )
    .await;
    assert_eq!(error.fields[0].path, "conversation");
    for (body, path) in [
        (json!({"value": null}), "value"),
        (json!({"value": 1}), "value"),
        (json!([]), "."),
    ] {
        let error = refused(agent.put_json(&format!("{base}/user/k"), &body), 422).await;
        assert_eq!(error.fields[0].path, path, "{body}");
    }

    let program = running.program().await;
    for request in [
        program.get(&format!("{base}/user")),
        program.put_json(&format!("{base}/user/k"), &json!({"value": "1"})),
    ] {
        let error = refused(request, 403).await;
        assert!(error.message.contains("token"), "{}", error.message);
    }
    put(&program, &format!("{base}/workspace/k"), "1").await;

    let path = format!("/api/plugins/{demo}");
    let off = running
        .admin()
        .await
        .patch(&path, &json!({"enabled": false}));
    let _: Value = expect(off, StatusCode::OK).await;
    refused(agent.get(&format!("{base}/workspace/k")), 404).await;
    refused(
        agent.put_json(&format!("{base}/workspace/k"), &json!({"value": "1"})),
        404,
    )
    .await;
    refused(agent.delete(&format!("{base}/workspace/k")), 404).await;
}

#[tokio::test]
async fn a_value_and_a_scope_have_bounds_in_bytes_that_the_refusal_names() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let base = format!("/api/plugins/{}/storage/user", running.demo_plugin().await);
    let path = |key: usize| format!("{base}/{key:04}");
    let large = json!({"value": format!("é{}", "x".repeat(VALUE - 1))});
    let error = refused(agent.put_json(&path(0), &large), 413).await;
    assert_eq!(error.code, "too_large");
    let words = format!("at most {VALUE} bytes; this one has {}", VALUE + 1);
    assert!(error.message.contains(&words), "{}", error.message);

    // Keys of four bytes: sixteen values that fill the scope to the last byte.
    let full = "x".repeat(VALUE - 4);
    for key in 0..16 {
        put(&agent, &path(key), &full).await;
    }
    let error = refused(agent.put_json(&path(16), &json!({"value": ""})), 413).await;
    assert_eq!(error.code, "too_large");
    for words in [
        format!("at most {ALL} bytes"),
        format!("{ALL} are used"),
        "have 4".to_owned(),
    ] {
        assert!(error.message.contains(&words), "{}", error.message);
    }
    let one_more = json!({"value": format!("{full}x")});
    refused(agent.put_json(&path(3), &one_more), 413).await;
    assert_eq!(value(&agent, &path(3)).await, full.as_str());

    // A value that takes the place of another counts once, and other rooms are empty.
    put(&agent, &path(3), &full).await;
    put(&agent, &path(3), &full[1..]).await;
    refused(agent.put_json(&path(16), &json!({"value": ""})), 413).await;
    done(agent.delete(&path(4)), 204).await;
    put(&agent, &path(16), &full).await;
    put(&running.signed_in(ANA).await, &path(0), &full).await;
}

#[tokio::test]
async fn a_scope_has_a_bound_of_keys_however_small_they_are() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let base = format!("/api/plugins/{}/storage/user", running.demo_plugin().await);
    for key in 0..KEYS {
        put(&agent, &format!("{base}/{key}"), "").await;
    }
    let more = || agent.put_json(&format!("{base}/more"), &json!({"value": ""}));
    let error = refused(more(), 413).await;
    assert_eq!(error.code, "too_large");
    let words = format!("at most {KEYS} keys");
    assert!(error.message.contains(&words), "{}", error.message);

    // What is stored can still change, and a key that goes makes room.
    put(&agent, &format!("{base}/0"), "new").await;
    done(agent.delete(&format!("{base}/1")), 204).await;
    put(&agent, &format!("{base}/more"), "").await;
    assert_eq!(keys(&agent, &base, "").await.len(), KEYS);
    let ana = running.signed_in(ANA).await;
    put(&ana, &format!("{base}/more"), "").await;
}

#[tokio::test]
async fn the_bound_holds_for_any_number_of_writers_at_once() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let base = format!(
        "/api/plugins/{}/storage/workspace",
        running.demo_plugin().await
    );
    let body = json!({"value": "x".repeat(VALUE)});
    let writes = (0..40).map(|key| agent.put_json(&format!("{base}/{key:04}"), &body).send());
    let mut taken = 0;
    for answer in join_all(writes).await {
        match answer.unwrap().status().as_u16() {
            204 => taken += 1,
            413 => {}
            other => panic!("{other}"),
        }
    }
    assert_eq!(taken, ALL / (VALUE + 4));
    assert_eq!(keys(&agent, &base, "").await.len(), taken);
}

#[tokio::test]
async fn a_plugin_that_is_removed_takes_its_storage_along() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let demo = running.demo_plugin().await;
    let new = json!({"name": "CRM", "endpoint": "https://crm.example.com/p"});
    let crm: Value = expect(admin.post_json("/api/plugins", &new), StatusCode::CREATED).await;
    let crm = crm["id"].as_str().unwrap();
    for plugin in [&demo, crm] {
        put(
            &admin,
            &format!("/api/plugins/{plugin}/storage/workspace/k"),
            "1",
        )
        .await;
    }
    done(admin.delete(&format!("/api/plugins/{crm}")), 204).await;
    let path = format!("/api/plugins/{demo}/storage/workspace/k");
    assert_eq!(value(&admin, &path).await, "1");
    assert_eq!(left_in(&running, crm).await, 0);
    assert_eq!(left_in(&running, &demo).await, 1);
}

/// How many values of a plugin the database holds, whether or not the plugin is there.
async fn left_in(running: &Running, plugin: &str) -> usize {
    use encaixe_server::store::storage::{Owner, Storage};
    let place = Storage {
        plugin: &plugin.into(),
        owner: &Owner::Workspace,
    };
    running
        .server
        .app()
        .store
        .stored_keys(place)
        .await
        .unwrap()
        .len()
}
