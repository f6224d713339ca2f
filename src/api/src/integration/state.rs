//! How far an integration is on its way to other companies, and which steps lead on. Pure: the server's store and its tests hold every path
//! to it.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// How far an integration is on its way to others.
    #[derive(Default)]
    IntegrationState {
        /// Its company writes it, and alone can let it in.
        #[default]
        Draft = "draft";
        /// It waits for a moderator.
        Submitted = "submitted";
        /// A moderator looks at it.
        InReview = "in_review";
        /// A moderator asks for changes.
        ChangesRequested = "changes_requested";
        /// A moderator refused it.
        Rejected = "rejected";
        /// A moderator took it; its company has not published it yet.
        Approved = "approved";
        /// Every company can let it in.
        Published = "published";
        /// A moderator stopped it: nobody's frame of it is shown, and no token of it works.
        Suspended = "suspended";
        /// Its company offers it to nobody new; where it is let in it goes on.
        Retired = "retired";
        /// Its company took the version back that it had submitted.
        Withdrawn = "withdrawn";
    }
}

words! {
    /// What the company does that makes an integration.
    DeveloperStep {
        /// Gives what is written to the moderators. From then on nobody changes that version.
        Submit = "submit";
        /// Takes it back before it is published.
        Withdraw = "withdraw";
        /// Shows the version that a moderator took to every company, in the place of the one before.
        Publish = "publish";
        /// Offers it to nobody new.
        Retire = "retire";
        /// Offers it again.
        Offer = "offer";
    }
}

words! {
    /// What a moderator does.
    ModeratorStep {
        /// Begins to look at it.
        Take = "take";
        /// Takes the version: its company may publish it.
        Approve = "approve";
        /// Asks for changes, and says which.
        RequestChanges = "request_changes";
        /// Refuses the version, and says why.
        Reject = "reject";
        /// Stops all of it in every company, and says why.
        Suspend = "suspend";
        /// Lets it go on.
        Lift = "lift";
    }
}

/// What is done to an integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Its company changes what is written.
    Edit,
    /// Its company.
    Developer(DeveloperStep),
    /// A moderator.
    Moderator(ModeratorStep),
}

impl Step {
    /// Every one.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let developer = DeveloperStep::ALL.iter().copied().map(Self::Developer);
        let moderator = ModeratorStep::ALL.iter().copied().map(Self::Moderator);
        [Self::Edit]
            .into_iter()
            .chain(developer)
            .chain(moderator)
            .collect()
    }

    /// Its word, as the history has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Developer(step) => step.as_str(),
            Self::Moderator(step) => step.as_str(),
        }
    }

    /// Whether whoever takes it has to say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Moderator(
                ModeratorStep::RequestChanges | ModeratorStep::Reject | ModeratorStep::Suspend
            )
        )
    }
}

words! {
    /// How far the version is that is worked on, whatever is said of the whole.
    #[derive(Default)]
    VersionState {
        /// It is written.
        #[default]
        Draft = "draft";
        /// It waits for a moderator.
        Submitted = "submitted";
        /// A moderator looks at it.
        InReview = "in_review";
        /// A moderator asks for changes.
        ChangesRequested = "changes_requested";
        /// A moderator refused it.
        Rejected = "rejected";
        /// A moderator took it.
        Approved = "approved";
        /// Every company can let it in.
        Published = "published";
        /// Its company took it back.
        Withdrawn = "withdrawn";
    }
}

/// How an integration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Working {
    /// The number of the version that is worked on, counted from 1.
    pub version: u32,
    /// How far that version is.
    pub state: VersionState,
    /// The number of the version that every company can let in.
    pub published: Option<u32>,
    /// Whether it is offered to nobody new.
    pub is_retired: bool,
    /// Whether a moderator stopped it.
    pub is_suspended: bool,
}

impl Default for Working {
    fn default() -> Self {
        Self {
            version: 1,
            state: VersionState::Draft,
            published: None,
            is_retired: false,
            is_suspended: false,
        }
    }
}

impl Working {
    /// It in one word.
    #[must_use]
    pub const fn shown(self) -> IntegrationState {
        if self.is_suspended {
            return IntegrationState::Suspended;
        }
        match self.state {
            VersionState::Draft => IntegrationState::Draft,
            VersionState::Submitted => IntegrationState::Submitted,
            VersionState::InReview => IntegrationState::InReview,
            VersionState::ChangesRequested => IntegrationState::ChangesRequested,
            VersionState::Rejected => IntegrationState::Rejected,
            VersionState::Approved => IntegrationState::Approved,
            VersionState::Published if self.is_retired => IntegrationState::Retired,
            VersionState::Published => IntegrationState::Published,
            VersionState::Withdrawn => IntegrationState::Withdrawn,
        }
    }

    /// Whether a company may have it: its frame is shown there, and its tokens work. `is_own` says whether that company makes it.
    #[must_use]
    pub const fn may_be_let_in(self, is_own: bool) -> bool {
        !self.is_suspended && (is_own || self.published.is_some())
    }

    /// Whether a company may begin to have it.
    #[must_use]
    pub const fn may_be_agreed_to(self, is_own: bool) -> bool {
        self.may_be_let_in(is_own) && !(self.is_retired && self.published.is_some())
    }
}

/// How an integration stands after a step; none where the step does not lead on from here. A version that was submitted is never changed:
/// whatever is written after that is the next one.
#[must_use]
pub fn next(now: Working, step: Step) -> Option<Working> {
    use VersionState as S;
    let to = |state| Some(Working { state, ..now });
    let anew = |state| {
        Some(Working {
            version: now.version + 1,
            state,
            ..now
        })
    };
    match step {
        Step::Edit => match now.state {
            S::Draft => to(S::Draft),
            S::Submitted | S::InReview => None,
            S::ChangesRequested | S::Rejected | S::Approved | S::Published | S::Withdrawn => {
                anew(S::Draft)
            }
        },
        Step::Developer(DeveloperStep::Submit) => match now.state {
            S::Draft => to(S::Submitted),
            S::ChangesRequested | S::Rejected | S::Withdrawn => anew(S::Submitted),
            S::Submitted | S::InReview | S::Approved | S::Published => None,
        },
        Step::Developer(DeveloperStep::Withdraw) => match now.state {
            S::Submitted | S::InReview | S::Approved => to(S::Withdrawn),
            S::Draft | S::ChangesRequested | S::Rejected | S::Published | S::Withdrawn => None,
        },
        Step::Developer(DeveloperStep::Publish) => match now.state {
            S::Approved if !now.is_suspended => Some(Working {
                state: S::Published,
                published: Some(now.version),
                ..now
            }),
            _ => None,
        },
        Step::Developer(DeveloperStep::Retire) if now.published.is_some() && !now.is_retired => {
            Some(Working {
                is_retired: true,
                ..now
            })
        }
        Step::Developer(DeveloperStep::Offer) if now.is_retired => Some(Working {
            is_retired: false,
            ..now
        }),
        Step::Moderator(ModeratorStep::Take) => match now.state {
            S::Submitted => to(S::InReview),
            _ => None,
        },
        Step::Moderator(ModeratorStep::Approve) => match now.state {
            S::Submitted | S::InReview => to(S::Approved),
            _ => None,
        },
        Step::Moderator(ModeratorStep::RequestChanges) => match now.state {
            S::Submitted | S::InReview => to(S::ChangesRequested),
            _ => None,
        },
        Step::Moderator(ModeratorStep::Reject) => match now.state {
            S::Submitted | S::InReview => to(S::Rejected),
            _ => None,
        },
        Step::Moderator(ModeratorStep::Suspend) if !now.is_suspended => Some(Working {
            is_suspended: true,
            ..now
        }),
        Step::Moderator(ModeratorStep::Lift) if now.is_suspended => Some(Working {
            is_suspended: false,
            ..now
        }),
        Step::Developer(DeveloperStep::Retire | DeveloperStep::Offer)
        | Step::Moderator(ModeratorStep::Suspend | ModeratorStep::Lift) => None,
    }
}

#[cfg(test)]
mod tests;
