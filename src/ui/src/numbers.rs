//! Numbers that are given once in this page: for notices, questions and the ids of elements.

use std::cell::Cell;

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// A number that was not given before.
pub fn next() -> u32 {
    LAST.with(|last| {
        last.set(last.get().wrapping_add(1));
        last.get()
    })
}
