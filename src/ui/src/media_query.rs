//! Conditions of the style sheet, as the code may ask for them.

use gloo_events::EventListener;
use web_sys::MediaQueryList;

/// A condition in the words of CSS.
#[derive(Debug, Clone, Copy)]
pub struct MediaQuery(&'static str);

/// The system prefers light text on dark.
pub const DARK: MediaQuery = MediaQuery("(prefers-color-scheme: dark)");

/// The window is too narrow for more than one pane, as `styles/inbox/inbox_widths.css` has it.
pub const NARROW: MediaQuery = MediaQuery("(max-width: 719px)");

/// There is room for conversation and panel, and for a narrow list beside them, as `styles/inbox/inbox_widths.css` has it.
pub const MIDDLING: MediaQuery = MediaQuery("(min-width: 720px) and (max-width: 1099px)");

/// The agent points with a finger.
pub const COARSE: MediaQuery = MediaQuery("(pointer: coarse)");

impl MediaQuery {
    /// Whether it holds now.
    pub fn holds(self) -> bool {
        self.list().is_some_and(|list| list.matches())
    }

    /// Calls `act` when it begins or ceases to hold, until the listener is dropped.
    pub fn on_change(self, act: impl Fn() + 'static) -> Option<EventListener> {
        Some(EventListener::new(
            self.list()?.as_ref(),
            "change",
            move |_| act(),
        ))
    }

    fn list(self) -> Option<MediaQueryList> {
        web_sys::window()?.match_media(self.0).ok()?
    }
}
