//! App descriptors: what an app's `lib/app.json` says, in the format of Pluga's developer manual ("Configurando o app").
//!
//! [`Descriptor`] is what was read; the text itself is kept beside it.

#[cfg(feature = "descriptor")]
mod hidden;
#[cfg(feature = "descriptor")]
mod looks;
mod model;
#[cfg(feature = "descriptor")]
mod named;
#[cfg(feature = "descriptor")]
mod notes;
#[cfg(feature = "descriptor")]
mod parse;
#[cfg(feature = "descriptor")]
mod pattern;
#[cfg(feature = "descriptor")]
mod print;
#[cfg(feature = "descriptor")]
mod problem;
#[cfg(feature = "descriptor")]
mod schema;
#[cfg(feature = "descriptor")]
mod script;
#[cfg(feature = "descriptor")]
mod secrets;
mod template;
#[cfg(feature = "descriptor")]
mod text;

#[cfg(feature = "descriptor")]
pub use hidden::{hide_in, secret_parameters, secret_values, without_secrets};
pub use model::{
    Authentication, BasicAuth, Check, Condition, Descriptor, Environment, Field, FieldKind, Grant,
    Hosts, Localized, OAuth, Ping, PingStatus, Placement, TokenAuth, TokenBody,
};
#[cfg(feature = "descriptor")]
pub use named::is_placeholder;
#[cfg(feature = "descriptor")]
pub use parse::{MAX_BYTES, MAX_DEPTH, MAX_FIELDS, Parsed, check, parse, text_of};
#[cfg(feature = "descriptor")]
pub use schema::schema;
#[cfg(feature = "descriptor")]
pub use script::exports_ping;
#[cfg(feature = "descriptor")]
pub use secrets::{Secret, masked, secrets};
pub use template::Template;

/// Where a descriptor lies among an app's files.
pub const DESCRIPTOR_FILE: &str = "lib/app.json";
/// Where a script lies among an app's files.
pub const SCRIPT_FILE: &str = "lib/index.js";
