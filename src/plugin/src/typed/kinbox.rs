//! [`Kinbox`]: where a plugin written in Rust begins.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::rc::Rc;

use encaixe_protocol::handshake::Context;
use encaixe_protocol::id::ConversationId;
use encaixe_protocol::limits::Limits;
use js_sys::futures::spawn_local;
use wasm_bindgen::prelude::*;

use super::bound::Bound;
use super::error::Error;
use super::value::decode;
use crate::{Page, Plugin, Wire};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(what: &str);
}

/// The plugin's side of an inbox. Clones are the same one; when the last one goes, so does the connection.
#[derive(Clone)]
pub struct Kinbox {
    inner: Rc<Inner>,
}

type OnError = Rc<dyn Fn(&Error)>;

struct Inner {
    plugin: Plugin,
    on_error: RefCell<Option<OnError>>,
}

impl Kinbox {
    /// Says hello to whatever page embeds this one. A plugin that trusts not every page names its inboxes:
    /// [`Self::connect_to`].
    #[must_use]
    pub fn connect() -> Self {
        let kinbox = Self::new(Plugin::new(Page::current(), Limits::STANDARD));
        kinbox.plugin().connect(None);
        kinbox
    }

    /// Says hello to the page that embeds this one, if its origin is one of these. No other page is told anything.
    ///
    /// ```no_run
    /// # use encaixe_plugin::typed::Kinbox;
    /// let kinbox = Kinbox::connect_to(&["https://inbox.example.com"]);
    /// ```
    #[must_use]
    pub fn connect_to(origins: &[&str]) -> Self {
        let kinbox = Self::new(Plugin::new(Page::current(), Limits::STANDARD));
        kinbox.plugin().connect(Some(&origins.join(" ")));
        kinbox
    }

    /// Over a plugin that has yet to connect, for who sets its page or its bounds.
    #[must_use]
    pub fn new(plugin: Plugin) -> Self {
        plugin.bind_with(Rc::new(JsValue::clone));
        let on_error = RefCell::default();
        Self {
            inner: Rc::new(Inner { plugin, on_error }),
        }
    }

    /// What is under this.
    #[must_use]
    pub fn plugin(&self) -> &Plugin {
        &self.inner.plugin
    }

    /// Whether another page embeds this one. Where none does, every call fails with
    /// [`Code::NotEmbedded`](super::Code::NotEmbedded).
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.plugin().is_embedded()
    }

    /// The dialect in use.
    #[must_use]
    pub fn wire(&self) -> Wire {
        self.plugin().wire()
    }

    /// Where the plugin runs, as things are now; none until the inbox has answered, and with one of the classic dialect.
    ///
    /// # Errors
    /// The host said something else than a context.
    pub fn context(&self) -> Result<Option<Context>, Error> {
        decode("the context", self.plugin().context())
    }

    /// Waits until the inbox has answered, and tells where the plugin runs; none with an inbox of the classic dialect.
    ///
    /// # Errors
    /// No inbox answers, or not with a context.
    pub async fn ready(&self) -> Result<Option<Context>, Error> {
        self.await_host().await?;
        self.context()
    }

    /// The commands for this conversation.
    #[must_use]
    pub fn in_conversation(&self, id: impl Into<ConversationId>) -> Bound {
        Bound::new(self.clone(), Some(id.into()))
    }

    /// Has `act` called with what goes wrong where no caller is told: an event that cannot be read, a spawned task that
    /// ends in an error. It takes the place of the one before; without one, such errors go to the console.
    pub fn on_error(&self, act: impl Fn(&Error) + 'static) {
        self.inner.on_error.replace(Some(Rc::new(act)));
    }

    /// Hands an error to the handler of [`Self::on_error`].
    pub fn report(&self, error: &Error) {
        let act = self.inner.on_error.borrow().clone();
        match act {
            Some(act) => act(error),
            None => console_error(&format!("Kinbox: {error}")),
        }
    }

    /// Runs a task beside the page, from a handler say; an error that it ends in is reported.
    pub fn spawn(&self, task: impl Future<Output = Result<(), Error>> + 'static) {
        let kinbox = self.clone();
        spawn_local(async move {
            if let Err(error) = task.await {
                kinbox.report(&error);
            }
        });
    }
}

/// Whether they are clones of one.
impl PartialEq for Kinbox {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl fmt::Debug for Kinbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kinbox")
            .field("wire", &self.wire())
            .finish_non_exhaustive()
    }
}
