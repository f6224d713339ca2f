//! What a visitor of the page loads at first, compressed as the server sends it.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use encaixe_tests::binary::dist;

/// The files that the first visit loads, by their endings.
const ENDINGS: [&str; 5] = ["html", "css", "js", "txt", "wasm"];

/// The ending of the files of which a visit loads one, that of its language: the largest counts.
const ONE_OF: &str = "txt";

/// What the files begin with that are fetched when the settings are opened.
const LATER: &str = "console-";

/// A table of the files and their sum.
pub(crate) fn table() -> Result<String> {
    let mut text = "| the page | bytes | brotli |\n|---|--:|--:|\n".to_owned();
    let [mut bytes, mut packed] = [0, 0];
    for ending in ENDINGS {
        let files = [dist().join("page"), dist().join("page/assets")];
        let [mut plain, mut small] = [0, 0];
        for folder in files {
            for entry in
                fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?
            {
                let entry = entry?;
                let path = entry.path();
                let is_later = entry.file_name().to_string_lossy().starts_with(LATER);
                if !is_later && path.extension().is_some_and(|it| it == ending) {
                    let [one, other] = sizes(&path)?;
                    if ending != ONE_OF {
                        plain += one;
                        small += other;
                    } else if other > small {
                        [plain, small] = [one, other];
                    }
                }
            }
        }
        bytes += plain;
        packed += small;
        let _ = writeln!(text, "| {ending} | {plain} | {small} |");
    }
    let _ = writeln!(text, "| all | {bytes} | {packed} |");
    Ok(text)
}

fn sizes(path: &Path) -> Result<[usize; 2]> {
    let content = fs::read(path)?;
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    packed.write_all(&content)?;
    Ok([content.len(), packed.into_inner().len()])
}
