//! A published program where a browser is signed in to several companies: for each of them, one at a time, and who is told.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{CHALLENGE, REDIRECT, consent, decide, opened, query};
use crate::companies::{create, sign_in, with_cookies};
use crate::support::{Running, Visitor, expect, header};

/// Where it is installed.
const INSTALL: &str = "https://shop.example/install";

/// What a careful program asks with.
fn asked<'a>(id: &'a str, more: &[(&'a str, &'a str)]) -> String {
    let mut all = vec![
        ("response_type", "code"),
        ("client_id", id),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("state", "s"),
    ];
    all.extend(more);
    if !more.iter().any(|(name, _)| *name == "redirect_uri") {
        all.push(("redirect_uri", REDIRECT));
    }
    consent(&all)
}

/// One of this machine, which is for drafts.
const LOOPBACK: &str = "http://127.0.0.1/cb";

/// An integration that somebody makes, at the address of their company.
async fn made(by: &Visitor, base: &str, uris: &[&str]) -> String {
    let new = json!({
        "name": "CRM", "description": {"en": "Shows orders.", "pt-BR": "Mostra pedidos."}, "installUrl": INSTALL,
        "redirectUris": uris, "scopes": [{"scope": "contact:read"}],
    });
    let made = by.post_json(&format!("{base}/api/integrations"), &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    made["id"].as_str().unwrap().to_owned()
}

/// Takes a step, which has to be taken.
async fn step(by: &Visitor, path: &str, body: Value) {
    let answer = by.post_json(path, &body).send().await.unwrap();
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{path} {body}: {status} {text}");
}

/// Has it published: by the admins of the first company, who are the moderators.
async fn publish(running: &Running, by: &Visitor, base: &str, id: &str) {
    let own = format!("{base}/api/integrations/{id}/steps");
    let review = format!("/api/reviews/{id}/steps");
    step(by, &own, json!({"step": "submit"})).await;
    let approve = json!({"step": "approve", "version": 1});
    step(&running.admin().await, &review, approve).await;
    step(by, &own, json!({"step": "publish"})).await;
}

async fn page(by: &Visitor, address: &str) -> (u16, String) {
    let answer = by.get(address).send().await.unwrap();
    assert_eq!(header(&answer, "cross-origin-opener-policy"), "");
    assert_eq!(header(&answer, "cache-control"), "no-store");
    let policy = header(&answer, "content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let status = answer.status().as_u16();
    (status, answer.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_program_is_for_each_company_in_which_the_browser_is_signed_in() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let (other, other_link) = create(running.data(), "Quitanda", &[]);
    let padaria = sign_in(&running, &link).await;
    let quitanda = sign_in(&running, &other_link).await;
    let maker = with_cookies(&running, &[&padaria]);
    let one = with_cookies(&running, &[&quitanda]);
    let id = made(&maker, &path, &[REDIRECT]).await;
    let address = asked(&id, &[]);
    // A draft of another company is for nobody else.
    assert_eq!(page(&one, &address).await.0, 403);
    assert_eq!(page(&one, &format!("{other}{address}")).await.0, 403);
    publish(&running, &maker, &path, &id).await;

    // Nobody, and nobody who may.
    let (status, text) = page(&running.stranger(), &address).await;
    assert!(status == 403 && text.contains("id=\"sign-in\""), "{text}");
    let (status, text) = page(&running.agent().await, &address).await;
    assert_eq!(status, 403);
    assert!(
        text.contains("Só um admin pode permitir um programa"),
        "{text}"
    );

    // One company: that one. By whom it is made, and for whom.
    let (status, text) = page(&one, &address).await;
    assert_eq!(status, 200);
    for part in ["<b>Padaria</b>", "<b>Quitanda</b>", "account=*"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("rascunho"), "{text}");
    let place = running.origin().replace("http://", "");
    let code = async |by: &Visitor, address: &str| {
        let told = decide(by, opened(by, address).await, "allow");
        let told: Value = expect(told, StatusCode::OK).await;
        query(told["location"].as_str().unwrap())
    };
    let told = code(&one, &address).await;
    assert!(told["code"].starts_with("enk_quitanda."), "{told:?}");
    assert_eq!(told["referer"], format!("{place}{other}"));

    // Several: they choose, and what was shown for one is good for that one alone.
    let first = running.admin().await.cookie();
    let all = with_cookies(&running, &[&padaria, &first, &quitanda]);
    let (status, text) = page(&all, &address).await;
    assert!(status == 200 && !text.contains("name=\"ticket\""), "{text}");
    let places = ["/", "padaria", "quitanda"].map(|account| {
        let place = text.find(&format!("data-account=\"{account}\""));
        place.unwrap_or_else(|| panic!("{account}: {text}"))
    });
    assert!(places.is_sorted(), "{places:?}");
    let of = |account| asked(&id, &[("account", account)]);
    for (account, base) in [
        ("/", ""),
        ("padaria", path.as_str()),
        ("quitanda", other.as_str()),
    ] {
        let told = code(&all, &of(account)).await;
        assert_eq!(told["referer"], format!("{place}{base}"));
    }
    let (status, text) = page(&all, &of("nenhuma")).await;
    assert!(status == 403 && text.contains("data-account="), "{text}");
    let (status, text) = page(&one, &of("*")).await;
    assert!(
        status == 200 && text.contains("data-account=\"quitanda\""),
        "{text}"
    );
    let mut shown = opened(&all, &of("quitanda")).await;
    of("padaria")["/oauth?".len()..].clone_into(&mut shown[0].1);
    let _: Value = expect(decide(&all, shown, "allow"), StatusCode::GONE).await;

    // The address of a company is for that one.
    let (status, text) = page(&all, &format!("{other}{address}")).await;
    assert!(status == 200 && text.contains("<b>Quitanda</b>"), "{text}");
    assert!(!text.contains("account="), "{text}");
    assert_eq!(page(&maker, &format!("{other}{address}")).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_force_is_what_was_reviewed() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let own = ("redirect_uri", "http://127.0.0.1:9/cb");
    let draft = made(&admin, "", &[LOOPBACK]).await;
    assert_eq!(page(&admin, &asked(&draft, &[own])).await.0, 200);
    let id = made(&admin, "", &[REDIRECT]).await;
    publish(&running, &admin, "", &id).await;
    let elsewhere = "https://crm.example/other";
    let patch = json!({"name": "CRM 2", "redirectUris": [REDIRECT, elsewhere, LOOPBACK]});
    let path = format!("/api/integrations/{id}");
    let _: Value = expect(admin.patch(&path, &patch), StatusCode::OK).await;
    let (_, text) = page(&admin, &asked(&id, &[])).await;
    assert!(!text.contains("CRM 2"), "{text}");
    let other = asked(&id, &[("redirect_uri", elsewhere)]);
    assert_eq!(page(&admin, &other).await.0, 400);
    assert_eq!(page(&admin, &asked(&id, &[own])).await.0, 400);
    // Nor do texts of a draft make a page too old that shows none of them.
    let shown = opened(&admin, &asked(&id, &[])).await;
    let _: Value = expect(
        admin.patch(&path, &json!({"name": "CRM 3"})),
        StatusCode::OK,
    )
    .await;
    let _: Value = expect(decide(&admin, shown, "allow"), StatusCode::OK).await;

    let stopped = made(&admin, "", &[REDIRECT]).await;
    let review = format!("/api/reviews/{stopped}/steps");
    publish(&running, &admin, "", &stopped).await;
    let suspend = json!({"step": "suspend", "version": 1, "reason": "It sends messages."});
    step(&admin, &review, suspend).await;
    assert_eq!(page(&admin, &asked(&stopped, &[])).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_waits_learns_that_somebody_signed_in() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let id = made(&admin, "", &[REDIRECT]).await;
    let address = asked(&id, &[]);
    let waiting = address.replacen("/oauth?", "/oauth/signed-in?", 1);
    let standing = async |by: &Visitor| {
        let answer = by.get(&waiting).send().await.unwrap();
        assert_eq!(header(&answer, "cache-control"), "no-store");
        let told: Value = answer.json().await.unwrap();
        told["standing"].as_str().unwrap().to_owned()
    };
    let stranger = running.stranger();
    let (_, text) = page(&stranger, &address).await;
    let nobody = standing(&stranger).await;
    assert!(
        text.contains(&format!("data-standing=\"{nobody}\"")),
        "{text}"
    );
    assert_ne!(standing(&admin).await, nobody);
    let unknown: Value = stranger.read("/oauth/signed-in?client_id=x").await;
    assert_eq!(unknown, json!({"standing": null}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_the_button_is_told_at_an_origin_that_was_registered() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let id = made(&admin, "", &[REDIRECT, LOOPBACK]).await;
    let of = |mode, origin| asked(&id, &[("mode", mode), ("origin", origin)]);
    for origin in [
        "https://crm.example",
        "https://shop.example",
        "http://127.0.0.1:5173",
    ] {
        let shown = opened(&admin, &of("post_message", origin)).await;
        let told: Value = expect(decide(&admin, shown.clone(), "allow"), StatusCode::OK).await;
        assert_eq!(told["origin"], origin);
        assert!(told["message"]["code"].is_string() && told["message"]["referer"].is_string());
        assert_eq!(told["message"]["state"], "s");
        // A page that shows one origin is agreed to for that one.
        let mut other = shown.clone();
        of("post_message", "https://shop.example.evil.example")["/oauth?".len()..]
            .clone_into(&mut other[0].1);
        let _: Value = expect(decide(&admin, other, "allow"), StatusCode::BAD_REQUEST).await;
        let told: Value = expect(decide(&admin, shown, "deny"), StatusCode::OK).await;
        assert_eq!(
            told["message"],
            json!({"error": "access_denied", "state": "s", "iss": running.origin()})
        );
    }
    for origin in [
        "*",
        "null",
        "https://evil.example",
        "https://crm.example/",
        "http://crm.example",
    ] {
        let (status, text) = page(&admin, &of("post_message", origin)).await;
        assert_eq!(status, 400, "{origin}");
        assert!(
            !text.contains("id=\"told\"") && !text.contains("name=\"ticket\""),
            "{text}"
        );
    }

    // A window that goes elsewhere tells the page with the button that it did, and no code.
    let shown = opened(&admin, &of("popup", "https://shop.example")).await;
    let told: Value = expect(decide(&admin, shown.clone(), "allow"), StatusCode::OK).await;
    assert!(told["location"].as_str().unwrap().starts_with(REDIRECT));
    assert_eq!(
        told["message"],
        json!({"done": true, "state": "s", "iss": running.origin()})
    );
    assert_eq!(told["origin"], "https://shop.example");
    let told: Value = expect(decide(&admin, shown, "deny"), StatusCode::OK).await;
    assert_eq!(told["message"]["error"], "access_denied");
    let shown = opened(&admin, &of("popup", "https://evil.example")).await;
    let told: Value = expect(decide(&admin, shown, "allow"), StatusCode::OK).await;
    assert!(
        told.get("message").is_none() && told["location"].is_string(),
        "{told}"
    );
}
