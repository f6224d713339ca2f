//! What the parser alone says, and no schema: what `docs/app-descriptors.md` lists is refused, and each line of it is shown here.
#![cfg(feature = "descriptor")]
#![cfg_attr(
    feature = "descriptor",
    expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")
)]

use encaixe_api::app::Problem;
use encaixe_api::descriptor::{MAX_BYTES, check};
use serde_json::{Value, json};

const DOCS: &str = include_str!("../../../docs/app-descriptors.md");

/// A good file.
fn good() -> Value {
    let about = "This app lists the customers of a shop and their orders, so that whoever answers a customer sees at once what they \
        bought, when, and where the parcel is now.";
    let field = |name: &str, mapping: &str| {
        json!({"name": name, "label": name, "type": "text", "mapping": mapping,
            "validations": [{"name": "min_length", "value": 2}, {"name": "max_length", "value": 9}]})
    };
    json!({
        "app_id": "loja", "name": "Loja", "color": "#89324F", "description": {"pt_BR": about, "en": about},
        "website": "https://shop.example", "signup_url": "https://shop.example/signup", "version": "1",
        "hosts": ["*.shop.example"],
        "api_base_uri": {
            "production": {"uri": "https://api.shop.example/v1", "label": "P", "default": true},
            "test": {"uri": "https://test.shop.example/v1", "label": "T", "default": false},
        },
        "authentication": {
            "type": "basic_auth", "basic_auth_format": "{username}:{password}",
            "fields": [field("user", "username"), field("pass", "password")],
            "ping_request": {"method_name": "/me", "params": {"a": 1}, "status": {"field": "ok", "value": 1}},
        },
    })
}

/// A good file with other values at these places; a null takes the key away.
fn with(changes: &[(&str, Value)]) -> String {
    let mut file = good();
    for (place, value) in changes {
        let (above, key) = place.rsplit_once('/').unwrap();
        let above = file.pointer_mut(above).unwrap();
        match above {
            Value::Object(above) if value.is_null() => drop(above.remove(key).unwrap()),
            Value::Object(above) => drop(above.insert(key.to_owned(), value.clone())),
            above => above[key.parse::<usize>().unwrap()] = value.clone(),
        }
    }
    file.to_string()
}

fn errors(text: &str, script: Option<&str>) -> Vec<String> {
    let problems = check(text, script).problems;
    let errors = problems.into_iter().filter(Problem::is_error);
    errors.map(|one| one.code).collect()
}

/// Of each line of the list the files that it is about, with the code of what is said.
fn about(line: &str) -> Vec<(String, &'static str)> {
    const FIRST: &str = "/authentication/fields/0";
    let one = |place: &str, value: Value, code| (with(&[(place, value)]), code);
    let uri = |uri: &str, code| one("/api_base_uri/test/uri", json!(uri), code);
    let of_first = |key: &str, value: Value, code| one(&format!("{FIRST}/{key}"), value, code);
    let checks = |checks: Value, code| of_first("validations", checks, code);
    let twice = |text: &str, again: &str| {
        (
            with(&[]).replacen(text, &format!("{again},{text}"), 1),
            "duplicate",
        )
    };
    let begins = |beginning: &str| line.starts_with(beginning);
    match () {
        () if begins("keys that are there twice") => vec![
            twice("\"color\":", "\"color\":\"#000000\""),
            of_first("name", json!("pass"), "duplicate"),
            of_first("mapping", json!("password"), "duplicate"),
        ],
        () if begins("that no second environment") => {
            vec![one("/api_base_uri/test/default", json!(true), "default")]
        }
        () if begins("`{{name}}` without") => vec![
            uri("https://api.shop.example/{{none}}", "no_field"),
            uri("https://api.shop.example:{{user}}/", "field_place"),
            uri("https://{{user}}.other.example/", "hosts"),
            one("/hosts", json!(["*.com"]), "public_suffix"),
            uri("https://ana@api.shop.example/", "credentials"),
            uri("https://api.shop.example/?a=1", "form"),
            uri("https://api.shop.example/#a", "form"),
            uri("https://api.shop.example/../a", "form"),
            uri("https://api.shop.example:99999/", "form"),
        ],
        () if begins("`\"hosts\": \"typed\"`") => vec![one("/hosts", json!("typed"), "hosts")],
        () if begins("a `basic_auth_format`") => vec![
            (
                with(&[(&format!("{FIRST}/mapping"), Value::Null)]),
                "no_field",
            ),
            one(
                "/authentication/basic_auth_format",
                json!("{user}:{password}"),
                "no_field",
            ),
            (
                with(&[
                    ("/authentication/basic_auth_format", Value::Null),
                    (&format!("{FIRST}/mapping"), Value::Null),
                    ("/authentication/fields/1/mapping", Value::Null),
                ]),
                "no_field",
            ),
        ],
        () if begins("a `min_length` above") => vec![
            checks(
                json!([{"name": "min_length", "value": 9}, {"name": "max_length", "value": 2}]),
                "value",
            ),
            checks(
                json!([{"name": "min_length", "value": 1}, {"name": "min_length", "value": 1}]),
                "duplicate",
            ),
            checks(json!([{"name": "pattern", "value": "("}]), "pattern"),
        ],
        () if begins("whole numbers written") => vec![
            (
                with(&[]).replacen("\"value\":2", "\"value\":3.0", 1),
                "value",
            ),
            (
                with(&[("/authentication/ping_request/status/value", json!(7_777))]).replacen(
                    "7777",
                    "18446744073709551616",
                    1,
                ),
                "type",
            ),
        ],
        () if begins("`***`") => vec![
            one(
                "/authentication/ping_request/params",
                json!({"api_key": "***"}),
                "copied",
            ),
            one(
                "/authentication/ping_request/params",
                json!({"to": "https://a.example/?key=***&b=1"}),
                "copied",
            ),
        ],
        () if begins("a `method_name` with") => [
            "/me?a=1",
            "/a/../b",
            "GET",
            "//a.example",
            "https://a.example/",
        ]
        .map(|path| {
            one(
                "/authentication/ping_request/method_name",
                json!(path),
                "form",
            )
        })
        .to_vec(),
        () if begins("control characters") => vec![
            one("/name", json!("a\u{7}b"), "form"),
            (
                format!("{}{}", with(&[]), " ".repeat(MAX_BYTES)),
                "too_large",
            ),
            (
                with(&[("/deep", json!(1))]).replace(
                    "\"deep\":1",
                    &format!("\"deep\":{}1{}", "[".repeat(40), "]".repeat(40)),
                ),
                "too_deep",
            ),
            one("/authentication/fields", many_patterns(), "too_many"),
        ],
        () if begins("trailing commas") => vec![
            (with(&[]).replacen("\"color\":", "color:", 1), "syntax"),
            (
                format!("{},}}", with(&[]).strip_suffix('}').unwrap()),
                "syntax",
            ),
        ],
        () => Vec::new(),
    }
}

#[test]
fn a_basic_auth_format_that_names_no_field_or_has_two_braces_is_refused() {
    for (format, code) in [
        ("abc", "no_field"),
        ("{}:{}", "no_field"),
        ("{{username}}", "braces"),
        ("{{username}}:{password}", "braces"),
        ("{username}:{{password}}", "braces"),
    ] {
        let place = "/authentication/basic_auth_format";
        assert_eq!(
            errors(&with(&[(place, json!(format))]), None),
            [code],
            "{format}"
        );
    }
}

/// Fields with more patterns than a file may have.
fn many_patterns() -> Value {
    let field = |at: usize| {
        let mapping = ["username", "password"].get(at);
        let checks = vec![json!({"name": "pattern", "value": "a"}); 1];
        let mut field =
            json!({"name": format!("f{at}"), "label": "F", "type": "text", "validations": checks});
        if let Some(mapping) = mapping {
            field["mapping"] = json!(mapping);
        }
        field
    };
    (0..101).map(field).collect()
}

#[test]
fn whatever_is_listed_is_refused_and_each_line_of_the_list_is_shown() {
    assert_eq!(check(&with(&[]), None).problems, []);
    let (_, list) = DOCS.split_once("## What the parser alone says").unwrap();
    let lines: Vec<_> = list
        .lines()
        .filter_map(|line| line.strip_prefix("- "))
        .collect();
    assert!(lines.len() > 10);
    for line in lines {
        if line == "all warnings" {
            continue;
        }
        if line.contains("`lib/index.js`") {
            let script = " ".repeat(MAX_BYTES + 1);
            assert_eq!(errors(&with(&[]), Some(&script)), ["too_large"]);
            continue;
        }
        let files = about(line);
        assert!(!files.is_empty(), "nothing shows: {line}");
        for (text, code) in files {
            let found = errors(&text, None);
            assert!(
                found.iter().any(|one| one == code),
                "{line}: {code} is not in {found:?}: {text}"
            );
        }
    }
}
