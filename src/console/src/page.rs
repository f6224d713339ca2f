//! What the console knows of the whole, as the inbox tells it, and the way to ask for something.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_ui::bridge::Update;
use encaixe_ui::remote::Remote;
use encaixe_ui::shell::{Backing, Request, Shared, Subscription};
use encaixe_ui::time;
use js_sys::Function;
use wasm_bindgen::JsValue;

type Listener = Rc<dyn Fn(&Shared)>;

/// A handle; clones are the same page.
#[derive(Clone)]
pub(crate) struct Page(Rc<Inner>);

struct Inner {
    shared: RefCell<Rc<Shared>>,
    path: RefCell<String>,
    ask: Function,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next: Cell<u32>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Page {
    /// A page that begins with this.
    pub(crate) fn new(update: Update, ask: Function) -> Self {
        let shared = Shared::new(update.locale, update.choice);
        let page = Self(Rc::new(Inner {
            shared: RefCell::new(Rc::new(shared)),
            path: RefCell::default(),
            ask,
            listeners: RefCell::default(),
            next: Cell::new(0),
        }));
        page.update(update);
        page
    }

    /// The path of the page's address.
    pub(crate) fn path(&self) -> String {
        self.0.path.borrow().clone()
    }

    /// Takes what changed, and tells who listens.
    pub(crate) fn update(&self, update: Update) {
        let mut shared = Shared::clone(&self.0.shared.borrow());
        shared.locale = update.locale;
        shared.choice = update.choice;
        shared.live = update.live;
        shared.revisions = update.revisions;
        shared.new_token = update.new_token.map(Rc::from);
        if let Some(me) = update.me {
            time::begin_as(&me);
            shared.me = Remote::Ready(Rc::new(me));
        }
        if let Some(directory) = update.directory {
            shared.directory = Rc::new(directory);
        }
        let shared = Rc::new(shared);
        *self.0.shared.borrow_mut() = Rc::clone(&shared);
        *self.0.path.borrow_mut() = update.path;
        // A listener may ask or unsubscribe: none may find the list borrowed.
        let listeners = self.0.listeners.borrow().clone();
        for (_, listener) in listeners {
            listener(&shared);
        }
    }
}

impl Backing for Page {
    fn shared(&self) -> Rc<Shared> {
        self.0.shared.borrow().clone()
    }

    fn subscribe(&self, listener: Listener) -> Subscription {
        let id = self.0.next.get();
        self.0.next.set(id.wrapping_add(1));
        self.0.listeners.borrow_mut().push((id, listener));
        Box::new(Listening(self.clone(), id))
    }

    fn ask(&self, request: Request) {
        let (word, text) = request.written();
        // The inbox's function does not throw.
        let _ = (self.0.ask).call2(&JsValue::UNDEFINED, &word.into(), &text.into());
    }
}

/// Ends a subscription when it is dropped.
struct Listening(Page, u32);

impl Drop for Listening {
    fn drop(&mut self) {
        let mut listeners = self.0.0.listeners.borrow_mut();
        listeners.retain(|(id, _)| *id != self.1);
    }
}
