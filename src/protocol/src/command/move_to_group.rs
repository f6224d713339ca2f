//! Assigns the conversation to a group.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::event::conversation::Group;
use crate::id::GroupId;

/// The command.
#[derive(Debug)]
pub struct MoveToGroup;

impl Command for MoveToGroup {
    const NAME: Name = Name::MoveToGroup;
    type Params = Params;
    type Reply = Reply;
}

/// Which one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// An active group, or null for none.
    pub group: Option<GroupId>,
}

/// The assigned group afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The group, or null.
    pub group: Option<Group>,
}
