//! What a page of the settings fetches for itself.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_store;
use crate::api_client::Failure;
use crate::flow;
use crate::state::Remote;

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
    /// Puts a newer value in the place of the one shown.
    pub(crate) fn set(&self, value: T) {
        self.value.set(Rc::new(Remote::Ready(value)));
    }

    /// [`Self::again`] for a button.
    pub(crate) fn retry(&self) -> Callback<MouseEvent> {
        let value = self.value.clone();
        self.again.reform(move |_: MouseEvent| {
            value.set(Rc::new(Remote::Loading));
        })
    }
}

/// Fetches when the component is first shown.
#[hook]
pub(crate) fn use_remote<T: 'static, Answer>(fetch: impl Fn() -> Answer + 'static) -> Fetched<T>
where
    Answer: Future<Output = Result<T, Failure>> + 'static,
{
    let store = use_store();
    let value = use_state(|| Rc::new(Remote::Loading));
    let tries = use_state_eq(|| 0_u32);
    {
        let value = value.clone();
        use_effect_with(*tries, move |_| {
            let answer = fetch();
            spawn_local(async move {
                match answer.await {
                    Ok(found) => value.set(Rc::new(Remote::Ready(found))),
                    Err(failure) => {
                        flow::signed_out(&store, &failure);
                        value.set(Rc::new(Remote::Failed(failure)));
                    }
                }
            });
        });
    }
    let again = Callback::from(move |()| tries.set(*tries + 1));
    Fetched { value, again }
}
