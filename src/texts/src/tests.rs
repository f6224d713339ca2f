//! What is made of Fluent files, and which of them are refused.

use std::fs;

use super::{Texts, compile};

fn made(pt_br: &str, en: &str) -> anyhow::Result<Texts> {
    let folder = tempfile::tempdir()?;
    for (language, text) in [("pt-BR", pt_br), ("en", en)] {
        fs::create_dir(folder.path().join(language))?;
        fs::write(folder.path().join(language).join("page.ftl"), text)?;
    }
    compile(&[folder.path()])
}

#[test]
fn texts_stand_in_the_order_of_their_keys() {
    let made = made(
        "b = Olá, { $name }!\na = Nós:{\" \"}\n",
        "a = Us:{\" \"}\nb = Hi, { $name }!\n",
    )
    .unwrap();
    assert_eq!(made.keys, "a\0b");
    assert_eq!(
        made.texts,
        ["Nós: \0Olá, \u{1}name\u{5}!", "Us: \0Hi, \u{1}name\u{5}!"]
    );
}

#[test]
fn the_texts_of_folders_are_one_list_in_which_no_key_is_twice() {
    let place = tempfile::tempdir().unwrap();
    let folders = ["one", "two"].map(|name| place.path().join(name));
    let write = |at: usize, text: &str| {
        for language in ["pt-BR", "en"] {
            let folder = folders[at].join(language);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("page.ftl"), text).unwrap();
        }
    };
    write(0, "a = 1\nc = 3\n");
    write(1, "b = 2\n");
    let made = compile(&folders).unwrap();
    assert_eq!(
        (made.keys.as_str(), &*made.texts[1]),
        ("a\0b\0c", "1\x002\x003")
    );
    write(1, "c = 2\n");
    assert!(compile(&folders).is_err());
}

#[test]
fn the_default_of_a_choice_comes_last() {
    let text = "a = { $n ->\n   *[other] { $n } new\n    [0] none\n} here\n";
    let made = made(text, text).unwrap();
    assert_eq!(
        made.texts[0],
        "\u{2}n\u{3}0\u{4}none\u{3}other\u{4}\u{1}n\u{5} new\u{5} here"
    );
}

#[test]
fn what_the_page_does_not_know_is_refused() {
    for text in [
        "a = { NUMBER($n) }\n",
        "a = { b }\nb = x\n",
        "-term = x\n",
        "a = x\n    .title = y\n",
        "a = { $n ->\n   *[other] { $m ->\n       *[other] x\n    }\n}\n",
        "a = x\na = y\n",
        "a = {\n",
    ] {
        assert!(made(text, text).is_err(), "{text}");
    }
    assert!(made("a = x\n", "b = x\n").is_err());
}
