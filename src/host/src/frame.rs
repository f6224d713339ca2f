//! One iframe's life: the element, its listeners and timer, and the machine that they feed.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use encaixe_protocol::WIRE;
use encaixe_protocol::envelope::ToPlugin;
use encaixe_protocol::event;
use encaixe_protocol::handshake::{Context, Hello};
use encaixe_protocol::scope::Scope;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlIFrameElement, MessagePort};

use crate::bounds::{Bucket, Recent};
use crate::codec::Kept;
use crate::dispatch::{Document, Shared, Sign};
use crate::machine::{Input, Machine, Timer};
use crate::transport::{self, Heard};
use crate::verify::{Claim, Refusal, Registered, Spoken};
use crate::{Page, Spec, Status, log};

/// What the page inside may do. Without `allow-same-origin` its origin would be `null` and nothing
/// could be verified; it never navigates the page around it and never opens `alert`s.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-popups \
    allow-popups-to-escape-sandbox allow-downloads allow-storage-access-by-user-activation";

/// How many nonces are remembered.
const NONCES: usize = 256;

/// An iframe with a plugin's page in it. To load the page anew, drop the frame and mount another.
#[must_use = "dropping a frame removes its iframe and all its listeners"]
pub struct Frame {
    life: Rc<Life>,
    _listeners: [EventListener; 3],
}

struct Life {
    element: HtmlIFrameElement,
    spec: Spec,
    registered: Registered,
    shared: Rc<Shared>,
    hellos: RefCell<Bucket>,
    nonces: RefCell<Recent<String>>,
    /// None once the frame is dropped.
    machine: RefCell<Option<Machine<Rc<Document>>>>,
    timer: Cell<Option<Timeout>>,
}

impl Frame {
    /// Puts a new iframe at the end of `container` and requests the plugin's page in it. The iframe
    /// must not be moved afterwards: every engine then loads its page anew.
    ///
    /// # Errors
    /// The engine's own, when it makes no element, as outside of a window.
    pub fn mount(container: &Element, spec: Spec, page: Rc<dyn Page>) -> Result<Self, JsValue> {
        let document = container
            .owner_document()
            .ok_or("the container has no document")?;
        let window = document
            .default_view()
            .ok_or("the container's document has no window")?;
        let element: HtmlIFrameElement = document.create_element("iframe")?.unchecked_into();
        for (name, value) in [
            ("class", "plugin-frame"),
            ("title", &spec.plugin.name),
            ("sandbox", SANDBOX),
            ("allow", ""),
            ("referrerpolicy", "no-referrer"),
            ("src", spec.src.as_str()),
        ] {
            element.set_attribute(name, value)?;
        }

        let life = Life::new(element.clone(), spec, page);
        let [hears, loads, refused] = [(); 3].map(|()| Rc::downgrade(&life));
        let listeners = [
            transport::on_message(&window, &element, move |heard| {
                with(&hears, |life| life.hear(heard));
            }),
            transport::on_load(&element, move || {
                with(&loads, |life| {
                    life.feed(Input::Load);
                });
            }),
            transport::on_policy_violation(&document, life.registered.clone(), move || {
                with(&refused, |life| {
                    life.feed(Input::PolicyViolation);
                });
            }),
        ];
        let frame = Self {
            life,
            _listeners: listeners,
        };
        frame.life.wait(frame.life.spec.limits.hello_ms);
        container.append_child(&element)?;
        Ok(frame)
    }

    /// Sends an event to the verified document. Nothing happens unless the frame is verified: a page
    /// that is verified later gets what it needs in its welcome.
    pub fn send(&self, event: event::Name, data: &JsValue) {
        if let Some(document) = self.life.document() {
            document.post(&ToPlugin::Event {
                event: event.as_str().to_owned(),
                data: Kept(data.clone()),
                conversation: self.life.shared.page.conversation(),
            });
        }
    }

    /// How the frame stands.
    #[must_use]
    pub fn status(&self) -> Status {
        let machine = self.life.machine.borrow();
        // A frame has its machine until it is dropped.
        machine
            .as_ref()
            .map_or_else(|| Machine::<()>::new().status(), |machine| machine.status())
    }

    /// The iframe.
    #[must_use]
    pub fn element(&self) -> HtmlIFrameElement {
        self.life.element.clone()
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.life.timer.take();
        let machine = self.life.machine.take();
        if let Some(document) = machine.and_then(Machine::into_document) {
            document.end();
        }
        self.life.element.remove();
    }
}

impl Life {
    fn new(element: HtmlIFrameElement, spec: Spec, page: Rc<dyn Page>) -> Rc<Self> {
        let limits = spec.limits;
        let bucket = || RefCell::new(Bucket::new(limits.calls_per_second, limits.call_burst));
        Rc::new(Self {
            element,
            registered: Registered::from(&spec.src),
            shared: Rc::new(Shared {
                page,
                limits,
                calls: bucket(),
            }),
            hellos: bucket(),
            nonces: RefCell::new(Recent::new(NONCES)),
            machine: RefCell::new(Some(Machine::new())),
            timer: Cell::new(None),
            spec,
        })
    }

    fn document(&self) -> Option<Rc<Document>> {
        self.machine.borrow().as_ref()?.document().cloned()
    }

    /// Takes a message from the iframe's own window.
    fn hear(self: &Rc<Self>, heard: Heard) {
        match Spoken::read(&heard.data, heard.origin, heard.ports.len()) {
            Spoken::Hello(claim) => self.hear_hello(claim, &heard.ports),
            Spoken::Classic => {
                self.feed(Input::Classic);
            }
            Spoken::Noise => {}
        }
    }

    fn hear_hello(self: &Rc<Self>, claim: Claim, ports: &[MessagePort]) {
        if !self.hellos.borrow_mut().take(js_sys::Date::now()) {
            return transport::close(ports);
        }
        let checked = self
            .registered
            .check(claim, &mut self.nonces.borrow_mut())
            .and_then(|hello| {
                let port = ports.first().cloned();
                Ok((hello, port.ok_or(Refusal::Ports(0))?))
            });
        match checked {
            Ok((hello, port)) => {
                let welcome = self.welcome(&hello);
                let life = Rc::downgrade(self);
                let document = Document::open(port, Rc::clone(&self.shared), move |sign| {
                    with(&life, |life| {
                        life.feed(match sign {
                            Sign::Pong(id) => Input::Pong(id),
                            Sign::Bye => Input::Bye,
                        });
                    });
                });
                self.turn(Input::Hello(document), Some(&welcome));
            }
            Err(refusal) => {
                transport::close(ports);
                let text = refusal.to_string();
                if self.feed(Input::Refused(refusal)) {
                    log::warn(&self.spec.plugin.name, &text);
                }
            }
        }
    }

    fn welcome(&self, hello: &Hello) -> ToPlugin<Kept, Kept> {
        let dev = self.spec.src.is_dev();
        let around = self.shared.page.surroundings();
        ToPlugin::Welcome {
            wire: WIRE,
            nonce: hello.nonce.clone(),
            context: Context {
                plugin: self.spec.plugin.clone(),
                scopes: vec![Scope::All],
                locale: around.locale,
                timezone: around.timezone,
                theme: around.theme,
                visible: around.visible,
                dev,
                limits: self.spec.limits,
            },
            conversation: self.shared.page.data(dev).map(Kept),
        }
    }

    /// Feeds the machine; gives whether the status changed.
    fn feed(self: &Rc<Self>, input: Input<Rc<Document>>) -> bool {
        self.turn(input, None)
    }

    /// Feeds the machine and does what follows. The page's own code runs last, since it may do
    /// anything: send an event, which must not come before the welcome, or drop the frame.
    fn turn(
        self: &Rc<Self>,
        input: Input<Rc<Document>>,
        welcome: Option<&ToPlugin<Kept, Kept>>,
    ) -> bool {
        let step = |machine: &mut Machine<_>| machine.step(input);
        let Some(effects) = self.machine.borrow_mut().as_mut().map(step) else {
            return false;
        };
        match effects.timer {
            Timer::Keep => {}
            Timer::Stop => drop(self.timer.take()),
            Timer::Start => self.wait(self.spec.limits.ping_ms),
        }
        if let Some(ended) = &effects.ended {
            ended.close();
        }
        if let Some(document) = self.document() {
            if let (true, Some(welcome)) = (effects.begun, welcome) {
                document.post(welcome);
            }
            if let Some(id) = effects.ping {
                document.post(&ToPlugin::Ping { id });
            }
        }
        if let Some(ended) = &effects.ended {
            ended.end();
        }
        let changed = effects.changed.is_some();
        if let Some(status) = effects.changed
            && self.machine.borrow().is_some()
        {
            self.shared.page.changed(&status);
        }
        changed
    }

    /// Starts the timer anew.
    fn wait(self: &Rc<Self>, limit: u32) {
        let life = Rc::downgrade(self);
        let timer = Timeout::new(limit, move || {
            with(&life, |life| {
                life.feed(Input::TimedOut);
            });
        });
        drop(self.timer.replace(Some(timer)));
    }
}

/// Does something for a frame that is still there.
fn with(life: &Weak<Life>, then: impl FnOnce(&Rc<Life>)) {
    if let Some(life) = life.upgrade() {
        then(&life);
    }
}
