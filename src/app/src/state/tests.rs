//! The reducer's rules that a person would notice.

use encaixe_api::id::PluginId;
use encaixe_protocol::command::toast::Kind;
use encaixe_protocol::handshake::Theme;

use super::toasts::{Source, Toast};
use super::{Action, State};
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
        assert!(page.toasts.has_room(), "{id}");
        page.reduce(toast(id, "a"));
    }
    assert!(!page.toasts.has_room());
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
