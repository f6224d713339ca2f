//! Refresh tokens: one after the other, the same for who comes at once, and an end for what was stolen.

use std::collections::BTreeSet;

use encaixe_protocol::scope::Scope;
use encaixe_server::store::FILE;
use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::{Program, fault, whole};
use crate::cli::{run, text};
use crate::support::{Running, expect};

/// Makes every refresh token that was used so many milliseconds older.
async fn age(running: &Running, millis: i64) {
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let mut database = options.connect().await.unwrap();
    sqlx::query("UPDATE grant_refresh SET used_at = used_at - $1")
        .bind(millis)
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_gives_the_next_two_tokens_and_after_the_grace_a_reuse_ends_the_family() {
    let running = Running::start().await;
    for (profile, status) in [("default", 400), ("kommo", 401)] {
        let program = Program::new(&running, profile).await;
        let first = program.tokens(&[Scope::ContactRead]).await;
        let second: Value = expect(program.refresh(&first["refresh_token"]), StatusCode::OK).await;
        for token in ["access_token", "refresh_token"] {
            assert_ne!(first[token], second[token]);
        }
        // The answer was lost on the way: it comes again, to the letter.
        let again: Value = expect(program.refresh(&first["refresh_token"]), StatusCode::OK).await;
        for token in ["access_token", "refresh_token"] {
            assert_eq!(again[token], second[token]);
        }
        let ends = |told: &Value| {
            told["server_time"].as_i64().unwrap() + told["expires_in"].as_i64().unwrap()
        };
        assert!((ends(&again) - ends(&second)).abs() <= 1, "the same expiry");
        assert_eq!(
            program.about(&first["access_token"]).await["active"],
            true,
            "it ends by itself"
        );
        let third: Value = expect(program.refresh(&second["refresh_token"]), StatusCode::OK).await;

        age(&running, 31_000).await;
        let answer = program
            .refresh(&first["refresh_token"])
            .send()
            .await
            .unwrap();
        let (found, body) = whole(answer).await;
        assert_eq!(
            (found, body["error"].as_str()),
            (status, Some("invalid_grant"))
        );
        if profile == "kommo" {
            assert_eq!(body["hint"], "Token has been revoked");
        }
        for token in ["access_token", "refresh_token"] {
            assert_eq!(program.about(&third[token]).await, json!({"active": false}));
        }
        let refused = fault(program.refresh(&third["refresh_token"])).await;
        assert_eq!(refused, (status, "invalid_grant".to_owned()));
        // Another consent begins anew.
        let anew = program.tokens(&[Scope::ContactRead]).await;
        assert_eq!(program.about(&anew["access_token"]).await["active"], true);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_refreshes_of_one_token_at_once_leave_one_family_and_log_nobody_out() {
    let running = Running::start().await;
    for profile in ["default", "kommo"] {
        let program = Program::new(&running, profile).await;
        let first = program.tokens(&[Scope::ContactRead]).await;
        let asks = (0..100).map(async |_| -> Value {
            expect(program.refresh(&first["refresh_token"]), StatusCode::OK).await
        });
        let given = join_all(asks).await;
        for token in ["access_token", "refresh_token"] {
            let different: BTreeSet<&str> = given
                .iter()
                .map(|one| one[token].as_str().unwrap())
                .collect();
            assert_eq!(different.len(), 1);
        }
        assert_eq!(
            program.about(&given[99]["access_token"]).await["active"],
            true
        );
        let next: Value = expect(program.refresh(&given[7]["refresh_token"]), StatusCode::OK).await;
        assert_ne!(next["refresh_token"], given[7]["refresh_token"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_successor_comes_also_after_another_vault_key_and_the_database_holds_no_token() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let first = program.tokens(&[Scope::ContactRead]).await;
    let second: Value = expect(program.refresh(&first["refresh_token"]), StatusCode::OK).await;
    assert!(text(&run(running.data(), &["key", "rotate"])).contains("new key"));
    let again: Value = expect(program.refresh(&first["refresh_token"]), StatusCode::OK).await;
    assert_eq!(again["refresh_token"], second["refresh_token"]);
    let third: Value = expect(program.refresh(&second["refresh_token"]), StatusCode::OK).await;
    for file in [FILE.to_owned(), format!("{FILE}-wal")] {
        let bytes = std::fs::read(running.data().join(file)).unwrap_or_default();
        for tokens in [&first, &second, &third] {
            for token in ["access_token", "refresh_token"] {
                let token = tokens[token].as_str().unwrap().as_bytes();
                assert!(!bytes.windows(token.len()).any(|part| part == token));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_its_own_clients_and_widens_nothing() {
    let running = Running::start().await;
    let (program, other) = (
        Program::new(&running, "default").await,
        Program::new(&running, "default").await,
    );
    let tokens = program.tokens(&[Scope::ContactRead, Scope::Storage]).await;
    let token = &tokens["refresh_token"];
    assert_eq!(
        fault(other.refresh(token)).await,
        (400, "invalid_grant".to_owned())
    );
    assert_eq!(
        fault(program.refresh(&tokens["access_token"])).await,
        (400, "invalid_grant".to_owned())
    );
    assert_eq!(
        fault(program.refresh(&Value::Null)).await,
        (400, "invalid_request".to_owned())
    );
    let scoped = |scope: &str| {
        program.ask(json!({"grant_type": "refresh_token", "refresh_token": token, "scope": scope}))
    };
    for scope in ["contact:read messages:read", "*", "nothing"] {
        assert_eq!(
            fault(scoped(scope)).await,
            (400, "invalid_scope".to_owned()),
            "{scope}"
        );
    }
    let given: Value = expect(scoped("contact:read"), StatusCode::OK).await;
    assert_eq!(given["scope"], "contact:read storage");
}
