//! Which forms are asked, and what an agent's entries answer.

use std::collections::{BTreeMap, BTreeSet};

use encaixe_protocol::command::send_form::{Answer, Item, Params, Value};
use encaixe_protocol::error::Code;
use encaixe_ui::fold::folded;
use encaixe_ui::i18n::{Locale, Words};
use serde_json::json;

use super::check::check;
use super::date::is_day;
use super::entry::{Entry, Mistake, date_entry, initial, read, read_all};
use super::number::{NotNumber, decimal, whole, written};

fn form(items: serde_json::Value) -> Params {
    serde_json::from_value(json!({ "title": "Troca", "items": items })).unwrap()
}

fn item(one: serde_json::Value) -> Item {
    serde_json::from_value(one).unwrap()
}

fn refused(items: serde_json::Value, expected: &str) {
    let error = check(&form(items.clone())).unwrap_err();
    assert_eq!(error.code, Code::Invalid, "{items}");
    assert_eq!(error.message, expected, "{items}");
}

#[test]
fn the_sample_form_is_asked() {
    let text = include_str!("../../../protocol/golden/request_send_form.json");
    let sample: serde_json::Value = serde_json::from_str(text).unwrap();
    let params: Params = serde_json::from_value(sample["params"].clone()).unwrap();
    assert_eq!(check(&params), Ok(()));
}

#[test]
fn what_is_wrong_with_a_form_is_said_with_its_path() {
    refused(json!([]), "items: has 0; 1 to 50 are taken");
    refused(
        json!([{ "type": "text", "name": " " }]),
        "items[0].name: empty; 1 to 100 characters are taken",
    );
    refused(
        json!([{ "type": "text", "name": "a" }, { "type": "date", "name": "a" }]),
        "items[1].name: \"a\" is the name of items[0] too; each name is taken once",
    );
    refused(
        json!([{ "type": "select", "name": "a" }]),
        "items[0].options: missing; a select needs at least one",
    );
    refused(
        json!([{ "type": "multi-select", "name": "a", "options": [] }]),
        "items[0].options: has 0; a multi-select takes 1 to 500",
    );
    refused(
        json!([{ "type": "select", "name": "a", "options": [{ "value": 1 }, { "value": "1" }, { "value": 1 }] }]),
        "items[0].options[2].value: 1 is the value of option 0 too; each value is taken once",
    );
    refused(
        json!([{ "type": "text", "name": "a", "label": "x".repeat(2_001) }]),
        "items[0].label: has 2001 characters; at most 2000 are taken",
    );
}

#[test]
fn a_value_that_does_not_fit_its_question_is_refused() {
    let options = json!([{ "value": "m" }, { "value": 42 }]);
    for (kind, value, expected) in [
        ("text", json!(1), "a text was expected, not 1"),
        (
            "number",
            json!(1.5),
            "a whole number up to 2^53 - 1 was expected, not 1.5",
        ),
        ("decimal", json!("1"), "a number was expected, not \"1\""),
        (
            "date",
            json!("2026-02-30"),
            "a day as YYYY-MM-DD was expected, not \"2026-02-30\"",
        ),
        ("select", json!("42"), "\"42\" is not among the options"),
        (
            "select",
            json!(["m"]),
            "one of the options' values was expected, not a list",
        ),
        (
            "multi-select",
            json!("m"),
            "a list of the options' values was expected, not \"m\"",
        ),
    ] {
        refused(
            json!([{ "type": kind, "name": "a", "options": options, "value": value }]),
            &format!("items[0].value: {expected}"),
        );
    }
    refused(
        json!([{ "type": "multi-select", "name": "a", "options": options, "value": ["m", "m"] }]),
        "items[0].value[1]: \"m\" is there twice",
    );
}

#[test]
fn a_whole_form_is_read() {
    let params = form(json!([
        { "type": "text", "name": "motivo", "required": true },
        { "type": "text", "name": "obs" },
        { "type": "select", "name": "tamanho", "options": [{ "value": "m" }, { "value": 42 }], "value": 42 },
        { "type": "select", "name": "cor", "options": [{ "value": "" }] },
        { "type": "multi-select", "name": "itens", "options": [{ "value": "a" }, { "value": "b" }] },
        { "type": "number", "name": "quantidade" },
        { "type": "decimal", "name": "valor", "value": 89.9 },
        { "type": "date", "name": "prazo", "value": "2026-12-24" },
    ]));
    let mut entries: Vec<Entry> = params
        .items
        .iter()
        .map(|item| initial(item, Locale::PtBr))
        .collect();
    assert_eq!(entries[6], Entry::Text("89,9".to_owned()));
    let mistakes = read_all(&params.items, &entries, Locale::PtBr).unwrap_err();
    assert_eq!(mistakes.keys().collect::<Vec<_>>(), [&0]);

    entries[0] = Entry::Text("Ficou pequena".to_owned());
    let reply = read_all(&params.items, &entries, Locale::PtBr).unwrap();
    let text = |text: &str| Some(Answer::One(Value::Text(text.to_owned())));
    let number = |number| Some(Answer::One(Value::Number(number)));
    let expected = BTreeMap::from(
        [
            ("motivo", text("Ficou pequena")),
            ("obs", text("")),
            ("tamanho", number(42.0)),
            ("cor", None),
            ("itens", Some(Answer::Many(vec![]))),
            ("quantidade", None),
            ("valor", number(89.9)),
            ("prazo", text("2026-12-24")),
        ]
        .map(|(name, answer)| (name.to_owned(), answer)),
    );
    assert_eq!(reply.answers, expected);
}

#[test]
fn several_are_answered_in_the_order_of_the_options() {
    let many = item(json!({
        "type": "multi-select", "name": "a", "required": true,
        "options": [{ "value": "x" }, { "value": 2 }, { "value": "z" }],
    }));
    let chosen = Entry::Many(BTreeSet::from([2, 1]));
    assert_eq!(
        read(&many, &chosen, Locale::En),
        Ok(Some(Answer::Many(vec![
            Value::Number(2.0),
            Value::Text("z".to_owned())
        ])))
    );
    let none = Entry::Many(BTreeSet::new());
    let mistake = read(&many, &none, Locale::En).unwrap_err();
    assert_eq!(mistake.key(), "form-missing-multi-select");
}

#[test]
fn a_choice_that_must_be_made_is_not_an_option_without_a_value() {
    let options = json!([{ "value": "", "label": "Escolha" }, { "value": 0 }, { "value": " " }]);
    let of = |kind: &str, required: bool| {
        item(json!({ "type": kind, "name": "a", "options": options, "required": required }))
    };
    let read = |item: &Item, entry: Entry| read(item, &entry, Locale::En);
    let one = of("select", true);
    let missing = Err(Mistake::Missing(one.kind));
    assert_eq!(read(&one, Entry::One(Some(0))), missing);
    assert!(read(&one, Entry::One(Some(1))).is_ok());
    assert!(read(&one, Entry::One(Some(2))).is_ok());
    assert!(read(&of("select", false), Entry::One(Some(0))).is_ok());

    let many = of("multi-select", true);
    let chosen = |places: &[usize]| Entry::Many(places.iter().copied().collect());
    let missing = Err(Mistake::Missing(many.kind));
    assert_eq!(read(&many, chosen(&[0])), missing);
    assert!(read(&many, chosen(&[0, 1])).is_ok());
    assert!(read(&of("multi-select", false), chosen(&[0])).is_ok());
}

#[test]
fn a_date_that_was_half_typed_and_is_cleared_again_is_no_date() {
    let optional = item(json!({ "type": "date", "name": "a" }));
    let half = date_entry(&Entry::Text(String::new()), true);
    assert_eq!(
        read(&optional, &half, Locale::En),
        Err(Mistake::NotDate),
        "a part is missing"
    );
    let cleared = date_entry(&half, false);
    assert_eq!(read(&optional, &cleared, Locale::En), Ok(None));
    let whole = Entry::Text("2026-11-22".to_owned());
    assert_eq!(date_entry(&whole, false), whole);
}

#[test]
fn every_mistake_has_its_words() {
    encaixe_ui::i18n::add(encaixe_ui::texts!());
    let required = |kind: &str| {
        item(json!({ "type": kind, "name": "a", "required": true, "options": [{ "value": 1 }] }))
    };
    let text = |text: &str| Entry::Text(text.to_owned());
    for (kind, entry, key) in [
        ("text", text("  "), "form-missing-text"),
        ("text", text(&"x".repeat(10_001)), "form-too-long"),
        ("select", Entry::One(None), "form-missing-select"),
        ("date", text(""), "form-missing-date"),
        ("date", text("2026-1-1"), "form-not-date"),
        ("date", Entry::HalfDate, "form-not-date"),
        ("number", text(""), "form-missing-number"),
        ("number", text("dez"), "form-not-number"),
        ("number", text("1,5"), "form-not-whole"),
        ("number", text("9007199254740993"), "form-too-great"),
        ("decimal", text("dez"), "form-not-decimal"),
        ("decimal", text("1.234"), "form-ambiguous"),
        ("decimal", text("0,30000000000000004"), "form-too-fine"),
    ] {
        let mistake = read(&required(kind), &entry, Locale::PtBr).unwrap_err();
        assert_eq!(mistake.key(), key, "{kind} {entry:?}");
        for locale in Locale::ALL {
            assert!(Words::of(locale).find(key).is_some(), "{key}");
        }
    }
}

#[test]
fn decimals_are_read_as_people_type_them() {
    use Locale::{En, PtBr};
    use NotNumber::{Ambiguous, TooFine, TooGreat, Unreadable};
    for (text, locale, expected) in [
        ("89,9", PtBr, Ok(89.9)),
        ("89.9", PtBr, Ok(89.9)),
        ("89,9", En, Ok(89.9)),
        (" -0,50 ", PtBr, Ok(-0.5)),
        (",5", PtBr, Ok(0.5)),
        ("1.234,56", PtBr, Ok(1234.56)),
        ("1,234.56", PtBr, Ok(1234.56)),
        ("1.234.567", PtBr, Ok(1_234_567.0)),
        ("1,234", PtBr, Ok(1.234)),
        ("1.234", PtBr, Err(Ambiguous)),
        ("1.234", En, Ok(1.234)),
        ("1,234", En, Err(Ambiguous)),
        ("0.123", PtBr, Ok(0.123)),
        ("1234.567", PtBr, Ok(1234.567)),
        ("1.23.4", PtBr, Err(Unreadable)),
        ("1.2,3.4", PtBr, Err(Unreadable)),
        ("5,", PtBr, Err(Unreadable)),
        ("1e5", En, Err(Unreadable)),
        ("-", En, Err(Unreadable)),
        ("R$ 5", PtBr, Err(Unreadable)),
        ("٣", En, Err(Unreadable)),
    ] {
        assert_eq!(decimal(text, locale), expected, "{text} {locale:?}");
    }
    assert_eq!(decimal(&"9".repeat(400), PtBr), Err(TooGreat));
    for text in [
        "0,30000000000000004",
        "1234567890,1234567",
        "12345678901234567890",
        "9007199254740993,0",
    ] {
        assert_eq!(decimal(text, PtBr), Err(TooFine), "{text}");
    }
    assert_eq!(decimal("4.380,9", PtBr), Ok(4380.9));
    assert_eq!(decimal("4380,9", PtBr), Ok(4380.9));
    assert_eq!(
        decimal("9.007.199.254.740.991", PtBr),
        Ok(9_007_199_254_740_991.0)
    );
    assert_eq!(decimal("0,000000000000000001", PtBr), Ok(1e-18));
}

#[test]
fn whole_numbers_have_no_fraction() {
    use Locale::{En, PtBr};
    use NotNumber::{NotWhole, TooGreat, Unreadable};
    for (text, locale, expected) in [
        ("12", PtBr, Ok(12.0)),
        ("-3", PtBr, Ok(-3.0)),
        ("1.000", PtBr, Ok(1_000.0)),
        ("1,000", PtBr, Err(NotWhole)),
        ("1,000", En, Ok(1_000.0)),
        ("1.5", PtBr, Err(NotWhole)),
        ("", PtBr, Err(Unreadable)),
        ("9007199254740991", En, Ok(9_007_199_254_740_991.0)),
        ("9007199254740993", En, Err(TooGreat)),
    ] {
        assert_eq!(whole(text, locale), expected, "{text} {locale:?}");
    }
}

#[test]
fn a_number_that_was_written_is_read_again() {
    for number in [0.0, 1.0, -89.9, 1.234, 0.1, 123_456.789, 1e21] {
        for locale in Locale::ALL {
            let text = written(number, locale);
            assert_eq!(decimal(&text, locale), Ok(number), "{text} {locale:?}");
        }
    }
}

#[test]
fn a_day_is_one_of_the_calendar() {
    for (text, expected) in [
        ("2026-12-31", true),
        ("2024-02-29", true),
        ("2026-02-29", false),
        ("1900-02-29", false),
        ("0000-01-01", false),
        ("2026-13-01", false),
        ("2026-00-10", false),
        ("2026-1-01", false),
        ("26-01-01", false),
        ("2026-01-0é", false),
        ("", false),
    ] {
        assert_eq!(is_day(text), expected, "{text}");
    }
}

#[test]
fn options_are_found_without_accents_and_capitals() {
    assert_eq!(folded("São João"), "sao joao");
    assert_eq!(folded("sa\u{303}o"), "sao");
}
