//! The older dialect, for plugins whose registration allows it: a bridge between the window of the frame
//! and a document as any other, so that bounds, binding and deadlines are the same.
//!
//! What this dialect cannot have: a check of the path, an error, an answer to most commands.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_protocol::classic;
use encaixe_protocol::command::{Binding, Name};
use encaixe_protocol::event;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::MessagePort;

use crate::read::{NAME_UNITS, get, number, text};
use crate::transport::{self, Port};

/// Speaks for one page of the older dialect.
pub(crate) struct Bridge {
    line: Line,
    port: Port,
}

/// What is said to the page, and what is known of it.
struct Line {
    post: Box<dyn Fn(&JsValue)>,
    last: Cell<u32>,
    /// The commands whose answer the page waits for.
    asked: RefCell<BTreeMap<u32, Name>>,
    /// The conversation that the page was told of.
    told: RefCell<JsValue>,
}

impl Bridge {
    /// A bridge that speaks to the page by `post`, and the other end of it.
    ///
    /// # Errors
    /// The engine's own.
    pub(crate) fn open(
        post: impl Fn(&JsValue) + 'static,
    ) -> Result<(Rc<Self>, MessagePort), JsValue> {
        let (near, far) = transport::channel()?;
        let bridge = Rc::new_cyclic(|bridge: &std::rc::Weak<Self>| {
            let bridge = bridge.clone();
            let hear = move |message: JsValue| {
                if let Some(bridge) = bridge.upgrade() {
                    bridge.line.pass_on(&message);
                }
            };
            Self {
                line: Line {
                    post: Box::new(post),
                    last: Cell::new(0),
                    asked: RefCell::default(),
                    told: RefCell::new(JsValue::NULL),
                },
                port: Port::open(near, hear, || {}),
            }
        });
        Ok((bridge, far))
    }

    /// Takes a message of the page. One that asks for nothing known is answered by silence.
    pub(crate) fn hear(&self, message: &JsValue) {
        let command =
            text(&get(message, "event"), NAME_UNITS).and_then(|event| classic::command(&event));
        if let Some(command) = command {
            let request = self.line.request(command, &get(message, "data"));
            // What cannot be copied asks for nothing.
            let _ = self.port.post(&request);
        }
    }
}

impl Line {
    fn request(&self, command: Name, data: &JsValue) -> JsValue {
        let id = self.last.get().wrapping_add(1);
        self.last.set(id);
        if classic::reply(command).is_some() {
            self.asked.borrow_mut().insert(id, command);
        }
        let request = object(&[
            ("type", "request".into()),
            ("id", id.into()),
            ("command", command.as_str().into()),
            ("params", params(command, data)),
        ]);
        if command.binding() == Binding::Conversation {
            set(&request, "conversation", &self.told.borrow());
        }
        request
    }

    /// From the port to the page.
    fn pass_on(&self, message: &JsValue) {
        match text(&get(message, "type"), NAME_UNITS).as_deref() {
            Some("welcome") => {
                let data = get(message, "conversation");
                self.told.replace(get(&get(&data, "conversation"), "id"));
                let event = if data.is_object() {
                    event::Name::Conversation
                } else {
                    event::Name::NoConversation
                };
                self.tell(event.as_str(), &data);
            }
            Some("event") => {
                self.told.replace(get(message, "conversation"));
                let known = text(&get(message, "event"), NAME_UNITS)
                    .and_then(|event| event::Name::parse(&event))
                    .filter(|event| classic::has(*event));
                if let Some(event) = known {
                    self.tell(event.as_str(), &get(message, "data"));
                }
            }
            Some("reply") => self.answer(message),
            _ => {}
        }
    }

    /// A question that got no answer was not confirmed; for other failures this dialect has no word.
    fn answer(&self, message: &JsValue) {
        let asked = number(&get(message, "id")).and_then(|id| self.asked.borrow_mut().remove(&id));
        let Some((command, event)) = asked.and_then(|it| Some((it, classic::reply(it)?))) else {
            return;
        };
        let failed = get(message, "error").is_object();
        match (command, failed) {
            (_, false) => self.tell(event, &get(message, "ok")),
            (Name::Dialog, true) => {
                self.tell(event, &object(&[("confirmed", JsValue::FALSE)]));
            }
            (_, true) => {}
        }
    }

    fn tell(&self, event: &str, data: &JsValue) {
        (self.post)(&object(&[("event", event.into()), ("data", data.clone())]));
    }
}

/// The params of the channel, made of the older `data`.
fn params(command: Name, data: &JsValue) -> JsValue {
    let pick = |keys: &[(&'static str, &str)]| {
        let found = keys.iter().map(|(to, from)| (*to, get(data, from)));
        let found: Vec<_> = found.filter(|(_, value)| !value.is_undefined()).collect();
        object(&found)
    };
    match command {
        Name::AddTag | Name::RemoveTag => object(&[("tag", data.clone())]),
        Name::AssignTo => object(&[("member", data.clone())]),
        Name::MoveToGroup => object(&[("group", data.clone())]),
        Name::SendForm => pick(&[
            ("type", "type"),
            ("title", "title"),
            ("description", "description"),
            ("items", "items"),
            ("okText", "okText"),
            ("cancelText", "cancelText"),
        ]),
        Name::SetProperty => pick(&[
            ("key", "key"),
            ("type", "type"),
            ("contactId", "contactId"),
            ("sessionId", "sessionId"),
            ("fields", "fields"),
        ]),
        Name::Dialog => {
            let params = pick(&[
                ("title", "title"),
                ("description", "description"),
                ("okText", "okText"),
                ("cancelText", "cancelText"),
            ]);
            set(&params, "kind", &"confirm".into());
            params
        }
        Name::GetWorkspaceInfo => object(&[]),
        Name::Loading => object(&[("on", data.is_truthy().into())]),
        Name::Toast => pick(&[("kind", "type"), ("message", "message")]),
        // The older dialect has no word for these.
        Name::AddNote
        | Name::Copy
        | Name::GetConversation
        | Name::InsertText
        | Name::ListMessages
        | Name::OpenConversation
        | Name::SetBadge
        | Name::SetHeight
        | Name::StorageGet
        | Name::StorageKeys
        | Name::StorageRemove
        | Name::StorageSet => object(&[]),
    }
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = JsValue::from(Object::new());
    for (key, value) in fields {
        set(&object, key, value);
    }
    object
}

/// Sets a key of an object made here, which cannot fail.
fn set(object: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}
