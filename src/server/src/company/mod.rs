//! Companies that share a server: each has a store, a page and an API of its own. The first has the data folder itself and the address of
//! the server; each other one a folder in it and an address below `/w/`.

mod address;
mod answer;
mod companies;
mod folder;
mod held;
mod home;
mod running;

pub use self::address::PageAddress;
pub use self::companies::Companies;
pub(crate) use self::companies::begins_with;
pub use self::folder::{folder, slug, vault};
pub(crate) use self::held::Held;
pub(crate) use self::home::Home;
pub(crate) use self::running::{Common, GRACE, Running, prepare};
