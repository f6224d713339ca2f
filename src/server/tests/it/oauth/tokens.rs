//! Codes, who may change them for tokens, and what is told of tokens.

use encaixe_protocol::scope::Scope;
use encaixe_server::random::sha256_hex;
use encaixe_server::store::FILE;
use encaixe_server::time::MINUTE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::{CHALLENGE, Program, REDIRECT, VERIFIER, fault, whole};
use crate::support::{Running, done, expect, header};

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_changed_once_and_a_second_time_takes_back_what_it_gave() {
    let running = Running::start().await;
    for (profile, seconds) in [("default", 3_600), ("kommo", 86_400)] {
        let program = Program::new(&running, profile).await;
        let code = program.code().await;
        let (status, tokens) = whole(program.exchange(&code).send().await.unwrap()).await;
        assert_eq!(status, 200, "{tokens}");
        assert_eq!(tokens["token_type"], "Bearer");
        assert_eq!(tokens["expires_in"], seconds);
        assert!(tokens["server_time"].as_i64().unwrap() > 1_700_000_000);
        assert!(tokens["access_token"].as_str().unwrap().starts_with("ena_"));
        assert!(
            tokens["refresh_token"]
                .as_str()
                .unwrap()
                .starts_with("enr_")
        );
        let place = running.origin().replace("http://", "");
        assert_eq!(tokens["account"], place);
        let scope = tokens.get("scope").and_then(Value::as_str);
        assert_eq!(scope, (profile == "default").then_some("contact:read"));
        assert_eq!(program.about(&tokens["access_token"]).await["active"], true);

        assert_eq!(
            fault(program.exchange(&code)).await,
            (400, "invalid_grant".to_owned())
        );
        for token in ["access_token", "refresh_token"] {
            assert_eq!(
                program.about(&tokens[token]).await,
                json!({"active": false}),
                "{token}"
            );
        }
        let status = if profile == "kommo" { 401 } else { 400 };
        let refused = fault(program.refresh(&tokens["refresh_token"])).await;
        assert_eq!(refused, (status, "invalid_grant".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_come_with_one_code_at_once_one_gets_tokens_and_they_are_taken_back() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    for _ in 0..5 {
        let code = program.code().await;
        let come = async || whole(program.exchange(&code).send().await.unwrap()).await;
        let (one, two) = tokio::join!(come(), come());
        let (good, bad): (Vec<_>, Vec<_>) = [one, two]
            .into_iter()
            .partition(|(status, _)| *status == 200);
        assert_eq!((good.len(), bad.len()), (1, 1));
        assert_eq!(
            (bad[0].0, &bad[0].1["error"]),
            (400, &json!("invalid_grant"))
        );
        for token in ["access_token", "refresh_token"] {
            let about = program.about(&good[0].1[token]).await;
            assert_eq!(about, json!({"active": false}), "{token}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_for_its_own_client_uri_and_verifier_and_for_a_while() {
    let running = Running::start().await;
    let (program, other) = (
        Program::new(&running, "default").await,
        Program::new(&running, "default").await,
    );
    let code = program.code().await;
    let body = |code: &str| json!({"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER});
    let without = |name: &str| {
        let mut body = body(&code);
        body.as_object_mut().unwrap().remove(name);
        program.ask(body)
    };
    let with = |name: &str, value: &str| {
        let mut body = body(&code);
        body[name] = json!(value);
        program.ask(body)
    };
    // What has another type is not taken for what is left out.
    let other_type = |name: &str| {
        let mut body = body(&code);
        body[name] = json!(["x"]);
        program.ask(body)
    };
    let old = program.code_with(&[], Some(CHALLENGE), -MINUTE).await;
    let plain = program.code_with(&[], None, MINUTE).await;
    let mine = token_like(&code);
    for (request, error) in [
        (other.exchange(&code), "invalid_grant"),
        (program.exchange(&old), "invalid_grant"),
        (program.exchange(&mine), "invalid_grant"),
        (program.exchange("x"), "invalid_grant"),
        // A verifier that was made up for a code without a challenge.
        (program.exchange(&plain), "invalid_grant"),
        (
            with("redirect_uri", "https://crm.example/callback/"),
            "invalid_grant",
        ),
        (
            with("code_verifier", &VERIFIER.replace('d', "e")),
            "invalid_grant",
        ),
        (with("code_verifier", CHALLENGE), "invalid_grant"),
        (without("code_verifier"), "invalid_grant"),
        (without("redirect_uri"), "invalid_request"),
        (without("code"), "invalid_request"),
        (without("grant_type"), "invalid_request"),
        (other_type("code_verifier"), "invalid_request"),
        (other_type("redirect_uri"), "invalid_request"),
        (with("grant_type", "password"), "unsupported_grant_type"),
    ] {
        assert_eq!(fault(request).await, (400, error.to_owned()));
    }
    // None of it used the code up.
    let _: Value = expect(program.exchange(&code), StatusCode::OK).await;
}

/// Another one that looks like it.
fn token_like(code: &str) -> String {
    let end = if code.ends_with('A') { 'B' } else { 'A' };
    format!("{}{end}", &code[..code.len() - 1])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_shows_its_secret_by_basic_form_or_json_and_in_one_way_alone() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let at = "/oauth2/access_token";
    let visitor = running.stranger();
    let codes = [
        program.code().await,
        program.code().await,
        program.code().await,
    ];
    let [first, second, third] = &codes;
    let form = |code: &str, more: &[(&str, &str)]| {
        let mut pairs = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        pairs.extend(more.iter().copied());
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish()
    };
    let send = |body: String| {
        let request = visitor.post(at);
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
    };
    let own = [
        ("client_id", program.id.as_str()),
        ("client_secret", program.secret.as_str()),
    ];
    let _: Value = expect(send(form(first, &own)), StatusCode::OK).await;
    let basic = send(form(second, &[])).basic_auth(&program.id, Some(&program.secret));
    let _: Value = expect(basic, StatusCode::OK).await;
    let basic = || send(form(third, &[])).basic_auth(&program.id, Some(&program.secret));
    let _: Value = expect(basic(), StatusCode::OK).await;

    let id = program.id.as_str();
    for (request, told) in [
        (send(form(third, &[])), (401, "invalid_client")),
        (send(form(third, &own[..1])), (401, "invalid_client")),
        (
            send(form(third, &[own[0], ("client_secret", "ens_x")])),
            (401, "invalid_client"),
        ),
        (
            send(form(third, &[("client_id", "x"), own[1]])),
            (401, "invalid_client"),
        ),
        (
            send(form(third, &[])).basic_auth(id, Some("x")),
            (401, "invalid_client"),
        ),
        (
            send(form(third, &[])).bearer_auth(&program.secret),
            (401, "invalid_client"),
        ),
        (
            send(form(third, &own)).basic_auth(id, Some(&program.secret)),
            (400, "invalid_request"),
        ),
        (
            send(form(third, &[("client_id", "x")])).basic_auth(id, Some(&program.secret)),
            (400, "invalid_request"),
        ),
        (
            send(form(third, &[own[0], own[0], own[1]])),
            (400, "invalid_request"),
        ),
        (
            visitor
                .post(at)
                .header("content-type", "text/plain")
                .body("x"),
            (400, "invalid_request"),
        ),
        (
            visitor
                .post(at)
                .header("content-type", "application/json")
                .body("{"),
            (400, "invalid_request"),
        ),
    ] {
        let answer = request.send().await.unwrap();
        let challenge = header(&answer, "www-authenticate");
        let (status, body) = whole(answer).await;
        assert_eq!((status, body["error"].as_str().unwrap()), told, "{body}");
        assert_eq!(challenge.starts_with("Basic "), status == 401);
    }
    let large = visitor
        .post(at)
        .header("content-type", "application/json")
        .body(" ".repeat(70_000));
    assert_eq!(fault(large).await, (413, "invalid_request".to_owned()));
    // What is no UTF-8 is not mended.
    let form = format!("{}&state=%FF", form(third, &own));
    assert_eq!(fault(send(form)).await, (400, "invalid_request".to_owned()));
    assert_eq!(visitor.get(at).send().await.unwrap().status(), 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_for_kommo_reads_a_problem_with_a_hint() {
    let running = Running::start().await;
    let program = Program::new(&running, "kommo").await;
    let code = program.code_with(&[Scope::ContactRead], None, MINUTE).await;
    let body = json!({"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT});
    let _: Value = expect(program.ask(body.clone()), StatusCode::OK).await;
    let answer = program.ask(body).send().await.unwrap();
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    let (status, problem) = whole(answer).await;
    assert_eq!((status, problem["status"].as_u64()), (400, Some(400)));
    assert_eq!(problem["title"], "Bad Request");
    assert_eq!(problem["hint"], "Authorization code has been revoked");
    assert_eq!(problem["error"], "invalid_grant");
    assert!(problem["detail"].is_string() && problem["type"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_told_of_and_taken_back_by_its_own_client_alone() {
    let running = Running::start().await;
    let (program, other) = (
        Program::new(&running, "default").await,
        Program::new(&running, "default").await,
    );
    let tokens = program.tokens(&[Scope::ContactRead, Scope::Storage]).await;
    let about = program.about(&tokens["access_token"]).await;
    assert_eq!(about["scope"], "contact:read storage");
    assert_eq!(
        (&about["client_id"], &about["token_type"]),
        (&json!(program.id), &json!("Bearer"))
    );
    assert_eq!(
        about["exp"].as_i64().unwrap() - about["iat"].as_i64().unwrap(),
        3_600
    );
    let refresh = program.about(&tokens["refresh_token"]).await;
    assert_eq!(
        (&refresh["active"], refresh.get("token_type")),
        (&json!(true), None)
    );
    assert_eq!(
        (&about["sub"], &about["iss"]),
        (&json!("101"), &json!(running.origin()))
    );
    let inactive = json!({"active": false});
    for token in ["access_token", "refresh_token"] {
        assert_eq!(other.about(&tokens[token]).await, inactive);
    }
    assert_eq!(program.about(&json!("ena_x")).await, inactive);

    let revoke = |by: &Program<'_>, token: &Value| {
        let body = json!({"client_id": by.id, "client_secret": by.secret, "token": token, "token_type_hint": "x"});
        by.visitor.post_json("/oauth2/revoke", &body)
    };
    assert_eq!(
        fault(revoke(&other, &tokens["refresh_token"])).await,
        (400, "invalid_grant".to_owned())
    );
    assert_eq!(
        fault(revoke(&program, &Value::Null)).await,
        (400, "invalid_request".to_owned())
    );
    for token in [
        &json!("nothing"),
        &tokens["access_token"],
        &tokens["access_token"],
    ] {
        let _: Value = expect(revoke(&program, token), StatusCode::OK).await;
    }
    assert_eq!(program.about(&tokens["access_token"]).await, inactive);
    assert_eq!(
        program.about(&tokens["refresh_token"]).await["active"],
        true
    );
    let again: Value = expect(program.refresh(&tokens["refresh_token"]), StatusCode::OK).await;
    let _: Value = expect(revoke(&program, &again["refresh_token"]), StatusCode::OK).await;
    for token in ["access_token", "refresh_token"] {
        assert_eq!(program.about(&again[token]).await, inactive);
    }
    // Nothing is told to whoever shows no secret.
    let request = running
        .stranger()
        .post_json("/oauth2/introspect", &json!({"token": "x"}));
    assert_eq!(fault(request).await, (401, "invalid_client".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_learn_where_the_endpoints_are() {
    let running = Running::start().await;
    let found: Value = running
        .stranger()
        .read("/.well-known/oauth-authorization-server")
        .await;
    let origin = running.origin();
    assert_eq!(found["issuer"], origin);
    assert_eq!(
        found["token_endpoint"],
        format!("{origin}/oauth2/access_token")
    );
    assert_eq!(found["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(
        found["authorization_response_iss_parameter_supported"],
        true
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_forgotten_and_what_is_good_stays() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let old = program.tokens(&[Scope::ContactRead]).await;
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let mut database = options.connect().await.unwrap();
    let over = [
        "grant_access",
        "grant_refresh",
        "grant_family",
        "grant_code",
    ];
    for table in over {
        let sql = format!("UPDATE {table} SET expires_at = 1");
        let done = sqlx::query(sqlx::AssertSqlSafe(sql));
        done.execute(&mut database).await.unwrap();
    }
    assert_eq!(
        program.about(&old["access_token"]).await,
        json!({"active": false})
    );
    let refused = fault(program.refresh(&old["refresh_token"])).await;
    assert_eq!(refused, (400, "invalid_grant".to_owned()));
    let tokens = program.tokens(&[Scope::ContactRead]).await;
    running.server.app().store.sweep_access().await.unwrap();
    for table in over {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let count = sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql));
        assert_eq!(count.fetch_one(&mut database).await.unwrap(), 1, "{table}");
    }
    database.close().await.unwrap();
    assert_eq!(program.about(&tokens["access_token"]).await["active"], true);
    let _: Value = expect(program.refresh(&tokens["refresh_token"]), StatusCode::OK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_that_was_removed_is_no_client_and_its_tokens_are_gone() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let tokens = program.tokens(&[Scope::ContactRead]).await;
    let admin = running.admin().await;
    done(
        admin.delete(&format!("/api/integrations/{}", program.id)),
        204,
    )
    .await;
    let refused = fault(program.refresh(&tokens["refresh_token"])).await;
    assert_eq!(refused, (401, "invalid_client".to_owned()));
    let store = &running.server.app().store;
    let hash = sha256_hex(tokens["access_token"].as_str().unwrap());
    assert_eq!(store.grant_access(&hash).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cache_keeps_what_these_endpoints_answer() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let (code, tokens) = (program.code().await, program.tokens(&[]).await);
    let own = |path: &str, more: &Value| {
        let mut body = json!({"client_id": program.id, "client_secret": program.secret});
        body["token"] = more.clone();
        program.visitor.post_json(path, &body)
    };
    let large = program.visitor.post("/oauth2/introspect");
    let large = large.header("content-type", "application/json");
    for (request, status) in [
        (program.exchange(&code), 200),
        (program.exchange(&code), 400),
        (program.refresh(&tokens["refresh_token"]), 200),
        (own("/oauth2/introspect", &tokens["access_token"]), 200),
        (own("/oauth2/introspect", &Value::Null), 400),
        (own("/oauth2/revoke", &tokens["access_token"]), 200),
        (own("/oauth2/revoke", &Value::Null), 400),
        (program.visitor.post_json("/oauth2/revoke", &json!({})), 401),
        (large.body(" ".repeat(70_000)), 413),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(header(&answer, "pragma"), "no-cache");
        let (found, body) = whole(answer).await;
        assert_eq!(found, status, "{body}");
        assert_eq!(body["error"].is_string(), status != 200, "{body}");
    }
}
