//! The lock that one tab of a browser holds at a time.
//!
//! Source: Web Locks API. `web-sys` has it among its unstable parts only, so it is called by name.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The lock's name.
const NAME: &str = "encaixe-live";

/// A held or awaited lock; dropping it gives it up.
pub(super) struct Lock {
    release: Rc<RefCell<Option<Function>>>,
    controller: Option<web_sys::AbortController>,
    _granted: Closure<dyn FnMut(JsValue) -> Promise>,
}

impl Lock {
    /// Calls `granted` once this tab holds the lock; at once where the browser has no locks.
    pub(super) fn request(granted: impl Fn() + 'static) -> Self {
        let release: Rc<RefCell<Option<Function>>> = Rc::default();
        let granted = Rc::new(granted);
        let on_grant = {
            let (release, granted) = (Rc::clone(&release), Rc::clone(&granted));
            Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_| {
                // The lock is held until this promise is resolved.
                let held = Promise::new(&mut |resolve, _| {
                    *release.borrow_mut() = Some(resolve);
                });
                granted();
                held
            })
        };
        let controller = web_sys::AbortController::new().ok();
        let asked = ask(controller.as_ref(), on_grant.as_ref());
        match asked {
            Some(asked) => spawn_local(async move {
                // Ends when the lock is given up, or fails when the request for it is: both end it.
                let _ = JsFuture::from(asked).await;
            }),
            None => granted(),
        }
        Self {
            release,
            controller,
            _granted: on_grant,
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            // The resolver of a promise does not throw.
            let _ = release.call0(&JsValue::UNDEFINED);
        } else if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

fn ask(controller: Option<&web_sys::AbortController>, granted: &JsValue) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    if let Some(controller) = controller {
        Reflect::set(&options, &"signal".into(), &controller.signal()).ok()?;
    }
    request
        .call3(&locks, &NAME.into(), &options, granted)
        .ok()?
        .dyn_into()
        .ok()
}
