//! Every path of steps, looked at for what none may do.

use super::*;

/// Every way of standing that steps lead to, up to a version of some number.
fn reached(most: u32) -> Vec<(Working, Option<Step>, Working)> {
    let mut known = vec![Working::default()];
    let mut paths = vec![];
    let mut place = 0;
    while let Some(&now) = known.get(place) {
        place += 1;
        for step in Step::all() {
            let Some(after) = next(now, step) else {
                continue;
            };
            paths.push((now, Some(step), after));
            if after.version <= most && !known.contains(&after) {
                known.push(after);
            }
        }
    }
    paths
}

#[test]
fn no_path_publishes_a_version_that_no_moderator_took() {
    for (before, step, after) in reached(3) {
        if after.published != before.published {
            assert_eq!(step, Some(Step::Developer(DeveloperStep::Publish)));
            assert_eq!(before.state, VersionState::Approved, "{before:?}");
            assert_eq!(after.published, Some(before.version), "{before:?}");
        }
        if after.state == VersionState::Approved && before.state != VersionState::Approved {
            assert_eq!(step, Some(Step::Moderator(ModeratorStep::Approve)));
            assert_eq!(after.version, before.version);
        }
    }
}

#[test]
fn what_was_submitted_is_changed_by_no_edit() {
    for (before, step, after) in reached(3) {
        if step == Some(Step::Edit) && before.state != VersionState::Draft {
            assert_eq!(after.version, before.version + 1, "{before:?}");
            assert_eq!(after.published, before.published, "{before:?}");
        }
    }
}

#[test]
fn nothing_but_a_moderator_ends_a_stop() {
    for (before, step, after) in reached(3) {
        if before.is_suspended && !after.is_suspended {
            assert_eq!(step, Some(Step::Moderator(ModeratorStep::Lift)));
        }
        assert!(!after.is_suspended || !after.may_be_let_in(true));
        assert!(after.published.is_some() || !after.may_be_let_in(false));
    }
}
