//! In a host of the older dialect: what it does not say is none, what it does not know is refused.

use encaixe_plugin::Limits;
use encaixe_plugin::typed::{Code, Dialog, Kinbox, Toast};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Host, until};
use super::{Heard, open, start};

const QUICK: Limits = Limits {
    fallback_ms: 40,
    ..Limits::STANDARD
};

async fn older(host: &Host) -> Kinbox {
    let kinbox = Kinbox::new(host.plugin_with(QUICK));
    kinbox.plugin().connect(None);
    until(|| kinbox.wire().as_str() == "classic").await;
    host.say(&format!(r#"{{"event":"conversation","data":{}}}"#, open()));
    let heard = Heard::new();
    let told = heard.clone();
    let _listening = kinbox.on_conversation(move |data, _| told.add(data.contact.name));
    assert_eq!(heard.until(1).await, ["Fulano"]);
    kinbox
}

#[wasm_bindgen_test]
async fn what_came_of_a_command_is_none_and_the_context_too() {
    let host = Host::new();
    let kinbox = older(&host).await;
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
    let kinbox = older(&host).await;
    let it = kinbox.clone();
    let task = start(async move { it.dialog(Dialog::confirm("Sure?")).await });
    host.told().await;
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":true}}"#);
    assert_eq!(task.end().await, Ok(true));
}
