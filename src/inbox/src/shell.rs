//! Implements the page's [`Shell`] over the store: parts of `encaixe-ui` reach the store by this alone, and so does the
//! console, through `console.rs`.

use std::rc::Rc;

use encaixe_ui::api_client::Failure;
use encaixe_ui::shell::{Backing, GiveBack, Request, Shared, Shell, Subscription};
use wasm_bindgen_futures::spawn_local;

use crate::flow::{self, session};
use crate::frames::Frames;
use crate::history;
use crate::languages;
use crate::state::Action;
use crate::store::Store;

/// The shell of this store and these frames.
pub(crate) fn of(store: &Store, frames: &Frames) -> Shell {
    Shell::new(Whole {
        store: store.clone(),
        frames: frames.clone(),
    })
}

struct Whole {
    store: Store,
    frames: Frames,
}

impl Backing for Whole {
    fn shared(&self) -> Rc<Shared> {
        Rc::clone(&self.store.state().shared)
    }

    fn subscribe(&self, listener: Rc<dyn Fn(&Shared)>) -> Subscription {
        Box::new(self.store.subscribe(move |state| listener(&state.shared)))
    }

    fn keyboard(&self) -> Option<GiveBack> {
        let before = self.frames.keyboard().place()?;
        let frames = self.frames.clone();
        Some(Box::new(move || frames.keyboard().give(&before)))
    }

    fn ask(&self, request: Request) {
        let store = &self.store;
        match request {
            Request::Go(to) => history::push(store, &to),
            Request::Replace(to) => history::replace(store, &to),
            Request::Theme(choice) => store.dispatch(Action::Theme(choice, choice.theme())),
            Request::Locale(locale) => {
                let store = store.clone();
                spawn_local(async move { languages::take(&store, locale, true).await });
            }
            Request::Notice(kind, message) => flow::notice(store, kind, message),
            Request::Directory => session::refresh_directory(store),
            Request::Frames => session::load_frames(store),
            Request::CheckSession => session::check(store),
            Request::SignedOut => {
                let failure = Failure::new(Some(401), "unauthorized", String::new());
                flow::signed_out(store, &failure);
            }
            Request::SignOut => session::sign_out(store),
            Request::NewToken(token) => store.dispatch(Action::NewToken(token.map(Rc::from))),
        }
    }
}
