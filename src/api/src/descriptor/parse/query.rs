//! `pass_through_query_string`: each field is a parameter, by its name.

use super::super::Field;
use super::super::notes::Notes;
use super::field::{self, Mapping};
use super::object::Object;

const REASON: &str = "a field of `pass_through_query_string` is the parameter of its name";

/// Reads what belongs to it.
pub(super) fn read(auth: &Object, notes: &mut Notes) -> Option<Vec<Field>> {
    field::read(auth, Mapping::Not(REASON), notes)
}
