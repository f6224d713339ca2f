//! Who uses a company: it is closed once nobody does.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::running::Running;

/// Counts one answer, or one who holds a company, while it lives.
#[derive(Debug)]
pub(super) struct Busy(Arc<AtomicUsize>);

impl Busy {
    pub(super) fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::AcqRel);
        Self(count.clone())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A company that is not closed while somebody has this.
#[derive(Debug)]
pub(crate) struct Held {
    company: Arc<Running>,
    _busy: Busy,
}

impl Held {
    /// Nobody may be about to close it.
    pub(super) fn new(company: Arc<Running>) -> Self {
        let busy = Busy::new(&company.busy);
        company.use_now();
        Self {
            company,
            _busy: busy,
        }
    }
}

impl Deref for Held {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.company
    }
}
