//! Every event comes with its data and its conversation, as long as it is listened for.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_plugin::protocol::event::Name;
use encaixe_plugin::typed::{Change, Event, Reason, Status, Theme};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Console, Host, get, json, parse};
use super::{Received, connected, golden, open};

/// The golden sample of each event.
fn sample(name: Name) -> &'static str {
    macro_rules! sample {
        ($name:literal) => {
            include_str!(concat!("../../../protocol/golden/event_", $name, ".json"))
        };
    }
    match name {
        Name::Callback => sample!("callback"),
        Name::Closing => sample!("closing"),
        Name::Conversation => sample!("conversation"),
        Name::ConversationUpdated => sample!("conversation_updated"),
        Name::Hidden => sample!("hidden"),
        Name::Locale => sample!("locale"),
        Name::Message => sample!("message"),
        Name::NoConversation => sample!("no_conversation"),
        Name::Theme => sample!("theme"),
        Name::Visible => sample!("visible"),
    }
}

fn name_of(event: &Event) -> Name {
    match event {
        Event::Callback(_) => Name::Callback,
        Event::Closing(_) => Name::Closing,
        Event::Conversation(_) => Name::Conversation,
        Event::ConversationUpdated(_) => Name::ConversationUpdated,
        Event::Hidden => Name::Hidden,
        Event::Locale(_) => Name::Locale,
        Event::Message(_) => Name::Message,
        Event::NoConversation => Name::NoConversation,
        Event::Theme(_) => Name::Theme,
        Event::Visible => Name::Visible,
    }
}

#[wasm_bindgen_test]
async fn every_event_is_told_with_its_data_and_its_conversation() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let heard = Received::new();
    let told = heard.clone();
    let _listening = kinbox.on_event(move |event, bound| told.add((event, bound)));
    // How things already are comes first.
    heard.until(1).await;
    for (place, name) in Name::ALL.iter().enumerate() {
        line.post(sample(*name));
        let (event, bound) = heard.until(place + 2).await.remove(place + 1);
        assert_eq!(name_of(&event), *name);
        let id = get(&parse(sample(*name)), "conversation").as_string();
        assert_eq!(
            bound.conversation().map(ToString::to_string),
            id,
            "{name:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn each_handler_gets_what_its_event_says() {
    let console = Console::listen();
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let heard = Received::<String>::new();
    let log = || heard.clone();
    let told = log();
    let conversation = kinbox.on_conversation(move |data, bound| {
        let id = bound.conversation().unwrap();
        told.add(format!(
            "{} of {id}, {:?}",
            data.contact.name, data.conversation.status
        ));
        assert_eq!(data.conversation.status, Status::Open);
    });
    let told = log();
    let updated = kinbox.on_conversation_updated(move |data, _| {
        told.add(format!("updated {}", data.changed.contains(&Change::Tags)));
    });
    let told = log();
    let none = kinbox.on_no_conversation(move || told.add("none".into()));
    let told = log();
    let message = kinbox.on_message(move |data, _| told.add(data.message.id.to_string()));
    let told = log();
    let callback = kinbox.on_callback(move |data, _| told.add(format!("{}", data.success)));
    let told = log();
    let visible = kinbox.on_visible(move || told.add("visible".into()));
    let told = log();
    let hidden = kinbox.on_hidden(move || told.add("hidden".into()));
    let told = log();
    let theme = kinbox.on_theme(move |theme| told.add(format!("{}", theme == Theme::Dark)));
    let told = log();
    let locale = kinbox.on_locale(move |locale| told.add(locale));
    let told = log();
    let closing =
        kinbox.on_closing(move |reason| told.add(format!("{}", reason == Reason::Reload)));
    for name in Name::ALL.iter().filter(|name| **name != Name::Conversation) {
        line.post(sample(*name));
    }
    let wanted = [
        "Fulano of 955, Open",
        "true",
        "true",
        "updated true",
        "hidden",
        "en",
        "3023",
        "none",
        "true",
        "visible",
    ];
    assert_eq!(heard.until(wanted.len()).await, wanted);
    drop((conversation, updated, none, message, callback));
    drop((visible, hidden, theme, locale, closing));
    for name in Name::ALL {
        line.post(sample(*name));
    }
    line.round_trip().await;
    assert_eq!(heard.all(), wanted);
    assert!(console.errors().is_empty(), "{:?}", console.errors());
}

#[wasm_bindgen_test]
async fn a_handler_may_end_its_own_listening_and_one_that_is_forgotten_goes_on() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, &open()).await;
    let heard = Received::new();
    let (told, own) = (heard.clone(), Rc::new(RefCell::new(None)));
    let place = Rc::clone(&own);
    own.replace(Some(kinbox.on_locale(move |locale| {
        place.replace(None);
        told.add(format!("once {locale}"));
    })));
    let told = heard.clone();
    kinbox.on_locale(move |locale| told.add(locale)).forget();
    line.post(sample(Name::Locale));
    line.post(sample(Name::Locale));
    assert_eq!(heard.until(3).await, ["once en", "en", "en"]);
}

#[wasm_bindgen_test]
async fn a_late_handler_is_told_how_things_are() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, "null").await;
    let heard = Received::new();
    let told = heard.clone();
    let _none = kinbox.on_no_conversation(move || told.add("none".to_owned()));
    heard.until(1).await;
    line.event("conversation", &open(), "\"955\"");
    let told = heard.clone();
    let _open = kinbox.on_conversation(move |data, _| told.add(data.contact.name));
    assert_eq!(heard.until(2).await, ["none", "Fulano"]);
}

#[wasm_bindgen_test]
async fn data_of_another_shape_goes_to_the_error_handler_and_ends_nothing() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, "null").await;
    let (errors, heard) = (Received::new(), Received::new());
    let told = errors.clone();
    kinbox.on_error(move |error| told.add(error.to_string()));
    let told = heard.clone();
    let _conversation = kinbox.on_conversation(move |data, _| told.add(data.contact.name));
    let told = heard.clone();
    let _theme = kinbox.on_theme(move |theme| told.add(format!("{theme:?}")));
    let broken = open().replace(r#""name":"Fulano""#, r#""name":{"first":"Fulano"}"#);
    line.event("conversation", &broken, "\"955\"");
    line.event("theme", r#"{"theme":"sepia"}"#, "null");
    line.event("theme", "{}", "null");
    line.post(sample(Name::Conversation));
    line.post(sample(Name::Theme));
    assert_eq!(heard.until(2).await, ["Fulano", "Dark"]);
    let errors = errors.until(3).await;
    let begins = [
        "host_error: the event conversation is not what this version expects: contact.name: invalid type",
        "host_error: the event theme is not what this version expects: theme: unknown variant `sepia`",
        "host_error: the event theme is not what this version expects: missing field `theme`",
    ];
    for (error, begin) in errors.iter().zip(begins) {
        assert!(error.starts_with(begin), "{error}");
    }
}

#[wasm_bindgen_test]
async fn without_an_error_handler_the_console_tells() {
    let console = Console::listen();
    let host = Host::new();
    let (kinbox, line) = connected(&host, "null").await;
    let _message = kinbox.on_message(|_, _| {});
    line.event("message", r#"{"message":7}"#, "null");
    line.round_trip().await;
    let errors = console.errors();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].contains("the event message is not what this version expects: message: "),
        "{errors:?}"
    );
}

#[wasm_bindgen_test]
async fn the_context_tells_where_the_plugin_runs_as_things_are_now() {
    let host = Host::new();
    let kinbox = encaixe_plugin::typed::Kinbox::new(host.plugin());
    assert_eq!(kinbox.context(), Ok(None));
    let again = kinbox.clone();
    let ready = super::start(async move { again.ready().await });
    kinbox.plugin().connect(None);
    let line = host.hello().await;
    let welcome = parse(include_str!("../../../protocol/golden/welcome_none.json"));
    line.welcome_in(&json(&get(&welcome, "context")), "null");
    let asked = line.next().await;
    line.reply(&asked, "null");
    let context = ready.end().await.unwrap().unwrap();
    assert_eq!(
        (context.locale.as_str(), context.theme),
        ("pt-BR", Theme::Light)
    );
    line.post(sample(Name::Theme));
    line.round_trip().await;
    assert_eq!(kinbox.context().unwrap().unwrap().theme, Theme::Dark);
    let golden = golden(sample(Name::Theme));
    assert_eq!(golden, r#"{"theme":"dark"}"#);
}
