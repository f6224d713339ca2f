//! What each kind of field takes, in tables.

use encaixe_protocol::event::conversation::Scalar;
use serde_json::{Value, json};

use super::{Refusal, listed};
use crate::inbox::custom_field::{Choice, CustomField};

fn field(kind: &str, options: &[&str]) -> CustomField {
    CustomField {
        id: "1".into(),
        name: String::new(),
        description: None,
        entity: "contact".to_owned(),
        placeholder: "x".to_owned(),
        kind: kind.to_owned(),
        options: options
            .iter()
            .map(|value| Choice {
                value: (*value).to_owned(),
                label: value.to_uppercase(),
            })
            .collect(),
        is_active: true,
        uses: None,
        created_at: String::new(),
        updated_at: String::new(),
    }
}

fn check(field: &CustomField, value: &Value) -> Result<Option<Scalar>, Refusal> {
    field.check(&serde_json::from_value(value.clone()).unwrap())
}

#[track_caller]
fn takes(field: &CustomField, table: &[(Value, Value)]) {
    for (given, stored) in table {
        let found = check(field, given).unwrap_or_else(|why| panic!("{given}: {why}"));
        let wanted: Option<Scalar> = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(found, wanted, "{given}");
        if let Some(found) = found {
            assert_eq!(field.check(&found), Ok(wanted), "{given}, once more");
        }
    }
}

#[track_caller]
fn refuses(field: &CustomField, table: &[(Value, &str)]) {
    for (given, code) in table {
        match check(field, given) {
            Ok(found) => panic!("{given} was taken as {found:?}"),
            Err(why) => {
                assert_eq!(why.code(), *code, "{given}: {why}");
                assert!(why.to_string().chars().count() < 3_000, "{why}");
            }
        }
    }
}

#[test]
fn a_text_is_kept_as_it_is_and_a_number_becomes_its_text() {
    let text = field("text", &[]);
    takes(
        &text,
        &[
            (json!(" São Paulo\n"), json!(" São Paulo\n")),
            (json!("á".repeat(10_000)), json!("á".repeat(10_000))),
            (json!(52_998_224_725_u64), json!("52998224725")),
            (json!(-1.5), json!("-1.5")),
        ],
    );
    refuses(
        &text,
        &[
            (json!("á".repeat(10_001)), "too_long"),
            (json!(12_345_678_901_234_567_890_u64), "inexact"),
            (json!(["a"]), "type"),
        ],
    );
}

#[test]
fn an_empty_text_or_list_empties_every_kind() {
    for kind in [
        "text",
        "number",
        "decimal",
        "date",
        "select",
        "multi-select",
    ] {
        let field = field(kind, &["a"]);
        for empty in [json!(""), json!(" \n"), json!([])] {
            assert_eq!(check(&field, &empty), Ok(None), "{kind} {empty}");
        }
    }
}

#[test]
fn a_number_is_whole_and_safe() {
    let number = field("number", &[]);
    takes(
        &number,
        &[
            (json!(12), json!(12)),
            (json!(12.0), json!(12)),
            (json!(" 12 "), json!(12)),
            (json!("+7"), json!(7)),
            (json!("-0"), json!(0)),
            (
                json!(9_007_199_254_740_991_i64),
                json!(9_007_199_254_740_991_i64),
            ),
            (
                json!("-9007199254740991"),
                json!(-9_007_199_254_740_991_i64),
            ),
        ],
    );
    refuses(
        &number,
        &[
            (json!(1.5), "not_whole"),
            (json!("1.5"), "not_whole"),
            (json!(9_007_199_254_740_992_i64), "unsafe"),
            (json!("9007199254740993"), "unsafe"),
            (json!(1e300), "unsafe"),
            (json!("1.000,5"), "comma"),
            (json!("doze"), "not_number"),
            (json!("NaN"), "not_number"),
            (json!("0x10"), "not_number"),
            (json!([1.to_string()]), "type"),
        ],
    );
}

#[test]
fn a_decimal_is_finite_and_has_a_dot() {
    let decimal = field("decimal", &[]);
    takes(
        &decimal,
        &[
            (json!(12.5), json!(12.5)),
            (json!("12.5"), json!(12.5)),
            (json!("-0.25"), json!(-0.25)),
            (json!("1e3"), json!(1000)),
            (json!(1e300), json!(1e300)),
            (json!(4_380.9), json!(4_380.9)),
            (json!("123456789012.345"), json!(123_456_789_012.345)),
            (
                json!(9_007_199_254_740_991_i64),
                json!(9_007_199_254_740_991_i64),
            ),
        ],
    );
    refuses(
        &decimal,
        &[
            (json!(12_345_678_901_234_567_890_u64), "inexact"),
            (json!("12345678901234567890"), "inexact"),
            (json!("9007199254740993"), "inexact"),
            (json!(0.1 + 0.2), "inexact"),
            (json!("0.30000000000000004"), "inexact"),
            (json!("0.1234567890123456789"), "inexact"),
            (json!("12,5"), "comma"),
            (json!("1,234.5"), "comma"),
            (json!("1e999"), "not_number"),
            (json!("inf"), "not_number"),
            (json!("-infinity"), "not_number"),
            (json!("nan"), "not_number"),
            (json!(".5"), "not_number"),
            (json!("5."), "not_number"),
            (json!("--5"), "not_number"),
            (json!("R$ 5"), "not_number"),
            (json!("x".repeat(100_000)), "not_number"),
            (json!(["1"]), "type"),
        ],
    );
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let refused = decimal.check(&Scalar::Number(odd)).unwrap_err();
        assert_eq!(refused.code(), "not_number");
    }
    let zero = decimal.check(&Scalar::Number(-0.0)).unwrap();
    assert!(matches!(zero, Some(Scalar::Number(zero)) if zero.is_sign_positive()));
}

#[test]
fn a_date_is_a_day_that_there_is() {
    let date = field("date", &[]);
    takes(
        &date,
        &[
            (json!("1988-03-14"), json!("1988-03-14")),
            (json!(" 2024-02-29 "), json!("2024-02-29")),
            (json!("2000-02-29"), json!("2000-02-29")),
            (json!("0001-01-01"), json!("0001-01-01")),
            (json!("9999-12-31"), json!("9999-12-31")),
        ],
    );
    for odd in [
        "2023-02-29",
        "1900-02-29",
        "2026-02-30",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "0000-01-01",
        "14/03/1988",
        "1988-3-14",
        "1988-03-14T00:00:00Z",
        "+988-03-14",
        "1988_03_14",
        "1988-03-1４",
        "ontem",
        "é988-03-14",
    ] {
        refuses(&date, &[(json!(odd), "not_day")]);
    }
    refuses(
        &date,
        &[(json!(19_880_314), "type"), (json!(["1988-03-14"]), "type")],
    );
}

#[test]
fn a_select_is_one_of_its_options() {
    let plan = field("select", &["Essencial", "Prime", "3"]);
    takes(
        &plan,
        &[(json!("Prime"), json!("Prime")), (json!(3), json!("3"))],
    );
    refuses(
        &plan,
        &[
            (json!("prime"), "not_option"),
            (json!("PRIME"), "not_option"),
            (json!(" Prime"), "not_option"),
            (json!(4), "not_option"),
            (json!(["Prime"]), "type"),
        ],
    );
    let why = check(&plan, &json!("Ouro")).unwrap_err().to_string();
    assert_eq!(why, "`Ouro` is none of the options: Essencial, Prime, 3");
    let free = field("select", &[]);
    takes(&free, &[(json!("Ouro"), json!("Ouro"))]);
    refuses(&free, &[(json!("x".repeat(10_001)), "too_long")]);
}

#[test]
fn a_multi_select_holds_options_once_in_their_order() {
    let likes = field("multi-select", &["Mesa", "Cama", "Jardim"]);
    takes(
        &likes,
        &[
            (json!(["Mesa"]), json!(["Mesa"])),
            (json!(["Jardim", "Mesa"]), json!(["Mesa", "Jardim"])),
        ],
    );
    refuses(
        &likes,
        &[
            (json!(["Mesa", "Mesa"]), "repeated"),
            (json!(["Mesa", "Sofá"]), "not_option"),
            (json!(["Mesa", ""]), "not_option"),
            (json!("Mesa"), "type"),
            (json!(1), "type"),
            (json!(vec!["Mesa"; 501]), "too_many"),
        ],
    );
    let free = field("multi-select", &[]);
    takes(&free, &[(json!(["b", "a"]), json!(["b", "a"]))]);
    refuses(
        &free,
        &[
            (json!(["x".repeat(5_001), "y".repeat(5_000)]), "too_long"),
            (json!(["a", "b", "a"]), "repeated"),
        ],
    );
}

#[test]
fn a_refusal_repeats_little_of_what_was_given() {
    let many: Vec<String> = (0..100).map(|number| format!("o{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let why = check(&field("select", &many), &json!("é".repeat(9_000))).unwrap_err();
    let why = why.to_string();
    assert!(
        why.starts_with(&format!("`{}…` is none", "é".repeat(60))),
        "{why}"
    );
    assert!(why.ends_with("o29 and 70 more"), "{why}");
    assert_eq!(listed(["a", "b"].into_iter()), "a, b");
}
