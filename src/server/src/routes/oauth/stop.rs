//! Why a person cannot agree, or cannot yet.

use axum::http::StatusCode;

use super::back::Back;
use super::reach::Choice;

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

/// Why there is nothing to agree to, for the person and for the program.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) problem: Problem,
    /// What the program hears; none where it is not known where it may be told.
    pub(super) back: Option<Box<Back>>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            back: None,
        }
    }
}

/// Why a person cannot agree, or cannot yet.
#[derive(Debug)]
pub(super) enum Stop {
    /// They are told.
    Page(Refused),
    /// They sign in, or choose a company.
    Wait(Box<Wait>),
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
    /// The path of the company at whose address the page is, such as `/w/padaria`; empty at the server's own.
    pub(super) path: String,
    /// Whether sign-in links of every company are taken. At the server's own address they are, also for a draft: which company makes it is
    /// nobody else's business.
    pub(super) is_free: bool,
    /// Who is signed in, in a few letters.
    pub(super) standing: String,
    /// What the program hears if they do not want to.
    pub(super) back: Back,
    /// Whether they may say so.
    pub(super) may_cancel: bool,
}
