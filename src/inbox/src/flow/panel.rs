//! The panel and its tabs, as the agent wants them: put away in windows that have room for it, which tab is in front, in which
//! order they stand. This browser remembers all of it.

use encaixe_api::id::PluginId;
use encaixe_ui::focus;
use encaixe_ui::storage;
use gloo_timers::callback::Timeout;
use web_sys::Document;

use crate::state::Action;
use crate::store::Store;

const KEY: &str = "panel";
const ORDER: &str = "tab-order";
const HIDDEN: &str = "hidden";

/// Whether the agent put the panel away.
pub(crate) fn is_put_away() -> bool {
    storage::get(KEY).as_deref() == Some(HIDDEN)
}

/// Shows the panel or puts it away. The focus never stays in what cannot be seen.
pub(crate) fn show(store: &Store, shown: bool) {
    if !store.state().panel.narrow {
        if shown {
            storage::forget(KEY);
        } else {
            storage::set(KEY, HIDDEN);
        }
    }
    let is_in_panel = document()
        .is_some_and(|document| matches!(document.query_selector(".panel :focus"), Ok(Some(_))));
    store.dispatch(Action::Panel(shown));
    if !shown && is_in_panel {
        // Once the page is drawn: the button may have been away with the conversation.
        Timeout::new(0, || focus::on("[data-testid=panel-toggle]")).forget();
    }
}

/// Shows the panel, or puts it away when it is shown.
pub(crate) fn toggle(store: &Store) {
    show(store, !store.state().panel.is_open());
}

/// The order in which the agent put the tabs.
pub(crate) fn order() -> Vec<PluginId> {
    let kept = storage::get(ORDER).unwrap_or_default();
    kept.split(' ').map(PluginId::from).collect()
}

/// Takes a plugin's tab to the front.
pub(crate) fn choose(store: &Store, id: &PluginId) {
    storage::set("tab", id.as_str());
    store.dispatch(Action::Tab(id.clone()));
}

/// Moves a tab from one place to another.
pub(crate) fn move_tab(store: &Store, from: usize, to: usize) {
    let state = store.state();
    let panel = &state.panel;
    let frames = panel.frames.iter().flatten();
    let mut ids: Vec<PluginId> = frames.map(|one| one.id.clone()).collect();
    // Those that are hidden now keep their places, too.
    let place = |shown: usize| {
        let shown = panel.frames().get(shown)?;
        ids.iter().position(|id| *id == shown.id)
    };
    if let Some((from, to)) = place(from).zip(place(to)) {
        let id = ids.remove(from);
        ids.insert(to, id);
        let kept: Vec<&str> = ids.iter().map(PluginId::as_str).collect();
        storage::set(ORDER, &kept.join(" "));
        store.dispatch(Action::TabOrder(ids));
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
