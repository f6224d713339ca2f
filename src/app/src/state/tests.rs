//! The reducer's rules that a person would notice.

use encaixe_api::error::ApiError;
use encaixe_api::id::{ConversationId, PluginId};
use encaixe_protocol::command::toast::Kind;
use encaixe_protocol::handshake::Theme;

use super::toasts::{Source, Toast};
use super::{Action, State};
use crate::api_client::Failure;
use crate::i18n::Locale;
use crate::theme::Choice;

fn page() -> State {
    State::new(Locale::PtBr, Choice::System, Theme::Light, None)
}

fn toast(id: u32, plugin: &str) -> Action {
    Action::Toast(Toast {
        id,
        source: Some(Source {
            id: PluginId::from(plugin),
            name: plugin.to_owned(),
            icon: None,
        }),
        kind: Kind::Info,
        message: "oi".to_owned(),
        undo: None,
    })
}

fn shown(page: &State) -> Vec<u32> {
    page.toasts.shown().iter().map(|toast| toast.id).collect()
}

#[test]
fn four_toasts_are_shown_and_the_next_waits_for_room() {
    let mut page = page();
    for id in 1..=6 {
        page.reduce(toast(id, "a"));
    }
    assert_eq!(shown(&page), [1, 2, 3, 4]);
    page.reduce(Action::ToastGone(2));
    assert_eq!(shown(&page), [1, 3, 4, 5]);
}

#[test]
fn there_is_room_for_four_and_twenty_toasts() {
    let mut page = page();
    for id in 0..24 {
        assert!(page.toasts.has_room(&PluginId::from("a")), "{id}");
        page.reduce(toast(id, "a"));
    }
    assert!(!page.toasts.has_room(&PluginId::from("a")));
}

fn own(id: u32) -> Action {
    Action::Toast(Toast {
        id,
        source: None,
        kind: Kind::Error,
        message: "opa".to_owned(),
        undo: None,
    })
}

#[test]
fn a_plugin_that_floods_takes_no_room_of_others() {
    let mut page = page();
    for id in 0..30 {
        page.reduce(toast(id, "a"));
    }
    let [a, b] = ["a", "b"].map(PluginId::from);
    assert!(!page.toasts.has_room(&a));
    assert!(page.toasts.has_room(&b));
    page.reduce(toast(30, "b"));
    // Those past the bound are not there: 24 go before the other plugin's comes.
    for id in 0..23 {
        page.reduce(Action::ToastGone(id));
    }
    assert_eq!(shown(&page), [23, 30]);
}

#[test]
fn the_pages_own_notices_go_ahead_of_all_plugins_and_none_is_dropped() {
    let mut page = page();
    for id in 0..24 {
        page.reduce(toast(id, "a"));
    }
    for id in 100..130 {
        page.reduce(own(id));
    }
    assert_eq!(shown(&page), [100, 101, 102, 103]);
    for id in 100..130 {
        assert!(shown(&page).contains(&id), "{id}");
        page.reduce(Action::ToastGone(id));
    }
    // The plugin's come back, none of them lost.
    for id in 0..24 {
        assert!(page.toasts.shown().len() == 4.min(24 - id as usize), "{id}");
        let first = shown(&page)[0];
        page.reduce(Action::ToastGone(first));
    }
    assert_eq!(shown(&page), [0; 0]);
}

#[test]
fn a_conversation_that_was_not_given_is_none_for_plugins() {
    let mut page = page();
    assert_eq!(page.open_for_plugins(), None);
    let id = ConversationId::from("c1");
    page.reduce(Action::Select(Some(id.clone())));
    assert_eq!(page.open_for_plugins(), Some(&id));
    let failure = Failure {
        status: Some(404),
        error: ApiError {
            code: "not_found".to_owned(),
            message: "there is no such conversation".to_owned(),
            fields: Vec::new(),
        },
    };
    page.reduce(Action::ConversationFailed(id.clone(), failure));
    assert_eq!(page.open_for_plugins(), None);
    assert_eq!(page.selected(), Some(&id));
}

#[test]
fn a_document_takes_its_waiting_toasts_along_and_no_others() {
    let mut page = page();
    for (id, plugin) in [(1, "a"), (2, "a"), (3, "a"), (4, "a"), (5, "a"), (6, "b")] {
        page.reduce(toast(id, plugin));
    }
    page.reduce(Action::DocumentGone(PluginId::from("a")));
    page.reduce(Action::ToastGone(1));
    page.reduce(Action::ToastGone(2));
    assert_eq!(shown(&page), [3, 4, 6]);
}

#[test]
fn a_closed_drawer_shows_no_plugin() {
    let mut page = page();
    let id = PluginId::from("a");
    page.reduce(Action::Tab(id.clone()));
    page.reduce(Action::Drawer(false));
    let shows = |page: &State, narrow: bool, drawer: bool| {
        let mut page = page.clone();
        page.reduce(Action::Narrow(narrow));
        page.reduce(Action::Drawer(drawer));
        page.panel.shows(&id)
    };
    assert!(shows(&page, false, false));
    assert!(!shows(&page, true, false));
    assert!(shows(&page, true, true));
    assert!(!page.panel.shows(&PluginId::from("b")));
}
