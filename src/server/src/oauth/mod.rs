//! OAuth 2.0 as the server that programs ask: what codes and tokens look like, how long they are good, and what a request is held to.
//! Pure but for the vault; what is kept lies in `store/grant/`, and what is answered in `routes/oauth/` and `routes/oauth2/`.
//!
//! Source: RFC 6749, RFC 7636 and, for what is safe, RFC 9700. The other side, by which this server asks apps, is `apps/oauth.rs`.

pub mod pkce;
pub mod redirect;
pub mod scope;
pub mod ticket;
pub mod token;

use std::time::Duration;

use encaixe_api::integration::IntegrationProfile;

use crate::time::{DAY, HOUR, MINUTE, Millis, SECOND};

/// For how long a refresh token that was used gives its successor again, so that two refreshes at once, or an answer that was lost on the
/// way, log nobody out.
pub const GRACE: Millis = 30 * SECOND;

/// How often a family of tokens may be refreshed at once, and the time that brings one more. A program needs to once an hour; some do before
/// each round of their work.
pub const REFRESHES: u32 = 60;
/// See [`REFRESHES`].
pub const REFRESH_EVERY: Duration = Duration::from_secs(60);

/// For how long what a consent page shows can be agreed to.
pub const CONSENT: Millis = 10 * MINUTE;

/// How long codes and tokens are good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lives {
    /// A code.
    pub code: Millis,
    /// An access token.
    pub access: Millis,
    /// A refresh token, if nobody uses it.
    pub refresh: Millis,
}

/// How long they are good by the rules of a profile.
#[must_use]
pub const fn lives(profile: IntegrationProfile) -> Lives {
    match profile {
        IntegrationProfile::Default => Lives {
            code: 10 * MINUTE,
            access: HOUR,
            refresh: 90 * DAY,
        },
        IntegrationProfile::Kommo => Lives {
            code: 20 * MINUTE,
            access: DAY,
            refresh: 90 * DAY,
        },
    }
}
