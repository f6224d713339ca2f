//! The scripts' hashes, as the attribute `integrity` of a script tag has them.

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha384};

use super::folder::Folder;

/// The hash of a file: `sha384-` and its base64.
pub(crate) fn hash(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// `integrity.json`: each script's name with its hash.
pub(crate) fn list(folder: &Folder) -> Result<String> {
    let hashes: Map<String, Value> = folder
        .iter()
        .filter(|(name, _)| name.ends_with(".js") || name.ends_with(".mjs"))
        .map(|(name, content)| (name.to_owned(), hash(content).into()))
        .collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&hashes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_has_its_hash() {
        let mut folder = Folder::default();
        folder.add("a.js", "alert('Hello, world.');");
        folder.add("b.wasm", "x");
        // The example of the recommendation "Subresource Integrity".
        assert_eq!(
            list(&folder).unwrap(),
            "{\n  \"a.js\": \"sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO\"\n}\n"
        );
    }
}
