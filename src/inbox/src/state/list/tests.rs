//! What happens to the rows that show when others come.

use std::rc::Rc;

use encaixe_api::error::ApiError;
use encaixe_api::id::{ChannelId, ContactId, ConversationId, MemberId};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Filter, Status, Summary, Who};
use encaixe_ui::api_client::Failure;

use super::{List, Phase, Step};
use crate::filters;

/// An open conversation whose newest message came in that minute.
pub(crate) fn row(id: &str, minute: u32) -> Rc<Summary> {
    Rc::new(Summary {
        id: ConversationId::from(id),
        contact: Who {
            id: ContactId::from("p"),
            name: id.to_owned(),
            avatar: None,
        },
        channel: ChannelId::from("w"),
        assignee: None,
        group: None,
        tags: Vec::new(),
        status: Status::Open,
        unread: 0,
        last_message: None,
        waiting_since: None,
        updated_at: format!("2026-11-22T{:02}:{:02}:00.000Z", minute / 60, minute % 60),
    })
}

fn closed(id: &str, minute: u32) -> Rc<Summary> {
    let row = Summary::clone(&row(id, minute));
    Rc::new(Summary {
        status: Status::Closed,
        ..row
    })
}

fn page(rows: &[(&str, u32)], next: Option<&str>) -> Page<Summary> {
    let rows = rows.iter();
    Page {
        items: rows
            .map(|(id, minute)| Summary::clone(&row(id, *minute)))
            .collect(),
        next: next.map(str::to_owned),
    }
}

/// Two pages of three are loaded, and there is a third.
fn loaded() -> List {
    let mut list = List::default();
    list.first(page(&[("a", 90), ("b", 80), ("c", 70)], Some("c")), None);
    list.more(page(&[("d", 60), ("e", 50), ("f", 40)], Some("f")));
    list
}

fn ids(list: &List) -> String {
    let ids: Vec<&str> = list.items.iter().map(|row| row.id.as_str()).collect();
    ids.concat()
}

#[test]
fn a_new_first_page_keeps_what_was_loaded_after_it() {
    let mut list = loaded();
    list.first(page(&[("n", 95), ("a", 90), ("b", 80)], Some("b")), None);
    assert_eq!(ids(&list), "nabcdef");
    assert_eq!(list.next.as_deref(), Some("f"));
}

#[test]
fn a_row_that_is_no_longer_part_of_the_first_page_goes() {
    let mut list = loaded();
    // Without b, the page reaches down to d.
    list.first(page(&[("a", 90), ("c", 70), ("d", 60)], Some("d")), None);
    assert_eq!(ids(&list), "acdef");
}

#[test]
fn the_selected_row_stays_in_its_place_until_another_is_selected() {
    let mut list = loaded();
    let b = ConversationId::from("b");
    list.replace(&closed("b", 80));
    list.first(
        page(&[("a", 90), ("c", 70), ("d", 60)], Some("d")),
        Some(&b),
    );
    assert_eq!(ids(&list), "abcdef");
    list.leave(&b, None);
    assert_eq!(ids(&list), "acdef");
    list.leave(&ConversationId::from("a"), None);
    assert_eq!(ids(&list), "acdef");
}

#[test]
fn a_page_that_does_not_meet_what_was_loaded_begins_the_list_anew() {
    let mut list = loaded();
    list.first(page(&[("x", 99), ("y", 98), ("a", 97)], Some("a")), None);
    assert_eq!(ids(&list), "xya");
    assert_eq!(list.next.as_deref(), Some("a"));
}

#[test]
fn a_page_with_everything_leaves_nothing_behind_it() {
    let mut list = loaded();
    list.first(page(&[("a", 90), ("f", 40)], None), None);
    assert_eq!(ids(&list), "af");
    assert_eq!(list.next, None);
}

#[test]
fn a_further_page_brings_no_row_twice() {
    let mut list = loaded();
    list.more(page(&[("f", 40), ("g", 30)], None));
    assert_eq!(ids(&list), "abcdefg");
}

#[test]
fn another_filter_keeps_the_rows_until_its_answer_is_there_and_mixes_none_in() {
    let mut list = loaded();
    list.focus = Some(ConversationId::from("e"));
    list.ask(Rc::new(Filter::default()));
    assert_eq!(ids(&list), "abcdef");
    assert!(list.outdated);
    assert_eq!(
        (list.phase.clone(), list.next.clone()),
        (Phase::Loading, None)
    );
    list.came(&row("n", 85), None, false);
    assert_eq!(ids(&list), "abcdef");
    list.first(
        page(&[("a", 90), ("z", 75)], Some("z")),
        Some(&ConversationId::from("b")),
    );
    assert_eq!(ids(&list), "az");
    assert!(!list.outdated);
}

#[test]
fn rows_of_another_filter_go_when_its_answer_never_comes() {
    let mut list = loaded();
    let failure = Failure {
        status: None,
        error: ApiError {
            code: "offline".to_owned(),
            message: String::new(),
            fields: Vec::new(),
            ..ApiError::default()
        },
    };
    list.fail(failure.clone());
    assert_eq!(ids(&list), "abcdef");
    list.ask(Rc::new(Filter::default()));
    list.fail(failure);
    assert_eq!(ids(&list), "");
}

#[test]
fn a_conversation_that_changed_further_down_comes_goes_or_changes() {
    let mut list = loaded();
    list.came(&closed("e", 50), None, false);
    assert_eq!(ids(&list), "abcdf");
    list.came(&row("e", 50), None, false);
    assert_eq!(ids(&list), "abcdef");
    let mine = Summary {
        assignee: Some(MemberId::from("m")),
        ..Summary::clone(&row("d", 60))
    };
    list.came(&Rc::new(mine), None, false);
    assert_eq!(ids(&list), "abcdef");
    assert!(list.items[3].assignee.is_some());
    // What lies beyond the last row comes with the next page.
    list.came(&row("z", 10), None, false);
    assert_eq!(ids(&list), "abcdef");
    list.next = None;
    list.came(&row("z", 10), None, false);
    assert_eq!(ids(&list), "abcdefz");
}

#[test]
fn a_search_takes_in_nothing_that_the_server_did_not_find() {
    let mut list = loaded();
    list.filter = Rc::new(Filter {
        q: Some("joao".to_owned()),
        ..filters::usual()
    });
    list.came(&row("n", 85), None, false);
    assert_eq!(ids(&list), "abcdef");
}

#[test]
fn the_keyboard_goes_from_the_first_row_to_the_last_that_was_loaded() {
    let mut list = loaded();
    let mut goes = |step: Step, to: &str| {
        list.step(step);
        assert_eq!(
            list.focus.as_ref().map(ConversationId::as_str),
            Some(to),
            "{step:?}"
        );
    };
    goes(Step::By(1), "a");
    goes(Step::By(1), "b");
    goes(Step::By(-5), "a");
    goes(Step::By(3), "d");
    goes(Step::Last, "f");
    goes(Step::By(10), "f");
    goes(Step::First, "a");
    assert_eq!(list.steps, 7);
    let mut none = List::default();
    none.step(Step::Last);
    assert_eq!((none.focus, none.steps), (None, 0));
}

#[test]
fn the_keyboard_stays_where_it_stood_when_its_row_goes() {
    let mut list = loaded();
    list.focus = Some(ConversationId::from("b"));
    list.first(page(&[("a", 90), ("c", 70), ("d", 60)], Some("d")), None);
    assert_eq!(list.focus, Some(ConversationId::from("c")));
    list.focus = Some(ConversationId::from("f"));
    list.came(&closed("f", 40), None, false);
    assert_eq!(list.focus, Some(ConversationId::from("e")));
}

#[test]
fn a_clone_shares_the_rows() {
    let list = loaded();
    assert!(Rc::ptr_eq(&list.items, &list.clone().items));
}

#[test]
fn the_row_of_the_selected_conversation_comes_and_does_not_go() {
    let mut list = loaded();
    list.came(&closed("b", 80), None, false);
    list.came(&row("b", 80), None, true);
    assert_eq!(ids(&list), "abcdef");
    list.came(&closed("b", 80), None, true);
    assert_eq!(ids(&list), "abcdef");
    assert_eq!(list.items[1].status, Status::Closed);
    list.came(&closed("g", 75), None, true);
    assert_eq!(ids(&list), "abcdef");
}

#[test]
fn what_the_agent_closed_does_not_come_back_with_a_page_asked_for_before() {
    let mut list = loaded();
    let b = ConversationId::from("b");
    list.came(&closed("b", 80), None, false);
    assert_eq!(ids(&list), "acdef");
    let mut late = page(&[("a", 90), ("c", 70)], Some("c"));
    late.items.push(Summary::clone(&closed("b", 80)));
    list.first(late, Some(&b));
    assert_eq!(ids(&list), "acdef");
    list.came(&row("b", 80), None, false);
    assert_eq!(ids(&list), "abcdef");
}

#[test]
fn the_next_conversation_is_the_nearest_open_one_below_else_above() {
    let mut list = loaded();
    list.replace(&closed("c", 70));
    let next = |list: &List, id: &str| list.next_open(&ConversationId::from(id));
    for (from, to) in [
        ("b", Some("d")),
        ("c", Some("d")),
        ("f", Some("e")),
        ("x", Some("a")),
    ] {
        assert_eq!(next(&list, from), to.map(ConversationId::from), "{from}");
    }
    let mut one = List::default();
    one.first(page(&[("a", 90)], None), None);
    assert_eq!(next(&one, "a"), None);
}
