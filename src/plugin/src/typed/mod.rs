//! For plugins written in Rust: the events with the types of their data, and the commands as async functions.
//!
//! It is the feature `typed`, which brings serde; the SDK does without it.
//!
//! ```no_run
//! use encaixe_plugin::typed::{Kinbox, Toast};
//!
//! let kinbox = Kinbox::connect();
//! let again = kinbox.clone();
//! let listening = kinbox.on_conversation(move |data, bound| {
//!     let kinbox = again.clone();
//!     again.spawn(async move {
//!         if data.contact.email.is_none() {
//!             bound.add_tag("5").await?; // never lands on another conversation
//!             kinbox.toast(Toast::Warning, "Falta o e-mail").await?;
//!         }
//!         Ok(())
//!     });
//! });
//! listening.forget(); // for as long as the page lives; dropping it would end it
//! ```
//!
//! **Which conversation.** What acts on a conversation is on [`Bound`] alone, and a `Bound` is for one conversation:
//! each handler gets that of its event, and [`Kinbox::in_conversation`] makes one of an id. Once the agent has moved on,
//! its commands are refused with [`Code::ConversationChanged`] and touch nothing.
//!
//! **Futures.** A command is sent when its future is first polled. Dropping the future gives the call up: a dialog or a
//! form closes.
//!
//! **Errors.** What the host sends is not trusted: data of another shape becomes an [`Error`] that says where it differs,
//! and goes to [`Kinbox::on_error`].

mod bound;
mod call;
mod classic;
mod dialog;
mod error;
mod event;
mod fields;
mod form;
mod kinbox;
mod listen;
mod page;
mod request;
mod storage;
mod stream;
mod value;

pub use encaixe_protocol::command::get_workspace_info::Reply as WorkspaceInfo;
pub use encaixe_protocol::command::list_messages::{Params as Stretch, Reply as Messages};
pub use encaixe_protocol::command::send_form::{Answer, Value};
pub use encaixe_protocol::command::set_property::Entity;
pub use encaixe_protocol::command::toast::Kind as Toast;
pub use encaixe_protocol::error::Code;
pub use encaixe_protocol::event::callback::Data as Outcome;
pub use encaixe_protocol::event::closing::Reason;
pub use encaixe_protocol::event::conversation::{
    Assignee, Contact, Conversation, Data as ConversationData, FieldValue, Group, Message, Scalar,
    Session, Status, Tag, User,
};
pub use encaixe_protocol::event::conversation_updated::{Change, Data as ConversationUpdate};
pub use encaixe_protocol::event::message::Data as NewMessage;
pub use encaixe_protocol::handshake::{Context, Theme};
pub use encaixe_protocol::id;

pub use self::bound::Bound;
pub use self::dialog::Dialog;
pub use self::error::Error;
pub use self::event::Event;
pub use self::fields::{Fields, Owner};
pub use self::form::{Answers, Form, Question};
pub use self::kinbox::Kinbox;
pub use self::listen::Listening;
pub use self::page::Height;
pub use self::request::{AppAnswer, AppRequest};
pub use self::storage::Storage;
pub use self::stream::Events;
