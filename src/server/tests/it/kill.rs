//! The program is killed while it writes: what it answered for is there, and nothing is there by half.

use std::time::Duration;

use encaixe_protocol::event::conversation::Scalar;
use encaixe_server::store::Store;
use encaixe_server::store::cursor::Cursor;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::cli::{Served, run, text};
use crate::support::client;

/// Sends one change after another until the program is gone; how many it answered for.
async fn write(client: Client, page: String, token: String) -> u32 {
    let send = async |request: reqwest::RequestBuilder, body: Value| {
        let answer = request.bearer_auth(&token).json(&body).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    };
    for number in 1.. {
        let both = json!({"fields": {"pedidos": number, "total_compras": number}});
        let note = json!({"type": "note", "text": number.to_string()});
        let contact = client.patch(format!("{page}/api/contacts/7001"));
        let messages = client.post(format!("{page}/api/conversations/955/messages"));
        if !send(contact, both).await || !send(messages, note).await {
            return number - 1;
        }
    }
    0
}

#[cfg(unix)]
#[tokio::test]
async fn what_was_answered_is_there_after_a_kill_and_a_change_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let served = Served::start(&data);
    let page = served.value(1, "page:   ").to_owned();
    let made = run(
        &data,
        &["token", "create", "--name", "x", "--role", "agent"],
    );
    let token = text(&made).trim().to_owned();
    let before = Store::open(&data).await.unwrap();
    let writer = tokio::spawn(write(client(), page, token));
    let wrote = async {
        while !matches!(count(&before).await, 20..) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(20), wrote).await.unwrap();
    drop(served);
    before.close().await;
    let answered = timeout(Duration::from_secs(20), writer)
        .await
        .unwrap()
        .unwrap();

    let after = Store::open(&data).await.unwrap();
    assert!(answered >= 10, "{answered}");
    let noted = count(&after).await;
    assert!(
        (answered..=answered + 1).contains(&noted),
        "{noted} of {answered}"
    );
    let contact = after.contact(&"7001".into()).await.unwrap().unwrap();
    let (orders, total) = (&contact.fields["pedidos"], &contact.fields["total_compras"]);
    assert_eq!(orders, total);
    let Scalar::Number(orders) = orders else {
        panic!("{orders:?}");
    };
    assert!(*orders >= f64::from(answered), "{orders} of {answered}");
}

/// How many notes the test added to the conversation.
async fn count(store: &Store) -> u32 {
    let page = store
        .messages(&"955".into(), &Cursor::newest(), 100_000)
        .await
        .unwrap();
    let notes = page
        .items
        .iter()
        .filter(|one| one.text.parse::<u32>().is_ok());
    u32::try_from(notes.count()).unwrap()
}
