//! Assigns the conversation to a member.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::event::conversation::Assignee;
use crate::id::MemberId;

/// The command.
#[derive(Debug)]
pub struct AssignTo;

impl Command for AssignTo {
    const NAME: Name = Name::AssignTo;
    type Params = Params;
    type Reply = Reply;
}

/// Who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// An active member, or null for nobody.
    pub member: Option<MemberId>,
}

/// The assignee afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The member, or null.
    pub assignee: Option<Assignee>,
}
