//! `setHeight("auto")`: the frame is kept as high as the content, by calls of this side's own.
//!
//! Content whose height follows the frame's, such as 100vh with margins, would grow without end: a few growths
//! in a row, each after a change of the frame and none without, and it is left alone.

use std::rc::Rc;

use encaixe_protocol::command::Name;
use encaixe_protocol::error::Code;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

use crate::command::set_height::AUTO;
use crate::error::report;
use crate::link::Link;
use crate::options::Options;
use crate::plugin::{Plugin, bare};
use crate::transport::{Listener, Page};
use crate::value::Bag;

/// After so many growths the next look waits, so that an animation has its end first.
const QUICK: u32 = 3;

/// That many growths are no animation.
const MOST: u32 = 6;

/// How long the next look then waits, and the one after a refusal, in milliseconds.
const PAUSE_MS: u32 = 250;

/// What keeps the frame as high as the content.
#[derive(Debug)]
pub(crate) struct Follow {
    observer: ResizeObserver,
    _resize: Listener,
    /// The height that was told last.
    height: f64,
    /// The frame's height when the content was last looked at.
    frame: f64,
    /// Growths in a row that followed a change of the frame.
    growths: u32,
    /// Whether another look is due.
    due: bool,
}

impl Drop for Follow {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Begins to follow the content where the params say so, and writes its height there; otherwise ends that.
pub(crate) fn begin(plugin: &Plugin, params: &Bag) {
    let mut state = plugin.state();
    state.follow = None;
    if params.get("height") != AUTO {
        return;
    }
    let Some(page) = &plugin.inner.page else {
        return;
    };
    let height = page.content_height();
    params.set("height", &height.into());
    if !matches!(state.link, Link::Waiting(_) | Link::Channel(_)) {
        return;
    }
    let inner = Rc::downgrade(&plugin.inner);
    let resize = page.on_resize(move || {
        if let Some(inner) = inner.upgrade() {
            Plugin { inner }.look_again();
        }
    });
    if let Some(observer) = page.observe(bare(&plugin.inner.resized)) {
        state.follow = Some(Follow {
            observer,
            _resize: resize,
            height,
            frame: page.frame_height(),
            growths: 0,
            due: false,
        });
    }
}

/// The host does not have the height that was told last: whatever the next look finds is news.
pub(crate) fn forget(plugin: &Plugin) {
    if let Some(follow) = &mut plugin.state().follow {
        follow.height = 0.0;
    }
}

/// After a refusal: where there were only too many calls, another look comes soon.
pub(crate) fn fail(plugin: &Plugin, error: &JsValue) {
    forget(plugin);
    let mut state = plugin.state();
    let Some(follow) = &mut state.follow else {
        return;
    };
    let limited = Bag::or_empty(error).get("code") == Code::RateLimited.as_str();
    if limited && !std::mem::replace(&mut follow.due, true) {
        drop(state);
        plugin.timer(&plugin.inner.measure, PAUSE_MS, &JsValue::UNDEFINED);
    }
}

impl Plugin {
    /// Looks at the content once it is laid out.
    pub(crate) fn look_again(&self) {
        let mut state = self.state();
        let (Some(follow), Some(page)) = (&mut state.follow, &self.inner.page) else {
            return;
        };
        if std::mem::replace(&mut follow.due, true) {
            return;
        }
        let quick = follow.growths < QUICK;
        drop(state);
        if quick {
            // It fails only where there is no page.
            drop(
                page.own()
                    .request_animation_frame(bare(&self.inner.measure)),
            );
        } else {
            self.timer(&self.inner.measure, PAUSE_MS, &JsValue::UNDEFINED);
        }
    }

    /// Tells the host how high the content is, if that is news.
    pub(crate) fn measure(&self) {
        let mut state = self.state();
        let ended = !matches!(state.link, Link::Waiting(_) | Link::Channel(_));
        let connected = state.link.port().is_some();
        if ended {
            state.follow = None;
        }
        let (Some(follow), Some(page)) = (&mut state.follow, &self.inner.page) else {
            return;
        };
        follow.due = false;
        let (height, frame) = (page.content_height(), page.frame_height());
        // A frame that is not shown has no layout.
        if !connected || height < 1.0 {
            return;
        }
        let framed = (frame - follow.frame).abs() >= 1.0;
        let changed = (height - follow.height).abs() >= 1.0;
        follow.frame = frame;
        if changed && height > follow.height && framed {
            follow.growths += 1;
        } else if changed || framed {
            follow.growths = 0;
        }
        if follow.growths >= MOST {
            state.follow = None;
            drop(state);
            let problem = "setHeight(\"auto\"): the content grows with its frame, so it is not followed any more";
            return report(problem, &JsValue::UNDEFINED);
        }
        if changed {
            follow.height = height;
            drop(state);
            let params = Bag::new();
            params.set("height", &height.into());
            let mut options = Options::default();
            options.quiet = true;
            drop(self.ask(Some(Name::SetHeight), Ok(params), Ok(options)));
        }
    }
}

impl Page {
    /// The height of the content, in CSS pixels: of the root element's own box, which can be lower than the frame.
    fn content_height(&self) -> f64 {
        self.root().map_or(0.0, |root| {
            let bounds: Bag = root.get_bounding_client_rect().unchecked_into();
            bounds.get("height").as_f64().unwrap_or_default()
        })
    }

    /// The height of the frame, in CSS pixels.
    fn frame_height(&self) -> f64 {
        let own: &Bag = self.own().unchecked_ref();
        own.get("innerHeight").as_f64().unwrap_or_default()
    }

    fn root(&self) -> Option<Element> {
        let root = self.part("document").get("documentElement");
        Bag::of(&root).map(|root| root.unchecked_ref::<Element>().clone())
    }

    /// Has the function called when the content has another size; none where the engine cannot tell.
    fn observe(&self, changed: &js_sys::Function) -> Option<ResizeObserver> {
        let root = self.root()?;
        let observer = ResizeObserver::new(changed).ok()?;
        observer.observe(&root);
        Some(observer)
    }
}
