//! Companies that share a server: each has a store, a page and an API of its own. The first has the data folder itself and the address of
//! the server; each other one a folder in it and an address below `/w/`.

mod address;
mod answer;
mod begins;
mod companies;
mod folder;
mod held;
mod home;
mod running;
mod told;

pub use self::address::PageAddress;
pub(crate) use self::begins::begins_with;
pub use self::companies::Companies;
pub use self::folder::{folder, slug, vault};
pub(crate) use self::held::Held;
pub(crate) use self::home::Home;
pub(crate) use self::running::{Common, GRACE, Running, prepare};
