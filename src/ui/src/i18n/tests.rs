//! What the page writes is what Fluent writes, of every text of the page.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

use super::write::written;
use super::{Locale, Value, Words, begin, come, is_here};

/// The values of every variable, and numbers that languages count each in its way.
const NUMBERS: [i64; 8] = [0, 1, 2, 3, 11, 21, 101, 10_000];

fn locales() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    ["ui", "inbox", "console"]
        .map(|name| crates.join(name).join("locales"))
        .to_vec()
}

fn bundle(folder: &Path, locale: Locale) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![locale.tag().parse().unwrap()]);
    // The page writes no marks around variables: they would be copied along with names and addresses.
    bundle.set_use_isolating(false);
    for file in fs::read_dir(folder.join(locale.tag())).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        bundle
            .add_resource(FluentResource::try_new(text).unwrap())
            .unwrap();
    }
    bundle
}

/// The variables of a text.
fn variables(text: &str) -> Vec<&str> {
    let parts = text.split(['\u{1}', '\u{2}']).skip(1);
    parts
        .map(|part| part.split(['\u{3}', '\u{5}']).next().unwrap())
        .collect()
}

#[test]
fn every_text_is_written_as_fluent_writes_it() {
    let mut count = 0;
    for folder in locales() {
        let made = encaixe_texts::compile(&[&folder]).unwrap();
        let keys: Vec<&str> = made.keys.split('\0').collect();
        for (at, locale) in Locale::ALL.into_iter().enumerate() {
            let bundle = bundle(&folder, locale);
            let texts: Vec<&str> = made.texts[at].split('\0').collect();
            assert_eq!(texts.len(), keys.len());
            for (key, text) in keys.iter().zip(&texts) {
                for number in NUMBERS {
                    let value = |name: &str| match name {
                        "count" | "all" | "place" | "bytes" => Value::Number(number),
                        name => Value::from(format!("<{name}>")),
                    };
                    let names = variables(text);
                    let args: Vec<_> = names.iter().map(|name| (*name, value(name))).collect();
                    let mut fluent = FluentArgs::new();
                    for (name, value) in &args {
                        match value {
                            Value::Number(number) => fluent.set(*name, *number),
                            Value::Text(text) => fluent.set(*name, text.to_string()),
                        }
                    }
                    let pattern = bundle.get_message(key).unwrap().value().unwrap();
                    let mut errors = Vec::new();
                    let expected = bundle.format_pattern(pattern, Some(&fluent), &mut errors);
                    assert!(errors.is_empty(), "{key}: {errors:?}");
                    assert_eq!(written(locale, text, &args), expected, "{key}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 5_000, "{count} texts");
}

#[test]
fn a_missing_variable_shows_its_name() {
    assert_eq!(written(Locale::En, "a \u{1}b\u{5} c", &[]), "a {$b} c");
}

#[test]
fn both_languages_count() {
    let text =
        "\u{2}count\u{3}one\u{4}\u{1}count\u{5} nova\u{3}other\u{4}\u{1}count\u{5} novas\u{5}.";
    for (locale, number, expected) in [
        (Locale::PtBr, 0, "0 nova."),
        (Locale::PtBr, 1, "1 nova."),
        (Locale::En, 0, "0 novas."),
        (Locale::En, 3, "3 novas."),
    ] {
        let args = [("count", Value::Number(number))];
        assert_eq!(written(locale, text, &args), expected);
    }
}

#[test]
fn words_are_found_by_their_keys() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let made = encaixe_texts::compile(&[folder]).unwrap();
    let keys: Vec<&str> = made.keys.split('\0').collect();
    assert!(keys.is_sorted(), "they are searched by halves");
    begin(made.keys.clone().leak());
    assert!(come(Locale::En, made.texts[1].clone()));
    let words = Words::of(Locale::En);
    assert_eq!(words.t("retry"), "Try again");
    assert_eq!(words.t("no-such-key"), "no-such-key");
    assert_eq!(words.find("no-such-key"), None);
}

#[test]
fn a_language_is_there_once_its_texts_came_and_no_other_texts_are_taken_for_them() {
    begin("a\0b");
    for wrong in ["", "<!doctype html>", "um", "um\0dois\0tr\u{ea}s"] {
        assert!(!come(Locale::PtBr, wrong.to_owned()), "{wrong}");
    }
    assert!(!is_here(Locale::PtBr));
    assert!(come(Locale::PtBr, "um\0dois".to_owned()));
    assert!(is_here(Locale::PtBr) && !is_here(Locale::En));
    assert_eq!(Words::of(Locale::PtBr).t("b"), "dois");
    assert_eq!(Words::of(Locale::En).find("b"), None);
    assert!(come(Locale::En, "one\0two".to_owned()));
    assert_eq!(Words::of(Locale::En).t("b"), "two");
    assert_eq!(Words::of(Locale::PtBr).t("a"), "um");
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_key_of_a_module_is_its_own_or_everybodys() {
    let keys = |folder: &Path| -> Vec<String> {
        let made = encaixe_texts::compile(&[folder.join("locales")]).unwrap();
        made.keys.split('\0').map(str::to_owned).collect()
    };
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let everybodys = keys(&crates.join("ui"));
    let mut missing = BTreeSet::new();
    for module in ["ui", "inbox", "console"] {
        let folder = crates.join(module);
        let own = keys(&folder);
        let mut texts = Vec::new();
        sources(&folder.join("src"), &mut texts);
        let texts = texts.iter().filter(|text| !text.contains("no-such-key"));
        for text in texts {
            for opening in [".t(\"", ".with(\"", ".complain(\""] {
                for part in text.split(opening).skip(1) {
                    let key = part.split('"').next().unwrap().to_owned();
                    if !own.contains(&key) && !everybodys.contains(&key) {
                        missing.insert(format!("{module}: {key}"));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "no words for {missing:?}");
}
