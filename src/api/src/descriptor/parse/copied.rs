//! Copies of files: `***` stands there in place of secrets, which only the file itself has.

use jsonc_parser::ast::Value;

use super::super::looks::is_copied;
use super::super::named::{is_known, names_a_secret};
use super::super::notes::Notes;
use super::object::Node;

/// Where keys are whatever the app calls them.
const PARAMETERS: [&str; 3] = ["params", "query_string", "oauth_access_fields"];

/// Refuses `***` in place of a secret. The client's may be missing: it is kept beside the file.
pub(super) fn refuse(node: Node, notes: &mut Notes) {
    match node.value {
        Value::Object(object) => {
            for property in &object.properties {
                let path = node.path.key(property.name.as_str());
                let value = &property.value;
                refuse(Node { value, path }, notes);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.elements.iter().enumerate() {
                let path = node.path.index(index);
                refuse(Node { value, path }, notes);
            }
        }
        Value::StringLit(text) => {
            let key = node.path.last_key();
            // What nobody knows is not looked at, but where its name tells a secret.
            let is_looked_at = is_known(key)
                || PARAMETERS.iter().any(|of| node.path.is_within(of))
                || names_a_secret(key);
            if key != "client_secret" && is_looked_at && is_copied(key, &text.value) {
                let hint = "copies have this in its place";
                notes.error_with("copied", node.spot(), "the secret itself", hint);
            }
        }
        Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {}
    }
}
