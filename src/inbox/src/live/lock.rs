//! The lock that one tab of a browser holds at a time.
//!
//! Source: Web Locks API. `web-sys` has it among its unstable parts only, so it is called by name.

use encaixe_ui::company;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The lock's name.
const NAME: &str = "encaixe-live";

/// A held or awaited lock; dropping it gives it up.
pub(super) struct Lock(Rc<Inner>);

struct Inner {
    granted: Box<dyn Fn()>,
    lost: Box<dyn Fn()>,
    on_grant: OnceCell<Closure<dyn FnMut(JsValue) -> Promise>>,
    /// Gives the lock up; there while it is held.
    release: RefCell<Option<Function>>,
    /// How often it was asked for: what becomes of an earlier request does not matter.
    asked: Cell<u32>,
    /// Gives up waiting for it.
    waiting: RefCell<Option<web_sys::AbortController>>,
}

impl Lock {
    /// Calls `granted` once this tab holds the lock, at once where the browser has no locks; and `lost` when another
    /// tab took it away: then this one waits for it again.
    pub(super) fn request(granted: impl Fn() + 'static, lost: impl Fn() + 'static) -> Self {
        let inner = Rc::new(Inner {
            granted: Box::new(granted),
            lost: Box::new(lost),
            on_grant: OnceCell::new(),
            release: RefCell::default(),
            asked: Cell::new(0),
            waiting: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        inner.on_grant.get_or_init(|| {
            Closure::new(move |_| {
                // The lock is held until this promise is resolved.
                let inner = weak.upgrade();
                let held = Promise::new(&mut |resolve, _| {
                    if let Some(inner) = &inner {
                        *inner.release.borrow_mut() = Some(resolve);
                    }
                });
                match inner {
                    Some(inner) => {
                        inner.waiting.take();
                        (inner.granted)();
                        held
                    }
                    None => Promise::resolve(&JsValue::UNDEFINED),
                }
            })
        });
        if inner.wait().is_none() {
            (inner.granted)();
        }
        Self(inner)
    }

    /// Takes it away from the tab that holds it.
    pub(super) fn steal(&self) {
        if self.0.release.borrow().is_some() {
            return;
        }
        if let Some(waiting) = self.0.waiting.take() {
            waiting.abort();
        }
        let options = Object::new();
        // Setting a plain property on a plain object cannot fail.
        let _ = Reflect::set(&options, &"steal".into(), &true.into());
        self.0.ask(&options);
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.release.take() {
            // The resolver of a promise does not throw.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
        if let Some(waiting) = self.0.waiting.take() {
            waiting.abort();
        }
    }
}

impl Inner {
    /// Waits until nobody else holds it; none where the browser has no locks.
    fn wait(self: &Rc<Self>) -> Option<()> {
        let options = Object::new();
        let controller = web_sys::AbortController::new().ok();
        if let Some(controller) = &controller {
            Reflect::set(&options, &"signal".into(), &controller.signal()).ok()?;
        }
        *self.waiting.borrow_mut() = controller;
        self.ask(&options)
    }

    fn ask(self: &Rc<Self>, options: &Object) -> Option<()> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        let request = Reflect::get(&locks, &"request".into()).ok()?;
        let request: Function = request.dyn_into().ok()?;
        let on_grant = self.on_grant.get()?.as_ref();
        let asked = request.call3(&locks, &company::name(NAME).into(), options, on_grant);
        let asked: Promise = asked.ok()?.dyn_into().ok()?;
        let weak = Rc::downgrade(self);
        let number = self.asked.get().wrapping_add(1);
        self.asked.set(number);
        spawn_local(async move {
            // Fails when the request is given up, and when the lock was held and another tab took it.
            if JsFuture::from(asked).await.is_err() {
                Self::taken(&weak, number);
            }
        });
        Some(())
    }

    fn taken(weak: &Weak<Self>, number: u32) {
        let Some(inner) = weak.upgrade().filter(|it| it.asked.get() == number) else {
            return;
        };
        let was_held = inner.release.take().is_some();
        if was_held {
            (inner.lost)();
            inner.wait();
        }
    }
}
