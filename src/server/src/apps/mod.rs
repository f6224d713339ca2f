//! Calls of other services with credentials that no browser ever sees: where they go, how they are signed, and how tokens are got and
//! renewed. What is kept of it is in `store/app/`; who may ask is said in `routes/apps/`.

pub mod address;
mod asker;
pub mod browser;
pub mod call;
pub mod daily;
pub mod draft;
#[cfg(test)]
mod draw;
pub mod files;
pub mod fit;
pub mod hosts;
pub mod made;
pub mod oauth;
pub mod ping;
pub mod pinged;
pub mod places;
pub mod ready;
pub mod refresh;
pub mod shown;
pub mod sign;
pub mod token;

pub use self::address::Fields;
