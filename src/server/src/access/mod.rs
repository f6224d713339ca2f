//! Who asks: sessions, API tokens, and roles as handler arguments.
//!
//! [`authenticate`] stands before every route of the API. What a role may do is the type of a handler's
//! argument: [`Signed`], [`Agent`], [`Admin`] or [`Developer`]; a handler without one is a mistake, and one that asks for a caller
//! where none was found answers 401.

pub mod browser;
mod caller;
pub mod cookie;
mod middleware;
mod moderator;
pub mod permission;
mod placement;
mod refusals;
pub mod sign_in;
pub mod token;

pub use caller::{Admin, Agent, Caller, Developer, Proof, Signed};
pub use middleware::{authenticate, require_origin};
pub use moderator::{Moderator, is_moderator};
pub use permission::{AgentOrPlugin, May, MayRead, MayReadPart};
pub use placement::require_channel;
pub use refusals::AuthLog;
