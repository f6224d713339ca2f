//! What an agent loads first is a budget.

use std::io::Write as _;

use anyhow::{Result, ensure};
use brotli::enc::BrotliEncoderParams;

use super::folder::Folder;

/// The most that the first load may be, in bytes of brotli at its best.
const FIRST_LOAD: usize = 500_000;

/// What the files of the page that are no part of the first load begin with: the inbox fetches them later.
const LATER: [&str; 2] = ["assets/console-", "assets/icons/"];

/// What the names of the languages' files begin with, of which one is part of the first load.
const TEXTS: &str = "assets/texts-";

/// Refuses a page whose first load is too large.
pub(super) fn check(page: &Folder) -> Result<()> {
    let bytes = first_load(page)?;
    ensure!(
        bytes <= FIRST_LOAD,
        "the first load of the page is {bytes} bytes of brotli, at most {FIRST_LOAD}"
    );
    Ok(())
}

/// How many bytes of brotli the first load is, in the language whose texts are the longest.
pub(super) fn first_load(page: &Folder) -> Result<usize> {
    let (mut bytes, mut texts) = (0, 0);
    for (name, content) in page.iter() {
        if LATER.iter().any(|later| name.starts_with(later)) {
            continue;
        }
        let packed = packed(content)?;
        if name.starts_with(TEXTS) {
            texts = packed.max(texts);
        } else {
            bytes += packed;
        }
    }
    Ok(bytes + texts)
}

/// How many bytes of brotli something is, as the server's build makes them.
fn packed(content: &[u8]) -> Result<usize> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        lgblock: 22,
        ..BrotliEncoderParams::default()
    };
    let mut packed = brotli::CompressorWriter::with_params(Vec::new(), 1 << 16, &params);
    packed.write_all(content)?;
    Ok(packed.into_inner().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fetched_later_does_not_count() {
        let mut page = Folder::default();
        page.add("index.html", "<!doctype html>");
        page.add("assets/inbox-00.wasm", [7; 100]);
        let first = first_load(&page).unwrap();
        page.add("assets/console-00.wasm", [8; 100]);
        page.add("assets/icons/encaixe.svg", "<svg/>");
        assert_eq!(first_load(&page).unwrap(), first);
        assert!(check(&page).is_ok());
    }

    /// Bytes that brotli cannot make less of.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        });
        noise.take(length).collect()
    }

    #[test]
    fn of_the_languages_the_largest_counts_alone() {
        let mut page = Folder::default();
        page.add("index.html", "<!doctype html>");
        let none = first_load(&page).unwrap();
        page.add("assets/texts-pt-BR-00.txt", noise(300));
        let one = first_load(&page).unwrap();
        assert!(one > none + 300, "{none} and {one}");
        page.add("assets/texts-en-00.txt", noise(200));
        assert_eq!(first_load(&page).unwrap(), one);
        page.add("assets/texts-es-00.txt", noise(400));
        assert_eq!(first_load(&page).unwrap(), one + 100);
    }

    #[test]
    fn too_much_is_refused() {
        let mut page = Folder::default();
        page.add("assets/inbox-00.wasm", noise(FIRST_LOAD + 1));
        let error = check(&page).unwrap_err().to_string();
        assert!(error.contains("at most 500000"), "{error}");
    }
}
