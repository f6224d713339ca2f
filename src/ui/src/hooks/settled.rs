//! What stands still: a value that is passed on once it did not change for a while.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::use_effect_with;

/// The value, once it stayed the same for so many milliseconds; until then the one before. The first one is given at once.
#[hook]
pub fn use_settled<T: Clone + PartialEq + 'static>(value: T, pause: u32) -> T {
    let settled = use_state_eq(|| value.clone());
    {
        let settled = settled.clone();
        use_effect_with(value, move |value| {
            let value = value.clone();
            let timer = Timeout::new(pause, move || settled.set(value));
            move || drop(timer)
        });
    }
    (*settled).clone()
}
