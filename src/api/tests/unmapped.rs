//! Fields that are sent nowhere are told, whatever else is wrong with the file.
#![cfg(feature = "descriptor")]

use encaixe_api::app::{Problem, Severity};
use encaixe_api::descriptor::parse;
use serde_json::{Value, json};

/// A file with this authentication whose API is there.
fn file(uri: &str, authentication: &Value) -> Value {
    let about = "This app lists the customers of a shop and their orders, so that whoever answers a customer sees at once what they \
        bought, when, and where the parcel is now.";
    let mut authentication = authentication.clone();
    authentication["ping_request"] = json!({"method_name": "/me"});
    json!({
        "app_id": "loja", "name": "Loja", "color": "#89324F", "description": {"pt_BR": about, "en": about},
        "website": "https://shop.example", "signup_url": "https://shop.example/signup", "version": "1",
        "api_base_uri": {"production": {"uri": uri, "label": "P", "default": true}},
        "authentication": authentication,
    })
}

fn field(name: &str, mapping: Option<&str>) -> Value {
    let mut field = json!({"name": name, "label": name, "type": "text"});
    if let Some(mapping) = mapping {
        field["mapping"] = json!(mapping);
    }
    field
}

/// The places of the warnings that a field is sent nowhere, and what was expected there; and how many errors there are beside them.
fn unmapped(file: &Value) -> (Vec<(String, String)>, usize) {
    let problems = parse(&file.to_string()).problems;
    let errors = problems.iter().filter(|one| one.is_error()).count();
    let is_one = |one: &Problem| one.code == "unmapped" && one.severity == Severity::Warning;
    let told = problems.into_iter().filter(is_one);
    (told.map(|one| (one.path, one.expected)).collect(), errors)
}

fn told(index: usize, expected: &str) -> (String, String) {
    (
        format!("authentication.fields[{index}].name"),
        expected.to_owned(),
    )
}

const PLAIN: &str = "https://api.shop.example/v1";
const DRAWN: &str = "https://api.shop.example/{{ shop }}/v1";

#[test]
fn a_field_that_is_neither_mapped_nor_in_an_address_is_a_warning_in_two_kinds() {
    for (kind, mapped) in [
        ("pass_through_header", vec![field("key", Some("X-Key"))]),
        (
            "basic_auth",
            vec![
                field("user", Some("username")),
                field("pass", Some("password")),
            ],
        ),
    ] {
        let at = mapped.len();
        let fields: Vec<_> = mapped.into_iter().chain([field("shop", None)]).collect();
        let authentication = json!({"type": kind, "fields": fields});
        let expected = told(at, "a `mapping`, or `{{shop}}` in an address");
        assert_eq!(
            unmapped(&file(PLAIN, &authentication)),
            (vec![expected], 0),
            "{kind}"
        );
        assert_eq!(
            unmapped(&file(&DRAWN.replace(' ', ""), &authentication)),
            (vec![], 0),
            "{kind}"
        );
    }
    let query = json!({"type": "pass_through_query_string", "fields": [field("shop", None)]});
    assert_eq!(unmapped(&file(PLAIN, &query)), (vec![], 0));
}

#[test]
fn a_field_of_oauth_2_is_for_addresses_alone() {
    let oauth = |authorize: &str| {
        let access = json!({
            "client_id": "PLUGA_CLIENT_ID", "client_secret": "PLUGA_CLIENT_SECRET", "authorize_url": authorize,
            "access_token_url": "https://shop.example/t", "access_token_placement": "header_bearer", "response_type": "code",
        });
        json!({"type": "oauth_2", "oauth_access_fields": access, "fields": [field("shop", None)]})
    };
    let expected = told(0, "`{{shop}}` in an address");
    assert_eq!(
        unmapped(&file(PLAIN, &oauth("https://shop.example/a"))),
        (vec![expected], 0)
    );
    assert_eq!(
        unmapped(&file(PLAIN, &oauth("https://shop.example/{{shop}}/a"))),
        (vec![], 0)
    );
}

#[test]
fn it_is_told_beside_errors_wherever_they_are() {
    let fields = json!([field("key", Some("X-Key")), field("shop", None)]);
    let authentication = json!({"type": "pass_through_header", "fields": fields});
    let expected = vec![told(1, "a `mapping`, or `{{shop}}` in an address")];
    for (place, value) in [
        ("/color", json!("red")),
        ("/name", json!(7)),
        ("/hosts", json!("anywhere")),
        ("/api_base_uri", json!([])),
        (
            "/api_base_uri/production/uri",
            json!("ftp://api.shop.example"),
        ),
        ("/authentication/fields/0/type", json!("number")),
        ("/authentication/fields/1/label", json!(1)),
        ("/authentication/ping_request/method_name", json!("GET")),
    ] {
        let mut file = file(PLAIN, &authentication);
        match file.pointer_mut(place) {
            Some(there) => *there = value,
            None => file["hosts"] = value,
        }
        let (warnings, errors) = unmapped(&file);
        assert_eq!(warnings, expected, "{place}");
        assert!(errors > 0, "{place}");
    }
    // An address that is wrong still uses a field.
    let wrong = file(&DRAWN.replace("https", "ftp"), &authentication);
    let (warnings, errors) = unmapped(&wrong);
    assert_eq!(warnings, []);
    assert!(errors > 0);
}
