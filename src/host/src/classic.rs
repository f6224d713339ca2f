//! The classic dialect, for plugins whose registration allows it: a bridge between the window of the frame
//! and a document as any other, so that bounds, binding and deadlines are the same.
//!
//! What this dialect cannot have: a check of the path, an error, an answer to most commands.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_protocol::classic;
use encaixe_protocol::command::{Binding, Name};
use encaixe_protocol::event;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessagePort;

use crate::read::{NAME_UNITS, get, number, text};
use crate::transport::{self, Port};
use crate::wire::measure;

mod params;
mod turns;

use params::params;
use turns::Turns;

/// The largest mark of a request that is kept for its answer, in bytes.
const KEY_BYTES: u32 = 1_024;

/// Speaks for one page of the classic dialect.
pub(crate) struct Bridge {
    page: PageSide,
    port: Port,
}

/// The page's side of the bridge: how to post to it, and its open requests.
struct PageSide {
    post: Box<dyn Fn(&JsValue)>,
    last: Cell<u32>,
    turns: RefCell<Turns<PendingRequest, JsValue>>,
    /// The id of the conversation that was last sent to the page, or null.
    told: RefCell<JsValue>,
}

/// A request whose answer the page waits for.
struct PendingRequest {
    command: Name,
    /// The page's own mark, for those that are answered with it.
    key: JsValue,
}

impl Bridge {
    /// A bridge that speaks to the page by `post`, and the other end of it. At most `waiting` requests of
    /// a kind may wait for their answers; the page's further ones are met by silence.
    ///
    /// # Errors
    /// The engine's own.
    pub(crate) fn open(
        waiting: usize,
        post: impl Fn(&JsValue) + 'static,
    ) -> Result<(Rc<Self>, MessagePort), JsValue> {
        let (near, far) = transport::channel()?;
        let bridge = Rc::new_cyclic(|bridge: &std::rc::Weak<Self>| {
            let bridge = bridge.clone();
            let hear = move |message: JsValue| {
                if let Some(bridge) = bridge.upgrade() {
                    bridge.pass_on(&message);
                }
            };
            Self {
                page: PageSide {
                    post: Box::new(post),
                    last: Cell::new(0),
                    turns: RefCell::new(Turns::new(waiting)),
                    told: RefCell::new(JsValue::NULL),
                },
                port: Port::open(near, hear, || {}),
            }
        });
        Ok((bridge, far))
    }

    /// Passes a message of the channel on to the page. This dialect has no acknowledgement, so events are acknowledged at once.
    fn pass_on(&self, message: &JsValue) {
        self.page.pass_on(message);
        if let Some(id) = number(&get(message, "ack")) {
            // Two texts and a number can be copied.
            let _ = self
                .port
                .post(&object(&[("type", "ack".into()), ("id", id.into())]));
        }
    }

    /// Handles a message of the page. An unknown one gets no answer.
    pub(crate) fn hear(&self, message: &JsValue) {
        let command =
            text(&get(message, "event"), NAME_UNITS).and_then(|event| classic::command(&event));
        let asked = command.and_then(|command| self.page.request(command, &get(message, "data")));
        if let Some((id, request)) = asked
            && self.port.post(&request).is_err()
        {
            // It holds what came along by transfer and cannot be copied.
            self.page.settle(id, None);
        }
    }
}

impl PageSide {
    /// The request of the channel and its number.
    fn request(&self, command: Name, data: &JsValue) -> Option<(u32, JsValue)> {
        let params = params(command, data)?;
        let id = self.last.get().wrapping_add(1);
        self.last.set(id);
        if let Some(kind) = answer(command) {
            let key = get(data, "key");
            let short = measure(&key, KEY_BYTES).is_ok();
            let key = if short { known(key) } else { JsValue::NULL };
            let asked = PendingRequest { command, key };
            if !self.turns.borrow_mut().ask(id, kind, asked) {
                return None;
            }
        }
        let request = object(&[
            ("type", "request".into()),
            ("id", id.into()),
            ("command", command.as_str().into()),
            ("params", params),
        ]);
        let bound = match command.binding() {
            Binding::Conversation => true,
            Binding::Optional => !params::names_entity(data),
            Binding::Page => false,
        };
        if bound {
            set(&request, "conversation", &self.told.borrow());
        }
        Some((id, request))
    }

    /// From the port to the page.
    fn pass_on(&self, message: &JsValue) {
        match text(&get(message, "type"), NAME_UNITS).as_deref() {
            Some("welcome") => {
                let data = get(message, "conversation");
                let event = if data.is_object() {
                    event::Name::Conversation
                } else {
                    event::Name::NoConversation
                };
                self.inform(event, &data);
            }
            Some("event") => {
                let known = text(&get(message, "event"), NAME_UNITS)
                    .and_then(|event| event::Name::parse(&event))
                    .filter(|event| classic::has(*event));
                if let Some(event) = known {
                    self.inform(event, &get(message, "data"));
                }
            }
            Some("reply") => {
                if let Some(id) = number(&get(message, "id")) {
                    let failed = get(message, "error").is_object();
                    let ok = get(message, "ok");
                    self.settle(id, (!failed).then_some(&ok));
                }
            }
            _ => {}
        }
    }

    /// Sends an event to the page. Only events that are sent here change which conversation the page knows: the channel has
    /// others, which this dialect does not pass on.
    fn inform(&self, event: event::Name, data: &JsValue) {
        if matches!(
            event,
            event::Name::Conversation | event::Name::NoConversation
        ) {
            let conversation = get(data, "conversation");
            self.told.replace(known(get(&conversation, "id")));
            add_classic_names(&get(&conversation, "lastMessage"));
            let messages = get(data, "messages");
            if Array::is_array(&messages) {
                let messages: &Array = messages.unchecked_ref();
                messages
                    .iter()
                    .for_each(|message| add_classic_names(&message));
            }
        }
        self.post_event(event.as_str(), data);
    }

    /// Takes a request's outcome, None for a failure, and posts every answer whose turn it is now.
    fn settle(&self, id: u32, ok: Option<&JsValue>) {
        let answers = self.turns.borrow_mut().settle(id, |asked| asked.answer(ok));
        for (event, data) in answers {
            self.post_event(event, &data);
        }
    }

    fn post_event(&self, event: &str, data: &JsValue) {
        (self.post)(&object(&[("event", event.into()), ("data", data.clone())]));
    }
}

impl PendingRequest {
    /// The data of the answer. A dialog without an outcome counts as not confirmed; `set_property` answers success or failure.
    /// Other failures, and a cancelled form, have no message in this dialect.
    fn answer(self, ok: Option<&JsValue>) -> Option<JsValue> {
        match (self.command, ok) {
            (Name::SetProperty, ok) => {
                let success = ok.is_some().into();
                Some(object(&[("key", self.key), ("success", success)]))
            }
            (Name::Dialog, None) => Some(object(&[("confirmed", JsValue::FALSE)])),
            (Name::SendForm, Some(ok)) => Some(get(ok, "answers")).filter(JsValue::is_object),
            (_, ok) => ok.cloned(),
        }
    }
}

/// The `event` by which a command is answered.
const fn answer(command: Name) -> Option<&'static str> {
    match command {
        Name::SetProperty => Some(event::Name::Callback.as_str()),
        other => classic::reply(other),
    }
}

/// Gives a message the names under which pages in the wild look for its text and its media.
fn add_classic_names(message: &JsValue) {
    if message.is_object() {
        set(message, "content", &get(message, "text"));
        set(message, "url", &get(message, "mediaUrl"));
    }
}

/// A value, with null for what is not there.
fn known(value: JsValue) -> JsValue {
    if value.is_undefined() {
        JsValue::NULL
    } else {
        value
    }
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = JsValue::from(Object::new());
    for (key, value) in fields {
        set(&object, key, value);
    }
    object
}

/// Sets a key of a plain object, which cannot fail.
fn set(object: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}
