//! A program with the most talkative log: nothing that it leaves holds a secret.

use std::fs::File;

use encaixe_server::vault::Vault;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Search, key_words, noted, opened, rows};
use crate::cli::{Served, encaixe, run, text};
use crate::support::client;

#[tokio::test(flavor = "multi_thread")]
async fn no_file_log_backup_or_answer_holds_a_secret_after_creation_rotation_and_deletion() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let log = folder.path().join("log");
    let mut command = encaixe(&data, &["serve", "--port", "0", "--plugin-port", "0"]);
    command.env("ENCAIXE_LOG", "trace");
    command.stderr(File::create(&log).unwrap());
    let served = Served::run(command);
    let page = served.value(1, "page:   ").to_owned();
    let made = run(
        &data,
        &["token", "create", "--name", "x", "--role", "admin"],
    );
    let (client, token) = (client(), text(&made).trim().to_owned());
    let ask = async |method: Method, path: &str, body: Option<Value>| {
        let mut request = client.request(method, format!("{page}{path}"));
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.bearer_auth(&token).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}");
        answer.text().await.unwrap()
    };
    let read = async |path: &str| ask(Method::GET, path, None).await;

    let mut secrets = opened(&data).await;
    assert_eq!(
        secrets.len(),
        6,
        "a secret and two keys of each of the server's own two"
    );
    let mut ids = Vec::new();
    for name in ["CRM", "ERP", "Left"] {
        let new = json!({"name": name, "endpoint": "https://crm.example/"});
        let made = ask(Method::POST, "/api/plugins", Some(new)).await;
        assert!(!Search::new(opened(&data).await).finds(made.as_bytes()));
        let made: Value = serde_json::from_str(&made).unwrap();
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    secrets.extend(opened(&data).await);
    let told = ask(
        Method::POST,
        &format!("/api/plugins/{}/secret/rotate", ids[0]),
        None,
    )
    .await;
    secrets.extend(opened(&data).await);
    assert!(Search::new(&secrets).finds(told.as_bytes()));
    ask(Method::POST, "/api/plugins/secrets/rotate", None).await;
    let shared = json!({"proofAlgorithm": "HS256"});
    ask(
        Method::PATCH,
        &format!("/api/plugins/{}", ids[1]),
        Some(shared),
    )
    .await;
    let again = format!("/api/plugins/{}/signing/rotate", ids[1]);
    let told = ask(Method::POST, &again, Some(json!({}))).await;
    secrets.extend(opened(&data).await);
    assert!(!Search::new(&secrets).finds(told.as_bytes()));
    secrets.extend(opened(&data).await);
    ask(Method::DELETE, &format!("/api/plugins/{}", ids[2]), None).await;
    text(&run(&data, &["key", "rotate"]));

    let search = Search::new(&secrets);
    for path in [
        "/api/plugins",
        &format!("/api/plugins/{}", ids[0]),
        &format!("/api/plugins/{}/signing", ids[1]),
        &format!("/api/plugins/{}/signing/secrets", ids[0]),
        "/.well-known/jwks.json",
        "/api/plugins/secrets",
        "/api/workspace",
        "/api/me",
        "/api/conversations/955",
        "/api/openapi.json",
    ] {
        assert!(!search.finds(read(path).await.as_bytes()), "{path}");
    }
    // Where it is shown to an admin, and in the frame's own address.
    for path in [
        &format!("/api/plugins/{}/secret", ids[0]),
        &format!("/api/plugins/{}/signing/secrets", ids[1]),
        "/api/frames",
    ] {
        assert!(search.finds(read(path).await.as_bytes()), "{path}");
    }

    let (plain, whole) = (folder.path().join("plain"), folder.path().join("whole"));
    let said = run(&data, &["backup", plain.to_str().unwrap()]);
    assert!(noted(&said).contains("the key is not in it"));
    let said = run(&data, &["backup", "--with-key", whole.to_str().unwrap()]);
    assert!(noted(&said).contains("the key of its secrets is in it"));
    assert!(data.join("encaixe.db-wal").metadata().unwrap().len() > 0);
    assert_eq!(search.within(folder.path()), [""; 0]);
    drop(served);
    assert_eq!(search.within(folder.path()), [""; 0]);
    assert!(log.metadata().unwrap().len() > 10_000);

    // The key is in its own file, and in the backup that was asked for with it.
    let words = key_words(&data);
    assert_eq!(words.len(), 2, "{:?}", Vault::file_in(&data));
    let key = Search::new([&words[1]]);
    assert_eq!(key.within(folder.path()), [whole.display().to_string()]);
    for (.., value) in rows(&data).await {
        assert!(
            value.starts_with(&format!("sealed.1.{}.", words[0])),
            "{value}"
        );
    }
}
