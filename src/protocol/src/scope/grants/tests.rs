//! Grants as they are written, read and compared.

use serde_json::json;

use super::*;
use crate::scope::Scope;

fn grants(names: &str) -> Grants {
    Grants::parse(names).unwrap_or_else(|| panic!("{names}"))
}

#[test]
fn names_are_read_as_they_are_written_in_both_forms() {
    let longest = format!("app:{}", "a".repeat(64));
    for (names, kept) in [
        ("", ""),
        ("*", "*"),
        ("contact:read app:asana", "contact:read app:asana"),
        (
            "app:jira storage app:asana app:jira storage",
            "storage app:asana app:jira",
        ),
        ("app:7 app:a_b", "app:7 app:a_b"),
        ("app:asana * storage", "*"),
        (&longest, &longest),
    ] {
        let held = grants(names);
        assert_eq!(held.to_string(), kept);
        let list: Vec<&str> = kept.split_ascii_whitespace().collect();
        assert_eq!(json!(held), json!(list));
        let given: Vec<&str> = names.split_ascii_whitespace().collect();
        assert_eq!(
            serde_json::from_value::<Grants>(json!(given)).unwrap(),
            held
        );
        assert_eq!(grants(kept), held);
    }
}

#[test]
fn what_is_no_scope_is_refused() {
    let too_long = format!("app:{}", "a".repeat(65));
    for name in [
        "x",
        "app",
        "app:",
        "app:Asana",
        "app:a-b",
        "app:a b:",
        "app:ç",
        "app:*",
        "App:asana",
        &too_long,
    ] {
        assert!(
            serde_json::from_value::<Grants>(json!([name])).is_err(),
            "{name}"
        );
    }
    assert_eq!(Grants::parse("storage app:A"), None);
    assert!(serde_json::from_value::<Grants>(json!([7])).is_err());
    let many = |count: usize| serde_json::from_value::<Grants>(json!(vec!["storage"; count]));
    assert!(many(MAX_SCOPES).is_ok() && many(MAX_SCOPES + 1).is_err());
}

#[test]
fn all_covers_every_app_and_each_together_covers_none() {
    let each: Grants = Scope::EACH.iter().copied().map(AnyScope::Named).collect();
    let asana = AnyScope::app("asana");
    assert!(Grants::ALL.has(&asana) && !each.has(&asana));
    assert!(Grants::ALL.covers(&each.with(asana.clone())));
    assert!(!each.with(asana).covers(&Grants::ALL));
    assert!(
        Grants::ALL.has(&AnyScope::app("")),
        "what is no id is no way around it"
    );
}

#[test]
fn one_more_app_is_wider_and_one_less_narrower() {
    let (few, more) = (
        grants("storage app:asana"),
        grants("storage app:asana app:jira"),
    );
    assert!(more.covers(&few) && !few.covers(&more));
    assert_eq!(more.and(&few), few);
    assert_eq!(few.and(&more), few);
    assert_eq!(
        grants("app:jira notes:write").and(&more),
        grants("app:jira")
    );
    for held in [&few, &more, &Grants::NONE, &Grants::ALL] {
        assert_eq!(held.and(&Grants::ALL), *held);
        assert_eq!(Grants::ALL.and(held), *held);
        assert_eq!(held.and(&Grants::NONE), Grants::NONE);
        assert!(held.covers(held) && held.covers(&Grants::NONE));
    }
    let jira = AnyScope::app("jira");
    assert_eq!(few.with(jira.clone()), more);
    assert_eq!(more.without(&jira), few);
    assert_eq!(
        more.without(&Scope::Storage.into()),
        grants("app:asana app:jira")
    );
    assert_eq!(more.with(Scope::All.into()), Grants::ALL);
    let each = Grants::ALL.without(&jira);
    assert!(each.named().has(Scope::Storage) && !each.has(&jira) && each != Grants::ALL);
}

#[test]
fn what_data_is_given_hangs_on_the_closed_list_alone() {
    let held = grants("app:asana contact:read");
    assert_eq!(held.named(), Scopes::NONE.with(Scope::ContactRead));
    assert_eq!(held.app_ids().collect::<Vec<_>>(), ["asana"]);
    assert_eq!(Grants::ALL.app_ids().count(), 0);
}
