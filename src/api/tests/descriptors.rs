//! Whole files: good ones, each of which is taken, and bad ones, with everything that is said of them.
//!
//! The problems of `descriptors/bad/NAME.json` stand in `NAME.txt` beside it, a line each; `ENCAIXE_BLESS=1` writes them anew.
#![cfg(feature = "descriptor")]
#![cfg_attr(
    feature = "descriptor",
    expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")
)]

#[path = "descriptors/drawn.rs"]
mod drawn;
#[path = "descriptors/support.rs"]
mod support;
#[path = "descriptors/worst.rs"]
mod worst;

use std::fs;
use std::path::Path;
use std::time::Instant;

use encaixe_api::app::{Problem, Severity};
use encaixe_api::descriptor::{
    Authentication, Check, Grant, Hosts, MAX_BYTES, MAX_FIELDS, Placement, TokenAuth, TokenBody,
    check, is_placeholder, masked, parse, secrets, text_of,
};

use drawn::Drawn;
use support::{files, good, lines};

#[test]
fn the_good_files_are_taken_without_a_word() {
    let all = files("good");
    for name in [
        "asana",
        "google_contacts",
        "jira",
        "zendesk",
        "agendor",
        "magento",
        "paypal",
    ] {
        assert!(all.iter().any(|(found, _)| found == name), "{name}");
    }
    for (name, text) in all {
        let parsed = parse(&text);
        assert_eq!(lines(&parsed.problems), "", "{name}");
        assert!(parsed.descriptor.is_some(), "{name}");
    }
}

#[test]
fn what_the_examples_say_is_read() {
    let zendesk = good("zendesk");
    let Authentication::Basic(basic) = &zendesk.authentication else {
        panic!("{zendesk:?}")
    };
    assert_eq!(basic.format, "{username}/token:{password}");
    assert_eq!(basic.fields[0].checks, [Check::MinLength(3)]);
    assert!(zendesk.is_for_address("subdomain") && !zendesk.is_for_address("email"));
    assert_eq!(
        zendesk.hosts,
        Hosts::Listed(vec!["*.zendesk.com".to_owned()])
    );

    let jira = good("jira");
    let Authentication::OAuth(oauth) = &jira.authentication else {
        panic!("{jira:?}")
    };
    let params = [("audience", "api.atlassian.com"), ("prompt", "consent")];
    let owned = params.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(oauth.authorize_params, owned);
    assert!(oauth.pkce && oauth.token_body == TokenBody::Json);

    let google = good("google_contacts");
    let Authentication::OAuth(oauth) = &google.authentication else {
        panic!("{google:?}")
    };
    let params = [("access_type", "offline"), ("prompt", "consent")];
    let owned = params.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(oauth.authorize_params, owned);
    assert_eq!(oauth.placement, Placement::HeaderBearer);

    assert_eq!(good("agendor").color, "#FF5500");
    assert_eq!(good("magento").hosts, Hosts::Typed);
    assert_eq!(good("paypal").environments.len(), 2);

    let all = good("extensions");
    let Authentication::OAuth(oauth) = &all.authentication else {
        panic!("{all:?}")
    };
    assert_eq!(oauth.grant, Grant::ClientCredentials);
    assert_eq!(oauth.token_auth, TokenAuth::Basic);
    assert_eq!(oauth.placement, Placement::QueryString("token".to_owned()));
    assert_eq!(oauth.scope_separator, ",");
    assert_eq!(
        oauth.authorize_params[1],
        ("max_age".to_owned(), "3600".to_owned())
    );
    assert_eq!(all.ping.unwrap().method_name, "/status");
    let uri = all.environments[0].uri.as_str();
    assert_eq!(
        uri,
        "https://{{region}}.apps.example.com/accounts/{{account}}/v1"
    );
}

#[test]
fn every_problem_of_a_bad_file_is_told_with_its_place() {
    for (name, text) in files("bad") {
        let parsed = parse(&text);
        let expected = support::path("bad").join(format!("{name}.txt"));
        if std::env::var_os("ENCAIXE_BLESS").is_some() {
            fs::write(&expected, lines(&parsed.problems)).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(lines(&parsed.problems), expected, "{name}");
        assert_eq!(parsed.descriptor, None, "{name}");
        for problem in &parsed.problems {
            let place = format!("lib/app.json:{}:{}", problem.line, problem.column);
            assert!(problem.to_string().starts_with(&place));
        }
    }
}

#[test]
fn what_is_printed_is_read_as_the_same() {
    for seed in 0..500 {
        let drawn = Drawn::new(seed).descriptor();
        let text = drawn.to_json();
        let parsed = parse(&text);
        let errors: Vec<_> = parsed
            .problems
            .iter()
            .filter(|one| one.is_error())
            .collect();
        assert!(errors.is_empty(), "seed {seed}: {errors:?}\n{text}");
        assert_eq!(parsed.descriptor, Some(drawn), "seed {seed}\n{text}");
    }
    for (name, text) in files("good") {
        let first = parse(&text).descriptor.unwrap();
        assert_eq!(parse(&first.to_json()).descriptor, Some(first), "{name}");
    }
}

#[test]
fn whatever_is_taken_is_printed_and_read_as_the_same() {
    const PIECES: [&str; 14] = [
        "é", "🐢", " ", "a", "0", "\\n", "\\u00e9", "\\\"", "/", "{", "}", "\n", "/* , */",
        "// x\n",
    ];
    let drawn = (0..400).map(|seed| Drawn::new(seed).descriptor().to_json());
    let good = files("good").into_iter().map(|(_, text)| text);
    let (mut taken, mut changed) = (0, 0);
    for (seed, text) in good.chain(drawn).enumerate() {
        let before = parse(&text).descriptor.unwrap();
        for turn in 0..20 {
            let mut drawn = Drawn::new((seed * 20 + turn) as u64);
            let mut other: Vec<char> = text.chars().collect();
            for _ in 0..=drawn.below(3) {
                let at = drawn.below(other.len());
                let piece = drawn.of(&PIECES).chars();
                other.splice(at..at + drawn.below(2), piece);
            }
            let other: String = other.into_iter().collect();
            let Some(descriptor) = parse(&other).descriptor else {
                continue;
            };
            taken += 1;
            changed += usize::from(descriptor != before);
            let printed = descriptor.to_json();
            assert_eq!(
                parse(&printed).descriptor,
                Some(descriptor),
                "{other}\n{printed}"
            );
        }
    }
    assert!(taken > 500 && changed > 250, "{taken} {changed}");
}

#[test]
fn a_file_of_which_anything_was_cut_or_swapped_is_read_without_a_panic() {
    for (name, text) in files("good") {
        let text: Vec<char> = text.chars().collect();
        for seed in 0..100 {
            let mut drawn = Drawn::new(seed);
            let mut changed = text.clone();
            for _ in 0..=drawn.below(3) {
                let at = drawn.below(changed.len());
                match drawn.below(3) {
                    0 => changed.truncate(at),
                    1 => drop(changed.remove(at)),
                    _ => changed.insert(at, *drawn.of(&['{', '}', '[', ',', '"', '\\', '/', 'é'])),
                }
                if changed.is_empty() {
                    break;
                }
            }
            let changed: String = changed.into_iter().collect();
            let parsed = parse(&changed);
            let is_refused = parsed.problems.iter().any(Problem::is_error);
            assert_eq!(is_refused, parsed.descriptor.is_none(), "{name} {seed}");
            let places: Vec<_> = parsed
                .problems
                .iter()
                .map(|one| (one.line, one.column))
                .collect();
            assert!(places.is_sorted(), "{name} {seed}");
            assert!(changed.is_empty() || !masked(&changed).is_empty());
        }
    }
}

#[test]
fn a_byte_order_mark_is_skipped_and_wrong_utf_8_is_told_with_its_place() {
    let text = files("good").remove(0).1;
    let parsed = parse(&format!("\u{feff}{text}"));
    assert!(parsed.problems.is_empty() && parsed.descriptor.is_some());
    let bad = b"\xef\xbb\xbf{\n  \"\xc3\xa9\": \"\xff\"";
    let problem = text_of(bad, "lib/app.json").unwrap_err();
    assert_eq!((problem.line, problem.column), (2, 9));
    assert!(problem.found.contains("0xFF"));
    assert!(problem.to_string().starts_with("lib/app.json:2:9"));
}

#[test]
fn what_is_past_the_bounds_is_refused_with_the_bound() {
    let one = |text: &str, code: &str, bound: &str| {
        let problems = parse(text).problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].code, code);
        assert!(problems[0].expected.contains(bound), "{problems:?}");
    };
    one(&" ".repeat(MAX_BYTES + 1), "too_large", "262144");
    one(&"[".repeat(600), "too_deep", "32");
    one(
        &format!("{}1{}", "[".repeat(33), "]".repeat(33)),
        "too_deep",
        "32",
    );
    let field = r#"{"name":"a","label":"a","type":"text"},"#;
    let text = files("good")
        .into_iter()
        .find(|(name, _)| name == "headers")
        .unwrap()
        .1;
    let many = text.replacen(
        r#""fields": ["#,
        &format!(r#""fields": [{}"#, field.repeat(MAX_FIELDS)),
        1,
    );
    one(&many, "too_many", "1000");
    let script = " ".repeat(MAX_BYTES + 1);
    let parsed = check(&text, Some(&script));
    assert!(parsed.descriptor.is_none() && parsed.problems[0].file == "lib/index.js");
}

#[test]
fn the_worst_file_that_is_taken_is_explained_quickly() {
    // Not 200 ms, since this is no release and the machine may be busy: what is looked for is time that grows with the square. A release is
    // measured by `cargo xtask bench apps`.
    let worst = worst::worst_file(MAX_BYTES, MAX_FIELDS);
    assert!(worst.len() > MAX_BYTES * 9 / 10 && worst.len() <= MAX_BYTES);
    let start = Instant::now();
    let parsed = parse(&worst);
    let took = start.elapsed();
    assert!(
        parsed.problems.len() >= 5 * MAX_FIELDS,
        "{}",
        parsed.problems.len()
    );
    assert!(took.as_secs() < 5, "{took:?}");
    println!("{} problems in {took:?}", parsed.problems.len());
}

#[test]
fn a_ping_in_the_script_is_one_and_none_is_only_unwise() {
    let text = files("good")
        .into_iter()
        .find(|(name, _)| name == "headers")
        .unwrap()
        .1;
    let without = text.replace(r#","ping_request""#, "").replace(
        r#""ping_request": { "method_name": "/orders", "params": { "page": 1, "all": false } }"#,
        r#""made_up": 1"#,
    );
    let codes = |script: Option<&str>| -> Vec<(Severity, String)> {
        let parsed = check(&without, script);
        assert!(parsed.descriptor.is_some());
        parsed
            .problems
            .into_iter()
            .map(|one| (one.severity, one.code))
            .collect()
    };
    let unknown = (Severity::Warning, "unknown".to_owned());
    let no_ping = (Severity::Warning, "no_ping".to_owned());
    assert_eq!(codes(None), [no_ping.clone(), unknown.clone()]);
    assert_eq!(codes(Some("exports.pong = 1;")), [no_ping, unknown.clone()]);
    assert_eq!(codes(Some("exports.ping = () => 1;")), [unknown]);
}

#[test]
fn secrets_are_found_and_hidden_and_all_else_stays() {
    let text = r#"{
  // "client_secret": "an-old-one-98765",
  "oauth_access_fields": {
    "client_id": "public-id",
    "client_secret": "s3cr\u00e9t-value-1", // was s3crét-value-1 and s3cr\u00e9t-value-1
    "access_token_url": "https://a.example/token",
    "x_api_key": "short"
  },
  "query_string": { "token": "PLUGA_TOKEN", "audience": "a" }
}"#;
    let found = secrets(text);
    let values: Vec<_> = found.iter().map(|one| one.value.as_str()).collect();
    let in_comment = r"s3cr\u00e9t-value-1";
    assert_eq!(
        values,
        ["an-old-one-98765", "s3crét-value-1", in_comment, "short"]
    );
    assert_eq!(found[1].path, "oauth_access_fields.client_secret");
    assert!(!format!("{found:?}").contains("s3cr"));
    let shown = masked(text);
    assert_eq!(
        shown,
        r#"{
  // "client_secret": "***",
  "oauth_access_fields": {
    "client_id": "public-id",
    "client_secret": "***", // was *** and ***
    "access_token_url": "https://a.example/token",
    "x_api_key": "***"
  },
  "query_string": { "token": "PLUGA_TOKEN", "audience": "a" }
}"#
    );
    assert_eq!(secrets(&shown), []);
    assert_eq!(masked("{ not json"), "***");
    for good in ["PLUGA_CLIENT_SECRET", "YOUR_CLIENT_ID", "***", ""] {
        assert!(is_placeholder(good), "{good}");
    }
    for bad in ["SECRET", "A1B2_C3D4", "pluga_client_id", "ABC_"] {
        assert!(!is_placeholder(bad), "{bad}");
    }
    for (name, text) in files("good") {
        assert_eq!(masked(&text), text, "{name}");
        let real = text.replace("PLUGA_CLIENT_SECRET", "shhh-0123456789");
        let shown = masked(&real);
        assert!(!shown.contains("shhh"), "{name}");
        assert_eq!(parse(&shown).problems, [], "{name}");
    }
}

#[test]
fn no_problem_shows_a_secret() {
    let (name, text) = files("good").remove(1);
    for wrong in ["sh\\u0000hh-0123456789", "shhh-é-0123456789"] {
        let parsed = parse(&text.replace("PLUGA_CLIENT_SECRET", wrong));
        assert!(Path::new(&name).is_relative());
        for problem in &parsed.problems {
            assert!(
                !format!("{problem:?}").contains("0123456789"),
                "{problem:?}"
            );
        }
    }
}
