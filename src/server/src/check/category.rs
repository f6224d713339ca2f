//! Items of attendance categories.

use std::collections::BTreeSet;

use encaixe_api::error::FieldError;
use encaixe_api::inbox::category::{GivenItem, ITEMS};

use super::{entry, field_error};
use crate::fold::alike;

/// Items as they are kept: with names as [`entry::name`] has them, no two alike. What is wrong joins the list, by the place of the item:
/// `too_many`, `empty`, `too_long`, `taken` or `repeated`.
#[must_use]
pub fn items(given: &[GivenItem], errors: &mut Vec<FieldError>) -> Vec<GivenItem> {
    if given.len() > ITEMS {
        let count = given.len();
        let message = format!("a category has at most {ITEMS} items; these are {count}");
        errors.push(field_error("items", "too_many", message));
        return Vec::new();
    }
    let (mut names, mut ids) = (BTreeSet::new(), BTreeSet::new());
    let mut kept = Vec::with_capacity(given.len());
    for (place, item) in given.iter().enumerate() {
        let path = |field: &str| format!("items[{place}].{field}");
        match entry::name(&item.name) {
            Ok(name) if names.insert(alike(&name)) => kept.push(GivenItem {
                name,
                ..item.clone()
            }),
            Ok(_) => errors.push(field_error(
                &path("name"),
                "taken",
                "another item of the category has this name, case and accents aside",
            )),
            Err(wrong) => errors.push(FieldError {
                path: path("name"),
                ..wrong
            }),
        }
        if item.id.as_ref().is_some_and(|id| !ids.insert(id)) {
            let message = "this item stands there before; once is enough";
            errors.push(field_error(&path("id"), "repeated", message));
        }
    }
    kept
}
