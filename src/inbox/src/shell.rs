//! The store as what stands behind the page's [`Shell`]: parts of `encaixe-ui` see and ask it by this alone, and so does the
//! console, through `console.rs`.

use std::rc::Rc;

use encaixe_ui::api_client::Failure;
use encaixe_ui::shell::{Backing, Request, Shared, Shell, Subscription};
use yew_router::history::{BrowserHistory, History};

use crate::flow::{self, session};
use crate::state::Action;
use crate::store::Store;

/// The shell of this store.
pub(crate) fn of(store: &Store) -> Shell {
    Shell::new(store.clone())
}

impl Backing for Store {
    fn shared(&self) -> Rc<Shared> {
        Rc::clone(&self.state().shared)
    }

    fn subscribe(&self, listener: Rc<dyn Fn(&Shared)>) -> Subscription {
        Box::new(Self::subscribe(self, move |state| listener(&state.shared)))
    }

    fn ask(&self, request: Request) {
        match request {
            Request::Go(to) => BrowserHistory::new().push(to),
            Request::Replace(to) => BrowserHistory::new().replace(to),
            Request::Theme(choice) => self.dispatch(Action::Theme(choice, choice.theme())),
            Request::Locale(locale) => self.dispatch(Action::Locale(locale)),
            Request::Notice(kind, message) => flow::notice(self, kind, message),
            Request::Directory => session::refresh_directory(self),
            Request::Frames => session::load_frames(self),
            Request::CheckSession => session::check(self),
            Request::SignedOut => {
                let failure = Failure::new(Some(401), "unauthorized", String::new());
                flow::signed_out(self, &failure);
            }
            Request::SignOut => session::sign_out(self),
            Request::NewToken(token) => self.dispatch(Action::NewToken(token.map(Rc::from))),
        }
    }
}
