//! The calls that are not settled yet, each under its own number.

use encaixe_protocol::command::Name;

/// A call that is not settled yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    pub(crate) number: u32,
    /// None for an author's message of their own, which only the classic dialect takes.
    pub(crate) command: Option<Name>,
    /// Whether the host has it.
    pub(crate) sent: bool,
}

/// The calls in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    list: Vec<Call>,
}

impl Calls {
    /// Keeps a call until it is taken.
    pub(crate) fn push(&mut self, number: u32, command: Option<Name>) {
        self.list.push(Call {
            number,
            command,
            sent: false,
        });
    }

    /// The call of this number.
    pub(crate) fn get(&self, number: u32) -> Option<Call> {
        self.list.iter().find(|it| it.number == number).copied()
    }

    /// The host has the call now.
    pub(crate) fn send(&mut self, number: u32) {
        for call in &mut self.list {
            call.sent |= call.number == number;
        }
    }

    /// Removes the call of this number: whoever gets it settles it.
    pub(crate) fn take(&mut self, number: u32) -> Option<Call> {
        let place = self.list.iter().position(|it| it.number == number)?;
        Some(self.list.remove(place))
    }

    /// The numbers of those that the host has, or has not.
    pub(crate) fn numbers(&self, sent: bool) -> Vec<u32> {
        let mut numbers = Vec::new();
        for call in &self.list {
            if call.sent == sent {
                numbers.push(call.number);
            }
        }
        numbers
    }

    /// The first call of a command that was not sent yet.
    pub(crate) fn queued(&self, command: Name) -> Option<u32> {
        let waits = |call: &&Call| call.command == Some(command) && !call.sent;
        self.list.iter().find(waits).map(|it| it.number)
    }
}
