//! `pass_through_header`: each field with a mapping is a header.

use super::super::Field;
use super::super::notes::Notes;
use super::field::{self, Mapping};
use super::object::Object;

/// Reads what belongs to it.
pub(super) fn read(auth: &Object, notes: &mut Notes) -> Option<Vec<Field>> {
    field::read(auth, Mapping::Header, notes)
}
