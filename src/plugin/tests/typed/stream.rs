//! The events as a stream.

use encaixe_plugin::typed::{Code, Event};
use wasm_bindgen_test::wasm_bindgen_test;

use super::connected;
use super::support::Host;

#[wasm_bindgen_test]
async fn events_wait_in_order_until_they_are_taken_and_end_after_closing() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, "null").await;
    let mut events = kinbox.events();
    line.event("locale", r#"{"locale":"en"}"#, "null");
    line.event("theme", r#"{"theme":"sepia"}"#, "null");
    line.event("visible", "null", "null");
    line.event("closing", r#"{"reason":"page"}"#, "null");
    line.round_trip().await;
    let mut next = async || events.next().await;
    assert_eq!(next().await.unwrap().unwrap().0, Event::NoConversation);
    let Some(Ok((Event::Locale(data), bound))) = next().await else {
        panic!("no locale");
    };
    assert_eq!((data.locale.as_str(), bound.conversation()), ("en", None));
    assert_eq!(next().await.unwrap().unwrap_err().code, Code::HostError);
    assert_eq!(next().await.unwrap().unwrap().0, Event::Visible);
    let last = next().await.unwrap().unwrap().0;
    assert!(matches!(last, Event::Closing(_)), "{last:?}");
    assert_eq!(next().await, None);
}
