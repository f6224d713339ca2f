//! In a host of the classic dialect: what it does not say is none, what it does not know is refused.

use encaixe_plugin::typed::{Code, Dialog, Kinbox, Status, Toast};
use encaixe_plugin::{Limits, Times};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Host, Log, until};
use super::{Received, open, start};

const QUICK: Limits = Limits {
    fallback_ms: 40,
    ..Limits::STANDARD
};

async fn classic(host: &Host) -> Kinbox {
    let kinbox = Kinbox::new(host.plugin_with(QUICK));
    kinbox.plugin().connect(None);
    until(|| kinbox.wire().as_str() == "classic").await;
    host.say(&format!(r#"{{"event":"conversation","data":{}}}"#, open()));
    let heard = Received::new();
    let told = heard.clone();
    let _listening = kinbox.on_conversation(move |data, _| told.add(data.contact.name));
    assert_eq!(heard.until(1).await, ["Fulano"]);
    kinbox
}

#[wasm_bindgen_test]
async fn what_came_of_a_command_is_none_and_the_context_too() {
    let host = Host::new();
    let kinbox = classic(&host).await;
    let bound = kinbox.in_conversation("955");
    let it = bound.clone();
    assert_eq!(
        start(async move { it.add_tag("5").await }).end().await,
        Ok(None)
    );
    assert_eq!(host.told().await, r#"{"event":"add-tag","data":"5"}"#);
    let it = bound.clone();
    let task = start(async move { it.assign_to(None).await });
    assert_eq!(task.end().await, Ok(None));
    assert_eq!(host.told().await, r#"{"event":"assign","data":null}"#);
    let it = kinbox.clone();
    let task = start(async move { it.toast(Toast::Info, "Oi").await });
    assert_eq!(task.end().await, Ok(()));
    assert_eq!(
        host.told().await,
        r#"{"event":"toast","data":{"message":"Oi","type":"info"}}"#
    );
    let task = start(async move { bound.add_note("Oi").await });
    assert_eq!(task.end().await.unwrap_err().code, Code::Unsupported);
    let it = kinbox.clone();
    assert_eq!(start(async move { it.ready().await }).end().await, Ok(None));
}

#[wasm_bindgen_test]
async fn the_agent_s_answers_are_read() {
    let host = Host::new();
    let kinbox = classic(&host).await;
    let it = kinbox.clone();
    let task = start(async move { it.dialog(Dialog::confirm("Sure?")).await });
    host.told().await;
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":true}}"#);
    assert_eq!(task.end().await, Ok(true));
}

#[wasm_bindgen_test]
async fn data_without_what_came_later_is_read_and_stays_as_it_came() {
    let host = Host::new();
    let kinbox = Kinbox::new(host.plugin_with(QUICK));
    kinbox.plugin().connect(None);
    until(|| kinbox.wire().as_str() == "classic").await;
    let raw = Log::default();
    let event = encaixe_plugin::protocol::event::Name::Conversation;
    kinbox.plugin().on(event, raw.listener("raw"), Times::Every);
    let heard = Received::new();
    let told = heard.clone();
    let _listening = kinbox.on_conversation(move |data, bound| told.add((data, bound)));
    // As the vendor's page has it, with numbers for ids and null for tags; a property and a message of shapes of its own.
    host.say(
        r#"{"event":"conversation","data":{
            "contact":{"id":25,"properties":[["cidade","Fortaleza"]],"name":"Fulano","avatar":null,"email":null,"phone":null},
            "conversation":{"id":955,"identifier":null,"assignee":{"id":850},"group":null,"channel_type":"whatsapp","link":"https://inbox.example/955","tags":null},
            "user":{"id":850,"name":"Ana","phone":null,"avatar":null,"email":"ana@shop.example","isActive":true},
            "session":{"id":71},"dev":false,
            "messages":[{"id":1,"content":"Oi"},
                {"id":2,"type":"text","from":"contact","content":"Tudo bem?","isMedia":false,"createdAt":"2026-11-22T14:01:00.000Z"}]}}"#,
    );
    let (data, bound) = heard.until(1).await.remove(0);
    assert_eq!(
        bound.conversation().map(ToString::to_string),
        Some("955".to_owned())
    );
    assert_eq!(
        (data.contact.id.as_str(), data.contact.properties.len()),
        ("25", 0)
    );
    assert_eq!(data.conversation.status, Status::Open);
    let texts: Vec<&str> = data.messages.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Tudo bem?"]);
    let told = raw.until(1).await.remove(0);
    assert!(
        told.contains(r#"["cidade","Fortaleza"]"#) && !told.contains("status"),
        "{told}"
    );
    let asked = start(async move { kinbox.get_conversation().await });
    assert_eq!(asked.end().await, Ok(Some(data)));
}

#[wasm_bindgen_test]
async fn data_that_cannot_be_read_is_an_error_here_too() {
    let host = Host::new();
    let kinbox = classic(&host).await;
    let errors = Received::new();
    let told = errors.clone();
    kinbox.on_error(move |error| told.add(error.to_string()));
    let _listening = kinbox.on_conversation(|_, _| {});
    host.say(r#"{"event":"conversation","data":{"contact":{"id":"1"},"conversation":{"id":"9","tags":null}}}"#);
    let error = errors.until(1).await.remove(0);
    assert!(error.contains("contact: missing field `name`"), "{error}");
}
