//! A frame's life cycle: window messages, loads and the one timer are fed to the state machine, and the effects that it
//! returns are carried out here.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_protocol::WIRE;
use encaixe_protocol::envelope::ToPlugin;
use encaixe_protocol::event::{self, closing};
use encaixe_protocol::handshake::Context;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::{HtmlIFrameElement, MessagePort};

use crate::bounds::{Bucket, Recent};
use crate::codec::{RawJs, encode};
use crate::dispatch::{Document, Sign};
use crate::gate::{Gate, WindowMessage};
use crate::machine::{Input, Machine, Timer};
use crate::shared::Shared;
use crate::transport;
use crate::verify::{Claim, Dialect, Refusal, Registered};
use crate::{Page, Spec, Status, clock, log};

mod classic;

use classic::ClassicState;

/// How many nonces are remembered.
const NONCES: usize = 256;

/// The life of one frame. Listeners and timers hold it weakly: it ends with its [`crate::Frame`].
pub(crate) struct Life {
    spec: Spec,
    registered: Registered,
    shared: Rc<Shared>,
    hellos: RefCell<Bucket>,
    nonces: RefCell<Recent<String>>,
    /// None once the frame is dropped.
    machine: RefCell<Option<Machine<Rc<Document>>>>,
    timer: Cell<Option<Timeout>>,
    element: HtmlIFrameElement,
    classic: RefCell<ClassicState>,
}

impl Life {
    /// A frame whose page is about to be requested.
    pub(crate) fn new(spec: Spec, page: Rc<dyn Page>, element: HtmlIFrameElement) -> Rc<Self> {
        let limits = spec.limits;
        let bucket = || RefCell::new(Bucket::new(limits.calls_per_second, limits.call_burst));
        Rc::new_cyclic(|life: &Weak<Self>| Self {
            registered: Registered::from(&spec.src),
            shared: Rc::new(Shared {
                page,
                limits,
                scopes: spec.scopes.clone(),
                gate: {
                    let life = Weak::clone(life);
                    Gate::new(&limits, move || {
                        with(&life, |life| life.stop(FrameReason::Flooding));
                    })
                },
                calls: bucket(),
            }),
            hellos: bucket(),
            nonces: RefCell::new(Recent::new(NONCES)),
            machine: RefCell::new(Some(Machine::new())),
            timer: Cell::new(None),
            element,
            classic: RefCell::new(ClassicState::new(spec.classic)),
            spec,
        })
    }

    /// The page is requested: its time to say hello runs.
    pub(crate) fn begin(self: &Rc<Self>) {
        self.wait(self.spec.limits.hello_ms);
    }

    /// The frame is dropped. Nothing that still comes has an effect.
    pub(crate) fn end(&self) {
        drop(self.timer.take());
        drop(self.classic.replace(ClassicState::Never));
        let machine = self.machine.take();
        if let Some(document) = machine.and_then(Machine::into_document) {
            document.end();
        }
    }

    /// The frame is closed: the verified document is told why and ends. Gives how long it may stay, in
    /// milliseconds; None when nobody was told.
    pub(crate) fn close(&self, reason: closing::Reason) -> Option<u32> {
        let told = self.status().state == FrameState::Verified;
        if told && let Ok(data) = encode(&closing::Data { reason }) {
            self.send(event::Name::Closing, &data);
        }
        self.end();
        told.then_some(self.spec.limits.closing_ms)
    }

    /// What a page must be to be verified.
    pub(crate) fn registered(&self) -> Registered {
        self.registered.clone()
    }

    /// How the frame stands.
    pub(crate) fn status(&self) -> Status {
        let machine = self.machine.borrow();
        // A frame has its machine until it is dropped.
        machine
            .as_ref()
            .map_or_else(|| Machine::<()>::new().status(), Machine::status)
    }

    /// Sends an event to the verified document, if there is one.
    pub(crate) fn send(&self, event: event::Name, data: &JsValue) {
        if let Some(document) = self.document() {
            document.send(event, data);
        }
    }

    /// Sends an event to the verified document and calls `done` once; at once where there is no such document.
    pub(crate) fn send_awaited(&self, event: event::Name, data: &JsValue, done: Box<dyn FnOnce()>) {
        match self.document() {
            Some(document) => document.send_awaited(event, data, done),
            None => done(),
        }
    }

    fn document(&self) -> Option<Rc<Document>> {
        self.machine.borrow().as_ref()?.document().cloned()
    }

    /// Takes the iframe out: its page misused what a frame may do.
    pub(crate) fn stop(self: &Rc<Self>, reason: FrameReason) {
        self.feed(Input::Stop(reason));
    }

    /// What counts the frame's messages.
    pub(crate) fn gate(&self) -> &Gate {
        &self.shared.gate
    }

    /// The largest message that is taken, in bytes.
    pub(crate) const fn message_bytes(&self) -> u32 {
        self.spec.limits.message_bytes
    }

    /// Takes a message from the iframe's own window.
    pub(crate) fn hear(self: &Rc<Self>, heard: WindowMessage) {
        match Dialect::read(&heard.data, &heard.origin, heard.ports.len()) {
            Dialect::Hello(claim) => self.hear_hello(claim, &heard.ports),
            Dialect::Classic | Dialect::Noise if self.is_strange(&heard.origin) => {
                transport::close(&heard.ports);
                self.refuse(Refusal::Origin { seen: heard.origin });
            }
            Dialect::Classic => self.hear_classic(heard),
            Dialect::Noise => {}
        }
    }

    /// The iframe fired `load`.
    pub(crate) fn loaded(self: &Rc<Self>) {
        self.feed(Input::Load);
        self.begin_classic_soon();
    }

    fn hear_hello(self: &Rc<Self>, claim: Claim, ports: &[MessagePort]) {
        if !self.hellos.borrow_mut().take(clock::now()) {
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
                let welcome = self.welcome(&hello.nonce);
                let life = Rc::downgrade(self);
                let document = Document::open(&port, Rc::clone(&self.shared), move |sign| {
                    with(&life, |life| {
                        life.feed(match sign {
                            Sign::Pong(id) => Input::Pong(id),
                            Sign::Bye => Input::Bye,
                        });
                    });
                });
                drop(self.classic.replace(ClassicState::Never));
                self.turn(Input::Hello(document), Some(&welcome));
            }
            Err(refusal) => {
                transport::close(ports);
                self.refuse(refusal);
            }
        }
    }

    fn refuse(self: &Rc<Self>, refusal: Refusal) {
        let text = refusal.to_string();
        if self.feed(Input::Refused(refusal)) {
            log::warn(&self.spec.plugin.name, &text);
        }
    }

    fn welcome(&self, nonce: &str) -> ToPlugin<RawJs, RawJs> {
        let dev = self.spec.dev;
        let around = self.shared.page.surroundings();
        ToPlugin::Welcome {
            wire: WIRE,
            nonce: nonce.to_owned(),
            context: Context {
                plugin: self.spec.plugin.clone(),
                scopes: self.spec.scopes.clone(),
                locale: around.locale,
                timezone: around.timezone,
                theme: around.theme,
                visible: around.visible,
                dev,
                limits: self.spec.limits,
            },
            conversation: self.shared.page.data(dev).map(RawJs),
        }
    }

    /// Feeds the machine; gives whether the status changed.
    pub(crate) fn feed(self: &Rc<Self>, input: Input<Rc<Document>>) -> bool {
        self.turn(input, None)
    }

    /// Feeds the machine and does what follows. The page's own code runs last, since it may do
    /// anything: send an event, which must not come before the welcome, or drop the frame.
    fn turn(
        self: &Rc<Self>,
        input: Input<Rc<Document>>,
        welcome: Option<&ToPlugin<RawJs, RawJs>>,
    ) -> bool {
        let step = |machine: &mut Machine<_>| machine.step(input);
        let Some(effects) = self.machine.borrow_mut().as_mut().map(step) else {
            return false;
        };
        match effects.timer {
            Timer::Keep => {}
            Timer::Stop => drop(self.timer.take()),
            Timer::Ping => self.wait(self.spec.limits.ping_ms),
            Timer::Late => self.wait(self.spec.limits.late_ms),
        }
        if let Some(ended) = &effects.ended {
            ended.close(effects.again);
        }
        if let Some(document) = self.document() {
            if let (true, Some(welcome)) = (effects.begun, welcome) {
                document.welcome(welcome);
            }
            if let Some(id) = effects.ping {
                document.post(&ToPlugin::Ping { id });
            }
        }
        if effects.out {
            self.shared.gate.close();
            drop(self.classic.replace(ClassicState::Never));
            self.element.remove();
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
                if !life.begin_classic_late() {
                    life.feed(Input::TimedOut);
                }
            });
        });
        drop(self.timer.replace(Some(timer)));
    }
}

/// Does something for a frame that is still there.
pub(crate) fn with(life: &Weak<Life>, then: impl FnOnce(&Rc<Life>)) {
    if let Some(life) = life.upgrade() {
        then(&life);
    }
}
