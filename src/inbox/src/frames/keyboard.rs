//! Sees to it that keys reach a plugin's frame only while the agent is in it.
//!
//! A frame's page can take the focus at any time; browsers stop it from nothing. So whenever the focus comes to a frame,
//! [`guard`] decides whether the agent went in or the page took it; then the focus goes back to exactly where it was, in
//! the next task: inside of the `blur` itself it would only seem to. [`place`] knows where that is, [`gesture`] what the
//! agent did last in a frame, and [`leave`] what that allows its page to do.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use encaixe_api::id::PluginId;
use encaixe_host::Activation;
use encaixe_ui::{storage, time};
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use web_sys::{Event, HtmlElement};

use super::mounted::is_shown;
use crate::state::Action;
use crate::store::Store;

mod contest;
mod gesture;
mod guard;
mod leave;
mod listening;
mod pace;
mod place;
mod theft;

use contest::Contest;
use guard::{Arrival, Guard, Verdict};
use leave::Leaves;
pub(crate) use leave::Use;

/// How long after something lost the focus it is clear that nothing else got it, in milliseconds.
const LEFT_MS: u32 = 50;

/// Ends a plugin's frame.
type Stop = Box<dyn Fn(&PluginId)>;

/// The keyboard; clones are the same one.
#[derive(Clone)]
pub(crate) struct Keyboard(Rc<Inner>);

struct Inner {
    store: Store,
    guard: RefCell<Guard>,
    leaves: RefCell<Leaves>,
    activation: Activation,
    /// What of the page's own had the focus last; none is the page itself.
    home: RefCell<Option<HtmlElement>>,
    /// The last Tab, which something may yet have a use for.
    tab: RefCell<Option<Event>>,
    /// Since when something is pressed in the page.
    pressed: Cell<f64>,
    /// Whether the browser said, when the focus left the page, that somebody had pressed something in a frame; none where
    /// it was not seen to leave.
    left_by_press: Cell<Option<bool>>,
    contest: Contest,
    /// Whether the agent was in a frame and the focus seemed to be nowhere.
    in_doubt: Cell<bool>,
    stop: RefCell<Option<Stop>>,
    listeners: RefCell<Vec<EventListener>>,
    settling: Cell<Option<Timeout>>,
    looking: Cell<Option<Timeout>>,
    entering: Cell<Option<Timeout>>,
    pace: Cell<u32>,
    ticking: Cell<Option<Interval>>,
}

impl Keyboard {
    /// A keyboard that nobody watches yet.
    pub(crate) fn new(store: &Store) -> Self {
        Self(Rc::new(Inner {
            store: store.clone(),
            guard: RefCell::default(),
            leaves: RefCell::default(),
            activation: Activation::default(),
            home: RefCell::default(),
            tab: RefCell::default(),
            pressed: Cell::new(0.0),
            left_by_press: Cell::default(),
            contest: Contest::default(),
            in_doubt: Cell::default(),
            stop: RefCell::default(),
            listeners: RefCell::default(),
            settling: Cell::default(),
            looking: Cell::default(),
            entering: Cell::default(),
            pace: Cell::new(0),
            ticking: Cell::default(),
        }))
    }

    /// Watches from here on; `stop` ends the frame of a plugin that keeps taking the keyboard.
    pub(super) fn watch(&self, stop: impl Fn(&PluginId) + 'static) {
        *self.0.stop.borrow_mut() = Some(Box::new(stop));
        *self.0.home.borrow_mut() = place::own_focus();
        self.0.activation.prepare();
        *self.0.listeners.borrow_mut() = self.0.listen();
        self.0.keep_pace();
    }

    /// Watches no more.
    pub(super) fn rest(&self) {
        *self.0.stop.borrow_mut() = None;
        self.0.listeners.borrow_mut().clear();
        drop((
            self.0.settling.take(),
            self.0.looking.take(),
            self.0.entering.take(),
            self.0.ticking.take(),
        ));
        self.0.pace.set(0);
    }

    /// The frame of that plugin is gone, or is a new one.
    pub(super) fn gone(&self, plugin: &PluginId) {
        self.0.guard.borrow_mut().gone(plugin);
        self.0.tell_inside();
    }

    /// Puts the focus into the frame of that plugin, as the agent asked.
    pub(crate) fn enter(&self, plugin: &PluginId) {
        if let Some(frame) = place::frame_of(plugin) {
            self.give(&frame);
        }
    }

    /// What the focus is on, or would be if no frame had taken it.
    pub(crate) fn place(&self) -> Option<HtmlElement> {
        let inside = self.0.guard.borrow().inside().cloned();
        match inside {
            Some(plugin) => place::frame_of(&plugin),
            None => self.0.home.borrow().clone(),
        }
    }

    /// Puts the focus there, also into a frame.
    pub(crate) fn give(&self, element: &HtmlElement) {
        let Some(plugin) = place::plugin_of(element) else {
            return place::focus(element);
        };
        let (weak, element) = (Rc::downgrade(&self.0), element.clone());
        // Firefox moves the focus into no frame while a key is on its way.
        let entering = Timeout::new(0, move || {
            with(&weak, |inner| {
                inner.guard.borrow_mut().call(&plugin, time::now());
                place::focus(&element);
                inner.look_soon();
            });
        });
        self.0.entering.set(Some(entering));
    }
}

/// The key under which this browser remembers that this agent lets a plugin take the keyboard.
pub(crate) fn allowed_key(store: &Store, plugin: &PluginId) -> Option<String> {
    let state = store.state();
    let me = &state.me.ready()?.member.id;
    Some(format!("keyboard.{me}.{plugin}"))
}

impl Inner {
    /// What is pressed in the page is over once its own listeners have run.
    fn settle_soon(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let settling = Timeout::new(0, move || with(&weak, |inner| inner.settle()));
        self.settling.set(Some(settling));
    }

    fn settle(&self) {
        drop(self.settling.take());
        let is_spent = self.activation.spend();
        self.guard.borrow_mut().settled(is_spent);
    }

    /// The focus is in the page.
    fn at_home(self: &Rc<Self>) {
        self.in_doubt.set(false);
        let was_inside = self.guard.borrow().inside().is_some();
        if was_inside {
            // What was pressed in the frame opens no way back into it.
            self.sample();
            if !self.guard.borrow().is_pressing() {
                self.settle();
            }
        }
        self.guard.borrow_mut().at_home();
        self.tell_inside();
        self.keep_pace();
    }

    fn look_soon(self: &Rc<Self>) {
        self.look_in(0);
    }

    fn look_in(self: &Rc<Self>, time: u32) {
        let weak = Rc::downgrade(self);
        let looking = Timeout::new(time, move || with(&weak, |inner| inner.look()));
        self.looking.set(Some(looking));
    }

    /// Looks where the focus is.
    fn look(self: &Rc<Self>) {
        drop(self.looking.take());
        let left_by_press = self.left_by_press.take();
        let Some(frame) = place::focused_frame() else {
            return self.no_frame_has_it();
        };
        self.in_doubt.set(false);
        self.keep_pace();
        let Some(plugin) = place::plugin_of(&frame) else {
            // A frame that is about to go.
            return self.give_back();
        };
        let is_prevented = |tab: &Event| tab.default_prevented();
        if self.tab.take().as_ref().is_some_and(is_prevented) {
            self.guard.borrow_mut().forget_tab();
        }
        let state = self.store.state();
        let verdict = self.guard.borrow_mut().came(Arrival {
            plugin: &plugin,
            now: time::now(),
            is_shown: is_shown(&state, &plugin) && !place::is_modal_open(),
            // What is pressed after the focus left is a key that the frame took with it.
            is_active: left_by_press
                .unwrap_or_else(|| !self.contest.is_on(time::now()) && is_active()),
            is_allowed: allowed_key(&self.store, &plugin)
                .is_some_and(|key| storage::get(&key).is_some()),
        });
        match verdict {
            Verdict::Stays => return,
            Verdict::Pressed => self.sample(),
            Verdict::Entered => self.settle(),
            Verdict::Allowed => self.tell_of(&plugin),
            Verdict::Back => self.take_back(),
            Verdict::Out => {
                // With the focus in a frame that is taken out, Firefox gives the keys to nobody.
                self.take_back();
                if let Some(stop) = &*self.stop.borrow() {
                    stop(&plugin);
                }
            }
        }
        self.keep_pace();
        self.tell_inside();
    }

    fn no_frame_has_it(self: &Rc<Self>) {
        if !place::has_window_focus() {
            // In another window; what was pressed here is let go there.
            if self.guard.borrow().is_pressing() {
                self.settle();
            }
            return self.keep_pace();
        }
        let is_inside = self.guard.borrow().inside().is_some();
        if is_inside && !self.in_doubt.replace(true) {
            // On the way to another frame it may be nowhere for a moment.
            return self.look_in(LEFT_MS);
        }
        if is_inside {
            self.at_home();
        }
        self.keep_pace();
        if place::own_focus().is_none() {
            *self.home.borrow_mut() = None;
        }
    }

    /// Shows the agent which frame has the keyboard.
    fn tell_inside(&self) {
        let inside = self.guard.borrow().inside().cloned();
        if self.store.state().panel.inside != inside {
            self.store.dispatch(Action::Inside(inside));
        }
    }
}

fn with(weak: &Weak<Inner>, act: impl FnOnce(&Rc<Inner>)) {
    if let Some(inner) = weak.upgrade() {
        act(&inner);
    }
}

/// A browser that does not say is one in which frames take no keys.
fn is_active() -> bool {
    Activation::is_active().unwrap_or(true)
}
