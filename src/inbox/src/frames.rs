//! The plugins' frames: mounts each when its tab is first shown, hides and shows them, and sends them the open
//! conversation.
//!
//! Moving an iframe in the document reloads it. So all frames sit in one container that Yew renders once
//! and whose children it never touches; a hidden frame is `display: none` and still gets events.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use encaixe_api::frame_url::FrameUrl;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::{Frame as Registration, FrameReason, FrameState};
use encaixe_host::{Frame, Spec};
use encaixe_protocol::event::closing::Reason;
use encaixe_protocol::handshake::{PluginName, Theme};
use encaixe_protocol::limits::Limits;
use web_sys::Element;

use crate::state::panel::View;
use crate::state::{Action, State};
use crate::store::{Store, Subscription};

mod arrived;
pub(crate) mod keyboard;
mod mounted;
mod notify;
mod page;
mod report;
mod working;

use keyboard::Keyboard;
pub(crate) use mounted::is_shown;
use mounted::{Mounted, container, desired};
use notify::LastSent;
use page::PluginPage;
use report::Reporter;

/// The frames; clones are the same frames.
#[derive(Clone)]
pub(crate) struct Frames(Rc<Inner>);

struct Inner {
    store: Store,
    root: RefCell<Option<Element>>,
    mounted: RefCell<HashMap<PluginId, Mounted>>,
    last_sent: RefCell<LastSent>,
    keyboard: Keyboard,
    syncing: Cell<bool>,
    again: Cell<bool>,
    subscription: RefCell<Option<Subscription>>,
}

impl PartialEq for Frames {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Frames {
    /// No frames yet; they follow the store from here on.
    pub(crate) fn new(store: &Store) -> Self {
        let inner = Rc::new(Inner {
            store: store.clone(),
            root: RefCell::default(),
            mounted: RefCell::default(),
            last_sent: RefCell::new(LastSent::at_start(&store.state())),
            keyboard: Keyboard::new(store),
            syncing: Cell::new(false),
            again: Cell::new(false),
            subscription: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        let subscription = store.subscribe(move |_| {
            if let Some(inner) = weak.upgrade() {
                inner.sync();
            }
        });
        *inner.subscription.borrow_mut() = Some(subscription);
        Self(inner)
    }

    /// The element that holds the frames is there.
    pub(crate) fn attach(&self, root: Element) {
        *self.0.root.borrow_mut() = Some(root);
        let weak = Rc::downgrade(&self.0);
        self.0.keyboard.watch(move |id| {
            if let Some(inner) = weak.upgrade() {
                inner.stop(id);
            }
        });
        self.0.sync();
    }

    /// The element is about to go, and the frames with it.
    pub(crate) fn detach(&self) {
        *self.0.root.borrow_mut() = None;
        self.0.close_all();
        self.0.keyboard.rest();
    }

    /// Who has the keyboard.
    pub(crate) fn keyboard(&self) -> &Keyboard {
        &self.0.keyboard
    }
}

impl Inner {
    /// Makes the frames follow the state. A frame may change the state meanwhile: then this runs once more.
    fn sync(&self) {
        if self.syncing.replace(true) {
            self.again.set(true);
            return;
        }
        loop {
            self.again.set(false);
            let state = self.store.state();
            if state.leaving {
                self.close_all();
            } else {
                self.close_stale(&state);
                self.mount_active(&state);
                self.show_active(&state);
                self.notify(&state);
            }
            if !self.again.get() {
                break;
            }
        }
        self.syncing.set(false);
    }

    /// Takes out the frame of a plugin that keeps taking the keyboard.
    fn stop(&self, id: &PluginId) {
        // The frame calls its page in here, so the sync has to wait for the borrow to end.
        let is_syncing = self.syncing.replace(true);
        if let Some(mounted) = self.mounted.borrow().get(id)
            && let Some(frame) = &mounted.frame
        {
            frame.stop(FrameReason::Keyboard);
        }
        self.syncing.set(is_syncing);
        self.sync();
    }

    /// Closes every frame: the page around them goes.
    fn close_all(&self) {
        // Outside of the borrow: closing a frame calls its page.
        let gone = self.mounted.take();
        gone.into_values()
            .for_each(|mounted| mounted.close(Reason::Page));
    }

    /// Closes stale frames: of plugins that are gone, and, to mount them anew, those that the agent reloads or whose
    /// registration changed.
    fn close_stale(&self, state: &State) {
        let stale: Vec<(PluginId, Reason)> = self
            .mounted
            .borrow()
            .iter()
            .filter_map(|(id, mounted)| {
                let reason = mounted.stale_reason(desired(state, id).as_ref())?;
                Some((id.clone(), reason))
            })
            .collect();
        for (id, reason) in stale {
            // Outside of the borrow: closing a frame calls its page.
            let gone = self.mounted.borrow_mut().remove(&id);
            self.keyboard.gone(&id);
            if let Some(gone) = gone {
                gone.close(reason);
            }
            if reason != Reason::Removed {
                self.mount(state, &id);
            }
        }
    }

    fn mount_active(&self, state: &State) {
        if !state.inbox_shown || state.me.ready().is_none() {
            return;
        }
        if let Some(frame) = state.panel.active_frame()
            && !self.mounted.borrow().contains_key(&frame.id)
        {
            self.mount(state, &frame.id);
        }
    }

    fn mount(&self, state: &State, id: &PluginId) {
        let Some(root) = self.root.borrow().clone() else {
            return;
        };
        let Some(config) = desired(state, id) else {
            return;
        };
        let Some(container) = container(&root, id) else {
            return;
        };
        let reporter = Reporter::new(id.clone());
        let page = Rc::new(PluginPage::new(
            self.store.clone(),
            id.clone(),
            self.keyboard.clone(),
            Rc::clone(&reporter),
        ));
        let frame =
            spec(state, &config.0).and_then(|spec| Frame::mount(&container, spec, page).ok());
        let view = frame.as_ref().map_or_else(
            || View {
                state: FrameState::Blocked,
                reason: Some(FrameReason::Policy),
                ..View::default()
            },
            |frame| View::from(&frame.status()),
        );
        self.store.dispatch(Action::FrameStatus(id.clone(), view));
        let mounted = Mounted {
            container,
            frame,
            config,
            reporter,
            shown: Cell::new(is_shown(state, id)),
        };
        self.mounted.borrow_mut().insert(id.clone(), mounted);
    }

    fn show_active(&self, state: &State) {
        for (id, mounted) in &*self.mounted.borrow() {
            mounted.show(id, state);
        }
    }
}

fn spec(state: &State, frame: &Registration) -> Option<Spec> {
    // No frame before the member is known.
    state.me.ready()?;
    let dark = if state.theme == Theme::Dark {
        "true"
    } else {
        "false"
    };
    let src = FrameUrl::of(&frame.src)?;
    Some(Spec {
        plugin: PluginName {
            id: frame.id.clone(),
            name: frame.name.clone(),
        },
        src: src.with_param("dark_mode", dark),
        scopes: frame.scopes.clone(),
        limits: Limits::STANDARD,
        classic: frame.classic,
        dev: frame.dev,
    })
}
