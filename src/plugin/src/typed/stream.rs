//! The events as a stream.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_core::Stream;

use super::bound::Bound;
use super::error::Error;
use super::event::Event;
use super::kinbox::Kinbox;
use super::listen::Listening;

/// Every event from now on, in order; what was not taken yet is kept. An event that cannot be read is an error, after
/// which others follow. It ends after `closing`.
#[must_use = "no event is kept once this is dropped"]
pub struct Events {
    waiting: UnboundedReceiver<Result<(Event, Bound), Error>>,
    _listening: Listening,
}

impl Events {
    /// The next event; none after `closing`.
    pub async fn next(&mut self) -> Option<Result<(Event, Bound), Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for Events {
    type Item = Result<(Event, Bound), Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.waiting).poll_next(context)
    }
}

impl Kinbox {
    /// The events as a stream.
    ///
    /// ```no_run
    /// # use encaixe_plugin::typed::{Error, Event, Kinbox};
    /// # async fn example(kinbox: Kinbox) -> Result<(), Error> {
    /// let mut events = kinbox.events();
    /// while let Some(event) = events.next().await {
    ///     if let (Event::Conversation(data), bound) = event? {
    ///         bound.add_note(&format!("{} is being served", data.contact.name)).await?;
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn events(&self) -> Events {
        let (sender, waiting) = unbounded();
        let listening = self.on_any(move |event| {
            let last = matches!(event, Ok((Event::Closing(_), _)));
            // It fails only when nobody takes events any more.
            drop(sender.unbounded_send(event));
            if last {
                sender.close_channel();
            }
        });
        Events {
            waiting,
            _listening: listening,
        }
    }
}
