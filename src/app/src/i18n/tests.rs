//! Both languages say everything that the sources ask for.

use std::collections::BTreeSet;
use std::path::Path;

use fluent_bundle::FluentResource;

use super::{Locale, Words};

fn keys(locale: Locale) -> BTreeSet<String> {
    let texts = locale.sources();
    for text in texts {
        FluentResource::try_new(text.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", locale.tag()));
    }
    texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.to_owned())
        .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn both_languages_have_the_same_keys() {
    assert_eq!(keys(Locale::PtBr), keys(Locale::En));
}

#[test]
fn every_key_of_the_sources_is_there() {
    let mut texts = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut texts,
    );
    let known = keys(Locale::PtBr);
    let mut missing = BTreeSet::new();
    for text in &texts {
        for opening in [".t(\"", ".with(\""] {
            for part in text.split(opening).skip(1) {
                let key = part.split('"').next().unwrap();
                if !known.contains(key) {
                    missing.insert(key.to_owned());
                }
            }
        }
    }
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn numbers_choose_the_form() {
    let words = Words::of(Locale::PtBr);
    assert_eq!(
        words.with("list-unread", [("count", 1.into())]),
        "1 não lida"
    );
    assert_eq!(
        words.with("list-unread", [("count", 3.into())]),
        "3 não lidas"
    );
}
