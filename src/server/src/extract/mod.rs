//! Reading requests: JSON bodies, the place in a list and what of it is wanted, with our errors.

mod filter;
mod json;
pub mod known;
mod paging;
mod params;
mod unique;
mod whole;

/// The parts of an address, each as the type that it is. Under a name of its own, since the macro of annotations takes a `Path` of one
/// type for a set of parameters; `openapi/complete.rs` describes them.
pub use axum::extract::Path as PathParts;
pub use filter::FilterQuery;
pub use json::{Json, JsonAllowNul, LargeJson, Open};
pub(crate) use json::{from_value, refuse_nul, unjudged};
pub use paging::{Paging, RawPaging};
pub(crate) use params::{Params, Unread};
