//! What a page of the settings fetches for itself. It follows the changes of its topic, in their order: an answer that was
//! asked for before the one that is shown is never shown.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_effect_with;
use super::{use_select, use_store};
use crate::api_client::Failure;
use crate::flow::{self, recovery::wait};
use crate::state::revisions::Topic;
use crate::state::{Live, Remote};

/// When what came was asked for; later ones are greater.
#[derive(Debug, Default)]
struct Order {
    now: Cell<u32>,
    /// When what is shown was asked for.
    shown: Cell<u32>,
    /// Whether something is shown.
    ready: Cell<bool>,
}

impl Order {
    fn ask(&self) -> u32 {
        self.now.set(self.now.get() + 1);
        self.now.get()
    }

    /// Whether the answer to what was asked then may be shown.
    fn came(&self, asked: u32) -> bool {
        let latest = asked >= self.shown.get();
        if latest {
            self.shown.set(asked);
        }
        latest
    }
}

/// Something fetched, and how to fetch it again.
pub(crate) struct Fetched<T> {
    /// What came.
    pub(crate) value: UseStateHandle<Rc<Remote<T>>>,
    /// Asks again; what is shown stays until the answer.
    pub(crate) again: Callback<()>,
}

impl<T> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            again: self.again.clone(),
        }
    }
}

impl<T: 'static> Fetched<T> {
    /// [`Self::again`] for a button.
    pub(crate) fn retry(&self) -> Callback<MouseEvent> {
        let value = self.value.clone();
        self.again.reform(move |_: MouseEvent| {
            value.set(Rc::new(Remote::Loading));
        })
    }
}

/// Fetches when the component is first shown, and again after each change of the topic. What did not come is asked for again
/// after a while that grows, and when the stream of changes is back.
#[hook]
pub(crate) fn use_remote<T: 'static, Answer>(
    topic: Topic,
    fetch: impl Fn() -> Answer + 'static,
) -> Fetched<T>
where
    Answer: Future<Output = Result<T, Failure>> + 'static,
{
    let store = use_store();
    let value = use_state(|| Rc::new(Remote::Loading));
    let order = use_memo((), |()| Order::default());
    let tries = use_state_eq(|| 0_u32);
    let again = {
        let tries = tries.clone();
        Callback::from(move |()| tries.set(*tries + 1))
    };
    let failed = use_again(&again);
    let revision = use_select(move |state| state.revisions.of(topic));
    {
        let (value, order, failed) = (value.clone(), Rc::clone(&order), failed);
        use_effect_with((*tries, *revision), move |_| {
            let asked = order.ask();
            let answer = fetch();
            spawn_local(async move {
                let answer = answer.await;
                if !order.came(asked) {
                    return;
                }
                match answer {
                    Ok(found) => {
                        order.ready.set(true);
                        failed.set(0);
                        value.set(Rc::new(Remote::Ready(found)));
                    }
                    Err(failure) => {
                        flow::signed_out(&store, &failure);
                        if failure.is_passing() {
                            failed.set(*failed + 1);
                        }
                        // What is shown stays, with what was typed into it, unless there is no such thing any more.
                        if !order.ready.get() || failure.is_missing() {
                            order.ready.set(false);
                            value.set(Rc::new(Remote::Failed(failure)));
                        }
                    }
                }
            });
        });
    }
    Fetched { value, again }
}

/// Counts how often something did not come, and asks for it again.
#[hook]
fn use_again(again: &Callback<()>) -> UseStateHandle<u32> {
    let failed = use_state_eq(|| 0_u32);
    {
        let again = again.clone();
        use_effect_with(*failed, move |failed| {
            let wait = failed.checked_sub(1).map(wait);
            let timer = wait.map(|wait| Timeout::new(wait, move || again.emit(())));
            move || drop(timer)
        });
    }
    let is_on = use_select(|state| state.live == Live::On);
    {
        let (again, failed) = (again.clone(), *failed);
        use_effect_with(*is_on, move |is_on| {
            if *is_on && failed > 0 {
                again.emit(());
            }
        });
    }
    failed
}
