//! App descriptors: what an app's `lib/app.json` says, in the format of Pluga's developer manual ("Configurando o app").
//!
//! [`Descriptor`] is what was read; the text itself is kept beside it.

mod model;
mod template;

pub use model::{
    Authentication, BasicAuth, Check, Condition, Descriptor, Environment, Field, FieldKind, Grant,
    Hosts, Localized, OAuth, Ping, PingStatus, Placement, TokenAuth, TokenBody,
};
pub use template::Template;
