//! Why a person cannot agree, or cannot yet.

use axum::http::StatusCode;

use super::back::Back;
use super::reach::{Choice, Reach};

/// Why there is nothing to agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// The address cannot be read.
    Unread,
    /// There is no such integration.
    Client,
    /// The redirect URI is none of its own, so that nobody is sent there.
    Redirect,
    /// The page that opened the window is of an origin that is none of its own, so that nobody is told.
    Opener,
    /// It is a draft of another company.
    Limited,
    /// Nobody may let it in any more.
    Closed,
    /// Nobody is signed in.
    SignIn,
    /// Whoever is signed in is no admin.
    NoAdmin,
    /// The page was shown too long ago, or says something else by now.
    Expired,
}

impl Problem {
    /// The status, and the key of its texts.
    pub(super) const fn parts(self) -> (StatusCode, &'static str) {
        match self {
            Self::Unread => (StatusCode::BAD_REQUEST, "consent-unread"),
            Self::Client => (StatusCode::NOT_FOUND, "consent-client"),
            Self::Redirect => (StatusCode::BAD_REQUEST, "consent-redirect"),
            Self::Opener => (StatusCode::BAD_REQUEST, "consent-opener"),
            Self::Limited => (StatusCode::FORBIDDEN, "consent-limited"),
            Self::Closed => (StatusCode::FORBIDDEN, "consent-closed"),
            Self::SignIn => (StatusCode::FORBIDDEN, "consent-sign-in"),
            Self::NoAdmin => (StatusCode::FORBIDDEN, "consent-no-admin"),
            Self::Expired => (StatusCode::GONE, "consent-expired"),
        }
    }
}

/// Why a person cannot agree, or cannot yet.
#[derive(Debug)]
pub(super) enum Stop {
    /// They are told.
    Page(Problem),
    /// They sign in, or choose a company.
    Wait(Wait),
    /// The program is told.
    Back(Box<Back>),
}

/// What has to come before a person may agree.
#[derive(Debug)]
pub(super) struct Wait {
    /// Why; none where they have to choose.
    pub(super) problem: Option<Problem>,
    /// The companies for which they may agree.
    pub(super) choices: Vec<Choice>,
    pub(super) reach: Reach,
    /// Who is signed in, in a few letters.
    pub(super) standing: String,
}
