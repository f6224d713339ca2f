//! What a person may agree to, and what a page that shows it says.

use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_api::integration::IntegrationManifest;
use encaixe_protocol::scope::Scopes;

use super::back::{Back, Mode};
use crate::company::Home;

/// What a person may agree to.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) id: IntegrationId,
    /// What of the integration is in force.
    pub(super) manifest: IntegrationManifest,
    /// Its version, or when it was last changed while nobody has reviewed it.
    pub(super) stamp: String,
    pub(super) is_published: bool,
    /// What people call the company that makes it.
    pub(super) maker: String,
    /// The company that would let it in.
    pub(super) home: Home,
    /// What people call that company.
    pub(super) company: String,
    /// Host and path of that company's address.
    pub(super) place: String,
    /// Who would let it in: their name and their e-mail address.
    pub(super) who: String,
    /// What `account` says of it; none where no other one could be chosen.
    pub(super) account: Option<String>,
    pub(super) member: MemberId,
    /// The SHA-256 of the cookie by which they are signed in.
    pub(super) session: String,
    pub(super) scopes: Scopes,
    pub(super) challenge: Option<String>,
    pub(super) redirect: String,
    pub(super) is_redirect_due: bool,
    pub(super) state: Option<String>,
    pub(super) mode: Mode,
    /// The origin of the page that opened the window, if it is a registered one.
    pub(super) opener: Option<String>,
}

impl Ready {
    /// All that the page says, to whom: what a ticket is for. What it says of the integration changes with its version, or with the time of
    /// its last change.
    pub(super) fn says<'a>(&'a self, scopes: &'a str) -> [&'a str; 15] {
        [
            &self.session,
            &self.company,
            &self.place,
            &self.who,
            self.account.as_deref().unwrap_or_default(),
            self.id.as_str(),
            &self.manifest.name,
            &self.maker,
            &self.stamp,
            scopes,
            &self.redirect,
            self.state.as_deref().unwrap_or_default(),
            self.challenge.as_deref().unwrap_or_default(),
            match self.mode {
                Mode::Popup => "popup",
                Mode::PostMessage => "post_message",
            },
            self.opener.as_deref().unwrap_or_default(),
        ]
    }

    /// The way back, with what is told.
    pub(super) fn back(&self, told: Vec<(&'static str, String)>) -> Back {
        Back {
            redirect: self.redirect.clone(),
            mode: self.mode,
            opener: self.opener.clone(),
            issuer: self.home.page.origin.as_origin(),
            state: self.state.clone(),
            told,
            may_lead: true,
        }
    }
}
