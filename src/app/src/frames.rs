//! Keeps the plugins' frames: makes each when its tab is first shown, hides and shows them, tells them of
//! the open conversation.
//!
//! Moving an iframe in the document reloads it. So all frames sit in one container that Yew renders once
//! and whose children it never touches; a hidden frame is `display: none` and still gets events.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{Frame as Registration, FrameReason, FrameState};
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use encaixe_host::{Frame, Spec};
use encaixe_protocol::handshake::{PluginName, Theme};
use encaixe_protocol::limits::Limits;
use web_sys::Element;

use crate::state::panel::View;
use crate::state::{Action, State};
use crate::store::{Store, Subscription};

mod page;
mod tell;

use page::PluginPage;
use tell::Told;

/// The frames; clones are the same frames.
#[derive(Clone)]
pub(crate) struct Frames(Rc<Inner>);

struct Inner {
    store: Store,
    container: RefCell<Option<Element>>,
    mounted: RefCell<BTreeMap<PluginId, Mounted>>,
    told: RefCell<Told>,
    syncing: Cell<bool>,
    again: Cell<bool>,
    subscription: RefCell<Option<Subscription>>,
}

/// One frame and the element that holds it.
struct Mounted {
    holder: Element,
    /// `None` when the registered address cannot be embedded here.
    frame: Option<Frame>,
    made_for: (Rc<Registration>, u32),
}

impl Mounted {
    /// Whether the page that the frame was made for is still the one to show; another emoji is no reason
    /// to reload it.
    fn is_current(&self, wanted: Option<&(Rc<Registration>, u32)>) -> bool {
        let (made, generation) = &self.made_for;
        wanted.is_some_and(|(now, now_generation)| {
            generation == now_generation
                && (&made.src, &made.name, made.dev, made.classic)
                    == (&now.src, &now.name, now.dev, now.classic)
        })
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.frame = None;
        self.holder.remove();
    }
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
            container: RefCell::default(),
            mounted: RefCell::default(),
            told: RefCell::default(),
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
    pub(crate) fn attach(&self, container: Element) {
        *self.0.container.borrow_mut() = Some(container);
        self.0.sync();
    }

    /// The element is about to go, and the frames with it.
    pub(crate) fn detach(&self) {
        *self.0.container.borrow_mut() = None;
        let gone = self.0.mounted.take();
        drop(gone);
    }
}

impl Inner {
    /// Brings the frames to what the state says. A frame may change the state while this runs: then it
    /// runs once more afterwards.
    fn sync(&self) {
        if self.syncing.replace(true) {
            self.again.set(true);
            return;
        }
        loop {
            self.again.set(false);
            let state = self.store.state();
            self.remove_stale(&state);
            self.mount_active(&state);
            self.show_active(&state);
            self.tell(&state);
            if !self.again.get() {
                break;
            }
        }
        self.syncing.set(false);
    }

    /// Takes away frames whose plugin is gone; makes those anew whose registration changed.
    fn remove_stale(&self, state: &State) {
        let stale: Vec<PluginId> = self
            .mounted
            .borrow()
            .iter()
            .filter(|(id, mounted)| !mounted.is_current(wanted(state, id).as_ref()))
            .map(|(id, _)| id.clone())
            .collect();
        for id in stale {
            // Outside of the borrow: dropping a frame calls its page.
            let gone = self.mounted.borrow_mut().remove(&id);
            drop(gone);
            if wanted(state, &id).is_some() {
                self.mount(state, &id);
            }
        }
    }

    fn mount_active(&self, state: &State) {
        if !state.inbox_shown {
            return;
        }
        if let Some(frame) = state.panel.active_frame()
            && !self.mounted.borrow().contains_key(&frame.id)
        {
            self.mount(state, &frame.id);
        }
    }

    fn mount(&self, state: &State, id: &PluginId) {
        let Some(container) = self.container.borrow().clone() else {
            return;
        };
        let Some(made_for) = wanted(state, id) else {
            return;
        };
        let Some(holder) = holder(&container, id) else {
            return;
        };
        let page = Rc::new(PluginPage::new(self.store.clone(), id.clone()));
        let frame =
            spec(state, &made_for.0).and_then(|spec| Frame::mount(&holder, spec, page).ok());
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
            holder,
            frame,
            made_for,
        };
        self.mounted.borrow_mut().insert(id.clone(), mounted);
    }

    fn show_active(&self, state: &State) {
        for (id, mounted) in &*self.mounted.borrow() {
            let active = state.panel.active.as_ref() == Some(id);
            let word = state.panel.view(id).state.as_str();
            // Plain attributes on an element of ours: setting them cannot fail.
            let _ = mounted.holder.set_attribute("data-state", word);
            let _ = mounted
                .holder
                .toggle_attribute_with_force("hidden", !active);
        }
    }
}

fn wanted(state: &State, id: &PluginId) -> Option<(Rc<Registration>, u32)> {
    let frame = state.panel.frame(id)?;
    Some((Rc::clone(frame), state.panel.generation(id)))
}

fn holder(container: &Element, id: &PluginId) -> Option<Element> {
    let holder = container.owner_document()?.create_element("div").ok()?;
    holder.set_class_name("frame");
    holder.set_attribute("data-plugin", id.as_str()).ok()?;
    container.append_child(&holder).ok()?;
    Some(holder)
}

fn spec(state: &State, frame: &Registration) -> Option<Spec> {
    let page = PageOrigin::parse(&state.me.ready()?.public_origin)?;
    let dark = if state.theme == Theme::Dark {
        "true"
    } else {
        "false"
    };
    let src = PluginUrl::parse(&frame.src, &page).ok()?;
    Some(Spec {
        plugin: PluginName {
            id: frame.id.clone(),
            name: frame.name.clone(),
        },
        src: src.with_param("dark_mode", dark),
        limits: Limits::STANDARD,
        classic: frame.classic,
    })
}
