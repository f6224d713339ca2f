//! Refresh tokens: one after the other, the same for who comes at once, and an end for what was stolen.

use std::collections::BTreeSet;

use encaixe_protocol::scope::Scope;
use encaixe_server::random::sha256_hex;
use encaixe_server::store::FILE;
use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::{Program, fault, whole};
use crate::cli::{run, text};
use crate::support::{Running, expect, header};

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

/// How many refresh tokens and access tokens of a program are kept.
async fn kept(running: &Running, program: &Program<'_>) -> (i64, i64) {
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let mut database = options.connect().await.unwrap();
    let mut counts = Vec::new();
    for table in ["grant_refresh", "grant_access"] {
        let sql = format!(
            "SELECT COUNT(*) FROM {table} t JOIN grant_family f ON f.id = t.family_id WHERE f.installation_id = $1"
        );
        let count =
            sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).bind(program.id.as_str());
        counts.push(count.fetch_one(&mut database).await.unwrap());
    }
    database.close().await.unwrap();
    (counts[0], counts[1])
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
        assert_eq!(kept(&running, &program).await, (2, 2), "the first, and one");
        assert_eq!(
            program.about(&given[99]["access_token"]).await["active"],
            true
        );
        let next: Value = expect(program.refresh(&given[7]["refresh_token"]), StatusCode::OK).await;
        assert_ne!(next["refresh_token"], given[7]["refresh_token"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_refreshes_without_end_is_slowed_down_and_keeps_what_it_has() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let mut last = program.tokens(&[Scope::ContactRead]).await;
    let mut given = 0;
    let (status, body, wait) = loop {
        let request = program.refresh(&last["refresh_token"]);
        let answer = request.send().await.unwrap();
        let wait = header(&answer, "retry-after");
        let (status, body) = whole(answer).await;
        if status != 200 {
            break (status, body, wait);
        }
        last = body;
        given += 1;
        assert!(given < 400, "nobody says stop");
    };
    assert!(given >= 60, "{given}");
    assert_eq!(
        (status, &body["error"]),
        (429, &json!("temporarily_unavailable"))
    );
    assert!((1..=61).contains(&wait.parse::<u64>().unwrap()), "{wait}");
    assert_eq!(kept(&running, &program).await, (given + 1, given + 1));
    for token in ["access_token", "refresh_token"] {
        assert_eq!(program.about(&last[token]).await["active"], true, "{token}");
    }
    // Another family has its own pace.
    let other = program.tokens(&[Scope::ContactRead]).await;
    let _: Value = expect(program.refresh(&other["refresh_token"]), StatusCode::OK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_successor_comes_also_after_another_vault_key_and_the_database_holds_no_token() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let (used, unused) = (program.code().await, program.code().await);
    let first: Value = expect(program.exchange(&used), StatusCode::OK).await;
    let second: Value = expect(program.refresh(&first["refresh_token"]), StatusCode::OK).await;
    assert!(text(&run(running.data(), &["key", "rotate"])).contains("new key"));
    let again: Value = expect(program.refresh(&first["refresh_token"]), StatusCode::OK).await;
    assert_eq!(again["refresh_token"], second["refresh_token"]);
    let third: Value = expect(program.refresh(&second["refresh_token"]), StatusCode::OK).await;
    let mut bytes = Vec::new();
    for file in [FILE.to_owned(), format!("{FILE}-wal")] {
        bytes.extend(std::fs::read(running.data().join(file)).unwrap_or_default());
    }
    let holds = |text: &str| {
        let mut parts = bytes.windows(text.len());
        parts.any(|part| part == text.as_bytes())
    };
    let mut all = vec![used, unused];
    for tokens in [&first, &second, &third] {
        for token in ["access_token", "refresh_token"] {
            all.push(tokens[token].as_str().unwrap().to_owned());
        }
    }
    for text in all {
        assert!(!holds(&text), "{text}");
        assert!(holds(&sha256_hex(&text)), "the hash alone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_its_own_clients_and_widens_nothing() {
    let running = Running::start().await;
    let (program, other, kommo) = (
        Program::new(&running, "default").await,
        Program::new(&running, "default").await,
        Program::new(&running, "kommo").await,
    );
    let tokens = program.tokens(&[Scope::ContactRead, Scope::Storage]).await;
    let token = &tokens["refresh_token"];
    assert_eq!(
        fault(other.refresh(token)).await,
        (400, "invalid_grant".to_owned())
    );
    // Whether a token is there, and what it may do, nobody else learns by the scopes that they ask for.
    for (by, token, status) in [
        (&other, token, 400),
        (&program, &json!(format!("enr_{}", "a".repeat(43))), 400),
        (&kommo, token, 401),
    ] {
        for scope in ["contact:read", "*", "nothing"] {
            let body =
                json!({"grant_type": "refresh_token", "refresh_token": token, "scope": scope});
            let refused = fault(by.ask(body)).await;
            assert_eq!(refused, (status, "invalid_grant".to_owned()), "{scope}");
        }
    }
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

    // Who asks for scopes is told which they are, also by the rules of Kommo.
    let tokens = kommo.tokens(&[Scope::ContactRead, Scope::Storage]).await;
    let token = &tokens["refresh_token"];
    let body =
        json!({"grant_type": "refresh_token", "refresh_token": token, "scope": "contact:read"});
    let given: Value = expect(kommo.ask(body), StatusCode::OK).await;
    assert_eq!(given["scope"], "contact:read storage");
    let given: Value = expect(kommo.refresh(token), StatusCode::OK).await;
    assert_eq!(given.get("scope"), None);
}
