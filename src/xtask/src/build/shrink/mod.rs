//! What wasm-opt cannot know: makes a module that wasm-bindgen put out, and its glue, ready to become small.
//!
//! Three steps, before wasm-opt; the sizes are those of the SDK's compressed script. *Names are short*, in every release: what
//! the module and its glue call each other is long and stands in both, and a letter or two do: 3 KB.
//! *Places are blank*, in every release: those in the sources, which panics would name; of the SDK 0.15 KB, of the page many more, and no path of the machine that built it.
//! The third is for the SDK, whose panics write their message nowhere. *Panics trap*: what never returns becomes
//! `unreachable`, and with it goes all that only made the message: 1.8 KB. This step reads the names of functions, which a
//! module ships without.

mod names;
mod places;
mod traps;

use anyhow::{Context as _, Result};
use walrus::ModuleConfig;

/// Makes the module and its glue ready; `silent` when no panic needs to say anything.
///
/// # Errors
/// When a function that is kept calls one of those that only panics may call, or a name is not where it was expected.
pub(crate) fn shrink(wasm: &[u8], glue: &str, silent: bool) -> Result<(Vec<u8>, String)> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    config.generate_name_section(false);
    let mut module = config.parse(wasm).context("reading the module")?;
    places::blank(&mut module);
    if silent {
        traps::put(&mut module)?;
    }
    let glue = names::shorten(&mut module, glue)?;
    Ok((module.emit_wasm(), glue))
}
