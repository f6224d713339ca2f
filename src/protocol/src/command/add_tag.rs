//! Puts a tag on the conversation; answers with its tags afterwards.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::event::conversation::Tag;
use crate::id::TagId;

/// The command.
#[derive(Debug)]
pub struct AddTag;

impl Command for AddTag {
    const NAME: Name = Name::AddTag;
    type Params = Params;
    type Reply = Reply;
}

/// Which tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// The tag's id.
    pub tag: TagId,
}

/// The conversation's tags afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// In the order in which the page shows them.
    pub tags: Vec<Tag>,
}
