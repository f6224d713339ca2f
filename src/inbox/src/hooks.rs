//! Hooks that several components use.

use std::rc::Rc;

use encaixe_ui::hooks::use_effect_with;
use yew::prelude::*;

use crate::frames::Frames;
use crate::state::State;
use crate::store::Store;

mod ask;
mod reading;

pub(crate) use ask::use_ask;
pub(crate) use reading::use_reading;

/// The store of this page.
///
/// Every component lies under the provider in `app.rs`; without it the component would have a store
/// of its own that nobody fills.
#[hook]
pub(crate) fn use_store() -> Store {
    let provided = use_context::<Store>();
    let own = use_memo((), |()| {
        use encaixe_protocol::handshake::Theme;
        use encaixe_ui::i18n::Locale;
        use encaixe_ui::theme::Choice;
        Store::new(State::new(Locale::PtBr, Choice::System, Theme::Light, None))
    });
    provided.unwrap_or_else(|| Store::clone(&own))
}

/// The frames of this page; none outside of it.
#[hook]
pub(crate) fn use_frames() -> Option<Frames> {
    use_store().frames()
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
