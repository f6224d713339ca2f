//! Checks a request that came by the port.

use encaixe_protocol::command::{Binding, Name, Pace};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::id::ConversationId;
use encaixe_protocol::limits::Limits;
use encaixe_protocol::scope::AnyScope;
use wasm_bindgen::JsValue;

use crate::codec::decode;
use crate::read::{self, NAME_UNITS};
use crate::shared::Shared;
use crate::wire::{DocumentPort, Problem, Read, Stated};

/// A request that the page can run.
pub(crate) struct Request {
    pub(crate) command: Name,
    /// A plain object.
    pub(crate) params: JsValue,
    /// The open conversation, on commands that state it.
    pub(crate) conversation: Option<ConversationId>,
    /// What it needed.
    pub(crate) scope: Option<AnyScope>,
}

impl Request {
    /// Checks what was read. Called while the script passes the request on, since `port` knows its texts only then.
    ///
    /// # Errors
    /// `too_large` past a bound, `unsupported` for a command that the protocol does not name, `denied` without its scope,
    /// `no_conversation` and `conversation_changed` for one that states another conversation than the
    /// open one, `invalid` for everything that is not of its shape.
    pub(crate) fn check(
        read: Read,
        port: &DocumentPort,
        shared: &Shared,
    ) -> Result<Self, WireError> {
        let most = shared.limits.message_bytes;
        if let Some(problem) = read.problem.filter(|problem| *problem != Problem::Params) {
            return Err(problem.error(most));
        }
        let command = read.command.ok_or_else(|| unknown(&port.command()))?;
        if let Some(problem) = read.problem {
            return Err(problem.error(most));
        }
        let param = |name: &str| read::text(&read::get(&read.params, name), NAME_UNITS);
        let scope = command.need().scope(param);
        if let Some(scope) = scope.as_ref().filter(|scope| !shared.scopes.has(scope)) {
            return Err(WireError::lacks(scope.clone()));
        }
        let conversation = match (command.binding(), read.stated) {
            (Binding::Page, _) | (Binding::Optional, Stated::Nothing) => None,
            (Binding::Conversation, Stated::Nothing) => {
                return Err(WireError::invalid(
                    "conversation: missing; a bound command says which conversation it was made for",
                ));
            }
            (_, stated) => {
                let open = shared.page.conversation();
                let same = stated == Stated::Known && port.knows(open.as_ref());
                match open {
                    Some(open) if same => Some(open),
                    open => Some(bound(&port.stated(), open)?),
                }
            }
        };
        Ok(Self {
            command,
            params: read.params,
            conversation,
            scope,
        })
    }
}

/// Refuses one more call of a pace of which as many are under way as may be.
///
/// # Errors
/// `rate_limited`.
pub(crate) fn ensure_room(
    pace: Pace,
    under_way: impl Fn() -> u32,
    limits: &Limits,
) -> Result<(), WireError> {
    let (queued, calls) = (limits.dialogs_queued, limits.app_calls);
    let why = match pace {
        Pace::Human if under_way() > queued => {
            format!("the agent has one question open and {queued} more waiting")
        }
        Pace::Service if under_way() >= calls => {
            format!("{calls} calls of apps are on their way")
        }
        Pace::Human | Pace::Machine | Pace::Service => return Ok(()),
    };
    Err(WireError::new(Code::RateLimited, why))
}

/// The error for an unknown command.
fn unknown(name: &JsValue) -> WireError {
    match read::text(name, NAME_UNITS) {
        None => WireError::invalid("command: expected the name of a command"),
        Some(name) => WireError::new(
            Code::Unsupported,
            format!("this host has no command {name:?}"),
        ),
    }
}

/// The conversation that a request states, if it is the open one. Null is what a plugin knows when none is
/// open, so it stands for no conversation.
fn bound(stated: &JsValue, open: Option<ConversationId>) -> Result<ConversationId, WireError> {
    let made_for: Option<ConversationId> = decode(stated.clone())
        .map_err(|error| WireError::invalid(format!("conversation: {}", error.message)))?;
    match (open, made_for) {
        (None, _) => Err(WireError::new(
            Code::NoConversation,
            "no conversation is open",
        )),
        (Some(open), Some(made_for)) if open == made_for => Ok(made_for),
        (Some(_), _) => Err(WireError::new(
            Code::ConversationChanged,
            "the open conversation is not the one that the call was made for",
        )),
    }
}
