//! Where the focus is, and how it is put somewhere.

use encaixe_api::id::PluginId;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlElement, HtmlIFrameElement, HtmlInputElement,
    HtmlTextAreaElement,
};

/// What in a dialog can take the focus.
const FOCUSABLE: &str = "input, textarea, select, button, a[href]";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn focused() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// Whether that is a frame of another page.
pub(super) fn is_frame(element: &Element) -> bool {
    element.tag_name() == "IFRAME"
}

/// The frame that has the focus.
pub(super) fn focused_frame() -> Option<HtmlElement> {
    focused().filter(|element| is_frame(element))
}

/// What of the page's own has the focus; none is the page itself, or a frame.
pub(super) fn own_focus() -> Option<HtmlElement> {
    focused().filter(|element| !is_frame(element) && element.tag_name() != "BODY")
}

/// The plugin whose frame that is; none for a frame that is about to go.
pub(super) fn plugin_of(frame: &HtmlElement) -> Option<PluginId> {
    if !is_frame(frame) {
        return None;
    }
    let container = frame.parent_element()?;
    container.get_attribute("data-plugin").map(PluginId::from)
}

/// The frame of that plugin.
pub(super) fn frame_of(plugin: &PluginId) -> Option<HtmlElement> {
    let holders = document()?.query_selector_all(".frame[data-plugin]").ok()?;
    (0..holders.length())
        .filter_map(|at| holders.item(at)?.dyn_into::<Element>().ok())
        .filter(|container| {
            container.get_attribute("data-plugin").as_deref() == Some(plugin.as_str())
        })
        .find_map(|container| container.query_selector("iframe").ok()??.dyn_into().ok())
}

/// Whether the window, or a frame in it, is the one that the system gives the keys to.
pub(super) fn has_window_focus() -> bool {
    document().is_some_and(|document| document.has_focus() == Ok(true))
}

/// Whether a dialog lies over the page.
pub(super) fn is_modal_open() -> bool {
    open_dialog().is_some()
}

/// Whether the event is at something that acts when it is pressed, such as a button.
pub(super) fn is_control(event: &Event) -> bool {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return false;
    };
    match element.tag_name().as_str() {
        "BUTTON" | "A" | "SELECT" | "SUMMARY" => true,
        "INPUT" => element
            .dyn_ref::<HtmlInputElement>()
            .is_some_and(|input| !matches!(input.selection_start(), Ok(Some(_)))),
        _ => false,
    }
}

/// Puts the focus there without scrolling; the caret stays where it is, also in the page of a frame.
pub(super) fn focus(element: &HtmlElement) {
    if let Some(frame) = element.dyn_ref::<HtmlIFrameElement>() {
        // The element's own focus would begin at the top of the page in it.
        let _ = frame.content_window().map(|window| window.focus());
        if focused_frame().as_ref() == Some(element) {
            return;
        }
    }
    let before = Selection::of(element);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // What cannot take it leaves it where it is.
    let _ = element.focus_with_options(&options);
    if let Some(before) = before
        && Selection::of(element).as_ref() != Some(&before)
    {
        before.put(element);
    }
}

/// Takes the focus out of a frame: to what had it before, else to the dialog that lies over the page, else to the page itself.
pub(super) fn back_to(home: Option<&HtmlElement>) {
    if let Some(home) = home.filter(|home| home.is_connected()) {
        focus(home);
    }
    if focused_frame().is_none() {
        return;
    }
    let in_dialog = open_dialog().and_then(|dialog| dialog.query_selector(FOCUSABLE).ok()?);
    if let Some(field) = in_dialog.and_then(|field| field.dyn_into().ok()) {
        focus(&field);
    }
    if let Some(frame) = focused_frame() {
        // What has the focus can lose it.
        let _ = frame.blur();
        if let Some(window) = web_sys::window().filter(|_| has_window_focus()) {
            let _ = window.focus();
        }
    }
}

/// Takes the keys anew for what has the focus, or for the page itself, by way of that frame of the page's own: Firefox tells
/// its other processes of a change alone.
pub(super) fn take_again(nook: &HtmlIFrameElement) {
    let home = own_focus();
    let to_window = |window: Option<web_sys::Window>| {
        // A window that cannot take it leaves it where it is.
        let _ = window.map(|window| window.focus());
    };
    to_window(nook.content_window());
    if let Some(home) = home {
        focus(&home);
    } else {
        // What has the focus can lose it.
        let _ = nook.blur();
        to_window(web_sys::window());
    }
}

fn open_dialog() -> Option<Element> {
    document()?.query_selector("dialog[open]").ok()?
}

/// The caret, or what is selected, in a text.
#[derive(Debug, PartialEq, Eq)]
struct Selection {
    from: u32,
    to: u32,
    direction: Option<String>,
}

impl Selection {
    fn of(element: &HtmlElement) -> Option<Self> {
        let (from, to, direction) = if let Some(text) = element.dyn_ref::<HtmlTextAreaElement>() {
            (
                text.selection_start(),
                text.selection_end(),
                text.selection_direction(),
            )
        } else {
            let input = element.dyn_ref::<HtmlInputElement>()?;
            (
                input.selection_start(),
                input.selection_end(),
                input.selection_direction(),
            )
        };
        Some(Self {
            from: from.ok()??,
            to: to.ok()??,
            direction: direction.ok()?,
        })
    }

    fn put(&self, element: &HtmlElement) {
        let direction = self.direction.as_deref().unwrap_or("none");
        // The places were read from it.
        let _ = if let Some(text) = element.dyn_ref::<HtmlTextAreaElement>() {
            text.set_selection_range_with_direction(self.from, self.to, direction)
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.set_selection_range_with_direction(self.from, self.to, direction)
        } else {
            Ok(())
        };
    }
}
