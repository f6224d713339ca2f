//! What the page hears of the keyboard, the pointer and the focus, before anything in it can stop that.

use std::rc::Rc;

use encaixe_ui::time;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, FocusEvent, HtmlElement, KeyboardEvent, Window};

use super::{Inner, LEFT_MS, is_active, place, with};

impl Inner {
    /// Listens for as long as the values live.
    pub(super) fn listen(self: &Rc<Self>) -> Vec<EventListener> {
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
}

fn is_of_window(event: &Event) -> bool {
    let is_window = |target: EventTarget| target.dyn_into::<Window>().is_ok();
    event.target().is_some_and(is_window)
}
