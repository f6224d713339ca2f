//! A host for tests: an iframe's window stands where the parent of the plugin's page would, and hears
//! real messages over real ports.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::allow_attributes,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "each test file uses its own part of this, and the host's side posts and listens too"
)]

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_plugin::{Limits, Page, Plugin};
use gloo_events::EventListener;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlIFrameElement, MessageEvent, MessagePort, Window};

type Received<T> = Rc<RefCell<Vec<T>>>;

/// The page that embeds the plugin.
pub struct Host {
    frame: HtmlIFrameElement,
    window: Window,
    hellos: Received<MessageEvent>,
    told: Received<JsValue>,
    _listener: EventListener,
}

/// The host's end of a port.
pub struct HostPort {
    /// The hello that brought it.
    pub hello: JsValue,
    pub port: MessagePort,
    heard: Received<JsValue>,
    _listener: EventListener,
}

impl Host {
    pub fn new() -> Self {
        let document = own_window().document().unwrap();
        let frame = document.create_element("iframe").unwrap();
        document.body().unwrap().append_child(&frame).unwrap();
        let frame: HtmlIFrameElement = frame.unchecked_into();
        let window = frame.content_window().unwrap();
        let hellos = Received::default();
        let told = Received::default();
        let (heard, classic) = (Rc::clone(&hellos), Rc::clone(&told));
        let listener = EventListener::new(&window, "message", move |event: &Event| {
            let event: MessageEvent = event.clone().unchecked_into();
            if get(&event.data(), "kinbox").is_undefined() {
                classic.borrow_mut().push(event.data());
            } else {
                heard.borrow_mut().push(event);
            }
        });
        Self {
            frame,
            window,
            hellos,
            told,
            _listener: listener,
        }
    }

    /// A plugin that this host embeds, with the standard limits.
    pub fn plugin(&self) -> Plugin {
        self.plugin_with(Limits::STANDARD)
    }

    pub fn plugin_with(&self, limits: Limits) -> Plugin {
        Plugin::new(Some(self.page()), limits)
    }

    pub fn page(&self) -> Page {
        Page::new(own_window(), self.window.clone())
    }

    /// The next hello.
    pub async fn hello(&self) -> HostPort {
        until(|| !self.hellos.borrow().is_empty()).await;
        HostPort::new(&self.hellos.borrow_mut().remove(0))
    }

    /// Says something by a window message, as a host of the classic dialect.
    pub fn say(&self, json: &str) {
        let body = format!("parent.postMessage({json}, '*')");
        self.run(&body);
    }

    /// Runs code in the host's window.
    pub fn run(&self, code: &str) -> JsValue {
        let eval: Function = get(&self.window, "eval").unchecked_into();
        eval.call1(&self.window, &code.into()).unwrap()
    }

    /// The next message of the classic dialect, as JSON.
    pub async fn told(&self) -> String {
        until(|| !self.told.borrow().is_empty()).await;
        json(&self.told.borrow_mut().remove(0))
    }

    /// How many messages of the classic dialect wait.
    pub fn untold(&self) -> usize {
        self.told.borrow().len()
    }

    /// Says something without a meaning and waits until the page heard it: all that was said before has
    /// arrived.
    pub async fn heard(&self) {
        let arrived = Rc::new(std::cell::Cell::new(false));
        let mark = Rc::clone(&arrived);
        let _listener = EventListener::new(&own_window(), "message", move |event: &Event| {
            let event: &MessageEvent = event.unchecked_ref();
            if event.data() == "the mark of the test" {
                mark.set(true);
            }
        });
        self.say("'the mark of the test'");
        until(|| arrived.get()).await;
        // What the plugin posted meanwhile arrives too.
        turn().await;
        turn().await;
    }

    /// A plugin that fell back to the classic dialect.
    pub async fn classic(&self, limits: Limits) -> Plugin {
        let plugin = self.plugin_with(limits);
        plugin.connect(None);
        until(|| plugin.wire().as_str() == "classic").await;
        plugin
    }

    pub fn hellos(&self) -> usize {
        self.hellos.borrow().len()
    }

    /// A plugin that said hello and was welcomed, with this conversation's data object or null.
    pub async fn connected(&self, conversation: &str) -> (Plugin, HostPort) {
        self.connected_with(conversation, Limits::STANDARD).await
    }

    pub async fn connected_with(&self, conversation: &str, limits: Limits) -> (Plugin, HostPort) {
        let plugin = self.plugin_with(limits);
        plugin.connect(None);
        let line = self.hello().await;
        line.welcome(conversation);
        until(|| plugin.wire().as_str() == "channel").await;
        (plugin, line)
    }
}

/// This page as the one that embeds: what is said to it, by whatever frame.
pub struct Embedded {
    hellos: Received<MessageEvent>,
    told: Received<JsValue>,
    _listener: EventListener,
}

impl Embedded {
    pub fn listen() -> Self {
        let (hellos, told) = (Received::default(), Received::default());
        let (heard, classic) = (Rc::clone(&hellos), Rc::clone(&told));
        let listener = EventListener::new(&own_window(), "message", move |event: &Event| {
            let event: MessageEvent = event.clone().unchecked_into();
            if !get(&event.data(), "event").is_undefined() {
                classic.borrow_mut().push(event.data());
            } else if !get(&event.data(), "kinbox").is_undefined() {
                heard.borrow_mut().push(event);
            }
        });
        Self {
            hellos,
            told,
            _listener: listener,
        }
    }

    /// The next hello.
    pub async fn hello(&self) -> HostPort {
        until(|| !self.hellos.borrow().is_empty()).await;
        HostPort::new(&self.hellos.borrow_mut().remove(0))
    }

    /// How many messages of the classic dialect came.
    pub fn untold(&self) -> usize {
        self.told.borrow().len()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

impl HostPort {
    fn new(hello: &MessageEvent) -> Self {
        let port: MessagePort = hello.ports().get(0).unchecked_into();
        let heard = Received::default();
        let messages = Rc::clone(&heard);
        let listener = EventListener::new(&port, "message", move |event: &Event| {
            let event: &MessageEvent = event.unchecked_ref();
            messages.borrow_mut().push(event.data());
        });
        port.start();
        Self {
            hello: hello.data(),
            port,
            heard,
            _listener: listener,
        }
    }

    /// The bare port, for a host's end that answers by itself.
    pub fn into_port(self) -> MessagePort {
        self.port
    }

    pub fn nonce(&self) -> String {
        get(&self.hello, "nonce").as_string().unwrap()
    }

    pub fn welcome(&self, conversation: &str) {
        self.welcome_in("{}", conversation);
    }

    pub fn welcome_in(&self, context: &str, conversation: &str) {
        let nonce = self.nonce();
        self.post(&format!(
            r#"{{"type":"welcome","wire":2,"nonce":"{nonce}","context":{context},"conversation":{conversation}}}"#
        ));
    }

    /// Posts a message written as JSON.
    pub fn post(&self, json: &str) {
        self.post_value(&parse(json));
    }

    pub fn post_value(&self, message: &JsValue) {
        self.port.post_message(message).unwrap();
    }

    pub fn event(&self, name: &str, data: &str, conversation: &str) {
        self.post(&format!(
            r#"{{"type":"event","event":"{name}","data":{data},"conversation":{conversation}}}"#
        ));
    }

    /// Answers a request with a value written as JSON.
    pub fn reply(&self, request: &JsValue, ok: &str) {
        let id = get(request, "id").as_f64().unwrap();
        self.post(&format!(r#"{{"type":"reply","id":{id},"ok":{ok}}}"#));
    }

    pub fn fail(&self, request: &JsValue, error: &str) {
        let id = get(request, "id").as_f64().unwrap();
        self.post(&format!(r#"{{"type":"reply","id":{id},"error":{error}}}"#));
    }

    /// The next message.
    pub async fn next(&self) -> JsValue {
        until(|| !self.heard.borrow().is_empty()).await;
        self.heard.borrow_mut().remove(0)
    }

    /// How many messages wait.
    pub fn waiting(&self) -> usize {
        self.heard.borrow().len()
    }

    /// Goes once to the plugin and back: whatever was posted before has arrived, on both sides.
    pub async fn round_trip(&self) {
        self.post(r#"{"type":"ping","id":"round trip"}"#);
        let pong = |message: &JsValue| text(message, "type") == "pong";
        until(|| self.heard.borrow().iter().any(pong)).await;
        self.heard.borrow_mut().retain(|message| !pong(message));
    }
}

/// A promise, and what fulfils and rejects it. Its rejection is handled.
pub fn pending() -> (js_sys::Promise, Function, Function) {
    let mut ends = None;
    let promise = js_sys::Promise::new(&mut |fulfil, reject| ends = Some((fulfil, reject)));
    let (fulfil, reject) = ends.unwrap();
    (promise, fulfil, reject)
}

/// What a listener was called with, in order, as JSON.
#[derive(Clone, Default)]
pub struct Log(Received<String>);

impl Log {
    /// A function that logs `name` and its first argument.
    pub fn listener(&self, name: &str) -> Function {
        let (log, name) = (Rc::clone(&self.0), name.to_owned());
        let listener =
            move |data: JsValue| log.borrow_mut().push(format!("{name} {}", json(&data)));
        let listener: Box<dyn Fn(JsValue)> = Box::new(listener);
        Closure::wrap(listener).into_js_value().unchecked_into()
    }

    pub fn add(&self, line: &str) {
        self.0.borrow_mut().push(line.to_owned());
    }

    pub fn lines(&self) -> Vec<String> {
        self.0.borrow().clone()
    }

    /// Waits for so many lines.
    pub async fn until(&self, lines: usize) -> Vec<String> {
        until(|| self.0.borrow().len() >= lines).await;
        self.lines()
    }
}

/// What `console.error` is called with while this value lives.
pub struct Console {
    errors: Array,
    original: JsValue,
}

impl Console {
    pub fn listen() -> Self {
        let errors = Array::new();
        let body = "errors.push([...arguments].map(String).join(' '))";
        let add = function("errors", &format!("return function() {{ {body} }}"));
        let add = add.call1(&JsValue::NULL, &errors).unwrap();
        let original = get(&console(), "error");
        Reflect::set(&console(), &"error".into(), &add).unwrap();
        Self { errors, original }
    }

    pub fn errors(&self) -> Vec<String> {
        self.errors
            .iter()
            .map(|error| error.as_string().unwrap())
            .collect()
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        Reflect::set(&console(), &"error".into(), &self.original).unwrap();
    }
}

fn console() -> JsValue {
    get(&js_sys::global(), "console")
}

pub fn own_window() -> Window {
    web_sys::window().unwrap()
}

/// A function written in JavaScript.
pub fn function(arguments: &str, body: &str) -> Function {
    Function::new_with_args(arguments, body)
}

pub fn parse(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap()
}

pub fn json(value: &JsValue) -> String {
    js_sys::JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| "undefined".into())
}

pub fn get(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap()
}

pub fn text(of: &JsValue, key: &str) -> String {
    get(of, key).as_string().unwrap_or_default()
}

/// The value of a promise as JSON, or the code of the error that it was rejected with.
pub async fn settled(promise: &JsValue) -> Result<String, String> {
    let outcome = Promise::race(&Array::of2(promise, &late()));
    match JsFuture::from(outcome).await {
        Ok(value) => Ok(json(&value)),
        Err(error) => {
            assert!(error.is_instance_of::<js_sys::Error>());
            assert_eq!(text(&error, "name"), "KinboxError");
            Err(format!(
                "{}: {}",
                text(&error, "code"),
                text(&error, "message")
            ))
        }
    }
}

/// Rejects after a time in which everything should be settled.
fn late() -> Promise {
    Promise::new(&mut |_, reject| {
        let error = function(
            "",
            "return Object.assign(new Error('never settled'), {name: 'KinboxError', code: 'never'})",
        );
        let error = error.call0(&JsValue::NULL).unwrap();
        own_window()
            .set_timeout_with_callback_and_timeout_and_arguments_1(&reject, 5_000, &error)
            .unwrap();
    })
}

/// The code that a promise is rejected with.
pub async fn code(promise: &JsValue) -> String {
    let error = settled(promise).await.expect_err("it is rejected");
    error.split(':').next().unwrap_or_default().to_owned()
}

/// Waits until something holds; a test that waits too long fails.
pub async fn until(holds: impl Fn() -> bool) {
    let start = js_sys::Date::now();
    while !holds() {
        assert!(js_sys::Date::now() - start < 5_000.0, "waited for too long");
        turn().await;
    }
}

/// Lets the page do whatever is due.
pub async fn turn() {
    let turn = Promise::new(&mut |resolve, _| {
        own_window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 1)
            .unwrap();
    });
    JsFuture::from(turn).await.unwrap();
}

/// Lets every microtask run that is due.
pub async fn microtasks() {
    for _ in 0..5 {
        JsFuture::from(Promise::resolve(&JsValue::NULL))
            .await
            .unwrap();
    }
}
