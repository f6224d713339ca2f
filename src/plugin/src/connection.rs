//! The course of the connection: hello, welcome, and its end.

use encaixe_protocol::WIRE;
use encaixe_protocol::handshake::HELLO;
use wasm_bindgen::JsValue;

use crate::VERSION;
use crate::link::Link;
use crate::plugin::Plugin;

impl Plugin {
    /// Says hello: to each of the origins in `hosts`, separated by spaces, or to whatever page embeds
    /// this one when there are none named.
    pub fn connect(&self, hosts: Option<&str>) {
        self.connect_to(&hosts.map_or(JsValue::UNDEFINED, Into::into));
    }

    /// [`Self::connect`], with the origins as JavaScript has them: a text, or undefined.
    pub fn connect_to(&self, hosts: &JsValue) {
        let mut state = self.state();
        if state.link == Link::Alone {
            return;
        }
        state.link = Link::Waiting;
        // A host that answered once by a port does not speak the classic dialect.
        let welcomed = state.welcomed;
        drop(state);
        let hellos = self.values().hello(hosts, HELLO, WIRE, VERSION);
        if hellos > 0 && !welcomed {
            self.await_classic();
        }
    }

    /// A host answered.
    pub(crate) fn welcome(&self) {
        let mut state = self.state();
        state.link = Link::Channel;
        state.welcomed = true;
        let posted = state.classic.take().is_some();
        drop(state);
        if posted {
            // What waits for an answer in the classic dialect gets none by it any more.
            self.fail_sent();
        }
        self.send_queued();
        self.values().emit_known();
        self.look_again();
    }

    /// The port is of no more use. A page that was only too busy to answer a ping says hello anew.
    pub(crate) fn close(&self, again: bool) {
        self.state().link = Link::Closed;
        self.forget_height();
        if again {
            // Not Alone: it was connected.
            let hosts = self.values().hosts();
            self.connect_to(&hosts);
        }
        self.fail_sent();
    }
}
