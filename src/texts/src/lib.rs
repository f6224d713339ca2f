//! Makes the page's texts of its Fluent files when it is built, so that the page has no parser of them: a list of keys, and
//! for each language the texts in the same order. `encaixe-ui` reads them (`i18n.rs`).
//!
//! What the page uses of Fluent is taken: texts, variables, and one choice by a variable's number or word, whose variants
//! have no choice within. All else is refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

#[cfg(test)]
mod tests;

/// Stands before the name of a variable.
pub const VARIABLE: char = '\u{1}';
/// Stands before a choice: the variable's name, then for each variant [`KEY`], its key, [`TEXT`], its text.
pub const CHOICE: char = '\u{2}';
/// Stands before the key of a variant. The last variant is the one that is taken when no other is.
pub const KEY: char = '\u{3}';
/// Stands before the text of a variant.
pub const TEXT: char = '\u{4}';
/// Ends a variable and a choice.
pub const END: char = '\u{5}';
/// Stands between two keys, and between two texts.
pub const NEXT: char = '\0';

/// The languages of the page.
pub const LANGUAGES: [&str; 2] = ["pt-BR", "en"];

/// What `build` makes: the keys in order, and the texts of each language in the order of the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// The keys, between each two [`NEXT`].
    pub keys: String,
    /// The same of the texts, in the order of [`LANGUAGES`].
    pub texts: Vec<String>,
}

/// Makes `keys.txt`, `pt-BR.txt` and `en.txt` in cargo's output folder, of these folders. They are named as the crate sees
/// them whose build script calls it: `locales`, `../ui/locales`.
///
/// # Errors
/// When a file cannot be read or written, or has something that the page does not know.
pub fn build(folders: &[&str]) -> Result<()> {
    let own = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let folders: Vec<_> = folders.iter().map(|folder| own.join(folder)).collect();
    for folder in &folders {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let texts = compile(&folders)?;
    fs::write(out.join("keys.txt"), texts.keys)?;
    for (language, text) in LANGUAGES.iter().zip(texts.texts) {
        fs::write(out.join(language).with_extension("txt"), text)?;
    }
    Ok(())
}

/// The texts of folders that have each a folder of `.ftl` files for each language, as one list.
///
/// # Errors
/// When a file cannot be read or parsed, a text is more than the page knows, a key is there twice, or one is missing in a
/// language.
pub fn compile(folders: &[impl AsRef<Path>]) -> Result<Texts> {
    let mut known: Option<String> = None;
    let mut texts = Vec::new();
    for language in LANGUAGES {
        let mut all = BTreeMap::new();
        for folder in folders {
            read(&folder.as_ref().join(language), &mut all)?;
        }
        let (keys, found): (Vec<_>, Vec<_>) = all.into_iter().unzip();
        let keys = keys.join(&NEXT.to_string());
        let first = known.get_or_insert_with(|| keys.clone());
        ensure!(
            *first == keys,
            "{language} has other keys than {}",
            LANGUAGES[0]
        );
        texts.push(found.join(&NEXT.to_string()));
    }
    Ok(Texts {
        keys: known.unwrap_or_default(),
        texts,
    })
}

fn read(folder: &Path, found: &mut BTreeMap<String, String>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        let whole = || format!("in {}", path.display());
        let Ok(resource) = parser::parse(text.as_str()) else {
            bail!("{} does not parse", path.display());
        };
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let key = message.id.name;
                    ensure!(message.attributes.is_empty(), "{key} has attributes");
                    let value = message
                        .value
                        .with_context(|| format!("{key} has no text"))?;
                    let text = written(&value, true)
                        .with_context(|| key.to_owned())
                        .with_context(whole)?;
                    let before = found.insert(key.to_owned(), text);
                    ensure!(before.is_none(), "{key} is there twice");
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                Entry::Term(_) | Entry::Junk { .. } => {
                    bail!("{}: only messages are known", path.display())
                }
            }
        }
    }
    Ok(())
}

/// A text in the form that the page reads. Only an outer one may have a choice.
fn written(pattern: &Pattern<&str>, is_outer: bool) -> Result<String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(plain(value)?),
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => match inline {
                InlineExpression::StringLiteral { value } => {
                    text.push_str(plain(&unescape_unicode_to_string(value))?);
                }
                inline => {
                    text.push(VARIABLE);
                    text.push_str(variable(inline)?);
                    text.push(END);
                }
            },
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                ensure!(is_outer, "a choice within a choice");
                text.push(CHOICE);
                text.push_str(variable(selector)?);
                let (last, others): (Vec<_>, Vec<_>) = variants.iter().partition(|it| it.default);
                for variant in others.into_iter().chain(last) {
                    let key = match variant.key {
                        VariantKey::Identifier { name } => name,
                        VariantKey::NumberLiteral { value } => value,
                    };
                    text.push(KEY);
                    text.push_str(key);
                    text.push(TEXT);
                    text.push_str(&written(&variant.value, false)?);
                }
                text.push(END);
            }
        }
    }
    Ok(text)
}

fn variable<'a>(inline: &InlineExpression<&'a str>) -> Result<&'a str> {
    match inline {
        InlineExpression::VariableReference { id } => Ok(id.name),
        _ => bail!("only variables are known"),
    }
}

fn plain(text: &str) -> Result<&str> {
    let is_sign = |letter: char| letter.is_control() && letter != '\n';
    ensure!(!text.contains(is_sign), "a control character");
    Ok(text)
}
