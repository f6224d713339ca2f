//! The variables of canned replies, with their words.

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::canned_reply::{VARIABLES, variable_of};

use crate::i18n::Words;

/// The variables of canned replies, with their words.
pub fn variables(words: &Words, directory: &Directory) -> Vec<(String, String)> {
    let own = VARIABLES.map(|name| {
        let key = format!("variable-{}", name.replace(['.', '_'], "-"));
        (name.to_owned(), words.t(&key))
    });
    let fields = directory.custom_fields.iter();
    let fields = fields
        .filter(|field| field.is_active)
        .map(|field| (variable_of(field), field.name.clone()));
    own.into_iter().chain(fields).collect()
}
