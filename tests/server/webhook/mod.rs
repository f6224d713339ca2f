//! Webhooks from the outside: what receivers see of them.

mod listen;
