//! How the keys are spelt: as Plug spells them, or as they are meant.

/// The spelling of the keys that Plug spells in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    /// Plug's: `departament`, `momment`, and `operatorReport` with a space at its end.
    #[default]
    Plug,
    /// The words that are meant.
    Plain,
}

impl Names {
    /// Plug's where they are wanted.
    #[must_use]
    pub const fn of(plug: bool) -> Self {
        if plug { Self::Plug } else { Self::Plain }
    }

    pub(super) const fn department(self) -> &'static str {
        match self {
            Self::Plug => "departament",
            Self::Plain => "department",
        }
    }

    pub(super) const fn moment(self) -> &'static str {
        match self {
            Self::Plug => "momment",
            Self::Plain => "moment",
        }
    }

    pub(super) const fn report(self) -> &'static str {
        match self {
            Self::Plug => "operatorReport ",
            Self::Plain => "operatorReport",
        }
    }
}
