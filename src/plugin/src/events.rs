//! Who listens to what, in numbers. Names no event.
//!
//! Each registration is its own: a function given twice is called twice. A registration made while an
//! event is being delivered does not get that event, and one that was taken back gets nothing more.

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
    number: u32,
    event: u32,
    once: bool,
    /// Nothing was delivered to it yet.
    fresh: bool,
}

/// The registrations, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Listeners {
    list: Vec<Listener>,
}

impl Listeners {
    /// Registers; `detail` is twice the event, and 1 more if it is for once.
    pub(crate) fn add(&mut self, number: u32, detail: u32) {
        self.list.push(Listener {
            number,
            event: detail / 2,
            once: !detail.is_multiple_of(2),
            fresh: true,
        });
    }

    /// Takes one registration back if it is of an event, given with 1 more; 0 is any. Whether it did.
    pub(crate) fn remove(&mut self, number: u32, event: u32) -> bool {
        let is = |it: &Listener| it.number == number && (event == 0 || it.event + 1 == event);
        let place = self.list.iter().position(is);
        place.map(|place| self.list.remove(place)).is_some()
    }

    /// The registrations that an event goes to.
    pub(crate) fn of(&self, event: u32) -> Vec<u32> {
        let mut numbers = Vec::new();
        for listener in &self.list {
            if listener.event == event {
                numbers.push(listener.number);
            }
        }
        numbers
    }

    /// Whether nothing was delivered to a registration yet.
    pub(crate) fn is_fresh(&self, number: u32) -> bool {
        self.list.iter().any(|it| it.number == number && it.fresh)
    }

    /// Whether a registration is for once, which is then over; none when it was taken back.
    pub(crate) fn take(&mut self, number: u32) -> Option<bool> {
        let place = self.list.iter().position(|it| it.number == number)?;
        let listener = self.list.get_mut(place)?;
        listener.fresh = false;
        let once = listener.once;
        if once {
            self.list.remove(place);
        }
        Some(once)
    }
}
