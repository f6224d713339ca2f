//! Members, and the rule of the last admin.

use encaixe_api::access::{Role, SignInLink};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::member::Member;
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{ANA, BRUNO, DIEGO_WHO_LEFT, Running, expect, refused};

#[tokio::test]
async fn a_new_member_comes_in_by_the_link_that_an_admin_made() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let new = json!({"name": " Elisa ", "email": "Elisa@Aurora.example", "role": "agent"});
    let made: Member = expect(admin.post("/api/members").json(&new), StatusCode::CREATED).await;
    assert_eq!(
        (made.name.as_str(), made.email.as_str()),
        ("Elisa", "elisa@aurora.example")
    );
    assert!(made.is_active && !made.is_online);
    let list: Page<Member> = admin.read("/api/members").await;
    assert_eq!(list.items.last(), Some(&made));

    let request = admin.post(&format!("/api/members/{}/link", made.id));
    let link: SignInLink = expect(request, StatusCode::CREATED).await;
    let path = link.url.strip_prefix(&running.origin()).unwrap();
    assert_eq!(
        running.page().post(path).send().await.unwrap().status(),
        200
    );
}

#[tokio::test]
async fn an_address_that_is_taken_or_none_is_refused() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (email, code) in [
        ("ANA@aurora.example", "taken"),
        ("ana", "invalid"),
        ("@aurora.example", "invalid"),
        ("a b@aurora.example", "invalid"),
    ] {
        let new = json!({"name": "Outra", "email": email, "role": "agent"});
        let error = refused(admin.post("/api/members").json(&new), 422).await;
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            ("email", code)
        );
    }
    let error = refused(
        admin.post(&format!("/api/members/{DIEGO_WHO_LEFT}/link")),
        422,
    )
    .await;
    assert_eq!(error.fields[0].code, "inactive");
    refused(admin.post("/api/members/none/link"), 404).await;
    refused(admin.patch("/api/members/none", &json!({"name": "X"})), 404).await;
}

#[tokio::test]
async fn the_last_active_admin_stays_one() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let ana = format!("/api/members/{ANA}");
    for patch in [json!({"role": "agent"}), json!({"isActive": false})] {
        assert_eq!(
            refused(admin.patch(&ana, &patch), 422).await.code,
            "last_admin"
        );
    }
    let bruno = format!("/api/members/{BRUNO}");
    let promoted: Member = expect(
        admin.patch(&bruno, &json!({"role": "admin"})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(promoted.role, Role::Admin);
    let left: Member = expect(admin.patch(&ana, &json!({"role": "agent"})), StatusCode::OK).await;
    assert_eq!(left.role, Role::Agent);
    assert_eq!(
        refused(admin.get("/api/members"), 403).await.code,
        "forbidden"
    );
}
