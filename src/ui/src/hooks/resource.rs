//! What a page fetches for itself, by a key. It follows the changes of its topic, in their order: an answer that was asked for
//! before the one that is shown is never shown, nor is one for another key.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{use_effect_with, use_shared, use_shell};
use crate::api_client::Failure;
use crate::remote::Remote;
use crate::retry::wait;
use crate::revisions::Topic;
use crate::shell::Live;

/// When what came was asked for; later ones are greater.
#[derive(Debug, Default)]
struct Order {
    now: Cell<u32>,
    /// When what is shown was asked for.
    shown: Cell<u32>,
    /// Whether something is shown.
    is_ready: Cell<bool>,
}

impl Order {
    fn ask(&self) -> u32 {
        self.now.set(self.now.get() + 1);
        self.now.get()
    }

    /// What is asked for from now on is another thing: no answer to what was asked before is shown.
    fn begin(&self) {
        self.shown.set(self.now.get() + 1);
        self.is_ready.set(false);
    }

    /// Whether the answer to what was asked then may be shown.
    fn came(&self, asked: u32) -> bool {
        let is_latest = asked >= self.shown.get();
        if is_latest {
            self.shown.set(asked);
        }
        is_latest
    }
}

/// Something fetched, and how to fetch it again.
pub struct Resource<T> {
    /// What came.
    pub value: UseStateHandle<Rc<Remote<T>>>,
    /// Asks again; what is shown stays until the answer.
    pub again: Callback<()>,
}

impl<T> Clone for Resource<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            again: self.again.clone(),
        }
    }
}

impl<T: 'static> Resource<T> {
    /// [`Self::again`] for a button.
    #[must_use]
    pub fn retry(&self) -> Callback<MouseEvent> {
        let value = self.value.clone();
        self.again.reform(move |_: MouseEvent| {
            value.set(Rc::new(Remote::Loading));
        })
    }
}

/// Fetches what the key names when the component is first shown, again after each change of the topic, and anew when the key
/// changes. What did not come is asked for again after a while that grows, and when the stream of changes is back.
#[hook]
pub fn use_resource<K, T, Answer>(
    key: K,
    topic: Topic,
    fetch: impl Fn(&K) -> Answer + 'static,
) -> Resource<T>
where
    K: PartialEq + 'static,
    T: 'static,
    Answer: Future<Output = Result<T, Failure>> + 'static,
{
    let shell = use_shell();
    let value = use_state(|| Rc::new(Remote::Loading));
    let order = use_memo((), |()| Order::default());
    let latest = use_mut_ref(|| None::<Rc<K>>);
    let tries = use_state_eq(|| 0_u32);
    let again = {
        let tries = tries.clone();
        Callback::from(move |()| tries.set(*tries + 1))
    };
    let failed = use_again(&again);
    let revision = use_shared(move |shared| shared.revisions.of(topic));
    {
        let value = value.clone();
        let key = Rc::new(key);
        use_effect_with((Rc::clone(&key), *tries, *revision), move |_| {
            let before = latest.replace(Some(Rc::clone(&key)));
            if before.is_some_and(|before| before != key) {
                order.begin();
                value.set(Rc::new(Remote::Loading));
            }
            let asked = order.ask();
            let answer = fetch(&key);
            spawn_local(async move {
                let answer = answer.await;
                if !order.came(asked) {
                    return;
                }
                match answer {
                    Ok(found) => {
                        order.is_ready.set(true);
                        failed.set(0);
                        value.set(Rc::new(Remote::Ready(found)));
                    }
                    Err(failure) => {
                        shell.signed_out(&failure);
                        if failure.is_passing() {
                            failed.set(*failed + 1);
                        }
                        // What is shown stays, with what was typed into it, unless there is no such thing any more.
                        if !order.is_ready.get() || failure.is_missing() {
                            order.is_ready.set(false);
                            value.set(Rc::new(Remote::Failed(failure)));
                        }
                    }
                }
            });
        });
    }
    Resource { value, again }
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
    let is_on = use_shared(|shared| shared.live == Live::On);
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

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn an_answer_to_an_older_question_is_dropped() {
        let order = Order::default();
        let (first, second, third) = (order.ask(), order.ask(), order.ask());
        assert!(order.came(second));
        assert!(!order.came(first), "it was asked for before");
        assert!(order.came(third));
    }

    #[test]
    fn no_answer_for_another_key_is_shown() {
        let order = Order::default();
        let (first, second) = (order.ask(), order.ask());
        assert!(order.came(first));
        order.is_ready.set(true);
        order.begin();
        assert!(!order.is_ready.get());
        let third = order.ask();
        assert!(!order.came(second), "it was asked for with the key before");
        assert!(order.came(third));
    }
}
