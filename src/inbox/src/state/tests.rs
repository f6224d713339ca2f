//! The reducer's rules that a person would notice.

use std::rc::Rc;

use encaixe_api::error::ApiError;
use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::plugin::Frame;
use encaixe_protocol::command::toast::Kind;
use encaixe_protocol::handshake::Theme;
use encaixe_protocol::scope::Grants;
use encaixe_ui::api_client::Failure;
use encaixe_ui::i18n::Locale;
use encaixe_ui::theme::Choice;

use super::toasts::{Source, Toast};
use super::{Action, State};

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
        about: None,
    })
}

fn undoable(id: u32, conversation: Option<&str>) -> Action {
    Action::Toast(Toast {
        id,
        source: None,
        kind: Kind::Success,
        message: "foi".to_owned(),
        undo: Some(yew::Callback::noop()),
        about: conversation.map(ConversationId::from),
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
        about: None,
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
            ..ApiError::default()
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
fn a_panel_that_was_put_away_shows_no_plugin_in_windows_of_its_kind() {
    let mut page = page();
    let id = PluginId::from("a");
    page.reduce(Action::Tab(id.clone()));
    let shows = |page: &mut State, narrow: bool| {
        page.reduce(Action::Narrow(narrow));
        page.panel.shows(&id)
    };
    assert!(shows(&mut page, false), "at first it stands there");
    assert!(!shows(&mut page, true), "a drawer is closed at first");
    page.reduce(Action::Panel(true));
    assert!(shows(&mut page, true));
    assert!(shows(&mut page, false));
    page.reduce(Action::Panel(false));
    assert!(!shows(&mut page, false));
    assert!(shows(&mut page, true), "the drawer is another matter");
    assert!(!page.panel.shows(&PluginId::from("b")));
}

#[test]
fn tabs_stand_in_the_agents_order_and_new_ones_behind_them() {
    let frame = |id: &str| {
        Rc::new(Frame {
            id: id.into(),
            name: id.to_owned(),
            icon: None,
            src: String::new(),
            dev: false,
            classic: false,
            scopes: Grants::ALL,
            channels: None,
            own: false,
        })
    };
    let frames = |ids: &[&str]| Action::Frames(ids.iter().map(|id| frame(id)).collect());
    let order = |page: &State| {
        let ids: Vec<&str> = page
            .panel
            .frames()
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        ids.join(" ")
    };
    let mut page = page();
    page.panel.order = ["c", "gone", "a"].map(PluginId::from).to_vec();
    page.reduce(frames(&["a", "b", "c", "d"]));
    assert_eq!(order(&page), "c a b d");
    assert_eq!(
        page.panel.active,
        Some("c".into()),
        "the first one is in front"
    );
    page.reduce(Action::TabOrder(
        ["b", "a", "d", "c"].map(PluginId::from).to_vec(),
    ));
    assert_eq!(order(&page), "b a d c");
    page.reduce(frames(&["e", "d", "c", "b", "a"]));
    assert_eq!(order(&page), "b a d c e");
    assert_eq!(page.panel.active, Some("c".into()), "it stays in front");
}

#[test]
fn what_can_be_taken_back_goes_with_the_next_change_of_its_conversation() {
    let mut page = page();
    page.reduce(undoable(1, Some("a")));
    page.reduce(undoable(2, Some("b")));
    page.reduce(own(3));
    assert_eq!(page.toasts.newest_undo(), Some(2));
    page.reduce(Action::Settle(ConversationId::from("b")));
    assert_eq!(shown(&page), [1, 3]);
    assert_eq!(page.toasts.newest_undo(), Some(1));
}

#[test]
fn the_newest_way_back_is_always_drawn() {
    let mut page = page();
    for id in 1..=6 {
        page.reduce(undoable(id, None));
        assert_eq!(page.toasts.newest_undo(), Some(id));
    }
    page.reduce(Action::ToastGone(6));
    page.reduce(toast(7, "loja"));
    let drawn = |most: usize| -> Vec<u32> {
        let drawn = page.toasts.drawn(most);
        drawn.iter().map(|toast| toast.id).collect()
    };
    assert_eq!(drawn(9), [3, 4, 5, 7]);
    assert_eq!(drawn(2), [4, 5]);
}
