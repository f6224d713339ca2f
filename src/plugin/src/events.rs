//! Who listens to what. Names no event.
//!
//! Each registration is its own: a function given twice is called twice. A registration made while an
//! event is being delivered does not get that event, and one that was taken back gets nothing more.

use encaixe_protocol::event::Name;
use js_sys::Function;

/// How often a listener is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Each time, until it is taken back.
    Every,
    /// The first time, which may be the current state.
    Once,
}

#[derive(Debug)]
struct Listener {
    id: u32,
    event: Name,
    call: Function,
    times: Times,
    /// Nothing was delivered to it yet.
    fresh: bool,
}

/// The registrations, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Listeners {
    last: u32,
    list: Vec<Listener>,
}

impl Listeners {
    /// Registers, and returns the registration's number.
    pub(crate) fn add(&mut self, event: Name, call: Function, times: Times) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.list.push(Listener {
            id: self.last,
            event,
            call,
            times,
            fresh: true,
        });
        self.last
    }

    /// Takes one registration back.
    pub(crate) fn remove(&mut self, id: u32) {
        self.list.retain(|listener| listener.id != id);
    }

    /// Takes back every registration of an event, or those of one function.
    pub(crate) fn remove_all(&mut self, event: Name, call: Option<&Function>) {
        self.list.retain(|listener| {
            listener.event != event || call.is_some_and(|call| *call != listener.call)
        });
    }

    /// The registrations that an event goes to.
    pub(crate) fn of(&self, event: Name) -> Vec<u32> {
        let mut numbers = Vec::new();
        for listener in &self.list {
            if listener.event == event {
                numbers.push(listener.id);
            }
        }
        numbers
    }

    /// The event of a registration to which nothing was delivered yet.
    pub(crate) fn fresh(&self, id: u32) -> Option<Name> {
        let listener = self.list.iter().find(|listener| listener.id == id)?;
        listener.fresh.then_some(listener.event)
    }

    /// The function to call now, unless its registration was taken back.
    pub(crate) fn call(&mut self, id: u32) -> Option<Function> {
        let listener = self.list.iter_mut().find(|listener| listener.id == id)?;
        listener.fresh = false;
        let call = listener.call.clone();
        if listener.times == Times::Once {
            self.remove(id);
        }
        Some(call)
    }
}
