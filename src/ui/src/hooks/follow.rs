//! Asks again now and then, for what is not told by the stream of live changes.

use gloo_timers::callback::Interval;
use yew::prelude::*;

use super::use_effect_with;

/// How often is asked while something is on its way, in milliseconds.
const BUSY_MS: u32 = 1_500;
/// How often otherwise.
const CALM_MS: u32 = 10_000;

/// Asks again now and then, while the page can be seen: sooner while something is on its way.
#[hook]
pub fn use_follow(is_busy: bool, again: &Callback<()>) {
    // The timer goes on while what it calls is made anew.
    let latest = use_mut_ref(Callback::noop);
    again.clone_into(&mut latest.borrow_mut());
    use_effect_with(is_busy, move |is_busy| {
        let every = if *is_busy { BUSY_MS } else { CALM_MS };
        let timer = Interval::new(every, move || {
            let document = web_sys::window().and_then(|window| window.document());
            if document.is_some_and(|document| !document.hidden()) {
                let again = latest.borrow().clone();
                again.emit(());
            }
        });
        move || drop(timer)
    });
}
