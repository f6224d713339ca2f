//! Hooks that several components use.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::state::State;
use crate::store::Store;
use crate::time;

mod ask;
mod effect;
mod reading;
mod remote;

pub(crate) use ask::use_ask;
pub(crate) use effect::use_effect_with;
pub(crate) use reading::use_reading;
pub(crate) use remote::use_remote;

/// How often relative times are written anew, in milliseconds.
const TICK_MS: u32 = 30_000;

/// The store of this page.
///
/// Every component lies under the provider in `app.rs`; without it the component would have a store
/// of its own that nobody fills.
#[hook]
pub(crate) fn use_store() -> Store {
    let provided = use_context::<Store>();
    let own = use_memo((), |()| {
        use crate::{i18n::Locale, theme::Choice};
        use encaixe_protocol::handshake::Theme;
        Store::new(State::new(Locale::PtBr, Choice::System, Theme::Light, None))
    });
    provided.unwrap_or_else(|| Store::clone(&own))
}

type Pick<T> = Box<dyn Fn(&State) -> T>;

/// A part of the state; the component renders again when that part changes, and only then.
#[hook]
pub(crate) fn use_select<T: PartialEq + 'static>(pick: impl Fn(&State) -> T + 'static) -> Rc<T> {
    let store = use_store();
    let render = use_force_update();
    let value = Rc::new(pick(&store.state()));
    let latest = use_mut_ref(|| None::<(Pick<T>, Rc<T>)>);
    *latest.borrow_mut() = Some((Box::new(pick), Rc::clone(&value)));
    use_effect_with(store, move |store| {
        let check = move |state: &State| {
            let differs = latest
                .borrow()
                .as_ref()
                .is_some_and(|(pick, shown)| pick(state) != **shown);
            if differs {
                render.force_update();
            }
        };
        // Between the first render and this effect the state may have changed.
        check(&store.state());
        let subscription = store.subscribe(check);
        move || drop(subscription)
    });
    value
}

/// Now, in milliseconds since 1970, written anew twice a minute.
#[hook]
pub(crate) fn use_now() -> f64 {
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
pub(crate) fn use_id(prefix: &'static str) -> AttrValue {
    let id = use_memo((), |()| {
        AttrValue::from(format!("{prefix}-{}", crate::numbers::next()))
    });
    AttrValue::clone(&id)
}

/// Calls `act` for every event of that name on the window while the component lives.
#[hook]
pub(crate) fn use_window_event(name: &'static str, act: impl Fn(&web_sys::Event) + 'static) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn(&web_sys::Event)>>);
    *latest.borrow_mut() = Some(Box::new(act));
    use_effect_with((), move |()| {
        let call = Rc::clone(&latest);
        let listener = web_sys::window().map(|window| {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            gloo_events::EventListener::new_with_options(&window, name, options, move |event| {
                if let Some(act) = &*call.borrow() {
                    act(event);
                }
            })
        });
        move || drop(listener)
    });
}
