//! Embeds a plugin's page in an iframe and polices it: who may speak, what it is told, what it may ask.
//!
//! A [`Frame`] is one iframe with its whole life. It verifies the page inside, by the handshake of the
//! frame wire, against the registered address; only then does the page get data, and only by the port
//! that its document sent along. What commands do on screen is the business of the [`Page`].
//!
//! Absent here: the name of any command, and anything posted to a frame's window, but for the classic
//! dialect in `classic`; the name of any event, but for the frame's own end; any drawing.
//!
//! ```no_run
//! use std::rc::Rc;
//!
//! use encaixe_api::frame_url::FrameUrl;
//! use encaixe_api::id::{ConversationId, PluginId};
//! use encaixe_host::{Call, Frame, LocalBoxFuture, Page, Spec, Status, Surroundings, decode, encode};
//! use encaixe_protocol::command::{self, Name};
//! use encaixe_protocol::error::{Code, WireError};
//! use encaixe_protocol::handshake::{PluginName, Theme};
//! use encaixe_protocol::limits::Limits;
//! use encaixe_protocol::scope::Grants;
//! use wasm_bindgen::JsValue;
//!
//! /// The inbox page, as one plugin may see it.
//! struct Inbox;
//!
//! impl Page for Inbox {
//!     fn surroundings(&self) -> Surroundings {
//!         Surroundings {
//!             locale: "pt-BR".into(),
//!             timezone: "America/Fortaleza".into(),
//!             theme: Theme::Light,
//!             visible: true,
//!         }
//!     }
//!     fn conversation(&self) -> Option<ConversationId> {
//!         None
//!     }
//!     fn data(&self, _dev: bool) -> Option<JsValue> {
//!         None
//!     }
//!     fn run(&self, call: Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>> {
//!         Box::pin(async move {
//!             match call.command {
//!                 Name::Loading => {
//!                     let params: command::loading::Params = decode(call.params)?;
//!                     web_sys::console::log_1(&params.on.into());
//!                     encode(&())
//!                 }
//!                 other => Err(WireError::new(Code::Unsupported, other.as_str())),
//!             }
//!         })
//!     }
//!     fn changed(&self, status: &Status) {
//!         web_sys::console::log_1(&status.state.as_str().into());
//!     }
//!     fn document_gone(&self) {}
//! }
//!
//! # fn shown(panel: &web_sys::Element) -> Option<Frame> {
//! let spec = Spec {
//!     plugin: PluginName { id: PluginId::new("p1"), name: "Orders".into() },
//!     // As the server wrote it: its parser is the judge of addresses.
//!     src: FrameUrl::of("https://orders.example/panel?auth_secret=s")?,
//!     scopes: Grants::ALL,
//!     limits: Limits::STANDARD,
//!     classic: false,
//!     dev: false,
//! };
//! // To take it away, `close` it; dropped, it goes without a word to the page inside.
//! let frame = Frame::mount(panel, spec, Rc::new(Inbox)).ok()?;
//! # Some(frame)
//! # }
//! ```

mod activation;
mod awaited;
mod bounds;
mod call;
mod classic;
mod clock;
mod codec;
mod dispatch;
mod frame;
mod gate;
mod life;
mod log;
mod machine;
mod page;
mod read;
mod request;
mod shared;
mod transport;
mod verify;
mod wire;

pub use activation::Activation;
pub use call::{Aborted, Call};
pub use codec::{decode, encode};
pub use frame::Frame;
pub use page::{LocalBoxFuture, Page, Spec, Status, Surroundings};
