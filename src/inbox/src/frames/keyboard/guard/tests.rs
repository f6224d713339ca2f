//! Which changes of the focus are thefts, and what follows from each.

use encaixe_api::id::PluginId;

use super::{Arrival, Guard, Verdict};

fn id(name: &str) -> PluginId {
    PluginId::from(name)
}

/// The focus comes to the frame of `a`.
fn came(guard: &mut Guard, now: f64, is_shown: bool, is_active: bool) -> Verdict {
    to(guard, "a", now, is_shown, is_active)
}

fn to(guard: &mut Guard, name: &str, now: f64, is_shown: bool, is_active: bool) -> Verdict {
    guard.came(Arrival {
        plugin: &id(name),
        now,
        is_shown,
        is_active,
        is_allowed: false,
    })
}

/// A key of a text, whose activation is spent at once.
fn types(guard: &mut Guard, now: f64) {
    guard.key(now, false);
    guard.settled(true);
}

#[test]
fn a_press_in_a_shown_frame_enters_it() {
    let mut guard = Guard::default();
    types(&mut guard, 0.0);
    assert_eq!(came(&mut guard, 10.0, true, true), Verdict::Pressed);
    assert_eq!(guard.inside(), Some(&id("a")));
    assert_eq!(came(&mut guard, 20.0, true, true), Verdict::Stays);
}

#[test]
fn without_a_press_it_is_a_theft_and_so_it_is_in_a_frame_that_nobody_sees() {
    for (shown, active) in [(true, false), (false, true), (false, false)] {
        let mut guard = Guard::default();
        types(&mut guard, 0.0);
        let verdict = came(&mut guard, 10.0, shown, active);
        assert_eq!(verdict, Verdict::Back, "{shown} {active}");
        assert_eq!(guard.inside(), None);
    }
}

#[test]
fn what_is_pressed_in_the_page_is_no_press_in_a_frame() {
    let mut guard = Guard::default();
    guard.press();
    assert_eq!(came(&mut guard, 0.0, true, true), Verdict::Back);
    guard.settled(true);
    assert_eq!(came(&mut guard, 10.0, true, true), Verdict::Pressed);
    guard.at_home();
    guard.key(20.0, false);
    assert_eq!(came(&mut guard, 30.0, true, true), Verdict::Back);
}

#[test]
fn where_nothing_can_be_spent_a_press_counts_once_the_hands_have_left_the_keys() {
    let mut guard = Guard::default();
    guard.key(0.0, false);
    guard.settled(false);
    assert_eq!(came(&mut guard, 999.0, true, true), Verdict::Back);
    assert_eq!(came(&mut guard, 1_000.0, true, true), Verdict::Pressed);
}

#[test]
fn a_tab_counts_for_the_one_change_of_focus_that_it_makes() {
    let mut guard = Guard::default();
    guard.key(0.0, true);
    assert_eq!(came(&mut guard, 300.0, true, false), Verdict::Entered);
    // From one field of the page to the next, then a theft.
    guard.at_home();
    guard.key(1_000.0, true);
    guard.at_home();
    assert_eq!(came(&mut guard, 1_001.0, true, false), Verdict::Back);
    // Another key, a use of its own, too late, a frame that nobody sees.
    guard.key(2_000.0, true);
    types(&mut guard, 2_001.0);
    assert_eq!(to(&mut guard, "b", 2_002.0, true, false), Verdict::Back);
    guard.key(3_000.0, true);
    guard.forget_tab();
    assert_eq!(to(&mut guard, "c", 3_001.0, true, false), Verdict::Back);
    guard.key(4_000.0, true);
    assert_eq!(to(&mut guard, "d", 5_000.0, true, false), Verdict::Back);
    guard.key(6_000.0, true);
    assert_eq!(to(&mut guard, "e", 6_001.0, false, false), Verdict::Back);
}

#[test]
fn the_page_itself_may_put_the_focus_into_the_frame_that_it_names() {
    let mut guard = Guard::default();
    guard.key(0.0, false);
    guard.call(&id("a"), 1.0);
    assert_eq!(to(&mut guard, "b", 2.0, true, true), Verdict::Back);
    assert_eq!(came(&mut guard, 3.0, false, false), Verdict::Entered);
    assert!(!guard.is_pressing());
    // Once.
    guard.at_home();
    assert_eq!(came(&mut guard, 4.0, true, false), Verdict::Back);
}

#[test]
fn the_third_theft_within_ten_seconds_ends_the_frame() {
    let mut guard = Guard::default();
    for (at, verdict) in [
        (0.0, Verdict::Back),
        (6_000.0, Verdict::Back),
        (10_000.0, Verdict::Back),
        (10_030.0, Verdict::Out),
        // The next frame of that plugin begins anew.
        (10_060.0, Verdict::Back),
    ] {
        assert_eq!(came(&mut guard, at, true, false), verdict, "{at}");
    }
}

#[test]
fn a_frame_that_takes_its_time_ends_too() {
    let mut guard = Guard::default();
    for number in 0..9_u32 {
        let at = f64::from(number) * 5_100.0;
        assert_eq!(came(&mut guard, at, false, false), Verdict::Back, "{at}");
    }
    assert_eq!(came(&mut guard, 46_000.0, false, false), Verdict::Out);
}

#[test]
fn a_theft_from_a_frame_leaves_the_agent_in_that_frame() {
    let mut guard = Guard::default();
    assert_eq!(came(&mut guard, 0.0, true, true), Verdict::Pressed);
    // The activation is that of the keys in the first one.
    assert_eq!(to(&mut guard, "b", 10.0, false, true), Verdict::Back);
    assert_eq!(guard.inside(), Some(&id("a")));
    guard.gone(&id("a"));
    assert_eq!(guard.inside(), None);
}

#[test]
fn a_plugin_that_may_take_it_is_told_of_while_it_is_seen() {
    let mut guard = Guard::default();
    types(&mut guard, 0.0);
    for (is_shown, verdict) in [(false, Verdict::Back), (true, Verdict::Allowed)] {
        let came = guard.came(Arrival {
            plugin: &id("a"),
            now: 10.0,
            is_shown,
            is_active: false,
            is_allowed: true,
        });
        assert_eq!(came, verdict, "{is_shown}");
    }
    assert_eq!(guard.inside(), Some(&id("a")));
}
