//! Asking the list for something: the address changes, and the list follows it, so that Back, a reload and a link bring it
//! again.

use encaixe_api::inbox::conversation::Filter;
use yew::prelude::*;

use super::use_store;
use crate::route::Route;

/// Asks the list for what is given. A search that goes on takes the place of its beginning in the history: Back leads out
/// of it at once.
#[hook]
pub(crate) fn use_ask() -> Callback<Filter> {
    let store = use_store();
    Callback::from(move |filter: Filter| {
        let present = store.state().list.filter.clone();
        let route = match Route::present() {
            Route::Home => Route::Inbox,
            route => route,
        };
        // Whoever typed and left for another page meanwhile stays there.
        if !route.is_inbox() || filter == *present {
            return;
        }
        let only_words = Filter {
            q: present.q.clone(),
            ..filter.clone()
        } == *present;
        if only_words && filter.q.is_some() && present.q.is_some() {
            route.replace(&store, &filter);
        } else {
            route.push(&store, &filter);
        }
    })
}
