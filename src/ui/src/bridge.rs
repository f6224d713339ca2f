//! What crosses the line between the two modules of the page, as JSON text: updates from the inbox to the console. The way
//! back is a [`crate::shell::Request`].

use encaixe_api::access::Me;
use encaixe_api::inbox::Directory;
use serde::{Deserialize, Serialize};

use crate::i18n::Locale;
use crate::revisions::Revisions;
use crate::shell::Live;
use crate::theme::Choice;

/// What changed since the last update; the first one has everything.
#[derive(Debug, Serialize, Deserialize)]
pub struct Update<M = Me, D = Directory> {
    /// The path of the page's address.
    pub path: String,
    /// The page's language.
    pub locale: Locale,
    /// The agent's choice of colours.
    pub choice: Choice,
    /// The live stream.
    pub live: Live,
    /// How often each thing was changed.
    pub revisions: Revisions,
    /// The text of the token that was made last.
    pub new_token: Option<String>,
    /// Who is signed in; none when it is who it was.
    pub me: Option<M>,
    /// The names of things; none when they are what they were.
    pub directory: Option<D>,
}
