//! The host that `cargo xtask bench` measures: the frame runtime of the inbox page as it is, with a page around it that
//! answers from memory.
//!
//! Absent here: anything that is faster than in the inbox page for the sake of a figure. Params are decoded and replies are
//! encoded as there; only the bound on calls is lifted, since a bench makes more of them than a plugin may.

mod memory;

use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use encaixe_host::{Frame, Spec, decode, encode};
use encaixe_protocol::event::{Name, conversation};
use encaixe_protocol::handshake::PluginName;
use encaixe_protocol::limits::Limits;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::memory::Memory;

/// No bound of a bench: more calls than any machine makes.
const ANY: u32 = u32::MAX;

/// One plugin frame with a page around it.
#[wasm_bindgen]
pub struct Host {
    frame: Frame,
    data: conversation::Data,
    encoded: JsValue,
}

#[wasm_bindgen]
impl Host {
    /// Requests the page at `src` in a new iframe at the end of `container`.
    ///
    /// `data` is the open conversation, `large` what `list_messages` answers. `acknowledged` is called at each `loading`,
    /// `changed` with each new state of the frame.
    ///
    /// # Errors
    /// What is wrong with the address or the data, in words.
    #[wasm_bindgen(constructor)]
    pub fn new(
        container: &Element,
        src: &str,
        page: &str,
        data: JsValue,
        large: JsValue,
        acknowledged: Function,
        changed: Function,
    ) -> Result<Self, JsValue> {
        let page = PageOrigin::parse(page).ok_or("the page's origin is none")?;
        let src = PluginUrl::parse(src, &page).map_err(|error| error.to_string())?;
        let data: conversation::Data = decode(data).map_err(|error| error.message)?;
        let encoded = encode(&data).map_err(|error| error.message)?;
        let spec = Spec {
            plugin: PluginName {
                id: PluginId::new("bench"),
                name: "Bench".into(),
            },
            src,
            limits: Limits {
                calls_per_second: ANY,
                call_burst: ANY,
                ..Limits::STANDARD
            },
            classic: false,
        };
        let memory = Memory {
            open: data.conversation.id.clone(),
            data: encoded.clone(),
            tags: data.conversation.tags.clone(),
            large,
            acknowledged,
            changed,
        };
        let frame = Frame::mount(container, spec, Rc::new(memory))?;
        Ok(Self {
            frame,
            data,
            encoded,
        })
    }

    /// Sends the conversation, which was encoded once.
    pub fn push(&self) {
        self.frame.send(Name::Conversation, &self.encoded);
    }

    /// Encodes the conversation and sends it.
    ///
    /// # Errors
    /// The encoder's own, in words.
    pub fn push_encoding(&self) -> Result<(), JsValue> {
        let data = encode(&self.data).map_err(|error| error.message)?;
        self.frame.send(Name::Conversation, &data);
        Ok(())
    }
}
