//! Secrets of a descriptor: in no copy of its text, and in nothing that is told of it.
#![cfg(feature = "descriptor")]

use encaixe_api::descriptor::{
    Descriptor, Ping, masked, parse, secret_values, secrets, without_secrets,
};

const OAUTH: &str = include_str!("descriptors/good/asana.json");

/// Asana's with these keys beside the addresses, and in place of its token's address.
fn asana(more: &str, token_url: &str) -> String {
    let token = "https://app.asana.com/-/oauth_token\"";
    assert!(OAUTH.contains(token));
    let text = OAUTH.replacen(token, &format!("{token_url}\""), 1);
    text.replacen("\"client_id\"", &format!("{more}\n\"client_id\""), 1)
}

#[test]
fn numbers_parameters_of_addresses_and_what_stands_in_comments_are_hidden() {
    for (text, shown) in [
        (
            r#"{"api_key": 12345678901, "max": 5}"#,
            r#"{"api_key": "***", "max": 5}"#,
        ),
        (
            r#"{"key" /* of 2024 */ : /* the old one */ "abc"}"#,
            r#"{"key" /* of 2024 */ : /* the old one */ "***"}"#,
        ),
        (
            "{password: 'abc', // and\n secret /* x */ : 'd'}",
            "{password: '***', // and\n secret /* x */ : '***'}",
        ),
        (
            r#"{"access_token_url": "https://a.example/t?key=s%2F1&v=2"}"#,
            r#"{"access_token_url": "https://a.example/t?key=***&v=2"}"#,
        ),
        (
            r#"{"u": "https://a.example/t?v=2\u0026key=s1"}"#,
            r#"{"u": "***"}"#,
        ),
        (
            "{} // client_secret = abc-1, password: 'x y'; token=PLUGA_TOKEN",
            "{} // client_secret = ***, password: '***'; token=PLUGA_TOKEN",
        ),
        ("{} /* api_key: abc*/", "{} /* api_key: ****/"),
        (
            "{} // token: https://a.example/docs, https://a.example/?token=1",
            "{} // token: https://a.example/docs, https://a.example/?token=***",
        ),
        (
            "{} // TODO: password=hunter2, see: api_key = swordfish",
            "{} // TODO: password=***, see: api_key = ***",
        ),
        (
            "{} // curl https://admin:pw@a.example/v1",
            "{} // curl https://***@a.example/v1",
        ),
        // A page that people are sent to has none.
        (
            r#"{"signup_url": "https://a.example/?key=1"}"#,
            r#"{"signup_url": "https://a.example/?key=1"}"#,
        ),
    ] {
        assert_eq!(masked(text), shown);
        assert_eq!(masked(shown), shown, "what is hidden stays so");
    }
}

#[test]
fn a_descriptor_is_told_without_its_secrets_and_used_with_them() {
    let text = asana(
        r#""api_key": "kkkkkkkk-1", "pin_token": 987654321, "prompt": "consent","#,
        "https://app.asana.com/t?key=uuuuuuuu-2",
    );
    let text = text.replacen("PLUGA_CLIENT_SECRET", "cccccccc-3", 1);
    let text = text.replacen(
        "\"website\": \"",
        "\"website\": \"https://a.example/kkkkkkkk-1?\", \"was\": \"",
        1,
    );
    let parsed = parse(&text);
    let mut whole = parsed.descriptor.unwrap();
    whole.ping = Some(Ping {
        method_name: "/me".to_owned(),
        params: vec![
            ("token".to_owned(), "pppppppp-4".to_owned()),
            ("limit".to_owned(), "1".to_owned()),
        ],
        status: None,
    });
    let values = [
        "kkkkkkkk-1",
        "987654321",
        "uuuuuuuu-2",
        "cccccccc-3",
        "pppppppp-4",
    ];
    let mut found = secret_values(&whole);
    found.sort();
    let mut expected = values.map(str::to_owned);
    expected.sort();
    assert_eq!(found, expected);
    let shown = serde_json::to_string(&without_secrets(&whole)).unwrap();
    for value in values {
        assert!(!shown.contains(value), "{value}");
    }
    for kept in [
        "[\"prompt\",\"consent\"]",
        "[\"limit\",\"1\"]",
        "https://a.example/***?",
    ] {
        assert!(shown.contains(kept), "{kept} in {shown}");
    }
    let again: Descriptor = serde_json::from_str(&shown).unwrap();
    assert_eq!(without_secrets(&again), again);
    assert_eq!(secret_values(&again), [""; 0]);
    let text = masked(&text);
    assert_eq!(secrets(&text), []);
    for value in values {
        assert!(!text.contains(value), "{value} in {text}");
    }
}

#[test]
fn what_is_told_of_a_file_shows_no_secret_of_an_address() {
    let text = asana("", "http://app.asana.com/t?api_key=uuuuuuuu-2");
    let problems = parse(&text).problems;
    let found: Vec<_> = problems.iter().map(|one| one.found.as_str()).collect();
    assert!(
        found.contains(&"\"http://app.asana.com/t?api_key=***\""),
        "{found:?}"
    );
}

#[test]
fn secrets_that_no_name_tells_are_told_by_how_they_look_and_where_they_stand() {
    let secret = |number: u32| format!("q7Zk{number}xP9wLm4Tt");
    let text = format!(
        r##"{{
  // asked with {0} before
  "app_id": "shop", "name": "Shop", "color": "#FF5500",
  "description": {{"pt_BR": "Uma loja.", "en": "A shop."}},
  "website": "https://shop.example", "signup_url": "https://shop.example/{1}", "version": "{1}",
  "api_base_uri": {{"production": {{"uri": "https://api.shop.example/{2}/v2/", "label": "P", "default": true}}}},
  "authentication": {{
    "type": "basic_auth",
    "basic_auth_format": "{{username}}/swordfish:{{password}}:{3}",
    "fields": [
      {{"name": "user", "label": "User", "type": "text", "mapping": "username"}},
      {{"name": "pass", "label": "Password", "type": "password", "mapping": "password"}}
    ],
    "ping_request": {{
      "method_name": "/me/{4}",
      "params": {{"partner": "{5}", "fields": "id,name"}},
      "status": {{"field": "ok", "value": "{6}"}}
    }}
  }},
  "note": "see {7}"
}}"##,
        secret(0),
        "1.2.3",
        secret(2),
        secret(3),
        secret(4),
        secret(5),
        secret(6),
        secret(7),
    );
    let parsed = parse(&text);
    let whole = parsed
        .descriptor
        .unwrap_or_else(|| panic!("{:?}", parsed.problems));
    let shown = serde_json::to_string(&without_secrets(&whole)).unwrap();
    let copy = masked(&text);
    for number in [0, 2, 3, 4, 5, 6, 7] {
        let secret = secret(number);
        assert!(!copy.contains(&secret), "{secret} in {copy}");
        assert!(!shown.contains(&secret), "{secret} in {shown}");
        let is_in_file = !matches!(number, 0 | 7);
        assert_eq!(secret_values(&whole).contains(&secret), is_in_file);
    }
    assert!(!copy.contains("swordfish") && !shown.contains("swordfish"));
    for kept in [
        "id,name",
        "https://api.shop.example/***/v2/",
        "https://shop.example/1.2.3",
    ] {
        assert!(copy.contains(kept), "{kept} in {copy}");
        assert!(shown.contains(kept), "{kept} in {shown}");
    }
    assert_eq!(masked(&copy), copy);
    let again: Descriptor = serde_json::from_str(&shown).unwrap();
    assert_eq!(without_secrets(&again), again);
    // A copy says where the secrets have to be written again.
    let problems = parse(&copy).problems;
    let copied: Vec<_> = problems
        .iter()
        .filter(|one| one.code == "copied")
        .map(|one| one.path.as_str())
        .collect();
    assert_eq!(
        copied,
        [
            "api_base_uri.production.uri",
            "authentication.basic_auth_format",
            "authentication.ping_request.method_name",
            "authentication.ping_request.params.partner",
            "authentication.ping_request.status.value",
        ]
    );
    assert!(
        problems
            .iter()
            .all(|one| !format!("{one:?}").contains("q7Zk"))
    );
}

#[test]
fn what_programs_know_an_app_by_stays_though_a_secret_is_the_same_word() {
    let word = "a1b2c3d4e5f6";
    let text = asana("", &format!("https://app.asana.com/{word}/token"));
    let text = text.replacen(
        "\"app_id\": \"asana\"",
        &format!("\"app_id\": \"{word}\""),
        1,
    );
    let whole = parse(&text).descriptor.unwrap();
    assert_eq!(whole.app_id, word);
    let shown = without_secrets(&whole);
    assert_eq!(shown.app_id, word);
    assert!(!format!("{:?}", shown.authentication).contains(word));
    let copy = masked(&text);
    assert!(copy.contains(&format!("\"app_id\": \"{word}\"")), "{copy}");
    assert!(copy.contains("https://app.asana.com/***/token"), "{copy}");
    let harmless = text.replacen('{', "{ \"_comment\": \"*** do not edit ***\",", 1);
    let codes: Vec<_> = parse(&harmless)
        .problems
        .into_iter()
        .map(|one| one.code)
        .collect();
    assert!(!codes.contains(&"copied".to_owned()), "{codes:?}");
}
