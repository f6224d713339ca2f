//! Each kind of authentication puts its values where they belong, once.

use encaixe_api::descriptor::{
    Authentication, BasicAuth, Descriptor, Environment, Field, FieldKind, Hosts, Localized,
    Template,
};
use url::Url;

use super::{Fields, Missing, Signature};

fn field(name: &str, mapping: Option<&str>, prefix: Option<&str>) -> Field {
    Field {
        name: name.to_owned(),
        label: name.to_owned(),
        mapping: mapping.map(str::to_owned),
        prefix: prefix.map(str::to_owned),
        kind: FieldKind::Password,
        checks: Vec::new(),
    }
}

fn descriptor(authentication: Authentication) -> Descriptor {
    Descriptor {
        app_id: "x".to_owned(),
        name: "X".to_owned(),
        color: "#000000".to_owned(),
        description: Localized {
            pt_br: String::new(),
            en: String::new(),
        },
        website: String::new(),
        signup_url: String::new(),
        version: None,
        environments: vec![Environment {
            key: "production".to_owned(),
            uri: Template::new("https://{{site}}.x.example/"),
            label: String::new(),
            default: true,
        }],
        hosts: Hosts::Written,
        authentication,
        ping: None,
    }
}

fn values() -> Fields {
    [
        ("site", "acme"),
        ("key", "k y"),
        ("other", "o"),
        ("user", "{password}"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

fn signed(
    authentication: Authentication,
    url: &str,
    headers: &[(&str, &str)],
) -> (String, Vec<String>) {
    let signature = Signature::of(&descriptor(authentication), &values(), None).unwrap();
    let mut url = Url::parse(url).unwrap();
    let mut headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    signature.apply(&mut url, &mut headers);
    let headers = headers
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}"));
    (url.into(), headers.collect())
}

#[test]
fn headers_are_sent_once_with_their_prefix_and_a_field_of_an_address_is_not_sent() {
    let fields = vec![
        field("site", Some("X-Site"), None),
        field("key", Some("Authorization"), Some("Token")),
        field("other", Some("X-Other"), None),
        field("user", None, None),
    ];
    let (url, headers) = signed(
        Authentication::Header(fields),
        "https://acme.x.example/a?b=1",
        &[
            ("authorization", "mine"),
            ("accept", "a"),
            ("x-other", "mine"),
        ],
    );
    assert_eq!(url, "https://acme.x.example/a?b=1");
    assert_eq!(
        headers,
        ["accept: a", "Authorization: Token k y", "X-Other: o"]
    );
}

#[test]
fn parameters_are_sent_once_in_the_place_of_what_the_caller_wrote() {
    let fields = vec![field("site", None, None), field("key", None, None)];
    let (url, headers) = signed(
        Authentication::Query(fields),
        "https://acme.x.example/a?key=mine&b=1&key=2",
        &[],
    );
    assert_eq!(url, "https://acme.x.example/a?b=1&key=k+y");
    assert_eq!(headers, [""; 0]);
    // The others stay as they are written; the name is the same however it is written.
    for (written, sent) in [
        ("b=%20c+d&&e&f=%2F", "b=%20c+d&&e&f=%2F&key=k+y"),
        ("%6Bey=mine&b=a%20b&key", "b=a%20b&key=k+y"),
        ("key=mine", "key=k+y"),
        ("keys=1&b.key=2", "keys=1&b.key=2&key=k+y"),
    ] {
        let fields = vec![field("site", None, None), field("key", None, None)];
        let at = format!("https://acme.x.example/a?{written}");
        let (url, _) = signed(Authentication::Query(fields), &at, &[]);
        assert_eq!(url, format!("https://acme.x.example/a?{sent}"));
    }
}

#[test]
fn a_basic_value_is_the_format_with_both_values_in_one_pass() {
    let basic = |format: &str| {
        Authentication::Basic(BasicAuth {
            format: format.to_owned(),
            fields: vec![
                field("user", Some("username"), None),
                field("other", Some("password"), None),
            ],
        })
    };
    for (format, encoded) in [
        ("{username}:{password}", "e3Bhc3N3b3JkfTpv"),
        (
            "{username}/token:{password}{",
            "e3Bhc3N3b3JkfS90b2tlbjpvew==",
        ),
    ] {
        let (_, headers) = signed(basic(format), "https://acme.x.example/", &[]);
        assert_eq!(headers, [format!("Authorization: Basic {encoded}")]);
    }
}

#[test]
fn what_is_missing_is_named() {
    let query = descriptor(Authentication::Query(vec![field("none", None, None)]));
    let missing = Signature::of(&query, &values(), None);
    assert_eq!(missing, Err(Missing::Field("none".to_owned())));
    let signature = Signature::of(&descriptor(Authentication::None), &values(), None).unwrap();
    assert_eq!(format!("{signature:?}"), "Signature(***)");
}
