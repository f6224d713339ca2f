//! What the worker is woken by: endpoints that have something due, and those that are gone. And whoever tells integrations that they were
//! taken out.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use encaixe_api::id::EndpointId;
use tokio::sync::Notify;

/// Wakes the worker of this process.
#[derive(Debug, Default)]
pub struct Wake {
    news: Mutex<News>,
    notify: Notify,
    farewell: Notify,
}

/// What came since the worker looked last.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// Those that have something due.
    pub(crate) due: HashSet<EndpointId>,
    /// Those that get nothing any more.
    pub(crate) gone: HashSet<EndpointId>,
}

impl Wake {
    /// These endpoints have something due.
    pub(crate) fn due(&self, endpoints: impl IntoIterator<Item = EndpointId>) {
        let mut endpoints = endpoints.into_iter().peekable();
        if endpoints.peek().is_some() {
            self.news().due.extend(endpoints);
            self.notify.notify_one();
        }
    }

    /// This endpoint gets nothing any more.
    pub(crate) fn gone(&self, endpoint: EndpointId) {
        self.news().gone.insert(endpoint);
        self.notify.notify_one();
    }

    /// Waits for news.
    pub(crate) async fn news_came(&self) -> News {
        self.notify.notified().await;
        std::mem::take(&mut *self.news())
    }

    /// An integration is to be told that it was taken out.
    pub(crate) fn farewell(&self) {
        self.farewell.notify_one();
    }

    /// Waits for one that is.
    pub(crate) async fn farewell_came(&self) {
        self.farewell.notified().await;
    }

    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
