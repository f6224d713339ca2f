//! What a frame needs from the page that holds it, and what the page learns of its frame.

use std::pin::Pin;

use encaixe_api::frame_url::FrameUrl;
use encaixe_api::id::ConversationId;
use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_protocol::error::WireError;
use encaixe_protocol::handshake::{PluginName, Theme};
use encaixe_protocol::limits::Limits;
use encaixe_protocol::scope::Grants;
use wasm_bindgen::JsValue;

use crate::Call;

/// A boxed future of the page's one thread.
pub type LocalBoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Which page to embed, and under which bounds.
#[derive(Debug, Clone)]
pub struct Spec {
    /// The registration.
    pub plugin: PluginName,
    /// The address to request, its query included. What is verified is its origin and its path.
    pub src: FrameUrl,
    /// What the plugin may see and do. Its data is the page's to leave out; its commands are refused here.
    pub scopes: Grants,
    /// The bounds that the frame is held to.
    pub limits: Limits,
    /// Whether a page of the registered origin that says no hello is spoken to in the classic dialect.
    pub classic: bool,
    /// Whether the plugin is in development, as `welcome` tells it.
    pub dev: bool,
}

/// The page around a frame, as `welcome` tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// The page's language, a BCP 47 tag such as `pt-BR`.
    pub locale: String,
    /// The agent's IANA time zone, such as `America/Fortaleza`.
    pub timezone: String,
    /// The page's colours.
    pub theme: Theme,
    /// Whether the plugin's tab is the one shown.
    pub visible: bool,
}

/// What the page does for one frame. Every method may be called from inside a browser event, and may
/// itself call the frame or drop it.
pub trait Page {
    /// How the page looks now.
    fn surroundings(&self) -> Surroundings;

    /// The open conversation, if one is.
    fn conversation(&self) -> Option<ConversationId>;

    /// The open conversation's data object for this plugin, for `welcome`. None when no conversation is
    /// open or when its data is not there yet; the page then sends the event once it is.
    fn data(&self, dev: bool) -> Option<JsValue>;

    /// Runs one command. It was counted and measured, its name is known and the conversation that it
    /// states, as every bound one does, is the open one; its params are only known to be a plain object.
    /// Of those that the agent decides, no more run at once than may be open and queued.
    ///
    /// The future is left running when the call is aborted or late, and what it gives then is dropped:
    /// [`Call::aborted`] is how it learns.
    fn run(&self, call: Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>>;

    /// The frame's status is another one now.
    fn changed(&self, status: &Status);

    /// The document that made calls is gone: it left, was reloaded, replaced or closed. Its dialogs,
    /// toasts and loading bar go with it. Called once for each document that was verified.
    fn document_gone(&self);
}

/// How a frame stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Its state.
    pub state: FrameState,
    /// Why, for the states that have a reason.
    pub reason: Option<FrameReason>,
    /// The address that was seen instead of the registered one: origin and path.
    pub seen: Option<String>,
    /// How many messages of the classic dialect came and were ignored. Only the first makes the page be
    /// told of a change.
    pub classic_ignored: u32,
}
