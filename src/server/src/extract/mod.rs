//! Reading requests: JSON bodies, the place in a list and what of it is wanted, with our errors.

mod filter;
mod json;
pub mod known;
mod paging;
mod unique;
mod whole;

pub use filter::FilterQuery;
pub use json::{Json, JsonAllowNul, Open};
pub(crate) use json::{from_value, refuse_nul};
pub use paging::{Paging, RawPaging};
