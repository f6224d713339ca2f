//! Tells the frames of the open conversation, by comparing what they were told with what is open now.

use encaixe_host::encode;
use encaixe_protocol::event::Name;
use encaixe_protocol::event::conversation::Conversation;
use encaixe_protocol::event::conversation_updated::{Change, Data as Updated};
use wasm_bindgen::JsValue;

use super::Inner;
use crate::plugin_data;
use crate::state::{Remote, State};

/// What the frames know.
#[derive(Debug, Default)]
pub(super) enum Told {
    /// That no conversation is open.
    #[default]
    Nothing,
    /// Some that a conversation was open which no longer is; a frame verified since then, nothing.
    Moving,
    /// This conversation, in this state.
    Open(Box<Conversation>),
}

impl Inner {
    /// Sends what changed since the last time.
    pub(super) fn tell(&self, state: &State) {
        let open = state.open.as_ref().map(|open| (&open.id, &open.data));
        let before = self.told.take();
        let after = match (open, before) {
            (None | Some((_, Remote::Failed(_))), Told::Nothing) => Told::Nothing,
            (None | Some((_, Remote::Failed(_))), Told::Moving | Told::Open(_)) => {
                self.send(Name::NoConversation, &JsValue::NULL);
                Told::Nothing
            }
            (Some((id, Remote::Loading)), Told::Open(told)) if told.id != *id => Told::Moving,
            (Some((_, Remote::Loading)), before) => before,
            (Some((_, Remote::Ready(_))), before) => self.tell_open(state, before),
        };
        *self.told.borrow_mut() = after;
    }

    fn tell_open(&self, state: &State, before: Told) -> Told {
        let (Some(whole), Some(me)) = (state.conversation(), state.me.ready()) else {
            return before;
        };
        let now = plugin_data::conversation(whole, &state.directory, me);
        match before {
            Told::Open(told) if told.id == now.id => {
                let changed = Change::between(&told, &now);
                if !changed.is_empty() {
                    let data = Updated {
                        changed,
                        conversation: now.clone(),
                    };
                    if let Ok(data) = encode(&data) {
                        self.send(Name::ConversationUpdated, &data);
                    }
                }
            }
            Told::Nothing | Told::Moving | Told::Open(_) => {
                for mounted in self.mounted.borrow().values() {
                    let data =
                        plugin_data::data(whole, &state.directory, me, mounted.made_for.0.dev);
                    if let (Some(frame), Ok(data)) = (&mounted.frame, encode(&data)) {
                        frame.send(Name::Conversation, &data);
                    }
                }
            }
        }
        Told::Open(Box::new(now))
    }

    fn send(&self, event: Name, data: &JsValue) {
        for mounted in self.mounted.borrow().values() {
            if let Some(frame) = &mounted.frame {
                frame.send(event, data);
            }
        }
    }
}
