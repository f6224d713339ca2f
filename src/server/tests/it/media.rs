//! Pictures in messages, as pages of other origins get them.

use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Conversation, Summary};
use encaixe_api::inbox::message::Message;

use crate::support::{Running, client, header};
use encaixe_server::actor::Actor;

#[tokio::test]
async fn a_pictures_address_is_absolute_wherever_a_message_is_told() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let ours = format!("{}/media/demo/", running.origin());
    let whole: Conversation = agent.read("/api/conversations/953").await;
    let listed: Page<Message> = agent.read("/api/conversations/953/messages").await;
    assert_eq!(whole.messages, listed.items);
    let of_whole = whole.messages.iter().find_map(|one| one.media_url.clone());
    assert_eq!(of_whole, Some(format!("{ours}xicara.svg")));

    // The newest message of a row is told in the same way.
    let before = listed
        .items
        .iter()
        .find(|one| one.media_url.is_some())
        .unwrap();
    let mut write = running
        .server
        .app()
        .store
        .by(Actor::System)
        .write(encaixe_server::store::For::Workspace)
        .await
        .unwrap();
    let last = Message {
        id: "99999".into(),
        media_url: Some("/media/demo/manta.svg".to_owned()),
        file_name: None,
        ..before.clone()
    };
    let now = encaixe_server::time::now();
    encaixe_server::store::message::insert(&mut write, &"953".into(), &last, now)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let list: Page<Summary> = agent.read("/api/conversations").await;
    let row = list
        .items
        .iter()
        .find(|one| one.id.as_str() == "953")
        .unwrap();
    let url = row
        .last_message
        .as_ref()
        .and_then(|one| one.media_url.clone());
    assert_eq!(url, Some(format!("{ours}manta.svg")));
}

#[tokio::test]
async fn a_picture_is_shown_to_every_origin_without_a_cookie_and_runs_no_script() {
    let running = Running::start().await;
    let whole: Conversation = running.agent().await.read("/api/conversations/953").await;
    let url = whole
        .messages
        .iter()
        .find_map(|one| one.media_url.clone())
        .unwrap();
    let answer = client()
        .get(&url)
        .header("origin", running.plugin_origin())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "content-type"), "image/svg+xml");
    assert_eq!(
        header(&answer, "cross-origin-resource-policy"),
        "cross-origin"
    );
    assert_eq!(header(&answer, "access-control-allow-origin"), "*");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    let policy = header(&answer, "content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
        "{policy}"
    );
    assert!(answer.text().await.unwrap().starts_with("<svg"));
    for path in ["/media/demo/none.svg", "/media/demo/..%2Fworkspace.toml"] {
        let answer = running.stranger().get(path).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
}
