//! No form of a credential is left in a text.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use encaixe_api::descriptor::{
    Authentication, Descriptor, Environment, Field, FieldKind, Hosts, Localized, Template,
};

use super::Mask;
use crate::script::Event;

const TOKEN: &str = "s3/cr et+ç&=\"x";

fn field(name: &str) -> Field {
    Field {
        name: name.to_owned(),
        label: name.to_owned(),
        mapping: None,
        prefix: None,
        kind: FieldKind::Text,
        checks: Vec::new(),
    }
}

fn mask() -> Mask {
    let text = String::new;
    let descriptor = Descriptor {
        app_id: text(),
        name: text(),
        color: text(),
        description: Localized {
            pt_br: text(),
            en: text(),
        },
        website: text(),
        signup_url: text(),
        version: None,
        environments: vec![Environment {
            key: "production".to_owned(),
            uri: Template::new("https://{{site}}.example"),
            label: text(),
            default: true,
        }],
        hosts: Hosts::Written,
        authentication: Authentication::Query(vec![field("token"), field("site")]),
        ping: None,
    };
    let auth = [("token", TOKEN), ("site", "aurora")];
    let event = Event {
        base_uri: "https://aurora.example".to_owned(),
        auth: auth
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    };
    Mask::new(&descriptor, &event, &["client-secret".to_owned()])
}

#[test]
fn every_form_of_a_credential_is_masked() {
    let url = reqwest::Url::parse_with_params("https://aurora.example/", [("q", TOKEN)]).unwrap();
    let forms = [
        TOKEN.to_owned(),
        "client-secret".to_owned(),
        url.query().unwrap()[2..].to_owned(),
        "s3%2Fcr%20et%2B%C3%A7%26%3D%22x".to_owned(),
        "s3%2fcr%20et%2b%c3%a7%26%3d%22x".to_owned(),
        serde_json::to_string(TOKEN)
            .unwrap()
            .trim_matches('"')
            .to_owned(),
        STANDARD.encode(TOKEN),
        URL_SAFE_NO_PAD.encode(TOKEN),
    ];
    for form in forms {
        let masked = mask().text(&format!("before {form} after, at aurora"));
        assert_eq!(masked, "before *** after, at aurora", "{form}");
    }
}

#[test]
fn a_credential_within_something_in_base64_is_masked_too() {
    for before in ["", "u", "us", "use", "user:"] {
        for after in ["", ":", ":x", ":xyz"] {
            let encoded = STANDARD.encode(format!("{before}{TOKEN}{after}"));
            let masked = mask().text(&encoded);
            assert!(masked.contains("***"), "{encoded}");
            assert!(
                masked.len() < 3 + (before.len() + after.len()) * 2 + 12,
                "{masked}"
            );
        }
    }
}

#[test]
fn a_request_is_shown_without_what_shows_who_asks() {
    let mask = mask();
    let line = |url: &str| mask.request("GET", url);
    assert_eq!(
        line("https://aurora.example/api?token=other&page=2#x"),
        "GET https://aurora.example/api?token=***&page=2"
    );
    assert_eq!(
        line("https://u:p@aurora.example/a/b"),
        "GET https://aurora.example/a/b"
    );
    assert_eq!(
        line("https://aurora.example/client-secret/x?a=b%20s3%2Fcr+et%2B%C3%A7%26%3D%22x&c"),
        "GET https://aurora.example/***/x?a=***&c"
    );
    assert_eq!(line("no address client-secret"), "GET no address ***");
}
