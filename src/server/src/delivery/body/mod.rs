//! What a delivery says: a file for each kind of body.

pub mod plug;
