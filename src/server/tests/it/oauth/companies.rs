//! Integrations where a server has several companies: each lets in its own, and the server's one address takes what any of them gave.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{CHALLENGE, REDIRECT, VERIFIER, consent, decide, fault, opened, query};
use crate::companies::{create, sign_in, with_cookies};
use crate::support::{Running, expect, refused};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_one_company_is_nobody_in_another_and_the_servers_address_takes_both() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let (other, _) = create(running.data(), "Quitanda", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let new =
        json!({"name": "CRM", "redirectUris": [REDIRECT], "scopes": [{"scope": "workspace:read"}]});
    let made = theirs.post_json(&format!("{path}/api/integrations"), &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap();
    let found: Value = running.admin().await.read("/api/integrations").await;
    assert_eq!(found["items"], json!([]));
    refused(
        running
            .admin()
            .await
            .get(&format!("/api/integrations/{id}")),
        404,
    )
    .await;

    let asked = [
        ("response_type", "code"),
        ("client_id", id),
        ("redirect_uri", REDIRECT),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let address = consent(&asked);
    // The admin of another company may not let a draft in, and its address is not for it.
    let first = running.admin().await;
    let page = first.get(&address).send().await.unwrap();
    assert_eq!(page.status(), 403);
    assert!(page.text().await.unwrap().contains("Entre primeiro"));
    assert_eq!(
        theirs
            .get(&format!("{other}{address}"))
            .send()
            .await
            .unwrap()
            .status(),
        403
    );
    // At the server's address as at the company's own.
    for base in ["", &path] {
        let page = theirs
            .get(&format!("{base}{address}"))
            .send()
            .await
            .unwrap();
        assert_eq!(page.status(), 200);
    }
    let code = async || {
        let told: Value = expect(
            decide(&theirs, opened(&theirs, &address).await, "allow"),
            StatusCode::OK,
        )
        .await;
        query(told["location"].as_str().unwrap())
    };
    let place = format!("{}{path}", running.origin().replace("http://", ""));
    let stranger = running.stranger();
    let exchange = |base: &str, code: &str| {
        let body = json!({
            "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER,
            "client_id": id, "client_secret": made["secret"],
        });
        stranger.post_json(&format!("{base}/oauth2/access_token"), &body)
    };
    let told = code().await;
    assert_eq!(
        (&told["referer"], &told["iss"]),
        (&place, &running.origin())
    );
    assert!(told["code"].starts_with("enk_padaria."), "{told:?}");
    assert_eq!(
        fault(exchange(&other, &told["code"])).await,
        (400, "invalid_grant".to_owned())
    );
    let at_root: Value = expect(exchange("", &told["code"]), StatusCode::OK).await;
    assert_eq!(at_root["account"], place);
    let told = code().await;
    let at_home: Value = expect(exchange(&path, &told["code"]), StatusCode::OK).await;
    assert_eq!(at_home.get("account"), None);

    for tokens in [&at_root, &at_home] {
        let by = running.with_token(tokens["access_token"].as_str().unwrap());
        let found: Value = by.read(&format!("{path}/api/workspace")).await;
        assert_eq!(found["workspace"]["name"], "Padaria");
        for base in ["", &other] {
            refused(by.get(&format!("{base}/api/workspace")), 401).await;
        }
        let about = |base: &str| {
            let body = json!({"client_id": id, "client_secret": made["secret"], "token": tokens["access_token"]});
            stranger.post_json(&format!("{base}/oauth2/introspect"), &body)
        };
        for (base, is_active) in [("", true), (path.as_str(), true), (other.as_str(), false)] {
            let about: Value = expect(about(base), StatusCode::OK).await;
            assert_eq!(about["active"], is_active, "{base}");
            if is_active {
                assert_eq!(
                    (&about["account"], &about["iss"]),
                    (&json!(place), &json!(running.origin()))
                );
            }
        }
        let refresh = |base: &str| {
            let body = json!({
                "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"],
                "client_id": id, "client_secret": made["secret"],
            });
            stranger.post_json(&format!("{base}/oauth2/access_token"), &body)
        };
        assert_eq!(
            fault(refresh(&other)).await,
            (400, "invalid_grant".to_owned())
        );
        let one: Value = expect(refresh(""), StatusCode::OK).await;
        let same: Value = expect(refresh(&path), StatusCode::OK).await;
        assert_eq!(one["refresh_token"], same["refresh_token"]);
        assert!(
            one["access_token"]
                .as_str()
                .unwrap()
                .starts_with("ena_padaria.")
        );
    }
    // There is one issuer, which is the server.
    let metadata = format!("{path}/.well-known/oauth-authorization-server");
    refused(stranger.get(&metadata), 404).await;
}
