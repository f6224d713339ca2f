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

    /// The first registration for an event after the number `before`, up to `last`, and whether it is for once, which is then
    /// over.
    pub(crate) fn next(&mut self, event: u32, before: u32, last: u32) -> Option<(u32, bool)> {
        let is = |it: &Listener| it.event == event && it.number > before && it.number <= last;
        let place = self.list.iter().position(is)?;
        let number = self.list.get(place)?.number;
        Some((number, self.take(place)?))
    }

    /// Whether a registration that got nothing yet is for once, which is then over; none when it got something, or was taken
    /// back.
    pub(crate) fn take_fresh(&mut self, number: u32) -> Option<bool> {
        let is = |it: &Listener| it.number == number && it.fresh;
        let place = self.list.iter().position(is)?;
        self.take(place)
    }

    fn take(&mut self, place: usize) -> Option<bool> {
        let listener = self.list.get_mut(place)?;
        listener.fresh = false;
        let once = listener.once;
        if once {
            self.list.remove(place);
        }
        Some(once)
    }
}
