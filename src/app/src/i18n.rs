//! The page's words, from the Fluent files in `locales/`.

use std::cell::RefCell;
use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;
use yew::prelude::*;

use crate::storage;

pub(crate) use fluent_bundle::FluentValue as Value;

#[cfg(test)]
mod tests;

const KEY: &str = "locale";

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Locale {
    /// Portuguese as it is spoken in Brazil.
    PtBr,
    /// English.
    En,
}

impl Locale {
    /// Every language, in the order of the menu.
    pub(crate) const ALL: [Self; 2] = [Self::PtBr, Self::En];

    /// The BCP 47 tag.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::PtBr => "pt-BR",
            Self::En => "en",
        }
    }

    /// The language's own name, which is the same in every language.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::PtBr => "Português (Brasil)",
            Self::En => "English",
        }
    }

    const fn sources(self) -> [&'static str; 7] {
        macro_rules! files {
            ($language:literal) => {
                [
                    include_str!(concat!("../locales/", $language, "/page.ftl")),
                    include_str!(concat!("../locales/", $language, "/inbox.ftl")),
                    include_str!(concat!("../locales/", $language, "/list.ftl")),
                    include_str!(concat!("../locales/", $language, "/plugins.ftl")),
                    include_str!(concat!("../locales/", $language, "/settings.ftl")),
                    include_str!(concat!("../locales/", $language, "/workspace.ftl")),
                    include_str!(concat!("../locales/", $language, "/writing.ftl")),
                ]
            };
        }
        match self {
            Self::PtBr => files!("pt-BR"),
            Self::En => files!("en"),
        }
    }

    /// The remembered language, else the first of the browser's that the page speaks, else Portuguese.
    pub(crate) fn detect() -> Self {
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
    pub(crate) fn beginning(tag: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|locale| locale.tag() == tag);
        known.filter(|_| storage::get(KEY).is_none())
    }

    /// Remembers the choice and puts it on `<html lang>`.
    pub(crate) fn apply(self, chosen: bool) {
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

/// The words of one language.
#[derive(Clone)]
pub(crate) struct Words {
    locale: Locale,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.locale == other.locale
    }
}

thread_local! {
    static LOADED: RefCell<Vec<Words>> = const { RefCell::new(Vec::new()) };
}

impl Words {
    /// The words of `locale`, parsed once.
    pub(crate) fn of(locale: Locale) -> Self {
        LOADED.with_borrow_mut(|loaded| {
            if let Some(words) = loaded.iter().find(|words| words.locale == locale) {
                return words.clone();
            }
            let words = Self {
                locale,
                bundle: Rc::new(parse(locale)),
            };
            loaded.push(words.clone());
            words
        })
    }

    /// The language.
    pub(crate) const fn locale(&self) -> Locale {
        self.locale
    }

    /// The text of `key`.
    pub(crate) fn t(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of `key` with its variables.
    pub(crate) fn with<const N: usize>(&self, key: &str, args: [(&str, Value<'_>); N]) -> String {
        let mut all = FluentArgs::with_capacity(N);
        for (name, value) in args {
            all.set(name, value);
        }
        self.format(key, Some(&all))
    }

    /// The text of `key`, if the file has it: for keys that end in a word from outside.
    pub(crate) fn find(&self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.t(key))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|found| found.value()) else {
            return key.to_owned();
        };
        // A missing variable shows as its name in braces; a test reads every key of the sources.
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }
}

/// The words of the page's language; the component renders again when that changes.
#[hook]
pub(crate) fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words::of(Locale::PtBr))
}

fn parse(locale: Locale) -> FluentBundle<FluentResource> {
    let language = locale
        .tag()
        .parse::<LanguageIdentifier>()
        .unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![language]);
    // The marks that Fluent puts around variables would be copied along with names and addresses.
    bundle.set_use_isolating(false);
    for source in locale.sources() {
        // What parsed is kept even if a line did not; a test parses every file without errors.
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}
