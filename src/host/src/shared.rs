//! What the documents of a frame share: the page, and the bounds.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_protocol::limits::Limits;
use encaixe_protocol::scope::Grants;

use crate::Page;
use crate::bounds::Bucket;
use crate::gate::Gate;

/// What every document of a frame shares.
pub(crate) struct Shared {
    pub(crate) page: Rc<dyn Page>,
    pub(crate) limits: Limits,
    pub(crate) scopes: Grants,
    /// Messages are counted for the frame, whatever they are.
    pub(crate) gate: Gate,
    /// Calls are counted for the frame: a new hello brings no new calls.
    pub(crate) calls: RefCell<Bucket>,
}
