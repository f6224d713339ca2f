//! Proof of who asks: keys and secrets, and the tokens that are signed with them for a plugin's own server (RFC 7519).

mod key;
mod settle;
mod token;
mod user;

pub use self::key::{Broken, Key, NewKey};
pub use self::settle::settle;
pub use self::token::Claims;
pub use self::user::UserClaims;
