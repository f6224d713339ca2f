//! What an integration's server is told of its installation: a code, by one request.

mod code;
mod missed;
mod tell;

pub(crate) use self::code::{granted, new_code};
pub(crate) use self::missed::tell_missed;
pub(crate) use self::tell::tell;
