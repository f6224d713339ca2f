//! Programs that tests and benches run: the server, and browsers. Each is read line by line without ever being blocked, and is
//! gone once nobody holds it.
//!
//! Nothing here waits in the way of an async runtime's: what blocks says so, and is run where blocking is allowed.

pub mod browser;
pub mod lines;
pub mod program;
pub mod server;

pub use lines::Lines;
pub use program::Program;
pub use server::Server;
