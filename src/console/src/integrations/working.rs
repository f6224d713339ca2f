//! What the steps have to know of an integration beyond its one word: that word hides how far the version is while a moderator
//! stopped it, and whether it is offered while a version is worked on. The history tells both.

use encaixe_api::integration::{
    DeveloperStep, Integration, IntegrationState, ModeratorStep, Step, Transition, VersionState,
    Working, next,
};

/// The order in which steps are offered; the first one that leads on is the next.
const OFFERED: [DeveloperStep; 5] = [
    DeveloperStep::Publish,
    DeveloperStep::Submit,
    DeveloperStep::Offer,
    DeveloperStep::Withdraw,
    DeveloperStep::Retire,
];

/// How it stands; `history` has the newest step first.
pub(super) fn working(one: &Integration, history: &[Transition]) -> Working {
    let offered = history.iter().find_map(|item| is_end(&item.step));
    Working {
        version: one.version,
        state: version_state(one, history),
        published: one.published,
        is_retired: one.state == IntegrationState::Retired || offered.unwrap_or(false),
        is_suspended: one.state == IntegrationState::Suspended,
    }
}

/// The steps that lead on from there.
pub(super) fn open(now: Working) -> Vec<DeveloperStep> {
    let leads = |step: &DeveloperStep| next(now, Step::Developer(*step)).is_some();
    OFFERED.into_iter().filter(leads).collect()
}

/// Whether the step ended the offer, or began it again; none for another one.
fn is_end(step: &str) -> Option<bool> {
    match DeveloperStep::parse(step)? {
        DeveloperStep::Retire => Some(true),
        DeveloperStep::Offer => Some(false),
        DeveloperStep::Submit | DeveloperStep::Withdraw | DeveloperStep::Publish => None,
    }
}

fn version_state(one: &Integration, history: &[Transition]) -> VersionState {
    match one.state {
        IntegrationState::Draft => VersionState::Draft,
        IntegrationState::Submitted => VersionState::Submitted,
        IntegrationState::InReview => VersionState::InReview,
        IntegrationState::ChangesRequested => VersionState::ChangesRequested,
        IntegrationState::Rejected => VersionState::Rejected,
        IntegrationState::Approved => VersionState::Approved,
        IntegrationState::Published | IntegrationState::Retired => VersionState::Published,
        IntegrationState::Withdrawn => VersionState::Withdrawn,
        IntegrationState::Suspended => {
            let of_it = history.iter().filter(|item| item.version == one.version);
            let mut states = of_it.filter_map(|item| led_to(&item.step));
            states.next().unwrap_or_default()
        }
    }
}

/// How far a version is after a step; none for one that is of the whole.
fn led_to(step: &str) -> Option<VersionState> {
    if let Some(step) = DeveloperStep::parse(step) {
        return match step {
            DeveloperStep::Submit => Some(VersionState::Submitted),
            DeveloperStep::Withdraw => Some(VersionState::Withdrawn),
            DeveloperStep::Publish => Some(VersionState::Published),
            DeveloperStep::Retire | DeveloperStep::Offer => None,
        };
    }
    match ModeratorStep::parse(step)? {
        ModeratorStep::Take => Some(VersionState::InReview),
        ModeratorStep::Approve => Some(VersionState::Approved),
        ModeratorStep::RequestChanges => Some(VersionState::ChangesRequested),
        ModeratorStep::Reject => Some(VersionState::Rejected),
        ModeratorStep::Suspend | ModeratorStep::Lift => None,
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::id::IntegrationId;
    use encaixe_api::integration::{
        DeveloperStep, Integration, IntegrationManifest, IntegrationState, Transition, VersionState,
    };

    use super::{open, working};

    fn one(state: IntegrationState, version: u32, published: Option<u32>) -> Integration {
        Integration {
            id: IntegrationId::new("1"),
            manifest: IntegrationManifest::default(),
            state,
            version,
            published,
            reason: None,
            secrets: Vec::new(),
            created_at: String::new(),
            updated_at: String::new(),
        }
    }

    fn step(step: &str, version: u32) -> Transition {
        Transition {
            step: step.to_owned(),
            version,
            state: IntegrationState::Draft,
            actor: String::new(),
            is_moderator: false,
            reason: String::new(),
            at: String::new(),
        }
    }

    #[test]
    fn only_steps_that_lead_on_are_offered() {
        let of = |state, published| open(working(&one(state, 2, published), &[]));
        assert_eq!(
            of(IntegrationState::Draft, None),
            [DeveloperStep::Submit],
            "nothing of it was published"
        );
        assert_eq!(
            of(IntegrationState::Approved, Some(1)),
            [
                DeveloperStep::Publish,
                DeveloperStep::Withdraw,
                DeveloperStep::Retire
            ]
        );
        assert_eq!(
            of(IntegrationState::Retired, Some(2)),
            [DeveloperStep::Offer]
        );
    }

    #[test]
    fn one_that_was_retired_is_still_so_while_its_next_version_is_written() {
        let draft = one(IntegrationState::Draft, 2, Some(1));
        let history = [step("retire", 1), step("publish", 1)];
        assert_eq!(
            open(working(&draft, &history)),
            [DeveloperStep::Submit, DeveloperStep::Offer]
        );
        let history = [step("offer", 1), step("retire", 1), step("publish", 1)];
        assert_eq!(
            open(working(&draft, &history)),
            [DeveloperStep::Submit, DeveloperStep::Retire]
        );
    }

    #[test]
    fn the_history_tells_how_far_the_version_of_a_suspended_one_is() {
        let suspended = one(IntegrationState::Suspended, 2, Some(1));
        let history = [step("suspend", 2), step("submit", 2), step("publish", 1)];
        let now = working(&suspended, &history);
        assert_eq!(now.state, VersionState::Submitted);
        assert!(now.is_suspended);
        let history = [step("suspend", 1), step("publish", 1)];
        let now = working(&suspended, &history);
        assert_eq!(now.state, VersionState::Draft, "no step of version 2");
    }
}
