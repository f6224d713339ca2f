//! Icons of plugins: an emoji, or a picture that is told by what it holds.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_api::plugin::Plugin;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, header};

const DRAWING: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>";

fn data(kind: &str, content: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(content))
}

async fn make(admin: &Visitor, icon: &str) -> Plugin {
    let body = json!({"name": "CRM", "endpoint": "https://crm.example.com/p", "icon": icon});
    expect(admin.post("/api/plugins").json(&body), StatusCode::CREATED).await
}

async fn change(admin: &Visitor, plugin: &Plugin, body: Value) -> Plugin {
    let path = format!("/api/plugins/{}", plugin.id);
    expect(admin.patch(&path, &body), StatusCode::OK).await
}

#[tokio::test]
async fn a_picture_gets_an_address_for_members_from_which_it_can_do_nothing() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let plugin = make(&admin, &data("text/html", DRAWING.as_bytes())).await;
    let address = plugin.icon.clone().unwrap();
    assert!(
        address.starts_with(&format!("/api/frames/{}/icon/", plugin.id)),
        "{address}"
    );
    let frames: Value = agent.read("/api/frames").await;
    let icons: Vec<&Value> = frames
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["icon"])
        .collect();
    assert!(icons.contains(&&json!(address)), "{icons:?}");

    let answer = agent.get(&address).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "content-type"), "image/svg+xml");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    let policy = header(&answer, "content-security-policy");
    assert!(
        policy.starts_with("default-src 'none';") && policy.ends_with("sandbox"),
        "{policy}"
    );
    assert!(header(&answer, "cache-control").contains("immutable"));
    assert_eq!(answer.text().await.unwrap(), DRAWING);

    let stranger = running.stranger().get(&address).send().await.unwrap();
    assert_eq!(stranger.status(), 401);
    let other = address.replace(&address[address.len() - 4..], "0000");
    assert_eq!(agent.get(&other).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_picture_stays_changes_and_goes_with_what_the_registration_says() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let plugin = make(&admin, "📇").await;
    assert_eq!(plugin.icon.as_deref(), Some("📇"));
    let with = change(
        &admin,
        &plugin,
        json!({"icon": data("image/svg+xml", DRAWING.as_bytes())}),
    )
    .await;
    let address = with.icon.unwrap();
    // What the form sends back, and what does not name it, leaves it.
    for same in [json!({"icon": address}), json!({"name": "CRM 2"})] {
        assert_eq!(
            change(&admin, &plugin, same).await.icon.as_ref(),
            Some(&address)
        );
    }
    let emoji = change(&admin, &plugin, json!({"icon": "🧾"})).await;
    assert_eq!(emoji.icon.as_deref(), Some("🧾"));
    assert_eq!(admin.get(&address).send().await.unwrap().status(), 404);
    let gone = change(&admin, &plugin, json!({"icon": ""})).await;
    assert_eq!(gone.icon, None);
}

#[tokio::test]
async fn what_is_no_small_picture_is_refused_with_its_reason_and_nothing_is_half_done() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let plugin = make(&admin, "📇").await;
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    huge.extend([0, 1, 0, 0, 0, 1, 0, 0]);
    for (icon, code) in [
        (data("image/png", b"GIF89a"), "not_a_picture"),
        (data("image/png", &huge), "too_many_pixels"),
        (data("image/png", &vec![0; 40_000]), "too_large"),
        (
            data("image/svg+xml", b"<svg><script>1</script></svg>"),
            "active_content",
        ),
        (
            data("image/svg+xml", b"<svg onload = '1'/>"),
            "active_content",
        ),
        ("data:image/png,x".to_owned(), "invalid"),
        ("/api/frames/1/icon/2".to_owned(), "invalid"),
        (
            "a word that is no emoji, and goes on and on and on and on and on and on".to_owned(),
            "too_long",
        ),
    ] {
        let body = json!({"name": "Other", "icon": icon});
        let path = format!("/api/plugins/{}", plugin.id);
        let answer = admin.patch(&path, &body).send().await.unwrap();
        assert_eq!(answer.status(), 422, "{code}");
        let answer: Value = answer.json().await.unwrap();
        let field = &answer["error"]["fields"][0];
        assert_eq!(
            (&field["path"], &field["code"]),
            (&json!("icon"), &json!(code)),
            "{answer}"
        );
    }
    let same: Plugin = admin.read(&format!("/api/plugins/{}", plugin.id)).await;
    assert_eq!((same.name, same.icon), (plugin.name, plugin.icon));
}
