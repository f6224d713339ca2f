//! The host that `cargo xtask bench` measures: the frame runtime of the inbox page as it is, with a page around it that
//! answers from memory.
//!
//! Params are decoded as there. What is answered and sent was encoded before, since the others hold it as plain objects too;
//! what encoding costs can be measured apart. Only the bound on calls is lifted: a bench makes more of them than a plugin may.

mod memory;

use std::rc::Rc;

use encaixe_api::frame_url::FrameUrl;
use encaixe_api::id::PluginId;
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use encaixe_host::{Frame, Spec, decode, encode};
use encaixe_protocol::command::add_tag;
use encaixe_protocol::event::{Name, conversation};
use encaixe_protocol::handshake::PluginName;
use encaixe_protocol::limits::Limits;
use encaixe_protocol::scope::Grants;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlIFrameElement};

use crate::memory::{Memory, View};

/// No bound of a bench: more calls than any machine makes.
const ANY: u32 = u32::MAX;

/// The inbox around the frames.
#[wasm_bindgen]
pub struct Inbox {
    page: PageOrigin,
    memory: Rc<Memory>,
    encoded: JsValue,
}

/// One plugin's frame.
#[wasm_bindgen]
pub struct Host {
    frame: Frame,
    memory: Rc<Memory>,
    encoded: JsValue,
}

#[wasm_bindgen]
impl Inbox {
    /// An inbox at this origin. `data` is the open conversation, `large` what `list_messages` answers.
    ///
    /// # Errors
    /// What is wrong with the origin or the data, in words.
    #[wasm_bindgen(constructor)]
    pub fn new(origin: &str, data: JsValue, large: JsValue) -> Result<Self, JsValue> {
        let page = PageOrigin::parse(origin).ok_or("the page's origin is none")?;
        let data: conversation::Data = decode(data).map_err(|error| error.message)?;
        let encoded = encode(&data).map_err(|error| error.message)?;
        let small = encode(&add_tag::Reply {
            tags: data.conversation.tags.clone(),
        })
        .map_err(|error| error.message)?;
        let memory = Memory { data, small, large };
        Ok(Self {
            page,
            memory: Rc::new(memory),
            encoded,
        })
    }

    /// Requests the page at `src` in a new iframe at the end of `container`; `changed` is called with each new state of it.
    ///
    /// # Errors
    /// What is wrong with the address, in words.
    pub fn open(&self, container: &Element, src: &str, changed: Function) -> Result<Host, JsValue> {
        let src = PluginUrl::parse(src, &self.page).map_err(|error| error.to_string())?;
        let spec = Spec {
            plugin: PluginName {
                id: PluginId::new("bench"),
                name: "Bench".into(),
            },
            dev: src.is_dev(),
            src: FrameUrl::from(&src),
            scopes: Grants::ALL,
            limits: Limits {
                calls_per_second: ANY,
                call_burst: ANY,
                ..Limits::STANDARD
            },
            classic: false,
        };
        let view = View {
            memory: Rc::clone(&self.memory),
            changed,
        };
        Ok(Host {
            frame: Frame::mount(container, spec, Rc::new(view))?,
            memory: Rc::clone(&self.memory),
            encoded: self.encoded.clone(),
        })
    }
}

#[wasm_bindgen]
impl Host {
    /// The iframe.
    #[must_use]
    pub fn element(&self) -> HtmlIFrameElement {
        self.frame.element()
    }

    /// Sends the conversation, which was encoded once.
    pub fn push(&self) {
        self.frame.send(Name::Conversation, &self.encoded);
    }

    /// Sends the conversation; `done` is called when the plugin's listeners are done.
    pub fn notify(&self, done: Function) {
        self.frame
            .send_awaited(Name::Conversation, &self.encoded, move || {
                memory::notify(&done, &JsValue::UNDEFINED);
            });
    }

    /// Encodes the conversation and sends it.
    ///
    /// # Errors
    /// The encoder's own, in words.
    pub fn push_encoding(&self) -> Result<(), JsValue> {
        let data = encode(&self.memory.data).map_err(|error| error.message)?;
        self.frame.send(Name::Conversation, &data);
        Ok(())
    }
}
