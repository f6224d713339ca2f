//! Where a plugin's text goes, and what is left of a draft that was sent.

use super::{Draft, Drafts, Key, Mode};

fn draft(text: &str) -> Draft {
    // `|` is the caret; a second one ends a selection.
    let mut marks = text.match_indices('|').map(|(at, _)| at);
    let units = |at: usize| {
        let before = text[..at].replace('|', "");
        u32::try_from(before.encode_utf16().count()).unwrap()
    };
    let from = units(marks.next().unwrap());
    Draft {
        text: text.replace('|', ""),
        selection: (from, marks.next().map_or(from, units)),
    }
}

#[test]
fn a_text_goes_where_the_caret_is() {
    for (before, text, after) in [
        ("|", "oi", "oi|"),
        ("Olá|", "Ana", "Olá Ana|"),
        ("Olá |", "Ana", "Olá Ana|"),
        ("Olá |, tudo bem?", "Ana", "Olá Ana|, tudo bem?"),
        ("|bom dia", "Ana,", "Ana, |bom dia"),
        ("(|)", "12", "(12|)"),
        ("a|", "\nb", "a\nb|"),
        ("a\n|", "b", "a\nb|"),
        ("😀|é", "x", "😀 x |é"),
        ("Olá |fulano|, oi", "Ana", "Olá Ana|, oi"),
        ("ab|cd|ef", "-", "ab-|ef"),
    ] {
        assert_eq!(draft(before).taking(text), draft(after), "{before} {text}");
    }
}

#[test]
fn a_caret_that_no_longer_fits_the_text_does_no_harm() {
    let beyond = Draft {
        text: "oi".to_owned(),
        selection: (40, 90),
    };
    assert_eq!(beyond.taking("!").text, "oi!");
    let within = Draft {
        text: "😀".to_owned(),
        selection: (1, 1),
    };
    assert_eq!(within.taking("a").text, "a😀");
}

#[test]
fn what_was_written_behind_a_sent_text_stays() {
    let key: Key = ("955".into(), Mode::Reply);
    let other: Key = ("955".into(), Mode::Note);
    let mut drafts = Drafts::default();
    drafts.put(key.clone(), Draft::new("Saiu hoje.".to_owned()));
    drafts.put(other.clone(), Draft::new("Saiu hoje.".to_owned()));
    drafts.sent(&key, "Saiu hoje.");
    assert_eq!(drafts.get(&key), Some(&Draft::default()));
    assert_eq!(drafts.get(&other).unwrap().text, "Saiu hoje.");

    drafts.put(key.clone(), Draft::new("Saiu hoje. Mais".to_owned()));
    drafts.sent(&key, "Saiu hoje.");
    assert_eq!(drafts.get(&key), Some(&Draft::new("Mais".to_owned())));
    drafts.sent(&key, "Outra coisa");
    assert_eq!(drafts.get(&key), Some(&Draft::new("Mais".to_owned())));
}

#[test]
fn what_was_put_in_can_be_marked() {
    for (before, caret, text, expected) in [
        ("", 0, "Oi!", (0, 3)),
        ("Dear Maria,", 11, "it left.", (11, 20)),
        ("a  b", 2, "👋", (2, 4)),
        ("abc", 0, "x", (0, 2)),
    ] {
        let draft = Draft {
            text: before.to_owned(),
            selection: (caret, caret),
        };
        assert_eq!(
            draft.taking(text).marks(&draft),
            expected,
            "{before:?} {text:?}"
        );
    }
}
