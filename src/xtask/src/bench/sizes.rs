//! What each library weighs in a plugin's page: the part for plugins, without what a bundler can leave out, compressed.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::build::Folder;
use crate::node::Tools;

/// What a plugin's page imports of each.
const IMPORTS: [(&str, &str); 5] = [
    (
        "penpal",
        "export { WindowMessenger, connect } from \"penpal\"",
    ),
    ("comlink", "export { proxy, wrap } from \"comlink\""),
    ("front", "export { default } from \"@frontapp/plugin-sdk\""),
    ("post-robot", "export { on, send } from \"post-robot\""),
    ("postmate", "export { default } from \"postmate\""),
];

/// Files of ours that a page loads together.
const OURS: [(&str, &[&str]); 3] = [
    ("ours, kinbox.js", &["kinbox.js"]),
    ("ours, kinbox.mjs", &["kinbox.mjs"]),
    (
        "ours, kinbox.slim.mjs and kinbox.wasm",
        &["kinbox.slim.mjs", "kinbox.wasm"],
    ),
];

/// A library's weight.
#[derive(Debug)]
pub(super) struct Size {
    pub(super) name: &'static str,
    pub(super) bytes: usize,
    pub(super) brotli: usize,
}

/// Every library and every build of ours, the lightest first.
pub(super) fn sizes(tools: &Tools, packages: &Path, sdk: &Folder) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for (name, import) in IMPORTS {
        let text = tools.bundle(import, packages, packages, &["--format=esm"])?;
        sizes.push(Size {
            name,
            bytes: text.len(),
            brotli: compressed(text.as_bytes())?,
        });
    }
    for (name, files) in OURS {
        let mut size = Size {
            name,
            bytes: 0,
            brotli: 0,
        };
        for (_, content) in sdk.iter().filter(|(file, _)| files.contains(file)) {
            size.bytes += content.len();
            size.brotli += compressed(content)?;
        }
        if size.bytes > 0 {
            sizes.push(size);
        }
    }
    sizes.sort_by_key(|size| size.brotli);
    Ok(sizes)
}

/// How many bytes brotli makes of it at its best.
pub(super) fn compressed(content: &[u8]) -> Result<usize> {
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 24);
    packed.write_all(content)?;
    Ok(packed.into_inner().len())
}
