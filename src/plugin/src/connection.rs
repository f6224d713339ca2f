//! The course of the connection: hello, welcome, and where each message of the host goes.

use std::rc::Rc;

use encaixe_protocol::event::Name;
use wasm_bindgen::JsValue;

use crate::conversation::Known;
use crate::error::report;
use crate::handshake;
use crate::height;
use crate::link::{Link, Offer};
use crate::plugin::Plugin;
use crate::transport::Page;
use crate::value::{self, join};
use crate::wire::{self, Incoming};

impl Plugin {
    /// Says hello: to each of the origins in `hosts`, separated by spaces, or to whatever page embeds
    /// this one when there are none named.
    pub fn connect(&self, hosts: Option<&str>) {
        let Some(page) = self.inner.page.as_ref().filter(|page| page.is_embedded()) else {
            return;
        };
        let targets = handshake::targets(hosts);
        if targets.is_empty() {
            report("the list of host origins is empty", &JsValue::UNDEFINED);
        }
        let mut offers = Vec::new();
        for target in targets {
            match self.offer(page, target, offers.len()) {
                Ok(offer) => offers.push(offer),
                Err(error) => report(&join(&["no hello to ", target]), &error),
            }
        }
        let any = !offers.is_empty();
        let mut state = self.state();
        state.hosts = hosts.map(Into::into);
        state.link = Link::Waiting(offers);
        // A host that answered once by a port does not speak the older dialect.
        let classic = any && state.context.is_null();
        drop(state);
        if classic {
            self.await_classic(page);
        }
    }

    fn offer(&self, page: &Page, target: &str, place: usize) -> Result<Offer, JsValue> {
        let nonce = handshake::nonce(page)?;
        let hello = handshake::hello(page, &nonce);
        let inner = Rc::downgrade(&self.inner);
        let hear = move |message: JsValue| {
            if let (Some(inner), Some(message)) = (inner.upgrade(), Incoming::of(&message)) {
                Self { inner }.receive(place, message);
            }
        };
        let port = page.offer(target, &hello, hear)?;
        Ok(Offer { nonce, port })
    }

    fn receive(&self, place: usize, message: &Incoming) {
        let port = self.state().link.port();
        let Some(port) = port else {
            let accepted = self.state().link.accept(place, message);
            if accepted {
                self.welcome(message);
            }
            return;
        };
        match message.kind().as_string().as_deref() {
            Some("event") => self.hear(message),
            Some("reply") => self.settle_with(message),
            // Whether it could be posted is for the one who pinged to notice.
            Some("closed") => self.close(message.again() == JsValue::TRUE),
            Some("ping") => drop(port.post(&wire::pong(&message.id()))),
            _ => {}
        }
    }

    /// The port is of no more use. A page that was only too busy to answer a ping says hello anew.
    fn close(&self, again: bool) {
        let mut state = self.state();
        state.link = Link::Closed;
        let hosts = state.hosts.take();
        drop(state);
        height::forget(self);
        if again {
            self.connect(hosts.as_deref());
        }
        self.fail_sent();
    }

    fn welcome(&self, message: &Incoming) {
        let inner = Rc::downgrade(&self.inner);
        let leave = self.inner.page.as_ref().map(|page| {
            page.on_leave(move || {
                let port = inner
                    .upgrade()
                    .and_then(|inner| Self { inner }.state().link.port());
                if let Some(port) = port {
                    drop(port.post(&wire::bye()));
                }
            })
        });
        let mut state = self.state();
        state.leave = leave;
        state.known = Known::welcome(&message.conversation());
        state.take_context(message.context());
        let posted = std::mem::take(&mut state.classic).is_some();
        drop(state);
        if posted {
            // What waits for an answer in the older dialect gets none by it any more.
            self.fail_sent();
        }
        self.send_queued();
        let (event, data, conversation) = self.state().known.told();
        if let Some(event) = event {
            self.dispatch(event, &data, &conversation);
        }
        self.look_again();
    }

    fn hear(&self, message: &Incoming) {
        let event = message.event().as_string();
        let Some(event) = event.and_then(|name| Name::parse(&name)) else {
            return;
        };
        let data = message.data();
        let mut state = self.state();
        if !state.known.learn(event, &data) {
            return;
        }
        state.change_context(event, &data);
        let conversation = value::id(&message.conversation())
            .or_else(|| state.known.id())
            .unwrap_or(JsValue::NULL);
        drop(state);
        self.dispatch(event, &data, &conversation);
    }
}
