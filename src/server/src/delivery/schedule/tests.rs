//! When a delivery is tried again, by the step and by what the receiver said.

use std::time::{Duration, Instant};

use encaixe_api::webhook::{Body, EventName};

use super::{Clock, Said, Timing, retry_after};
use crate::store::delivery::{Claimed, Next};
use crate::time::{DAY, HOUR, MINUTE, SECOND};

fn delivery(step: u32) -> Claimed {
    Claimed {
        number: 1,
        id: "d".into(),
        endpoint: "e".into(),
        event: EventName::MessageReceived,
        event_number: Some(1),
        test: false,
        body: None,
        kind: Body::Standard,
        ordered: false,
        step,
        first_at: None,
        created_at: 0,
    }
}

fn after(of: &Claimed, said: Said, chance: f64) -> Next {
    Timing::default().next(of, said, 0, chance)
}

#[test]
fn a_delivery_that_fails_is_tried_again_seven_times_and_is_then_a_dead_letter() {
    let steps = [
        5 * SECOND,
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        5 * HOUR,
        10 * HOUR,
        10 * HOUR,
    ];
    for (place, step) in (0..).zip(steps) {
        let next = |chance| after(&delivery(place), Said::No(None), chance);
        assert_eq!(next(0.5), Next::Again(step));
        assert_eq!(next(0.0), Next::Again(step / 10 * 9));
        assert_eq!(next(1.0), Next::Again(step / 10 * 11));
    }
    assert_eq!(after(&delivery(7), Said::No(None), 0.5), Next::Dead);
    assert_eq!(after(&delivery(3), Said::Yes, 0.5), Next::Delivered);
    assert_eq!(after(&delivery(0), Said::Gone, 0.5), Next::Gone);
}

#[test]
fn a_receiver_may_ask_for_more_up_to_the_step_after() {
    let seconds = |seconds| Said::No(Some(Duration::from_secs(seconds)));
    for (asked, wait) in [
        (1, 5 * SECOND),
        (60, MINUTE),
        (300, 5 * MINUTE),
        (86_400, 5 * MINUTE),
    ] {
        let next = after(&delivery(0), seconds(asked), 0.5);
        assert_eq!(next, Next::Again(wait), "{asked}");
    }
    let next = after(&delivery(6), seconds(1_000_000), 0.5);
    assert_eq!(next, Next::Again(10 * HOUR));
}

#[test]
fn the_head_of_an_ordered_endpoint_keeps_the_others_for_an_hour_at_most() {
    let head = |step, first_at| Claimed {
        ordered: true,
        first_at,
        ..delivery(step)
    };
    let timing = Timing::default();
    let next = |of: &Claimed, now| timing.next(of, Said::No(None), now, 0.5);
    assert_eq!(next(&head(0, None), 0), Next::Again(5 * SECOND));
    let half = 35 * MINUTE;
    assert_eq!(next(&head(2, Some(0)), half), Next::Again(HOUR));
    assert_eq!(next(&head(3, Some(0)), HOUR), Next::Dead);
}

#[test]
fn a_test_is_never_tried_again() {
    let test = Claimed {
        test: true,
        ..delivery(0)
    };
    assert_eq!(after(&test, Said::No(None), 0.5), Next::Dead);
    assert_eq!(after(&test, Said::Gone, 0.5), Next::Dead);
    assert_eq!(after(&test, Said::Yes, 0.5), Next::Delivered);
}

#[test]
fn how_long_a_receiver_wants_to_be_left_alone_is_read_in_seconds_and_as_a_date() {
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    assert_eq!(retry_after("120", 0), seconds(120));
    let date = "Thu, 01 Jan 1970 00:02:00 GMT";
    assert_eq!(retry_after(date, 0), seconds(120));
    assert_eq!(retry_after(date, 3 * MINUTE), None);
    // However long, it is no less than the longest wait of ours.
    for long in ["99999999999", "9".repeat(60).as_str()] {
        assert!(retry_after(long, 0) > seconds(365 * 86_400), "{long}");
    }
    for text in ["", "-1", "soon", "Thursday, 01-Jan-70 00:02:00 GMT", "1.5"] {
        assert_eq!(retry_after(text, 0), None, "{text}");
    }
}

#[test]
fn a_clock_that_is_set_back_neither_hurries_nor_stalls() {
    let start = Instant::now();
    let later = |ms| start + Duration::from_millis(ms);
    let mut clock = Clock {
        at: 10 * DAY,
        read: start,
    };
    assert_eq!(clock.read(10 * DAY + 5, later(5)), 10 * DAY + 5);
    // Set back by a day: it goes on as if nothing had happened.
    assert_eq!(clock.read(9 * DAY, later(1_005)), 10 * DAY + 1_005);
    assert_eq!(clock.read(9 * DAY + 500, later(1_505)), 10 * DAY + 1_505);
    // And with the system's again, once that is where it was.
    assert_eq!(clock.read(11 * DAY, later(2_000)), 11 * DAY);
}
