//! The page's words, as `encaixe-texts` makes them of the Fluent files in each crate's `locales/`.

use std::borrow::Cow;
use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use yew::prelude::*;

use crate::storage;

mod write;

#[cfg(test)]
mod tests;

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

    /// The remembered language, else the first of the browser's that the page speaks, else Portuguese.
    pub fn detect() -> Self {
        storage::get(KEY)
            .and_then(|tag| Self::ALL.into_iter().find(|locale| locale.tag() == tag))
            .or_else(|| {
                let languages = web_sys::window()?.navigator().languages();
                languages
                    .iter()
                    .filter_map(|tag| tag.as_string())
                    .find_map(|tag| Self::of_browser(&tag))
            })
            .unwrap_or(Self::PtBr)
    }

    /// The language that a member begins with, where nobody has chosen one in this browser.
    pub fn beginning(tag: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|locale| locale.tag() == tag);
        known.filter(|_| storage::get(KEY).is_none())
    }

    /// Remembers the choice and puts it on `<html lang>`.
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

    fn of_browser(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "pt" => Some(Self::PtBr),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// The texts that the build script of a crate made of its `locales/`; see [`crate::texts`].
#[derive(Debug, Clone, Copy)]
pub struct Texts {
    /// The keys in order, between each two a zero.
    pub keys: &'static str,
    /// The texts of [`Locale::PtBr`] in the order of the keys.
    pub pt_br: &'static str,
    /// Those of [`Locale::En`].
    pub en: &'static str,
}

/// The texts that the build script of the crate made, which calls [`encaixe_texts::build`].
///
/// [`encaixe_texts::build`]: ../encaixe_texts/fn.build.html
#[macro_export]
macro_rules! texts {
    () => {
        $crate::i18n::Texts {
            keys: include_str!(concat!(env!("OUT_DIR"), "/keys.txt")),
            pt_br: include_str!(concat!(env!("OUT_DIR"), "/pt-BR.txt")),
            en: include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
        }
    };
}

/// [`Texts`], taken apart.
struct Table {
    keys: Vec<&'static str>,
    pt_br: Vec<&'static str>,
    en: Vec<&'static str>,
}

impl Table {
    fn of(texts: Texts) -> Self {
        let parts = |text: &'static str| text.split('\0').collect();
        Self {
            keys: parts(texts.keys),
            pt_br: parts(texts.pt_br),
            en: parts(texts.en),
        }
    }

    fn find(&self, locale: Locale, key: &str) -> Option<&'static str> {
        let at = self.keys.binary_search(&key).ok()?;
        let texts = match locale {
            Locale::PtBr => &self.pt_br,
            Locale::En => &self.en,
        };
        texts.get(at).copied()
    }
}

thread_local! {
    static TABLES: RefCell<Vec<Table>> = RefCell::new(vec![Table::of(crate::texts!())]);
}

/// Adds the texts of a crate to those that [`Words`] finds.
pub fn add(texts: Texts) {
    TABLES.with_borrow_mut(|tables| tables.push(Table::of(texts)));
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
        TABLES.with_borrow(|tables| tables.iter().find_map(|table| table.find(self.0, key)))
    }
}

/// The words of the page's language; the component renders again when that changes.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or(Words::of(Locale::PtBr))
}
