//! How calls end: with the host's words, the plugin's own, or when nobody waits for them any more.

use encaixe_plugin::typed::{
    AppRequest, Code, Entity, Error, Fields, Kinbox, Owner, Stretch, Toast,
};
use encaixe_plugin::{Limits, Page};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Host, json, own_window, text};
use super::{Received, connected, open, start};

#[wasm_bindgen_test]
async fn the_host_s_refusal_is_an_error_with_its_code() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let bound = kinbox.in_conversation("955");
    let task = start(async move { bound.add_tag("9").await });
    line.fail(
        &line.next().await,
        r#"{"code":"not_found","message":"no tag 9","detail":"tag"}"#,
    );
    let error = task.end().await.unwrap_err();
    let wanted = Error {
        code: Code::NotFound,
        message: "no tag 9".into(),
        detail: Some("tag".into()),
    };
    assert_eq!(error, wanted);
    let error: Box<dyn std::error::Error> = error.into();
    assert_eq!(error.to_string(), "not_found: no tag 9 (tag)");

    for (detail, told) in [
        (r#"{"scope":"app:asana"}"#, "app:asana"),
        (r#"{"reconnect":true}"#, "reconnect"),
    ] {
        let kinbox = kinbox.clone();
        let task = start(async move {
            let request = AppRequest::new("GET", "/users/me");
            kinbox.request("asana", request).await.map(drop)
        });
        let failure = format!(r#"{{"code":"denied","message":"no","detail":{detail}}}"#);
        line.fail(&line.next().await, &failure);
        let error = task.end().await.unwrap_err();
        assert_eq!(error.detail.as_deref(), Some(told));
    }
}

#[wasm_bindgen_test]
async fn a_reply_of_another_shape_is_an_error_that_says_where() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let bound = kinbox.in_conversation("955");
    let broken = [
        ("{}", "there is nothing"),
        ("null", "there is nothing"),
        (r#"{"tags":[{"id":"5"}]}"#, "[0]: missing field `name`"),
        (
            r#"{"tags":[{"id":"5","name":5}]}"#,
            "[0].name: invalid type",
        ),
    ];
    for (ok, place) in broken {
        let it = bound.clone();
        let task = start(async move { it.add_tag("5").await });
        line.reply(&line.next().await, ok);
        let error = task.error().await;
        let begin = "host_error: the answer to add_tag is not what this version expects: ";
        assert!(
            error.starts_with(begin) && error.contains(place),
            "{ok}: {error}"
        );
    }
}

#[wasm_bindgen_test]
async fn what_acts_on_a_conversation_names_the_one_that_it_is_bound_to() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let heard = Received::new();
    let told = heard.clone();
    let _listening = kinbox.on_conversation(move |_, bound| told.add(bound));
    let bound = heard.until(1).await.remove(0);
    // The agent goes on to another before the plugin calls.
    line.event(
        "conversation",
        &open().replace("\"955\"", "\"956\""),
        "\"956\"",
    );
    heard.until(2).await;
    let it = bound.clone();
    let note = start(async move { it.add_note("late").await });
    let sent = line.next().await;
    assert_eq!(text(&sent, "conversation"), "955");
    line.fail(
        &sent,
        r#"{"code":"conversation_changed","message":"moved on"}"#,
    );
    assert_eq!(
        note.end().await.unwrap_err().code,
        Code::ConversationChanged
    );
    let it = bound.clone();
    let own = start(async move {
        let fields = Fields::new().text("motivo", "troca");
        it.set_property(Entity::Session, fields).await
    });
    let sent = line.next().await;
    assert_eq!(
        json(&sent),
        r#"{"type":"request","id":2,"command":"set_property","params":{"type":"session","fields":{"motivo":{"value":"troca"}}},"conversation":"955"}"#
    );
    line.reply(&sent, r#"{"key":null,"success":true}"#);
    own.end().await.unwrap();
    let other = start(async move {
        let fields = Fields::new().text("motivo", "troca");
        kinbox
            .set_property(Owner::Session("71".into()), fields)
            .await
    });
    let sent = json(&line.next().await);
    assert!(
        sent.contains(r#""sessionId":"71""#) && !sent.contains("conversation"),
        "{sent}"
    );
    drop(other);
    let messages = start(async move { bound.list_messages(Stretch::default()).await });
    let sent = json(&line.next().await);
    assert!(
        sent.contains(r#""params":{},"conversation":"955""#),
        "{sent}"
    );
    drop(messages);
}

#[wasm_bindgen_test]
async fn a_wrong_argument_is_told_before_anything_is_sent() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let bound = kinbox.in_conversation("955");
    let task = start(async move { bound.add_note("").await });
    let wanted = "invalid: text: expected a text of 1 to 10000 characters, got \"\"";
    assert_eq!(task.error().await, wanted);
    let storage = kinbox.user_storage();
    let task = start(async move { storage.set("big", &(u64::MAX)).await });
    let error = task.error().await;
    assert!(error.starts_with("invalid: value: "), "{error}");
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_call_is_made_when_it_is_awaited_and_given_up_when_it_is_dropped() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    drop(kinbox.toast(Toast::Info, "never awaited"));
    let question = encaixe_plugin::typed::Dialog::confirm("Sure?");
    let mut asking = Box::pin(kinbox.dialog(question));
    let sent = std::future::poll_fn(|context| {
        assert!(asking.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    });
    sent.await;
    assert_eq!(text(&line.next().await, "command"), "dialog");
    drop(asking);
    assert_eq!(json(&line.next().await), r#"{"type":"abort","id":1}"#);
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_spawned_task_that_fails_is_told_to_the_error_handler() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let errors = Received::new();
    let told = errors.clone();
    kinbox.on_error(move |error| told.add(error.clone()));
    let it = kinbox.clone();
    kinbox.spawn(async move {
        it.toast(Toast::Info, "one").await?;
        it.toast(Toast::Info, "").await
    });
    line.reply(&line.next().await, "null");
    assert_eq!(errors.until(1).await[0].code, Code::Invalid);
}

#[wasm_bindgen_test]
async fn a_value_of_another_type_than_was_stored_is_an_error() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    for (ok, wanted) in [
        (r#"{"value":"7"}"#, Ok(Some(7))),
        (r#"{"value":null}"#, Ok(None)),
        (r#"{"value":"\"seven\""}"#, Err(Code::HostError)),
    ] {
        let storage = kinbox.user_storage();
        let task = start(async move { storage.get::<u32>("n").await });
        line.reply(&line.next().await, ok);
        assert_eq!(task.end().await.map_err(|error| error.code), wanted, "{ok}");
    }
}

#[wasm_bindgen_test]
async fn outside_of_an_inbox_and_without_an_answer_calls_fail() {
    let alone = Kinbox::new(encaixe_plugin::Plugin::new(
        Some(Page::new(own_window(), own_window())),
        Limits::STANDARD,
    ));
    assert!(!alone.is_embedded());
    let task = start(async move { alone.ready().await });
    assert_eq!(task.end().await.unwrap_err().code, Code::NotEmbedded);

    let host = Host::new();
    let quick = Limits {
        command_ms: 60,
        ..Limits::STANDARD
    };
    let silent = Kinbox::new(host.plugin_with(quick));
    silent.plugin().connect(None);
    let task = start(async move { silent.get_workspace_info().await });
    assert_eq!(task.end().await.unwrap_err().code, Code::Timeout);
}

#[wasm_bindgen_test]
async fn clones_are_the_same_and_the_connection_ends_with_the_last() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let (other, line_of_other) = connected(&host, &open()).await;
    assert_eq!(kinbox, kinbox.clone());
    assert_ne!(kinbox, other);
    assert_eq!(kinbox.in_conversation("955"), kinbox.in_conversation("955"));
    assert_ne!(kinbox.in_conversation("955"), other.in_conversation("955"));
    let listening = kinbox.on_visible(|| {});
    line.round_trip().await;
    drop((kinbox, listening));
    line.post(r#"{"type":"ping","id":1}"#);
    for _ in 0..3 {
        line_of_other.round_trip().await;
    }
    assert_eq!(line.waiting(), 0, "a closed port answers no ping");
}
