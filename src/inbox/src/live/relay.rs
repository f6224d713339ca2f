//! Messages about the stream between the tabs of one browser.

use encaixe_api::live::Change;
use encaixe_ui::company;
use gloo_events::EventListener;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel's name.
const NAME: &str = "encaixe-live";

/// A message of one tab to the others.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Word {
    /// Asks the tab that reads the stream for its state. Sent by a new tab, and by one that has heard nothing for long.
    Ask,
    /// The state of the stream: sent when it changes, at every heartbeat, and in answer to [`Word::Ask`].
    Doing {
        /// Whether it is open.
        open: bool,
        /// Whether the tab that reads it lies behind others: the browser may let it do nothing.
        hidden: bool,
        /// How long it is to the next heartbeat, in milliseconds.
        every_ms: u32,
        /// The id of the last event. A tab with another one has missed events.
        last: Option<String>,
    },
    /// Something changed; with the event's id.
    Change(Change, Option<String>),
}

/// The channel; dropping it closes it.
pub(super) struct Relay {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Relay {
    /// Listens to the other tabs; `None` where the browser has no such channel.
    pub(super) fn open(hear: impl Fn(Word) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&company::name(NAME)).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let word = event
                .dyn_ref::<MessageEvent>()
                .and_then(|event| event.data().as_string())
                .and_then(|text| serde_json::from_str(&text).ok());
            if let Some(word) = word {
                hear(word);
            }
        });
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    /// Sends a message to every other tab.
    pub(super) fn send(&self, word: &Word) {
        if let Ok(text) = serde_json::to_string(word) {
            // Fails on a closed channel only; this one closes when it is dropped.
            let _ = self.channel.post_message(&text.into());
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.channel.close();
    }
}
