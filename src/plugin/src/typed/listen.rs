//! Listening: a handler each for the events, or one for all.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_protocol::event::closing::Reason;
use encaixe_protocol::event::{Name, callback, closing, conversation, conversation_updated};
use encaixe_protocol::event::{locale, message, theme};
use encaixe_protocol::handshake::Theme;
use encaixe_protocol::id::ConversationId;
use js_sys::Function;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::bound::Bound;
use super::classic;
use super::error::Error;
use super::event::{self, Event};
use super::kinbox::Kinbox;
use crate::{Plugin, Times};

/// Called with an event's data and its conversation.
type Listener = Closure<dyn FnMut(JsValue, JsValue)>;

/// A handler that is called until this is dropped.
#[must_use = "the handler hears nothing once this is dropped; `forget` keeps it for as long as the page lives"]
pub struct Listening {
    plugin: Plugin,
    heard: Vec<(u32, Listener)>,
}

impl Listening {
    /// Listens for as long as the page lives.
    pub fn forget(self) {
        std::mem::forget(self);
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        for (number, _) in &self.heard {
            self.plugin.remove(*number);
        }
    }
}

/// A handler of `conversation` or `no_conversation` that comes late is told how things are, once. Data that cannot be read
/// goes to [`Kinbox::on_error`] instead.
impl Kinbox {
    /// Another conversation was opened.
    pub fn on_conversation(
        &self,
        act: impl FnMut(conversation::Data, Bound) + 'static,
    ) -> Listening {
        self.hear(Name::Conversation, act)
    }

    /// The open conversation, its contact or its attendance changed, by anyone.
    pub fn on_conversation_updated(
        &self,
        act: impl FnMut(conversation_updated::Data, Bound) + 'static,
    ) -> Listening {
        self.hear(Name::ConversationUpdated, act)
    }

    /// No conversation is open.
    pub fn on_no_conversation(&self, mut act: impl FnMut() + 'static) -> Listening {
        self.listen(&[Name::NoConversation], move |_, _, _| act())
    }

    /// The open conversation has one more message, of anyone.
    pub fn on_message(&self, act: impl FnMut(message::Data, Bound) + 'static) -> Listening {
        self.hear(Name::Message, act)
    }

    /// A `set_property` ended, by the mark that the plugin gave it.
    pub fn on_callback(&self, act: impl FnMut(callback::Data, Bound) + 'static) -> Listening {
        self.hear(Name::Callback, act)
    }

    /// The plugin's tab is shown.
    pub fn on_visible(&self, mut act: impl FnMut() + 'static) -> Listening {
        self.listen(&[Name::Visible], move |_, _, _| act())
    }

    /// The plugin's tab is no longer the one shown.
    pub fn on_hidden(&self, mut act: impl FnMut() + 'static) -> Listening {
        self.listen(&[Name::Hidden], move |_, _, _| act())
    }

    /// The page changed its colours. [`Self::ready`] tells those at the start.
    pub fn on_theme(&self, mut act: impl FnMut(Theme) + 'static) -> Listening {
        self.hear(Name::Theme, move |data: theme::Data, _| act(data.theme))
    }

    /// The page changed its language, a BCP 47 tag such as `pt-BR`. [`Self::ready`] tells that at the start.
    pub fn on_locale(&self, mut act: impl FnMut(String) + 'static) -> Listening {
        self.hear(Name::Locale, move |data: locale::Data, _| act(data.locale))
    }

    /// The frame goes away in a moment, and with it the connection: the last event.
    pub fn on_closing(&self, mut act: impl FnMut(Reason) + 'static) -> Listening {
        self.hear(
            Name::Closing,
            move |data: closing::Data, _| act(data.reason),
        )
    }

    /// Whatever event, in the order in which they come. To await them instead: [`Self::events`].
    ///
    /// ```no_run
    /// # use encaixe_plugin::typed::{Event, Kinbox};
    /// # fn example(kinbox: &Kinbox, show: impl Fn(String) + 'static) {
    /// let _listening = kinbox.on_event(move |event, _bound| match event {
    ///     Event::Conversation(data) => show(data.contact.name),
    ///     Event::NoConversation => show(String::new()),
    ///     _ => {}
    /// });
    /// # }
    /// ```
    pub fn on_event(&self, mut act: impl FnMut(Event, Bound) + 'static) -> Listening {
        let kinbox = self.clone();
        self.on_any(move |event| match event {
            Ok((event, bound)) => act(event, bound),
            Err(error) => kinbox.report(&error),
        })
    }

    /// Whatever event, also those that cannot be read.
    pub(super) fn on_any(
        &self,
        mut act: impl FnMut(Result<(Event, Bound), Error>) + 'static,
    ) -> Listening {
        self.listen(Name::ALL, move |name, data, bound| {
            act(Event::read(name, data).map(|event| (event, bound)));
        })
    }

    fn hear<T: DeserializeOwned>(
        &self,
        name: Name,
        mut act: impl FnMut(T, Bound) + 'static,
    ) -> Listening {
        let kinbox = self.clone();
        self.listen(&[name], move |name, data, bound| {
            match event::of(name, data) {
                Ok(data) => act(data, bound),
                Err(error) => kinbox.report(&error),
            }
        })
    }

    fn listen(&self, names: &[Name], act: impl FnMut(Name, JsValue, Bound) + 'static) -> Listening {
        let act = Rc::new(RefCell::new(act));
        let listen = |name: &Name| {
            let (kinbox, act, name) = (self.clone(), Rc::clone(&act), *name);
            let heard = Listener::new(move |data, conversation: JsValue| {
                let id = conversation.as_string().map(ConversationId::new);
                let bound = Bound::new(kinbox.clone(), id);
                let data = classic::complete(kinbox.wire(), data);
                // It is borrowed only when the handler itself, by some detour, brought this event about.
                if let Ok(mut act) = act.try_borrow_mut() {
                    act(name, data, bound);
                }
            });
            let call = heard.as_js_value().unchecked_ref::<Function>().clone();
            (self.plugin().on(name, call, Times::Every), heard)
        };
        Listening {
            plugin: self.plugin().clone(),
            heard: names.iter().map(listen).collect(),
        }
    }
}
