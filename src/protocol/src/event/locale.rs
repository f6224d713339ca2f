//! `locale`: the page changed its language.

use serde::{Deserialize, Serialize};

/// The language now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// As in the context, a BCP 47 tag.
    pub locale: String,
}
