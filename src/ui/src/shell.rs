//! What every part of the page shows of the whole, and what it may ask of it: the inbox answers with its store, the console
//! by a bridge to the inbox.

mod who;

use std::any::Any;
use std::rc::Rc;

use encaixe_api::access::Me;
use encaixe_api::inbox::Directory;
use encaixe_protocol::command::toast::Kind;
use serde::{Deserialize, Serialize};

use crate::api_client::Failure;
use crate::failure::reason;
use crate::i18n::{Locale, Words};
use crate::remote::Remote;
use crate::revisions::Revisions;
use crate::theme::Choice;

/// How the stream of live changes is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Live {
    /// Not opened yet.
    Off,
    /// Changes arrive.
    On,
    /// The connection broke; the browser tries again.
    Reconnecting,
}

/// The part of the page's state that every module shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The page's language.
    pub locale: Locale,
    /// The agent's choice of colours.
    pub choice: Choice,
    /// Who is signed in.
    pub me: Remote<Rc<Me>>,
    /// Names of members, groups, tags, fields and channels.
    pub directory: Rc<Directory>,
    /// The live stream.
    pub live: Live,
    /// What was changed, for those that fetch it for themselves.
    pub revisions: Revisions,
    /// The text of the token that was made last, for the line that is to be copied. It goes with the page.
    pub new_token: Option<Rc<str>>,
    /// Whether the agent is in a plugin's frame with the keyboard.
    pub is_in_frame: bool,
}

impl Shared {
    /// What is shared before anything is known.
    #[must_use]
    pub fn new(locale: Locale, choice: Choice) -> Self {
        Self {
            locale,
            choice,
            me: Remote::Loading,
            directory: Rc::default(),
            live: Live::Off,
            revisions: Revisions::default(),
            new_token: None,
            is_in_frame: false,
        }
    }
}

/// What a part of the page may ask of the whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Go to this address of the page.
    Go(String),
    /// Go there in the place of the present address.
    Replace(String),
    /// Take these colours.
    Theme(Choice),
    /// Speak this language, which is remembered; its texts are fetched where they are not here.
    Locale(Locale),
    /// Show a notice.
    Notice(Kind, String),
    /// The directory was changed: fetch it again.
    Directory,
    /// The enabled plugins were changed: fetch them again.
    Frames,
    /// The session may have ended: ask the server.
    CheckSession,
    /// The server said that nobody is signed in.
    SignedOut,
    /// End the session.
    SignOut,
    /// A token was made, or may be good no longer.
    NewToken(Option<String>),
}

impl Request {
    /// It as a word and a text, as it crosses from one module to another.
    #[must_use]
    pub fn written(self) -> (&'static str, String) {
        match self {
            Self::Go(to) => ("go", to),
            Self::Replace(to) => ("replace", to),
            Self::Theme(choice) => ("theme", choice.as_str().to_owned()),
            Self::Locale(locale) => ("locale", locale.tag().to_owned()),
            Self::Notice(Kind::Info, message) => ("info", message),
            Self::Notice(Kind::Success, message) => ("success", message),
            Self::Notice(Kind::Warning, message) => ("warning", message),
            Self::Notice(Kind::Error, message) => ("error", message),
            Self::Directory => ("directory", String::new()),
            Self::Frames => ("frames", String::new()),
            Self::CheckSession => ("check-session", String::new()),
            Self::SignedOut => ("signed-out", String::new()),
            Self::SignOut => ("sign-out", String::new()),
            Self::NewToken(Some(token)) => ("new-token", token),
            Self::NewToken(None) => ("no-token", String::new()),
        }
    }

    /// What was written so; none where it is nothing.
    #[must_use]
    pub fn read(word: &str, text: String) -> Option<Self> {
        Some(match word {
            "go" => Self::Go(text),
            "replace" => Self::Replace(text),
            "theme" => Self::Theme(Choice::ALL.into_iter().find(|it| it.as_str() == text)?),
            "locale" => Self::Locale(Locale::of(&text)?),
            "info" => Self::Notice(Kind::Info, text),
            "success" => Self::Notice(Kind::Success, text),
            "warning" => Self::Notice(Kind::Warning, text),
            "error" => Self::Notice(Kind::Error, text),
            "directory" => Self::Directory,
            "frames" => Self::Frames,
            "check-session" => Self::CheckSession,
            "signed-out" => Self::SignedOut,
            "sign-out" => Self::SignOut,
            "new-token" => Self::NewToken(Some(text)),
            "no-token" => Self::NewToken(None),
            _ => return None,
        })
    }
}

/// Gives the keyboard back.
pub type GiveBack = Box<dyn FnOnce()>;

/// Ends a subscription when it is dropped.
pub type Subscription = Box<dyn Any>;

/// What stands behind a [`Shell`].
pub trait Backing {
    /// The state as it is now.
    fn shared(&self) -> Rc<Shared>;
    /// Calls the listener after each change, until the subscription is dropped.
    fn subscribe(&self, listener: Rc<dyn Fn(&Shared)>) -> Subscription;
    /// Does what is asked.
    fn ask(&self, request: Request);
    /// Gives the keyboard back to where it is now, where the browser does not: to a plugin's frame.
    fn keyboard(&self) -> Option<GiveBack> {
        None
    }
}

/// A handle on the whole, given to components as a context.
#[derive(Clone)]
pub struct Shell(Rc<dyn Backing>);

impl PartialEq for Shell {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Shell {
    /// A handle on this.
    pub fn new(backing: impl Backing + 'static) -> Self {
        Self(Rc::new(backing))
    }

    /// One behind which nothing stands, for components without a context.
    pub(crate) fn detached() -> Self {
        Self::new(Nothing)
    }

    /// The state as it is now.
    #[must_use]
    pub fn shared(&self) -> Rc<Shared> {
        self.0.shared()
    }

    /// Calls the listener after each change, until the subscription is dropped.
    #[must_use = "dropping a subscription ends it"]
    pub fn subscribe(&self, listener: Rc<dyn Fn(&Shared)>) -> Subscription {
        self.0.subscribe(listener)
    }

    /// Asks for something.
    pub fn ask(&self, request: Request) {
        self.0.ask(request);
    }

    /// Gives the keyboard back to where it is now, where the browser does not.
    #[must_use]
    pub fn keyboard(&self) -> Option<GiveBack> {
        self.0.keyboard()
    }

    /// Goes to an address of the page.
    pub fn go(&self, to: impl Into<String>) {
        self.ask(Request::Go(to.into()));
    }

    /// Goes to an address of the page in the place of the present one.
    pub fn replace(&self, to: impl Into<String>) {
        self.ask(Request::Replace(to.into()));
    }

    /// Shows a notice of the page's own.
    pub fn notice(&self, kind: Kind, message: String) {
        self.ask(Request::Notice(kind, message));
    }

    /// Says that something did not work: `key` says what, the failure says why.
    pub fn complain(&self, key: &str, failure: &Failure) {
        if !self.signed_out(failure) {
            let words = Words::of(self.shared().locale);
            let message = format!("{} {}", words.t(key), reason(&words, failure));
            self.notice(Kind::Error, message);
        }
    }

    /// Whether the session ended; then the page shows how to sign in.
    pub fn signed_out(&self, failure: &Failure) -> bool {
        if failure.is_signed_out() {
            self.ask(Request::SignedOut);
        }
        failure.is_signed_out()
    }
}

struct Nothing;

impl Backing for Nothing {
    fn shared(&self) -> Rc<Shared> {
        Rc::new(Shared::new(Locale::PtBr, Choice::System))
    }

    fn subscribe(&self, _: Rc<dyn Fn(&Shared)>) -> Subscription {
        Box::new(())
    }

    fn ask(&self, _: Request) {}
}

#[cfg(test)]
mod tests {
    use super::{Choice, Kind, Locale, Request};

    #[test]
    fn every_request_crosses_as_it_is() {
        let text = || "x".to_owned();
        for request in [
            Request::Go(text()),
            Request::Replace(text()),
            Request::Theme(Choice::Dark),
            Request::Locale(Locale::En),
            Request::Notice(Kind::Info, text()),
            Request::Notice(Kind::Success, text()),
            Request::Notice(Kind::Warning, text()),
            Request::Notice(Kind::Error, text()),
            Request::Directory,
            Request::Frames,
            Request::CheckSession,
            Request::SignedOut,
            Request::SignOut,
            Request::NewToken(Some(text())),
            Request::NewToken(None),
        ] {
            let (word, text) = request.clone().written();
            assert_eq!(Request::read(word, text), Some(request));
        }
        assert_eq!(Request::read("x", text()), None);
    }
}
