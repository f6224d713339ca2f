//! The page's words, as `encaixe-texts` makes them of the Fluent files in `locales/`, here and in a module's own crate.
//!
//! A module has the list of their keys. The texts are in it too ([`add`]), or come to it, a language at a time ([`begin`],
//! [`come`]).

use std::borrow::Cow;
use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use yew::prelude::*;

use crate::storage;

mod write;

#[cfg(test)]
mod tests;

/// Where the choice is remembered.
const KEY: &str = "locale";

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Locale {
    /// Portuguese as it is spoken in Brazil.
    PtBr,
    /// English.
    En,
}

impl Locale {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::PtBr, Self::En];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::PtBr => "pt-BR",
            Self::En => "en",
        }
    }

    /// The language's own name, which is the same in every language.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::PtBr => "Português (Brasil)",
            Self::En => "English",
        }
    }

    /// The language with this tag.
    pub fn of(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The language that a member begins with, where nobody has chosen one in this browser.
    pub fn beginning(tag: &str) -> Option<Self> {
        Self::of(tag).filter(|_| storage::get(KEY).is_none())
    }

    /// Remembers the choice, by which `boot.js` begins the next time, and puts it on `<html lang>`.
    pub fn apply(self, chosen: bool) {
        if chosen {
            storage::set(KEY, self.tag());
        }
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element());
        if let Some(root) = root {
            // `lang` is a plain attribute: setting it cannot fail.
            let _ = root.set_attribute("lang", self.tag());
        }
    }
}

/// The texts that the build script of a crate made, in every language; see [`crate::texts`].
#[derive(Debug, Clone, Copy)]
pub struct Texts {
    /// The keys in order, between each two a zero.
    pub keys: &'static str,
    /// The texts of [`Locale::PtBr`] in the order of the keys.
    pub pt_br: &'static str,
    /// Those of [`Locale::En`].
    pub en: &'static str,
}

/// The keys alone that the build script of the crate made, for [`begin`](i18n::begin).
#[macro_export]
macro_rules! keys {
    () => {
        include_str!(concat!(env!("OUT_DIR"), "/keys.txt"))
    };
}

/// The texts that the build script of the crate made, which calls [`encaixe_texts::build`], for [`add`](i18n::add).
///
/// [`encaixe_texts::build`]: ../encaixe_texts/fn.build.html
#[macro_export]
macro_rules! texts {
    () => {
        $crate::i18n::Texts {
            keys: $crate::keys!(),
            pt_br: include_str!(concat!(env!("OUT_DIR"), "/pt-BR.txt")),
            en: include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
        }
    };
}

/// The keys, and the texts of the languages that are here.
#[derive(Default)]
struct Table {
    keys: Vec<&'static str>,
    texts: Vec<(Locale, Vec<&'static str>)>,
}

impl Table {
    fn of(keys: &'static str) -> Self {
        Self {
            keys: parts(keys),
            texts: Vec::new(),
        }
    }

    /// Takes the texts of a language; refuses those of other keys.
    fn take(&mut self, locale: Locale, texts: &'static str) -> bool {
        let texts = parts(texts);
        let is_whole = texts.len() == self.keys.len();
        if is_whole && self.of_language(locale).is_none() {
            self.texts.push((locale, texts));
        }
        is_whole
    }

    fn of_language(&self, locale: Locale) -> Option<&[&'static str]> {
        let found = self.texts.iter().find(|(known, _)| *known == locale)?;
        Some(&found.1)
    }

    fn find(&self, locale: Locale, key: &str) -> Option<&'static str> {
        let at = self.keys.binary_search(&key).ok()?;
        self.of_language(locale)?.get(at).copied()
    }
}

fn parts(text: &'static str) -> Vec<&'static str> {
    text.split('\0').collect()
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::default();
}

/// Begins with keys alone, between each two a zero: the texts are to [`come`].
pub fn begin(keys: &'static str) {
    TABLE.set(Table::of(keys));
}

/// The texts of a language are here, in the order of the keys, between each two a zero. They stay for good. Whether there
/// is one for each key: others are not taken.
pub fn come(locale: Locale, texts: String) -> bool {
    TABLE.with_borrow_mut(|table| table.take(locale, texts.leak()))
}

/// Whether the texts of a language are here.
#[must_use]
pub fn is_here(locale: Locale) -> bool {
    TABLE.with_borrow(|table| table.of_language(locale).is_some())
}

/// Begins with texts of every language.
pub fn add(texts: Texts) {
    let mut table = Table::of(texts.keys);
    table.take(Locale::PtBr, texts.pt_br);
    table.take(Locale::En, texts.en);
    TABLE.set(table);
}

/// A value for a variable of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Stands there as it is.
    Text(Cow<'a, str>),
    /// A whole number, which may also choose between variants.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

numbers!(i32, u32, usize);

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Locale);

impl Words {
    /// The words of `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> Self {
        Self(locale)
    }

    /// The language.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.0
    }

    /// The text of `key`.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The text of `key` with its variables.
    #[must_use]
    pub fn with<const N: usize>(&self, key: &str, args: [(&str, Value<'_>); N]) -> String {
        self.format(key, &args)
    }

    /// The text of `key`, if there is one: for keys that end in a word from outside.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        self.text(key).map(|text| write::written(self.0, text, &[]))
    }

    fn format(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.text(key)
            .map_or_else(|| key.to_owned(), |text| write::written(self.0, text, args))
    }

    fn text(&self, key: &str) -> Option<&'static str> {
        TABLE.with_borrow(|table| table.find(self.0, key))
    }
}

/// The words of the page's language; the component renders again when that changes.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or(Words::of(Locale::PtBr))
}
