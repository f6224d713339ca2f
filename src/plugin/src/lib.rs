//! The plugin side of the frame wire, as a Rust library.
//!
//! A [`Plugin`] says hello to the page that embeds it, takes the first port that answers, and from then
//! on hears events and makes calls over it; where none answers it speaks the classic dialect. It exports
//! nothing to JavaScript: `encaixe-sdk` does.
//!
//! ```no_run
//! use encaixe_plugin::{Limits, Page, Plugin, Times};
//! use encaixe_plugin::protocol::event::Name;
//!
//! # fn example(listener: js_sys::Function) {
//! let plugin = Plugin::new(Page::current(), Limits::STANDARD);
//! let number = plugin.on(Name::Conversation, listener, Times::Every);
//! plugin.connect(Some("https://inbox.example.com"));
//! # plugin.remove(number);
//! # }
//! ```

pub mod command;
pub mod error;
#[cfg(feature = "typed")]
pub mod typed;

mod calls;
mod classic;
mod connection;
mod events;
mod height;
mod link;
mod options;
mod plugin;
mod queue;
mod transport;
mod value;
mod values;

pub use encaixe_protocol as protocol;
pub use encaixe_protocol::limits::Limits;

pub use crate::events::Times;
pub use crate::link::Wire;
pub use crate::options::Options;
pub use crate::plugin::{Bind, Plugin};
pub use crate::transport::Page;
pub use crate::value::{PlainObject, copy_given};
pub use crate::values::Values;

/// The version of this library, which the hello carries.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
