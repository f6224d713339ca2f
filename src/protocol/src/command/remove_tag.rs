//! Takes a tag off the conversation; answers with its tags afterwards.

use super::{Command, Name, add_tag};

/// The command.
#[derive(Debug)]
pub struct RemoveTag;

impl Command for RemoveTag {
    const NAME: Name = Name::RemoveTag;
    type Params = add_tag::Params;
    type Reply = add_tag::Reply;
}
