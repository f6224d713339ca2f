//! What the documents of a frame share: the page, the bounds, and what is known of the open conversation.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_protocol::id::ConversationId;
use encaixe_protocol::limits::Limits;
use wasm_bindgen::JsValue;

use crate::Page;
use crate::bounds::Bucket;

/// What every document of a frame shares.
pub(crate) struct Shared {
    pub(crate) page: Rc<dyn Page>,
    pub(crate) limits: Limits,
    /// Calls are counted for the frame: a new hello brings no new calls.
    pub(crate) calls: RefCell<Bucket>,
    /// The id that went out last, as the engine's text: making one costs more than comparing two.
    pub(crate) told: RefCell<Option<(ConversationId, JsValue)>>,
}

impl Shared {
    /// The open conversation, and its id as the wire has it.
    pub(crate) fn open(&self) -> (Option<ConversationId>, JsValue) {
        let Some(open) = self.page.conversation() else {
            return (None, JsValue::NULL);
        };
        let mut told = self.told.borrow_mut();
        if let Some((id, text)) = &*told
            && *id == open
        {
            return (Some(open), text.clone());
        }
        let text = JsValue::from(open.as_str());
        *told = Some((open.clone(), text.clone()));
        (Some(open), text)
    }
}
