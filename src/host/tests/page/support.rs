//! A stage for one frame: the page around it, which records, and the plugin inside, which obeys.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_api::frame_url::FrameUrl;
use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::plugin::FrameState;
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use encaixe_host::{Call, Frame, LocalBoxFuture, Page, Spec, Status, Surroundings};
use encaixe_protocol::error::WireError;
use encaixe_protocol::handshake::{PluginName, Theme};
use encaixe_protocol::limits::Limits;
use encaixe_protocol::scope::Grants;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlIFrameElement};

/// Where the plugin of these tests is registered, on the runner's own origin.
pub(crate) const PLUGIN: &str = "/tests/pages/plugin.html";

/// Short times where a test waits for one to end; all else as it is outside of tests.
pub(crate) const LIMITS: Limits = Limits {
    hello_ms: 60_000,
    ping_ms: 250,
    command_ms: 250,
    classic_ms: 100,
    ..Limits::STANDARD
};

type Runner = Box<dyn Fn(Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>>>;

/// The page around the frame.
pub(crate) struct Inbox {
    pub(crate) open: RefCell<Option<ConversationId>>,
    pub(crate) data: RefCell<Option<JsValue>>,
    pub(crate) calls: RefCell<Vec<Call>>,
    pub(crate) runner: RefCell<Runner>,
    pub(crate) told: RefCell<Vec<Status>>,
    pub(crate) gone: Cell<u32>,
    pub(crate) on_gone: RefCell<Box<dyn Fn()>>,
}

/// One frame on the page.
pub(crate) struct Stage {
    pub(crate) inbox: Rc<Inbox>,
    pub(crate) frame: Frame,
    closes_before: u32,
    pub(crate) container: Container,
}

/// Goes from the page when its test is over.
pub(crate) struct Container(Element);

impl Page for Inbox {
    fn surroundings(&self) -> Surroundings {
        Surroundings {
            locale: "pt-BR".into(),
            timezone: "America/Fortaleza".into(),
            theme: Theme::Dark,
            visible: true,
        }
    }

    fn conversation(&self) -> Option<ConversationId> {
        self.open.borrow().clone()
    }

    fn data(&self, dev: bool) -> Option<JsValue> {
        assert!(dev, "the runner serves http on a loopback host");
        self.data.borrow().clone()
    }

    fn run(&self, call: Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>> {
        self.calls.borrow_mut().push(call.clone());
        (self.runner.borrow())(call)
    }

    fn changed(&self, status: &Status) {
        self.told.borrow_mut().push(status.clone());
    }

    fn document_gone(&self) {
        self.gone.set(self.gone.get() + 1);
        (self.on_gone.borrow())();
    }
}

impl Inbox {
    fn new() -> Rc<Self> {
        Rc::new(Self {
            open: RefCell::default(),
            data: RefCell::default(),
            calls: RefCell::default(),
            runner: RefCell::new(Box::new(|_| Box::pin(async { Ok(JsValue::UNDEFINED) }))),
            told: RefCell::default(),
            gone: Cell::new(0),
            on_gone: RefCell::new(Box::new(|| {})),
        })
    }

    /// Sets what commands do.
    pub(crate) fn answer<F>(&self, runner: impl Fn(Call) -> F + 'static)
    where
        F: Future<Output = Result<JsValue, WireError>> + 'static,
    {
        *self.runner.borrow_mut() = Box::new(move |call| Box::pin(runner(call)));
    }

    /// Opens a conversation.
    pub(crate) fn open(&self, id: &str) {
        *self.open.borrow_mut() = Some(id.into());
    }

    /// The states that the page was told of.
    pub(crate) fn states(&self) -> Vec<FrameState> {
        self.told
            .borrow()
            .iter()
            .map(|status| status.state)
            .collect()
    }
}

impl Stage {
    /// Requests the page at `address`, with these limits.
    pub(crate) fn with(address: &str, limits: Limits) -> Self {
        Self::new(address, limits, false, Grants::ALL)
    }

    /// Requests the page at `address`, which may speak the classic dialect.
    pub(crate) fn classic(address: &str, limits: Limits) -> Self {
        Self::new(address, limits, true, Grants::ALL)
    }

    /// Requests the page at `address` for a plugin that holds these scopes.
    pub(crate) fn holding(address: &str, classic: bool, scopes: Grants) -> Self {
        Self::new(address, LIMITS, classic, scopes)
    }

    fn new(address: &str, limits: Limits, classic: bool, scopes: Grants) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let container = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&container).unwrap();
        let inbox = Inbox::new();
        let closes_before = closes();
        let spec = Spec {
            plugin: PluginName {
                id: PluginId::new("p1"),
                name: "Pedidos".into(),
            },
            dev: address_of(address).is_dev(),
            src: address_of(address),
            scopes,
            limits,
            classic,
        };
        let frame = Frame::mount(&container, spec, Rc::<Inbox>::clone(&inbox)).unwrap();
        Self {
            inbox,
            frame,
            closes_before,
            container: Container(container),
        }
    }

    /// Requests the page at `address`; waits until it can be driven and has fired `load`.
    pub(crate) async fn at(address: &str) -> Self {
        let stage = Self::with(address, LIMITS);
        stage.ready(address).await;
        stage.state(FrameState::Connecting).await;
        stage
    }

    /// A stage whose plugin is verified.
    pub(crate) async fn verified() -> Self {
        Self::verified_with(LIMITS).await
    }

    /// A stage whose plugin is verified, under these limits.
    pub(crate) async fn verified_with(limits: Limits) -> Self {
        let stage = Self::with(PLUGIN, limits);
        stage.ready(PLUGIN).await;
        stage.state(FrameState::Connecting).await;
        stage.plugin("plugin.hello()");
        stage.state(FrameState::Verified).await;
        stage.until("plugin.count('welcome') === 1").await;
        stage
    }

    /// How many ports the host has closed. The other side is not told of it in Chromium, so the page
    /// counts.
    pub(crate) fn closed(&self) -> u32 {
        closes() - self.closes_before
    }

    /// Runs JavaScript inside the frame.
    pub(crate) fn plugin(&self, script: &str) -> JsValue {
        self.eval(script)
            .unwrap_or_else(|error| panic!("{script}: {error:?}"))
    }

    /// A number out of the frame.
    pub(crate) fn number(&self, script: &str) -> f64 {
        self.plugin(script).as_f64().unwrap()
    }

    /// A value out of the frame, as JSON.
    pub(crate) fn json(&self, script: &str) -> String {
        let text = self.plugin(&format!("JSON.stringify({script})"));
        text.as_string().unwrap_or_default()
    }

    /// Waits until a condition holds inside the frame, which may be loading meanwhile.
    pub(crate) async fn until(&self, condition: &str) {
        let holds = || self.eval(condition).is_ok_and(|value| value.is_truthy());
        until(condition, holds).await;
    }

    /// Waits until the frame shows the page at `path`, complete.
    pub(crate) async fn ready(&self, path: &str) {
        let path = path.split('?').next().unwrap();
        self.until(&format!(
            "location.pathname === '{path}' && document.readyState === 'complete' && !!window.plugin"
        ))
        .await;
    }

    /// Waits for a state.
    pub(crate) async fn state(&self, state: FrameState) {
        until(state.as_str(), || self.frame.status().state == state).await;
    }

    /// Asks something of the plugin's port and waits for the answer: by then the host has dealt with
    /// everything that was sent before.
    pub(crate) async fn settled(&self) {
        let id = self.number("Math.floor(Math.random() * 1e9) + 1000");
        self.plugin(&format!("plugin.request({id}, 'loading', {{on: false}})"));
        self.until(&format!("plugin.replies({id}).length === 1"))
            .await;
    }

    /// The one reply to a request, as JSON without its type and id.
    pub(crate) async fn reply(&self, id: u32) -> String {
        self.until(&format!("plugin.replies({id}).length > 0"))
            .await;
        assert_eq!(self.number(&format!("plugin.replies({id}).length")), 1.0);
        self.json(&format!(
            "(({{type, id, ...rest}}) => rest)(plugin.replies({id})[0])"
        ))
    }

    /// The code of the error that answers a request.
    pub(crate) async fn code(&self, id: u32) -> String {
        self.reply(id).await;
        let code = self.plugin(&format!("plugin.replies({id})[0].error?.code"));
        code.as_string().unwrap_or_else(|| "ok".into())
    }

    fn eval(&self, script: &str) -> Result<JsValue, JsValue> {
        eval_in(&self.frame.element(), script)
    }
}

/// Runs JavaScript inside a frame.
pub(crate) fn eval_in(frame: &HtmlIFrameElement, script: &str) -> Result<JsValue, JsValue> {
    let window = frame.content_window().ok_or(JsValue::NULL)?;
    let eval: Function = Reflect::get(&window, &"eval".into())?.dyn_into()?;
    eval.call1(&window, &script.into())
}

impl Drop for Container {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn closes() -> u32 {
    let count = js_sys::eval(
        "window.closes ??= (() => {
             const { close } = MessagePort.prototype;
             MessagePort.prototype.close = function () {
                 window.closes++;
                 close.call(this);
             };
             return 0;
         })()",
    );
    count.unwrap().as_f64().unwrap() as u32
}

/// An address on the runner's origin, or a whole one.
pub(crate) fn address_of(address: &str) -> FrameUrl {
    let page = PageOrigin::parse("http://inbox.example").unwrap();
    let whole = if address.starts_with('/') {
        format!("{}{address}", origin())
    } else {
        address.to_owned()
    };
    FrameUrl::from(&PluginUrl::parse(&whole, &page).unwrap())
}

/// The runner's origin.
pub(crate) fn origin() -> String {
    web_sys::window().unwrap().location().origin().unwrap()
}

/// Waits until a condition holds; what never comes fails the test.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..4_000 {
        if holds() {
            return;
        }
        TimeoutFuture::new(5).await;
    }
    panic!("never came: {what}");
}
