//! Reading requests: JSON bodies and the place in a list, with our errors.

mod json;
mod paging;

pub use json::Json;
pub use paging::{Paging, RawPaging};
