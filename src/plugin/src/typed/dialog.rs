//! The question of a dialog.

use encaixe_protocol::command::dialog::{Kind, Params};

/// A question that takes yes or no. Texts have 1 to 2,000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "nothing is asked until it is given to `Kinbox::dialog`"]
pub struct Dialog(pub(super) Params);

impl Dialog {
    /// Confirm or cancel.
    pub fn confirm(title: impl Into<String>) -> Self {
        Self(Params {
            kind: Kind::Confirm,
            title: title.into(),
            description: None,
            ok_text: None,
            cancel_text: None,
        })
    }

    /// What hangs on it.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.0.description = Some(text.into());
        self
    }

    /// The word on the button that confirms.
    pub fn ok_text(mut self, text: impl Into<String>) -> Self {
        self.0.ok_text = Some(text.into());
        self
    }

    /// The word on the button that cancels.
    pub fn cancel_text(mut self, text: impl Into<String>) -> Self {
        self.0.cancel_text = Some(text.into());
        self
    }
}
