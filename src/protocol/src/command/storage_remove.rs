//! Removes a value that the plugin stored; one that is not there is as good as removed.

use super::{Command, Name, storage_get};

/// The command.
#[derive(Debug)]
pub struct StorageRemove;

impl Command for StorageRemove {
    const NAME: Name = Name::StorageRemove;
    type Params = storage_get::Params;
    type Reply = ();
}
