//! What was committed is told in the order of the commits, though each waits for the disk by itself.

use std::sync::{Mutex, PoisonError};

use tokio::sync::oneshot::{self, Receiver, Sender};

/// Who tells next.
#[derive(Debug, Default)]
pub(super) struct Order(Mutex<Option<Receiver<()>>>);

/// A place in it: whoever has the next one waits until this one is gone. Whoever has nothing to tell has to come too, or the next one would
/// pass those before.
#[derive(Debug)]
pub(super) struct Place {
    before: Option<Receiver<()>>,
    _after: Sender<()>,
}

impl Order {
    /// The place behind all that were given.
    pub(super) fn next(&self) -> Place {
        let (after, gone) = oneshot::channel();
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Place {
            before: last.replace(gone),
            _after: after,
        }
    }
}

impl Place {
    /// Waits until every place before it is gone.
    pub(super) async fn come(&mut self) {
        if let Some(before) = self.before.take() {
            // Nothing is ever sent: it ends when its other side is gone.
            let _ = before.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::task::yield_now;

    use super::*;

    #[tokio::test]
    async fn whoever_is_done_first_waits_for_those_before() {
        let order = Order::default();
        let (first, silent, last) = (order.next(), order.next(), order.next());
        let told = Arc::new(Mutex::new(Vec::new()));
        let tell = |name: Option<&'static str>, mut place: Place| {
            let told = told.clone();
            tokio::spawn(async move {
                place.come().await;
                told.lock().unwrap().extend(name);
            })
        };
        let (last, silent) = (tell(Some("last"), last), tell(None, silent));
        for _ in 0..10 {
            yield_now().await;
        }
        assert!(told.lock().unwrap().is_empty());
        tell(Some("first"), first).await.unwrap();
        silent.await.unwrap();
        last.await.unwrap();
        assert_eq!(*told.lock().unwrap(), ["first", "last"]);
    }
}
