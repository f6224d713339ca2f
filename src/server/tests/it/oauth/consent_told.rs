//! What a program hears where nobody could agree, and for whom a consent is looked for.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{CHALLENGE, REDIRECT, consent, decide, opened, query};
use crate::companies::{create, sign_in, with_cookies};
use crate::support::{Running, Visitor, expect, header};

/// Where the button is.
const SHOP: &str = "https://shop.example";

/// What a careful program asks with, by a button.
fn asked(id: &str, more: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("response_type", "code"),
        ("client_id", id),
        ("redirect_uri", REDIRECT),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("state", "s"),
    ];
    all.extend(more);
    consent(&all)
}

/// An integration that somebody makes, at the address of their company.
async fn made(by: &Visitor, base: &str) -> String {
    let new = json!({
        "name": "CRM", "description": {"en": "Shows orders.", "pt-BR": "Mostra pedidos."}, "installUrl": format!("{SHOP}/install"),
        "redirectUris": [REDIRECT], "scopes": [{"scope": "contact:read"}],
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
    step(by, &own, json!({"step": "submit"})).await;
    let approve = json!({"step": "approve", "version": 1});
    let review = format!("/api/reviews/{id}/steps");
    step(&running.admin().await, &review, approve).await;
    step(by, &own, json!({"step": "publish"})).await;
}

async fn page(by: &Visitor, address: &str) -> (u16, String) {
    let answer = by.get(address).send().await.unwrap();
    assert_eq!(header(&answer, "location"), "");
    let status = answer.status().as_u16();
    (status, answer.text().await.unwrap())
}

/// What a page holds for its script, if it does.
fn embedded(text: &str, id: &str) -> Option<Value> {
    let begin = text.split_once(&format!("id=\"{id}\">"))?.1;
    Some(serde_json::from_str(begin.split_once("</script>")?.0).unwrap())
}

/// The error of which the page that opened the window hears, and the link by which the window goes back.
fn told(text: &str) -> (Option<String>, bool) {
    let tell = embedded(text, "tell");
    let error = tell.map(|tell| {
        assert_eq!(tell["origin"], SHOP);
        assert_eq!(tell["message"]["state"], "s");
        tell["message"]["error"].as_str().unwrap().to_owned()
    });
    let is_led = text.contains(&format!("href=\"{REDIRECT}?error="));
    (error, is_led)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_hears_why_nobody_could_agree_at_an_origin_that_is_registered() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let id = made(&admin, "").await;
    let shop = [("origin", SHOP)];
    let unauthorized = Some("unauthorized_client".to_owned());

    // A draft of another company: the page that opened the window, and no link to what nobody looked at.
    let limited = format!("{path}{}", asked(&id, &shop));
    let (status, text) = page(&theirs, &limited).await;
    assert_eq!((status, told(&text)), (403, (unauthorized.clone(), false)));
    publish(&running, &admin, "", &id).await;

    // An address that cannot be read, where what says who asks can be.
    let address = asked(&id, &shop);
    let (status, text) = page(&admin, &format!("{address}&scope=a&scope=b")).await;
    let invalid = Some("invalid_request".to_owned());
    assert_eq!((status, told(&text)), (400, (invalid, true)));
    let doubled = format!("{address}&client_id=x");
    let elsewhere = asked(&id, &[("origin", "https://evil.example")]);
    let unknown = asked("x", &shop);
    let away = address.replace("crm.example", "evil.example");
    let post = asked(
        &id,
        &[("mode", "post_message"), ("origin", "https://evil.example")],
    );
    for (address, status) in [(doubled, 400), (unknown, 404), (away, 400), (post, 400)] {
        let (found, text) = page(&admin, &address).await;
        assert_eq!(found, status, "{address}");
        assert_eq!(told(&text), (None, false), "{address}");
    }
    let (_, text) = page(&admin, &format!("{elsewhere}&scope=a&scope=b")).await;
    assert_eq!(told(&text), (None, true));

    // The window says that it tells the end, and whoever does not want to says so.
    let hello = json!({"open": true, "state": "s", "iss": running.origin()});
    let (_, text) = page(&admin, &address).await;
    assert_eq!(embedded(&text, "tell").unwrap()["message"], hello);
    let (_, text) = page(&running.stranger(), &address).await;
    assert_eq!(embedded(&text, "tell").unwrap()["message"], hello);
    let cancelled = embedded(&text, "cancelled").unwrap();
    assert_eq!(cancelled["message"]["error"], "access_denied");
    assert_eq!(cancelled["origin"], SHOP);
    let (_, text) = page(&admin, &elsewhere).await;
    assert_eq!(embedded(&text, "tell"), None);

    // What a moderator stopped leads nobody anywhere.
    let shown = opened(&admin, &address).await;
    let suspend = json!({"step": "suspend", "version": 1, "reason": "It sends messages."});
    step(&admin, &format!("/api/reviews/{id}/steps"), suspend).await;
    let (status, text) = page(&admin, &address).await;
    assert_eq!((status, told(&text)), (403, (unauthorized, false)));
    let request = decide(&admin, shown, "allow");
    let said: Value = expect(request, StatusCode::FORBIDDEN).await;
    assert_eq!(said["tell"]["message"]["error"], "unauthorized_client");
    assert!(said["title"].is_string() && said.get("location").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_retired_is_let_in_again_by_a_company_that_has_it_and_by_no_other() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let (_, link) = create(running.data(), "Padaria", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let id = made(&admin, "").await;
    publish(&running, &admin, "", &id).await;
    let address = asked(&id, &[]);
    let agree = async || {
        let shown = opened(&theirs, &address).await;
        let told: Value = expect(decide(&theirs, shown, "allow"), StatusCode::OK).await;
        query(told["location"].as_str().unwrap())["code"].clone()
    };
    let first = agree().await;
    let retire = json!({"step": "retire"});
    step(&admin, &format!("/api/integrations/{id}/steps"), retire).await;
    assert_ne!(agree().await, first);
    let (status, text) = page(&admin, &address).await;
    assert_eq!(status, 403);
    assert!(text.contains("Este programa não está disponível"), "{text}");
    assert_eq!(told(&text), (None, true), "the way back to the program");
}

#[tokio::test(flavor = "multi_thread")]
async fn companies_of_one_name_are_told_apart_and_a_draft_does_not_say_whose_it_is() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let (other, other_link) = create(running.data(), "Padaria", &["--slug", "outra"]);
    let cookies = [
        sign_in(&running, &link).await,
        sign_in(&running, &other_link).await,
    ];
    let both = with_cookies(&running, &[&cookies[0], &cookies[1]]);
    let id = made(&both, &path).await;
    let (status, text) = page(&running.stranger(), &asked(&id, &[])).await;
    assert_eq!(status, 403);
    assert!(!text.contains(&path), "{text}");
    publish(&running, &both, &path, &id).await;
    let (_, text) = page(&both, &asked(&id, &[])).await;
    let place = running.origin().replace("http://", "");
    for base in [&path, &other] {
        let shown = format!("<span>{place}{base}</span>");
        assert!(text.contains(&shown), "{shown}: {text}");
    }
    assert!(text.contains("(dona@padaria.example)</span>"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_that_is_named_is_found_among_many_cookies() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let (_, link) = create(running.data(), "Zeta", &[]);
    let zeta = sign_in(&running, &link).await;
    let id = made(&admin, "").await;
    publish(&running, &admin, "", &id).await;
    let old: Vec<String> = (0..30)
        .map(|number| format!("encaixe_session-a{number}={}", "x".repeat(43)))
        .collect();
    let mut cookies: Vec<&str> = old.iter().map(String::as_str).collect();
    cookies.push(&zeta);
    let many = with_cookies(&running, &cookies);
    let named = asked(&id, &[("account", "zeta")]);
    let (status, text) = page(&many, &named).await;
    assert!(status == 200 && text.contains("<b>Zeta</b>"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_that_cannot_be_opened_stands_in_the_way_of_no_other() {
    let running = Running::start().await;
    let (_, link) = create(running.data(), "Padaria", &[]);
    let padaria = sign_in(&running, &link).await;
    create(running.data(), "Quebrada", &[]);
    let file = running.data().join("companies/quebrada/encaixe.db");
    std::fs::write(file, "this is no database").unwrap();
    let broken = format!("encaixe_session-quebrada={}", "x".repeat(43));
    let admin = running.admin().await;
    let id = made(&admin, "").await;
    publish(&running, &admin, "", &id).await;
    let all = with_cookies(&running, &[&admin.cookie(), &padaria, &broken]);
    let (status, text) = page(&all, &asked(&id, &[])).await;
    assert!(
        status == 200 && text.contains("data-account=\"padaria\""),
        "{text}"
    );
    let list: Value = all.read("/api/me/companies").await;
    assert_eq!(list["items"].as_array().unwrap().len(), 2, "{list}");
}
