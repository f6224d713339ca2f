//! Hooks that several components use.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::shell::{Shared, Shell};
use crate::time;

mod effect;
mod follow;
mod resource;
mod settled;

pub use effect::use_effect_with;
pub use follow::use_follow;
pub use resource::{Resource, use_resource};
pub use settled::use_settled;

/// How often relative times are written anew, in milliseconds.
const TICK_MS: u32 = 30_000;

/// The whole that this component is a part of.
#[hook]
pub fn use_shell() -> Shell {
    let provided = use_context::<Shell>();
    let detached = use_memo((), |()| Shell::detached());
    provided.unwrap_or_else(|| Shell::clone(&detached))
}

type Pick<T> = Box<dyn Fn(&Shared) -> T>;

/// A part of what is shared; the component renders again when that part changes, and only then.
#[hook]
pub fn use_shared<T: PartialEq + 'static>(pick: impl Fn(&Shared) -> T + 'static) -> Rc<T> {
    let shell = use_shell();
    let render = use_force_update();
    let value = Rc::new(pick(&shell.shared()));
    let latest = use_mut_ref(|| None::<(Pick<T>, Rc<T>)>);
    *latest.borrow_mut() = Some((Box::new(pick), Rc::clone(&value)));
    use_effect_with(shell, move |shell| {
        let check = move |shared: &Shared| {
            let differs = latest
                .borrow()
                .as_ref()
                .is_some_and(|(pick, shown)| pick(shared) != **shown);
            if differs {
                render.force_update();
            }
        };
        // Between the first render and this effect the state may have changed.
        check(&shell.shared());
        let subscription = shell.subscribe(Rc::new(check));
        move || drop(subscription)
    });
    value
}

/// Now, in milliseconds since 1970, written anew twice a minute.
#[hook]
pub fn use_now() -> f64 {
    let now = use_state(time::now);
    {
        let now = now.clone();
        use_effect_with((), move |()| {
            let interval = Interval::new(TICK_MS, move || now.set(time::now()));
            move || drop(interval)
        });
    }
    *now
}

/// An id for an element, the same as long as the component lives.
#[hook]
pub fn use_id(prefix: &'static str) -> AttrValue {
    let id = use_memo((), |()| {
        AttrValue::from(format!("{prefix}-{}", crate::numbers::next()))
    });
    AttrValue::clone(&id)
}
