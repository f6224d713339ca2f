//! Addresses and filters mean each other; a row is admitted by what it tells.

use encaixe_api::id::{ChannelId, GroupId, MemberId, TagId};
use encaixe_api::inbox::conversation::{Filter, SEARCH_CHARS, Status, Summary};

use super::{address, admits, read, request, usual};

fn of(query: &[(&str, &str)]) -> Filter {
    read(|name| {
        let found = query.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

fn everything() -> Filter {
    Filter {
        q: Some("joão & maria".to_owned()),
        status: Some(Status::Closed),
        assignee: Some("me".to_owned()),
        group: Some("none".to_owned()),
        tag: Some(TagId::from("302")),
        channel: Some(ChannelId::from("9")),
        unread: Some(true),
        order: None,
    }
}

#[test]
fn an_address_without_a_query_means_the_open_conversations() {
    assert_eq!(of(&[]), usual());
    assert_eq!(usual().status, Some(Status::Open));
    assert!(address(&usual()).is_empty());
}

#[test]
fn what_is_written_into_the_address_is_read_from_it() {
    for filter in [usual(), Filter::default(), everything()] {
        let pairs = address(&filter);
        let texts: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(of(&texts), filter, "{pairs:?}");
    }
}

#[test]
fn the_server_is_asked_for_the_status_by_its_name_and_for_every_one_by_silence() {
    assert_eq!(request(&usual()), [("status", "open".to_owned())]);
    assert!(request(&Filter::default()).is_empty());
    assert_eq!(request(&everything()).len(), 7);
}

#[test]
fn what_an_address_says_wrongly_is_not_asked() {
    let odd = of(&[
        ("q", "  "),
        ("status", "ajar"),
        ("tag", ""),
        ("unread", "perhaps"),
        ("plugin", "7"),
    ]);
    assert_eq!(odd, usual());
    let long = "ã".repeat(SEARCH_CHARS + 50);
    let q = of(&[("q", &long)]).q.unwrap();
    assert_eq!(q.chars().count(), SEARCH_CHARS);
}

#[test]
fn a_row_is_admitted_by_every_part_that_is_asked_for() {
    let row = crate::state::list::tests::row("c1", 5);
    let row = Summary {
        assignee: Some(MemberId::from("m1")),
        group: None,
        tags: vec![TagId::from("302"), TagId::from("303")],
        unread: 2,
        ..Summary::clone(&row)
    };
    let me = MemberId::from("m1");
    let check = |put: fn(&mut Filter), expected: bool| {
        let mut filter = usual();
        put(&mut filter);
        assert_eq!(admits(&filter, &row, Some(&me)), expected, "{filter:?}");
    };
    check(|_| {}, true);
    check(|filter| filter.status = None, true);
    check(|filter| filter.status = Some(Status::Closed), false);
    check(|filter| filter.assignee = Some("me".to_owned()), true);
    check(|filter| filter.assignee = Some("m1".to_owned()), true);
    check(|filter| filter.assignee = Some("m2".to_owned()), false);
    check(|filter| filter.assignee = Some("none".to_owned()), false);
    check(|filter| filter.group = Some("none".to_owned()), true);
    check(|filter| filter.group = Some("g1".to_owned()), false);
    check(|filter| filter.tag = Some(TagId::from("303")), true);
    check(|filter| filter.tag = Some(TagId::from("304")), false);
    check(|filter| filter.channel = Some(ChannelId::from("w")), true);
    check(|filter| filter.channel = Some(ChannelId::from("x")), false);
    check(|filter| filter.unread = Some(true), true);
    check(|filter| filter.unread = Some(false), false);
    // Where words were found, the row does not tell.
    check(|filter| filter.q = Some("zebra".to_owned()), true);
    let nobody = Filter {
        assignee: Some("me".to_owned()),
        ..usual()
    };
    assert!(!admits(&nobody, &row, None));
    let grouped = Summary {
        group: Some(GroupId::from("g1")),
        ..row.clone()
    };
    let none = Filter {
        group: Some("none".to_owned()),
        ..usual()
    };
    assert!(!admits(&none, &grouped, Some(&me)));
}
