//! What lies beside an integration's own row: entries of the audit log, secrets under the server's key, a backup, and what a kill left.

use encaixe_protocol::scope::Scope;
use encaixe_server::store::SERVER_FILE;
use encaixe_server::store::server::ServerStore;
use encaixe_server::vault::Vault;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::{Program, REDIRECT, fault};
use crate::audit::log;
use crate::cli::{run, text};
use crate::companies::create;
use crate::support::{Running, Visitor, done, expect, refused};

/// The log of integrations, oldest first: who, what, and of which.
async fn told(who: &Visitor) -> Vec<String> {
    let entries = log(who, "area=integrations").await;
    let lines = entries.iter().rev().map(|entry| {
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        format!(
            "{} {} {} {}",
            entry.actor.kind.as_str(),
            name(&entry.actor.name),
            entry.kind.as_str(),
            name(&entry.object.name),
        )
    });
    lines.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_log_has_an_integration_from_its_first_day_to_its_last() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let program = Program::new(&running, "default").await;
    let path = format!("/api/integrations/{}", program.id);
    let other = json!({"redirectUris": [REDIRECT, "http://127.0.0.1/"]});
    for _ in 0..2 {
        // What changed nothing is not told.
        let _: Value = expect(admin.patch(&path, &other), StatusCode::OK).await;
    }
    let rotate = admin.post_json(&format!("{path}/rotate"), &json!({}));
    let _: Value = expect(rotate, StatusCode::OK).await;
    let tokens = program.tokens(&[Scope::ContactRead]).await;
    let _: Value = expect(program.refresh(&tokens["refresh_token"]), StatusCode::OK).await;
    let code = program.code().await;
    let _: Value = expect(program.exchange(&code), StatusCode::OK).await;
    let again = fault(program.exchange(&code)).await;
    assert_eq!(again, (400, "invalid_grant".to_owned()));
    done(admin.delete(&path), 204).await;
    assert_eq!(
        told(&admin).await,
        [
            "member Ana Beatriz Moura integration_created CRM",
            "member Ana Beatriz Moura integration_changed CRM",
            "member Ana Beatriz Moura integration_secret_rotated CRM",
            "member Ana Beatriz Moura integration_allowed CRM",
            "token CRM grant_exchanged CRM",
            "member Ana Beatriz Moura integration_allowed CRM",
            "token CRM grant_exchanged CRM",
            "token CRM grant_revoked CRM",
            "member Ana Beatriz Moura integration_deleted CRM",
            "member Ana Beatriz Moura integration_removed CRM",
        ]
    );
    let of = format!("object=integration:{}&kind=integration_changed", program.id);
    let changed = log(&admin, &of).await;
    assert_eq!(changed[0].details.fields, ["redirectUris"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_integrations_back_and_a_program_goes_on_with_its_tokens() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let place = tempfile::tempdir().unwrap();
    for (name, what) in [
        ("one", "the workspace and the integrations"),
        ("two", "the 2 companies and the integrations"),
    ] {
        let tokens = program.tokens(&[Scope::ContactRead]).await;
        let file = place.path().join(name);
        let file = file.to_str().unwrap();
        let said = run(running.data(), &["backup", "--with-key", file]);
        assert!(text(&said).contains(what), "{}", text(&said));

        // Into a folder that has nothing, not even the key.
        let folder = tempfile::tempdir().unwrap();
        let restored = run(&folder.path().join("data"), &["restore", file]);
        assert!(text(&restored).contains("Loja Aurora"));
        let said = String::from_utf8_lossy(&restored.stderr).into_owned();
        assert!(said.contains("the key of its secrets was in it"), "{said}");
        assert!(!said.contains("anew"), "{said}");
        let there = Running::start_in(folder).await;
        let back = Program {
            running: &there,
            visitor: there.stranger(),
            id: program.id.clone(),
            secret: program.secret.clone(),
        };
        let next: Value = expect(back.refresh(&tokens["refresh_token"]), StatusCode::OK).await;
        assert_eq!(back.about(&next["access_token"]).await["active"], true);
        if name == "one" {
            create(running.data(), "Padaria", &[]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_does_not_open_is_a_fault_of_the_server_and_is_named() {
    let running = Running::start().await;
    let Program { id, secret, .. } = Program::new(&running, "default").await;
    let key = Vault::file_in(running.data());
    let folder = running.stop().await;
    let aside = folder.path().join("aside");
    std::fs::rename(&key, &aside).unwrap();
    let running = Running::start_in(folder).await;
    let ask = async || {
        let body = json!({"grant_type": "refresh_token", "refresh_token": "x", "client_id": id, "client_secret": secret});
        let asked = running.stranger().post_json("/oauth2/access_token", &body);
        asked.send().await.unwrap().status().as_u16()
    };
    assert_eq!(ask().await, 500);
    // It comes back while the server runs.
    std::fs::rename(&aside, &key).unwrap();
    assert_eq!(ask().await, 400);

    let options = SqliteConnectOptions::new().filename(running.data().join(SERVER_FILE));
    let mut database = options.connect().await.unwrap();
    let broken = sqlx::query("UPDATE integration_secret SET secret = 'sealed.1.x'");
    broken.execute(&mut database).await.unwrap();
    database.close().await.unwrap();
    assert_eq!(ask().await, 500);
    let rotated = run(running.data(), &["key", "rotate"]);
    text(&rotated);
    let said = String::from_utf8_lossy(&rotated.stderr).into_owned();
    assert!(said.contains("stay as they are: CRM"), "{said}");
    let file = running.folder.path().join("backup");
    let file = file.to_str().unwrap();
    text(&run(running.data(), &["backup", file]));
    let restored = run(&running.folder.path().join("new"), &["restore", file]);
    text(&restored);
    let said = String::from_utf8_lossy(&restored.stderr).into_owned();
    assert!(said.trim_end().ends_with("Console, Demo, CRM"), "{said}");
    assert_eq!(ask().await, 500, "nothing is written over it");
}

/// Takes the server's row away alone, as a kill in the middle of a removal leaves it.
async fn cut_off(running: &Running, id: &str) {
    let server = ServerStore::open(running.data()).await.unwrap();
    let removed = server.remove_integration(None, &id.into()).await.unwrap();
    assert_eq!(removed.unwrap().as_deref(), Some("CRM"));
    server.close().await;
    assert_eq!(installed(running).await, [id]);
}

/// The integrations that the first company let in.
async fn installed(running: &Running) -> Vec<String> {
    let store = &running.server.app().store;
    let found = store.installations().await.unwrap();
    found.iter().map(ToString::to_string).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_removal_left_in_the_middle_is_taken_out_by_who_asks_again_or_by_the_sweep() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let program = Program::new(&running, "default").await;
    program.tokens(&[Scope::ContactRead]).await;
    cut_off(&running, &program.id).await;
    let path = format!("/api/integrations/{}", program.id);
    done(admin.delete(&path), 204).await;
    assert_eq!(refused(admin.delete(&path), 404).await.code, "not_found");

    let program = Program::new(&running, "default").await;
    program.tokens(&[Scope::ContactRead]).await;
    cut_off(&running, &program.id).await;
    let kept = Program::new(&running, "default").await;
    kept.tokens(&[Scope::ContactRead]).await;
    let stays = kept.id;
    let running = Running::start_in(running.stop().await).await;
    assert_eq!(installed(&running).await, [stays]);
    let told = told(&running.admin().await).await;
    assert_eq!(
        told.last().map(String::as_str),
        Some("system  integration_removed CRM")
    );
}
