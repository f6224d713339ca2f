//! Every input in every state, as a table.

use encaixe_api::plugin::{FrameReason, FrameState};

use super::{Effects, Input, Machine, Timer};
use crate::verify::Refusal;

use FrameState::{Blocked, Connecting, Failed, Left, Loading, Stopped, Verified};

type Step = fn() -> Input<u8>;

const LOAD: Step = || Input::Load;
const HELLO: Step = || Input::Hello(1);
const AGAIN: Step = || Input::Hello(2);
const ORIGIN: Step = || Input::Refused(Refusal::Origin { seen: at() });
const CLAIMED: Step = || Input::Refused(Refusal::ClaimedOrigin);
const PATH: Step = || Input::Refused(Refusal::Path { seen: at() });
const SHAPE: Step = || Input::Refused(Refusal::Shape("wire"));
const PORTS: Step = || Input::Refused(Refusal::Ports(2));
const NONCE: Step = || Input::Refused(Refusal::Nonce);
const BYE: Step = || Input::Bye;
const PONG: Step = || Input::Pong(1);
const PONG2: Step = || Input::Pong(2);
const LATE: Step = || Input::TimedOut;
const POLICY: Step = || Input::PolicyViolation { sure: true };
const PERHAPS: Step = || Input::PolicyViolation { sure: false };
const FLOOD: Step = || Input::Stop(FrameReason::Flooding);
const CLASSIC: Step = || Input::Classic;
const BRIDGE: Step = || Input::ClassicBridge(3);

fn at() -> String {
    "https://elsewhere.example/x".to_owned()
}

/// The effects of what means nothing.
fn none() -> Effects<u8> {
    Effects {
        timer: Timer::Keep,
        ended: None,
        again: false,
        begun: false,
        ping: None,
        out: false,
        changed: None,
    }
}

/// What the last of `steps` does.
fn last(steps: &[Step]) -> (Machine<u8>, Effects<u8>) {
    let mut machine = Machine::new();
    let mut effects = none();
    for step in steps {
        effects = machine.step(step());
    }
    (machine, effects)
}

#[track_caller]
fn check(steps: &[Step], state: FrameState, reason: Option<FrameReason>) {
    let (machine, effects) = last(steps);
    let status = machine.status();
    assert_eq!((status.state, status.reason), (state, reason));
    assert_eq!(machine.document().is_some(), state == Verified);
    let seen = matches!(reason, Some(FrameReason::Origin | FrameReason::Path));
    assert_eq!(status.seen, seen.then(at));
    assert!(!effects.begun || state == Verified);
}

/// Runs to `before`, then takes one step that must change nothing at all.
#[track_caller]
fn nothing(before: &[Step], step: Step) {
    let (mut machine, _) = last(before);
    let status = machine.status();
    let effects = machine.step(step());
    assert_eq!(machine.status(), status);
    assert_eq!(effects, none());
}

#[test]
fn a_frame_begins_by_loading() {
    let status = Machine::<u8>::new().status();
    assert_eq!((status.state, status.reason), (Loading, None));
}

#[test]
fn every_way_before_the_first_verification() {
    use FrameReason::{ClassicNotAllowed, NoHello, Origin, Path, Policy, Shape};
    check(&[LOAD], Connecting, None);
    check(&[LOAD, LOAD], Connecting, None);
    check(&[LATE], Failed, Some(NoHello));
    check(&[LOAD, LATE], Failed, Some(NoHello));
    check(&[LATE, LOAD], Failed, Some(NoHello));
    check(&[ORIGIN], Blocked, Some(Origin));
    check(&[LOAD, CLAIMED], Blocked, Some(Shape));
    check(&[LATE, PATH], Blocked, Some(Path));
    check(&[SHAPE], Blocked, Some(Shape));
    check(&[PORTS], Blocked, Some(Shape));
    check(&[NONCE], Blocked, Some(Shape));
    check(&[POLICY], Blocked, Some(Policy));
    check(&[LOAD, POLICY], Blocked, Some(Policy));
    check(&[LATE, POLICY], Blocked, Some(Policy));
    check(&[PERHAPS], Blocked, Some(Policy));
    check(&[PERHAPS, LOAD], Blocked, Some(Policy));
    check(&[PERHAPS, PATH], Blocked, Some(Path));
    check(&[PERHAPS, LATE], Blocked, Some(Policy));
    check(&[LATE, LATE], Failed, Some(NoHello));
    check(&[CLASSIC], Loading, None);
    check(&[CLASSIC, LOAD], Connecting, Some(ClassicNotAllowed));
    check(&[LOAD, CLASSIC], Connecting, Some(ClassicNotAllowed));
    check(&[CLASSIC, LATE], Failed, Some(ClassicNotAllowed));
    check(&[LATE, CLASSIC], Failed, Some(ClassicNotAllowed));
    check(&[CLASSIC, LATE, LATE], Failed, Some(ClassicNotAllowed));
}

#[test]
fn a_valid_hello_verifies_in_every_state_but_that_of_a_frame_that_was_taken_out() {
    let ways: [&[Step]; 10] = [
        &[],
        &[LOAD],
        &[LATE],
        &[PERHAPS],
        &[CLASSIC],
        &[AGAIN],
        &[AGAIN, LOAD],
        &[AGAIN, BYE],
        &[AGAIN, BYE, LATE],
        &[AGAIN, PATH],
    ];
    for way in ways {
        let steps = [way, &[HELLO]].concat();
        check(&steps, Verified, None);
        let (machine, effects) = last(&steps);
        assert!(effects.begun);
        assert_eq!(effects.timer, Timer::Stop);
        assert_eq!(machine.document(), Some(&1));
    }
}

#[test]
fn whoever_is_not_the_registered_page_or_misuses_the_frame_is_taken_out_for_good() {
    use FrameReason::{Flooding, NoHello, Origin, Path, Policy, Shape};
    let before: [&[Step]; 4] = [&[], &[LOAD], &[LATE], &[PERHAPS]];
    let ends: [(Step, FrameState, FrameReason); 8] = [
        (ORIGIN, Blocked, Origin),
        (CLAIMED, Blocked, Shape),
        (PATH, Blocked, Path),
        (SHAPE, Blocked, Shape),
        (PORTS, Blocked, Shape),
        (NONCE, Blocked, Shape),
        (POLICY, Blocked, Policy),
        (FLOOD, Stopped, Flooding),
    ];
    for way in before {
        for (end, state, reason) in ends {
            out(&[way, &[end]].concat(), state, reason);
        }
    }
    out(&[LATE, LATE], Failed, NoHello);
    out(&[PERHAPS, LATE], Blocked, Policy);
    let later: [&[Step]; 6] = [
        &[HELLO],
        &[HELLO, BYE],
        &[HELLO, PATH],
        &[BRIDGE],
        &[LOAD, BRIDGE],
        &[HELLO, LOAD],
    ];
    for way in later {
        out(&[way, &[FLOOD]].concat(), Stopped, Flooding);
    }
    let (_, effects) = last(&[HELLO, FLOOD]);
    assert_eq!(effects.ended, Some(1));
}

/// Runs to the end of a frame: its iframe goes, nothing is awaited, and nothing that still comes has an effect.
#[track_caller]
fn out(steps: &[Step], state: FrameState, reason: FrameReason) {
    let (machine, effects) = last(steps);
    let status = machine.status();
    assert_eq!((status.state, status.reason), (state, Some(reason)));
    assert!(effects.out);
    assert_eq!(effects.timer, Timer::Stop);
    assert!(machine.document().is_none());
    for more in [
        LOAD, AGAIN, ORIGIN, PATH, SHAPE, BYE, PONG, LATE, POLICY, PERHAPS, CLASSIC, BRIDGE, FLOOD,
    ] {
        nothing(steps, more);
    }
}

#[test]
fn a_frame_that_failed_is_kept_for_a_late_hello() {
    for way in [&[LATE][..], &[LOAD, LATE], &[PERHAPS]] {
        let (_, effects) = last(way);
        assert_eq!(effects.timer, Timer::Late);
        assert!(!effects.out);
    }
    nothing(&[LATE], PERHAPS);
    nothing(&[PERHAPS], BRIDGE);
}

#[test]
fn every_way_after_the_first_verification() {
    use FrameReason::{Gone, Origin, Path};
    check(&[HELLO, LOAD], Verified, None);
    check(&[HELLO, LOAD, PONG], Verified, None);
    check(&[HELLO, LOAD, PONG, LOAD], Verified, None);
    check(&[HELLO, LOAD, LATE], Connecting, Some(Gone));
    check(&[HELLO, LOAD, LATE, LATE], Left, Some(Gone));
    check(&[HELLO, BYE], Connecting, Some(Gone));
    check(&[HELLO, BYE, LOAD], Connecting, Some(Gone));
    check(&[HELLO, BYE, LATE], Left, Some(Gone));
    check(&[HELLO, BYE, LATE, LOAD], Left, Some(Gone));
    check(&[HELLO, BYE, PATH], Left, Some(Path));
    check(&[HELLO, BYE, SHAPE], Connecting, Some(Gone));
    check(&[HELLO, BYE, LATE, ORIGIN], Left, Some(Origin));
    check(&[HELLO, BYE, LATE, SHAPE], Left, Some(Gone));
    check(&[HELLO, ORIGIN], Left, Some(Origin));
    check(&[HELLO, CLAIMED], Left, Some(FrameReason::Shape));
    check(&[HELLO, PATH], Left, Some(Path));
    check(&[HELLO, PATH, ORIGIN], Left, Some(Origin));
    check(&[HELLO, PATH, LATE], Left, Some(Path));
    check(&[HELLO, SHAPE], Verified, None);
    check(&[HELLO, PORTS], Verified, None);
    check(&[HELLO, NONCE], Verified, None);
    check(&[HELLO, SHAPE, LATE], Connecting, Some(Gone));
    check(&[HELLO, SHAPE, PONG], Verified, None);
    check(&[HELLO, CLASSIC], Verified, None);
    check(&[HELLO, POLICY], Verified, None);
}

#[test]
fn whoever_leaves_the_verified_state_hands_its_document_over() {
    let ways: [&[Step]; 6] = [
        &[BYE],
        &[LOAD, LATE],
        &[ORIGIN],
        &[CLAIMED],
        &[PATH],
        &[AGAIN],
    ];
    for way in ways {
        let (_, effects) = last(&[&[HELLO], way].concat());
        assert_eq!(effects.ended, Some(1));
    }
    let (machine, _) = last(&[HELLO]);
    assert_eq!(machine.into_document(), Some(1));
}

#[test]
fn only_a_document_that_was_merely_silent_may_say_hello_again() {
    let ways: [(&[Step], bool); 6] = [
        (&[LOAD, LATE], true),
        (&[SHAPE, LATE], true),
        (&[BYE], false),
        (&[PATH], false),
        (&[AGAIN], false),
        (&[LOAD, PONG], false),
    ];
    for (way, again) in ways {
        let (_, effects) = last(&[&[HELLO], way].concat());
        assert_eq!(effects.again, again);
    }
}

#[test]
fn what_means_nothing_in_a_state_changes_nothing() {
    let silent: [&[Step]; 6] = [
        &[],
        &[LOAD],
        &[LATE],
        &[PERHAPS],
        &[HELLO, BYE],
        &[HELLO, BYE, LATE],
    ];
    for before in silent {
        nothing(before, BYE);
        nothing(before, PONG);
    }
    nothing(&[HELLO], LATE);
    nothing(&[HELLO], PONG);
    nothing(&[HELLO, LOAD], PONG2);
    nothing(&[HELLO], POLICY);
    nothing(&[HELLO, BYE], POLICY);
    nothing(&[HELLO, BYE, LATE], LATE);
    nothing(&[HELLO, BYE], SHAPE);
}

#[test]
fn a_load_or_a_malformed_hello_asks_and_only_the_newest_pong_counts() {
    for unsure in [LOAD, SHAPE, PORTS, NONCE] {
        let (mut machine, effects) = last(&[HELLO, unsure]);
        assert_eq!((effects.ping, effects.timer), (Some(1), Timer::Ping));
        // Asked again, the time of the first ping runs on.
        let effects = machine.step(Input::Load);
        assert_eq!((effects.ping, effects.timer), (Some(2), Timer::Keep));
        let effects = machine.step(Input::Pong(1));
        assert_eq!(effects.timer, Timer::Keep);
        let effects = machine.step(Input::Pong(2));
        assert_eq!(effects.timer, Timer::Stop);
        let effects = machine.step(Input::Load);
        assert_eq!((effects.ping, effects.timer), (Some(3), Timer::Ping));
    }
}

#[test]
fn leaving_waits_for_a_return_unless_another_page_spoke() {
    assert_eq!(last(&[HELLO, BYE]).1.timer, Timer::Ping);
    assert_eq!(last(&[HELLO, LOAD, LATE]).1.timer, Timer::Ping);
    assert_eq!(last(&[HELLO, PATH]).1.timer, Timer::Stop);
    assert_eq!(last(&[HELLO, BYE, PATH]).1.timer, Timer::Stop);
}

#[test]
fn the_page_is_told_of_news_only() {
    let told = |steps: &[Step]| last(steps).1.changed.is_some();
    assert!(told(&[LOAD]));
    assert!(!told(&[LOAD, LOAD]));
    assert!(told(&[PATH]));
    assert!(told(&[HELLO, PATH, ORIGIN]));
    assert!(!told(&[HELLO, PATH, PATH]));
    assert!(!told(&[LATE, LATE]));
    assert!(!told(&[HELLO, LOAD]));
    assert!(!told(&[HELLO, AGAIN]));
    assert!(told(&[CLASSIC]));
    assert!(!told(&[CLASSIC, CLASSIC]));
    assert_eq!(last(&[CLASSIC, CLASSIC]).0.status().classic_ignored, 2);
}

#[test]
fn every_way_through_the_classic_dialect() {
    use FrameReason::{Gone, Origin, Path};
    for way in [&[][..], &[LOAD], &[LATE], &[LATE, LOAD]] {
        let steps = [way, &[BRIDGE]].concat();
        let (machine, effects) = last(&steps);
        assert_eq!(machine.status().state, FrameState::Classic);
        assert_eq!(machine.document(), Some(&3));
        assert!(effects.begun);
        assert_eq!(effects.timer, Timer::Stop);
    }
    // What spoke before its first load is still the same page at that load.
    nothing(&[BRIDGE], LOAD);
    for way in [&[BRIDGE, LOAD, LOAD][..], &[LOAD, BRIDGE, LOAD]] {
        check(way, Left, Some(Gone));
        check(&[way, &[BRIDGE]].concat(), Left, Some(Gone));
        check(&[way, &[HELLO]].concat(), Verified, None);
        assert_eq!(last(way).1.ended, Some(3));
    }
    check(&[BRIDGE, HELLO], Verified, None);
    check(&[BRIDGE, PATH], Left, Some(Path));
    check(&[BRIDGE, ORIGIN], Left, Some(Origin));
    check(&[HELLO, BRIDGE], Verified, None);
    for way in [PATH, ORIGIN, HELLO] {
        assert_eq!(last(&[BRIDGE, way]).1.ended, Some(3));
    }
    for silent in [LATE, BYE, PONG, POLICY, SHAPE] {
        nothing(&[BRIDGE], silent);
    }
}
