//! The key file: made once, missing, another, damaged, somewhere else; and several programs at it.

use std::fs;
use std::path::Path;

use encaixe_server::store::Store;
use encaixe_server::vault::{Vault, settle};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{key_words, register, rows, secret, secrets, standing};
use crate::cli::{Served, encaixe, run};
use crate::support::{Running, Visitor, done, expect, refused};

/// The address of the frame of a plugin.
async fn src(visitor: &Visitor, name: &str) -> String {
    let frames: Value = visitor.read("/api/frames").await;
    let mut frames = frames.as_array().unwrap().iter();
    let frame = frames.find(|one| one["name"] == name).unwrap();
    frame["src"].as_str().unwrap().to_owned()
}

async fn make_anew(admin: &Visitor, id: &str) -> String {
    let path = format!("/api/plugins/{id}/secret/rotate");
    let made: Value = expect(admin.post(&path), StatusCode::OK).await;
    made["secret"].as_str().unwrap().to_owned()
}

fn put_another(file: &Path) {
    let other = tempfile::tempdir().unwrap();
    let made = run(&other.path().join("data"), &["token", "list"]);
    assert!(!made.status.success());
    drop(Served::start(&other.path().join("data")));
    fs::copy(Vault::file_in(&other.path().join("data")), file).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_makes_the_key_for_its_owner_alone_and_later_ones_leave_it() {
    let running = Running::start().await;
    let file = Vault::file_in(running.data());
    let text = fs::read_to_string(&file).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let made = secrets(&running.server.app().store).await;
    let running = Running::start_in(running.stop().await).await;
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(secrets(&running.server.app().store).await, made);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_another_key_all_else_works_nothing_is_written_over_and_one_is_made_anew_on_demand() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let (crm, old) = register(&admin, "CRM").await;
    let (erp, kept) = register(&admin, "ERP").await;
    let before = rows(running.data()).await;
    let file = Vault::file_in(running.data());
    let folder = running.stop().await;
    let own = fs::read_to_string(&file).unwrap();
    put_another(&file);
    let other = fs::read_to_string(&file).unwrap();

    let running = Running::start_in(folder).await;
    let admin = running.admin().await;
    assert_eq!(rows(running.data()).await, before);
    assert_eq!(fs::read_to_string(&file).unwrap(), other);
    assert_eq!(src(&admin, "CRM").await, "https://crm.example/");
    let unreadable = standing(&running).await["unreadable"].clone();
    assert_eq!(unreadable.as_array().unwrap().len(), 4);
    let error = refused(admin.get(&format!("/api/plugins/{crm}/secret")), 409).await;
    assert_eq!(error.code, "unreadable_secret");
    let list: Value = admin.read("/api/plugins").await;
    assert_eq!(list["items"].as_array().unwrap().len(), 4);
    // What is changed of a plugin is not its secret.
    let patch = json!({"name": "CRM 2"});
    let _: Value = expect(
        admin.patch(&format!("/api/plugins/{crm}"), &patch),
        StatusCode::OK,
    )
    .await;
    assert_eq!(rows(running.data()).await, before);

    let new = make_anew(&admin, &crm).await;
    assert_ne!(new, old);
    assert_eq!(secret(&admin, &crm).await, new);
    assert!(src(&admin, "CRM 2").await.ends_with(&new));
    let left = |rows: Vec<(_, String, String)>| -> Vec<(String, String)> {
        let rows = rows.into_iter().map(|(_, id, value)| (id, value));
        rows.filter(|(id, _)| *id != crm).collect()
    };
    assert_eq!(left(rows(running.data()).await), left(before));

    // The lines of the lost key are added: the running server reads them.
    fs::write(&file, other + &own).unwrap();
    assert_eq!(secret(&admin, &erp).await, kept);
    assert_eq!(secret(&admin, &crm).await, new);
    assert_eq!(standing(&running).await["unreadable"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_says_which_secrets_a_missing_key_keeps_and_makes_none_in_its_place() {
    let running = Running::start().await;
    register(&running.admin().await, "CRM").await;
    let before = rows(running.data()).await;
    let (data, file) = (running.data().to_owned(), Vault::file_in(running.data()));
    let folder = running.stop().await;
    let aside = folder.path().join("aside");
    fs::rename(&file, &aside).unwrap();
    let log = folder.path().join("log");
    let mut command = encaixe(&data, &["serve", "--port", "0", "--plugin-port", "0"]);
    command.stderr(fs::File::create(&log).unwrap());
    drop(Served::run(command));
    let said = fs::read_to_string(&log).unwrap();
    assert!(
        said.contains("CRM, Console, Demo; there is no vault key"),
        "{said}"
    );
    assert!(!file.exists());
    assert_eq!(rows(&data).await, before);
    let rotated = run(&data, &["key", "rotate"]);
    assert!(!rotated.status.success() && !file.exists());

    let running = Running::start_in(folder).await;
    let admin = running.admin().await;
    assert_eq!(src(&admin, "CRM").await, "https://crm.example/");
    assert!(!file.exists());
    // It comes back while the server runs.
    fs::rename(&aside, &file).unwrap();
    assert!(src(&admin, "CRM").await.contains("auth_secret="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_secret_without_a_key_makes_one_and_a_damaged_key_none() {
    let running = Running::start().await;
    let (id, old) = register(&running.admin().await, "CRM").await;
    let file = Vault::file_in(running.data());
    let folder = running.stop().await;
    let own = fs::read_to_string(&file).unwrap();
    fs::write(&file, "none of ours").unwrap();
    let running = Running::start_in(folder).await;
    let admin = running.admin().await;
    let rotate = format!("/api/plugins/{id}/secret/rotate");
    refused(admin.post(&rotate), 500).await;
    refused(admin.post("/api/plugins/secrets/rotate"), 500).await;
    refused(admin.get(&format!("/api/plugins/{id}/secret")), 409).await;
    assert_eq!(fs::read_to_string(&file).unwrap(), "none of ours");
    let folder = running.stop().await;

    fs::remove_file(&file).unwrap();
    let running = Running::start_in(folder).await;
    let admin = running.admin().await;
    let new = make_anew(&admin, &id).await;
    assert_eq!(secret(&admin, &id).await, new);
    assert_ne!(new, old);
    assert_eq!(key_words(running.data()).len(), 2);
    // Both together open all.
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text + &own).unwrap();
    assert_eq!(standing(&running).await["unreadable"], json!([]));
    done(admin.delete(&format!("/api/plugins/{id}")), 204).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_was_moved_to_another_row_is_no_secret() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let (crm, _) = register(&admin, "CRM").await;
    let (erp, kept) = register(&admin, "ERP").await;
    let pool = crate::upgrade::pool(running.data()).await;
    sqlx::query(
        "UPDATE plugin SET secret = (SELECT secret FROM plugin WHERE id = $1) WHERE id = $2",
    )
    .bind(&erp)
    .bind(&crm)
    .execute(&pool)
    .await
    .unwrap();
    refused(admin.get(&format!("/api/plugins/{crm}/secret")), 409).await;
    assert_eq!(src(&admin, "CRM").await, "https://crm.example/");
    assert_eq!(secret(&admin, &erp).await, kept);
    // A rotation of the key leaves it, and does not fail by it.
    let said = run(running.data(), &["key", "rotate"]);
    assert!(super::noted(&said).contains("stay as they are: CRM"));
    assert_eq!(secret(&admin, &erp).await, kept);
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_lies_where_the_settings_say() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere.key");
    let named = elsewhere.clone();
    let running = Running::start_with(folder, |config| config.vault_key_file = Some(named)).await;
    assert!(elsewhere.is_file() && !Vault::file_in(running.data()).exists());
    let (id, known) = register(&running.admin().await, "CRM").await;
    let missing = run(running.data(), &["key", "rotate"]);
    assert!(!missing.status.success());
    assert!(
        String::from_utf8(missing.stderr)
            .unwrap()
            .contains("--vault-key-file")
    );
    let path = elsewhere.to_str().unwrap();
    let before = fs::read_to_string(&elsewhere).unwrap();
    let rotated = run(running.data(), &["key", "rotate", "--vault-key-file", path]);
    assert!(crate::cli::text(&rotated).contains("elsewhere.key"));
    assert_ne!(fs::read_to_string(&elsewhere).unwrap(), before);
    let admin = running.admin().await;
    assert_eq!(secret(&admin, &id).await, known);
    // The folder's own settings file says it to the commands too.
    let text = format!("vault-key-file = {path:?}\n");
    fs::write(running.data().join("config.toml"), text).unwrap();
    crate::cli::text(&run(running.data(), &["key", "rotate"]));
    assert_eq!(secret(&admin, &id).await, known);
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_at_once_make_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut starting = Vec::new();
    for _ in 0..8 {
        let data = folder.path().to_owned();
        starting.push(tokio::spawn(async move {
            let store = Store::open(&data).await.unwrap();
            settle::settle(&store).await.unwrap();
            store.close().await;
        }));
    }
    for one in starting {
        one.await.unwrap();
    }
    assert_eq!(key_words(folder.path()).len(), 2);
    let names = fs::read_dir(folder.path()).unwrap();
    let partial = names.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".partial")
    });
    assert_eq!(partial.count(), 0);
}
