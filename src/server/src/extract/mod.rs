//! Reading requests: JSON bodies, the place in a list and what of it is wanted, with our errors.

mod filter;
mod json;
pub mod known;
mod paging;
mod unique;
mod whole;

pub use filter::Wanted;
pub(crate) use filter::search;
pub use json::{Json, Open, Verbatim};
pub(crate) use json::{shaped, without_nul};
pub use paging::{Paging, RawPaging};
