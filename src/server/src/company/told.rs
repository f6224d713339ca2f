//! What every company hears of, whichever it is.

use tokio::sync::watch;

use super::Companies;

impl Companies {
    /// Has every company that is open take over what changed of integrations in the server's own store. One that is closed does so once it
    /// is opened.
    pub(crate) fn tell_integrations(&self) {
        self.changed.send_modify(|count| *count += 1);
    }

    /// What changes at each [`Companies::tell_integrations`] from now on.
    pub(crate) fn integrations(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }
}
