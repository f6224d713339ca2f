//! The page's colours: the system's or the agent's own choice, written on `<html data-theme>`.

use encaixe_protocol::handshake::Theme;
use serde::{Deserialize, Serialize};

use crate::{media_query, storage};

const KEY: &str = "theme";

/// What the agent chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// Whatever the system says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Choice {
    /// Every choice, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word that is remembered, and the end of its name's key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What was remembered, else the system's.
    pub fn remembered() -> Self {
        let word = storage::get(KEY);
        Self::ALL
            .into_iter()
            .find(|choice| Some(choice.as_str()) == word.as_deref())
            .unwrap_or(Self::System)
    }

    /// The colours that this choice means now.
    pub fn theme(self) -> Theme {
        match self {
            Self::Light => Theme::Light,
            Self::Dark => Theme::Dark,
            Self::System if media_query::DARK.holds() => Theme::Dark,
            Self::System => Theme::Light,
        }
    }

    /// Puts the choice on the page and remembers it.
    pub fn apply(self) {
        storage::set(KEY, self.as_str());
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element());
        if let Some(root) = root {
            // `data-theme` is a plain attribute: setting it cannot fail.
            let _ = root.set_attribute("data-theme", self.as_str());
        }
    }
}
