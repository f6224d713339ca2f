//! Sees to it that keys reach a plugin's frame only while the agent is in it.
//!
//! A frame's page can take the focus at any time; browsers stop it from nothing. So whenever the focus comes to a frame,
//! [`guard`] decides whether the agent went in or the page took it; then the focus goes back to exactly where it was, in
//! the next task: inside of the `blur` itself it would only seem to. [`place`] knows where that is, [`leave`] what the agent's
//! last gesture in a frame allows its page to do.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use encaixe_api::id::PluginId;
use encaixe_host::Activation;
use encaixe_protocol::command::toast::Kind;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::{Interval, Timeout};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlElement, KeyboardEvent};

use super::mounted::is_shown;
use crate::flow;
use crate::i18n::Words;
use crate::state::Action;
use crate::store::Store;
use crate::{storage, time};

mod contest;
mod guard;
mod leave;
mod place;

use contest::Contest;
use guard::{Arrival, Guard, Verdict};
use leave::Leaves;
pub(crate) use leave::Use;

/// How often it is looked where the focus is while the agent is in a frame, in milliseconds: from one frame to another it
/// goes without an event.
const INSIDE_MS: u32 = 25;
/// How often while the window is behind others.
const AWAY_MS: u32 = 100;
/// How often while the focus is in the page, to learn of presses in a frame that leave it there.
const HOME_MS: u32 = 500;
/// How long after something lost the focus it is clear that nothing else got it, in milliseconds.
const LEFT_MS: u32 = 50;
/// How long the news of a press in a frame may take to this page, in milliseconds: it goes another way than the frame's
/// messages, and a busy machine lets it wait.
const NEWS_MS: u32 = 2_000;
/// How long something may be pressed in the page before its end is taken for missed, in milliseconds.
const PRESS_MS: f64 = 5_000.0;

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
        self.0.set_pace(HOME_MS);
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

    /// Whether the agent is in that plugin's frame and clicked or pressed a key in it just now.
    pub(crate) async fn is_used(&self, plugin: &PluginId) -> bool {
        self.after_news(|inner, now| {
            let is_shown = is_shown(&inner.store.state(), plugin);
            let is_inside = inner.guard.borrow().inside() == Some(plugin);
            let is_fresh = inner.leaves.borrow().is_fresh(plugin, now);
            // A gesture that was spent on another call is none: the browser would refuse, and news of the next is on its way.
            is_shown && is_inside && is_fresh && is_active()
        })
        .await
    }

    /// Takes the leave that the agent's last gesture in that plugin's frame gives, for one use of each kind; says whether
    /// there was one.
    pub(crate) async fn take_leave(&self, plugin: &PluginId, what: Use) -> bool {
        let taken = self
            .after_news(|inner, now| inner.leaves.borrow_mut().take(plugin, what, now))
            .await;
        if taken {
            // From here on an activation is another gesture's.
            self.0.activation.spend();
        }
        taken
    }

    async fn after_news(&self, is_so: impl Fn(&Inner, f64) -> bool) -> bool {
        let now = || {
            self.0.sample();
            is_so(&self.0, time::now())
        };
        for _ in 0..NEWS_MS / INSIDE_MS {
            if now() {
                return true;
            }
            TimeoutFuture::new(INSIDE_MS).await;
        }
        now()
    }
}

/// The key under which this browser remembers that this agent lets a plugin take the keyboard.
pub(crate) fn allowed_key(store: &Store, plugin: &PluginId) -> Option<String> {
    let state = store.state();
    let me = &state.me.ready()?.member.id;
    Some(format!("keyboard.{me}.{plugin}"))
}

impl Inner {
    fn listen(self: &Rc<Self>) -> Vec<EventListener> {
        let Some(window) = web_sys::window() else {
            return Vec::new();
        };
        // Before anything in the page stops them.
        let first = EventListenerOptions::run_in_capture_phase();
        let on = |name: &'static str, act: fn(&Rc<Self>, &Event)| {
            let weak = Rc::downgrade(self);
            EventListener::new_with_options(&window, name, first, move |event| {
                with(&weak, |inner| act(inner, event));
            })
        };
        vec![
            on("keydown", |inner, event| inner.key_went_down(event)),
            on("keyup", |inner, _| inner.settle_soon()),
            on("pointerdown", |inner, event| inner.press(event)),
            on("pointerup", |inner, _| inner.settle_soon()),
            on("pointercancel", |inner, _| inner.settle_soon()),
            on("click", |inner, _| inner.settle_soon()),
            // An input method, dictation or a picker of signs writes without a key.
            on("compositionupdate", |inner, event| inner.text_came(event)),
            on("compositionend", |inner, event| inner.text_came(event)),
            on("input", |inner, event| inner.text_came(event)),
            on("focusin", |inner, event| inner.focus_came(event)),
            on("focusout", |inner, _| inner.look_in(LEFT_MS)),
            on("blur", |inner, event| {
                if is_of_window(event) {
                    inner.focus_left();
                }
            }),
            on("focus", |inner, event| {
                // On the way from one frame to another, too.
                if is_of_window(event) {
                    inner.look_soon();
                }
            }),
            on("visibilitychange", |inner, _| inner.look_soon()),
        ]
    }

    fn key_went_down(self: &Rc<Self>, event: &Event) {
        let Some(key) = event
            .dyn_ref::<KeyboardEvent>()
            .filter(|_| event.is_trusted())
        else {
            return;
        };
        let has_modifier = key.ctrl_key() || key.alt_key() || key.meta_key();
        let is_tab = key.key() == "Tab" && !has_modifier;
        let now = time::now();
        self.guard.borrow_mut().key(now, is_tab);
        *self.tab.borrow_mut() = is_tab.then(|| event.clone());
        self.pressed.set(now);
        let is_modifier = matches!(key.key().as_str(), "Shift" | "Control" | "Alt" | "Meta");
        // A button or a link may do something for which its browser wants the activation.
        if is_modifier || !place::is_control(event) {
            self.settle();
        }
    }

    fn press(&self, event: &Event) {
        if event.is_trusted() {
            self.guard.borrow_mut().press();
            self.pressed.set(time::now());
        }
    }

    fn text_came(self: &Rc<Self>, event: &Event) {
        self.press(event);
        self.settle_soon();
    }

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

    /// Something got the focus.
    fn focus_came(self: &Rc<Self>, event: &Event) {
        let target = event
            .dyn_ref::<FocusEvent>()
            .and_then(|event| event.target()?.dyn_into::<HtmlElement>().ok());
        if let Some(element) = target.filter(|element| !place::is_frame(element)) {
            self.at_home();
            *self.home.borrow_mut() = Some(element);
        }
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
        self.set_home_pace();
    }

    /// The focus left the page: it went to a frame, or to something outside of the page.
    fn focus_left(self: &Rc<Self>) {
        let by_press = is_active() && self.guard.borrow().is_of_a_frame(time::now());
        self.left_by_press.set(Some(by_press));
        if by_press {
            // What is to be spent was pressed before; what would be spent now is the frame's.
            drop(self.settling.take());
        }
        self.look_soon();
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
        self.set_pace(if place::has_window_focus() {
            INSIDE_MS
        } else {
            AWAY_MS
        });
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
            Verdict::Told => self.tell_of(&plugin),
            Verdict::Back => self.take_back(),
            Verdict::Out => {
                // With the focus in a frame that is taken out, Firefox gives the keys to nobody.
                self.take_back();
                if let Some(stop) = &*self.stop.borrow() {
                    stop(&plugin);
                }
            }
        }
        self.tell_inside();
    }

    fn no_frame_has_it(self: &Rc<Self>) {
        if !place::has_window_focus() {
            // In another window; what was pressed here is let go there.
            if self.guard.borrow().is_pressing() {
                self.settle();
            }
            return self.set_pace(AWAY_MS);
        }
        let is_inside = self.guard.borrow().inside().is_some();
        if is_inside && !self.in_doubt.replace(true) {
            // On the way to another frame it may be nowhere for a moment.
            return self.look_in(LEFT_MS);
        }
        if is_inside {
            self.at_home();
        }
        self.set_home_pace();
        if place::own_focus().is_none() {
            *self.home.borrow_mut() = None;
        }
    }

    /// Takes the focus from a frame that took it; a key that it got meanwhile opens no way back into it.
    fn take_back(self: &Rc<Self>) {
        self.contest.begin(time::now());
        self.give_back();
        let is_of_thief = {
            let guard = self.guard.borrow();
            guard.inside().is_none() && !guard.is_pressing()
        };
        if is_of_thief {
            self.settle();
        }
        self.set_home_pace();
    }

    /// Puts the focus back where it was before a frame took it.
    fn give_back(self: &Rc<Self>) {
        let inside = self.guard.borrow().inside().cloned();
        if let Some(frame) = inside.and_then(|plugin| place::frame_of(&plugin)) {
            place::focus(&frame);
        } else {
            let home = self.home.borrow().clone();
            place::back_to(home.as_ref());
        }
    }

    /// Notes a gesture of the agent's in a frame, if there was one just now.
    fn sample(&self) {
        let now = time::now();
        let guard = self.guard.borrow();
        if !is_active() || !guard.is_of_a_frame(now) {
            return;
        }
        let state = self.store.state();
        let pressed = guard.inside().or_else(|| {
            // A press that moves no focus. Only the frame before the agent's eyes can be pressed.
            let is_free =
                place::focused_frame().is_none() && !place::is_modal_open() && !self.is_unsure();
            let shown = state.panel.active.as_ref().filter(|_| is_free);
            shown.filter(|id| guard.can_spend() && is_shown(&state, id))
        });
        if let Some(plugin) = pressed {
            self.leaves.borrow_mut().gesture(plugin, now);
        }
    }

    fn tick(self: &Rc<Self>) {
        let is_missed = time::now() - self.pressed.get() > PRESS_MS;
        if is_missed && self.guard.borrow().is_pressing() {
            self.settle();
        }
        self.sample();
        self.look();
        self.make_sure();
    }

    /// Sees to it, after a theft, that the keys are the page's where it seems to have the focus.
    fn make_sure(&self) {
        let now = time::now();
        let is_home = {
            let guard = self.guard.borrow();
            guard.inside().is_none()
                && place::focused_frame().is_none()
                && place::has_window_focus()
        };
        let Some(nook) = self.activation.nook().filter(|_| is_home) else {
            return;
        };
        let is_pressed = is_active() && self.guard.borrow().is_of_a_frame(now);
        if self.contest.is_doubtful(now, is_pressed) {
            place::take_again(nook);
        }
    }

    /// Whether a frame may get keys while the page seems to have the focus.
    fn is_unsure(&self) -> bool {
        self.contest.is_on(time::now()) && self.activation.nook().is_some()
    }

    fn set_home_pace(self: &Rc<Self>) {
        let is_contested = self.contest.is_on(time::now());
        self.set_pace(if is_contested { INSIDE_MS } else { HOME_MS });
    }

    fn set_pace(self: &Rc<Self>, pace: u32) {
        if self.pace.replace(pace) != pace {
            let weak = Rc::downgrade(self);
            let ticking = Interval::new(pace, move || with(&weak, Self::tick));
            self.ticking.set(Some(ticking));
        }
    }

    /// Shows the agent which frame has the keyboard.
    fn tell_inside(&self) {
        let inside = self.guard.borrow().inside().cloned();
        if self.store.state().panel.inside != inside {
            self.store.dispatch(Action::Inside(inside));
        }
    }

    fn tell_of(&self, plugin: &PluginId) {
        let state = self.store.state();
        if let Some(frame) = state.panel.frame(plugin) {
            let words = Words::of(state.locale);
            let name = [("plugin", frame.name.clone().into())];
            let text = words.with("keyboard-taken", name);
            flow::notice(&self.store, Kind::Info, text);
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

fn is_of_window(event: &Event) -> bool {
    let is_window = |target: web_sys::EventTarget| target.dyn_into::<web_sys::Window>().is_ok();
    event.target().is_some_and(is_window)
}
