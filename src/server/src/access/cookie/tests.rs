//! Which of many cookies is ours, and what a sign-in takes away.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use encaixe_api::plugin_url::PageOrigin;

use super::{MOST, clear, read, set, slugs};
use crate::company::PageAddress;

fn value(letter: char) -> String {
    letter.to_string().repeat(43)
}

fn at(origin: &str, slug: Option<&str>) -> PageAddress {
    PageAddress {
        origin: PageOrigin::parse(origin).unwrap(),
        slug: slug.map(|slug| slug.parse().unwrap()),
    }
}

fn sent(lines: &[&[u8]]) -> HeaderMap {
    let lines = lines
        .iter()
        .map(|line| (COOKIE, HeaderValue::from_bytes(line).unwrap()));
    lines.collect()
}

#[test]
fn the_last_cookie_comes_first_and_what_is_none_of_ours_not_at_all() {
    let (a, b) = (value('a'), value('b'));
    for line in [
        format!("encaixe_session={a}; encaixe_session={b}"),
        format!("encaixe_session={b}; encaixe_session={a}; encaixe_session={b}"),
        format!("theme=dark; encaixe_session={a};encaixe_session={b} ; x"),
        format!(
            "encaixe_session=; encaixe_session={a}; encaixe_session=\"x\"; encaixe_session={b}; ="
        ),
        format!(
            "encaixe_session={a}; encaixe_session={b}; encaixe_session={b}x; encaixe_session=é"
        ),
        format!(
            "encaixe_session={a}; encaixe_session={b}; Encaixe_Session={a}; xencaixe_session={a}"
        ),
    ] {
        let headers = sent(&[line.as_bytes()]);
        assert_eq!(
            read(&headers, &at("http://127.0.0.1:7070", None)),
            [b.as_str(), a.as_str()],
            "{line}"
        );
        assert_eq!(
            read(&headers, &at("https://inbox.example.com", None)),
            [""; 0],
            "{line}"
        );
    }
    let broken = [
        b"x=\xff\xfe; encaixe_session=".as_slice(),
        a.as_bytes(),
        b"; y=\xff",
    ]
    .concat();
    assert_eq!(
        read(&sent(&[&broken]), &at("http://127.0.0.1:7070", None)),
        [a.as_str()]
    );
    let two = [
        format!("encaixe_session={a}"),
        format!("encaixe_session={b}"),
    ];
    let two = [two[0].as_bytes(), two[1].as_bytes()];
    assert_eq!(
        read(&sent(&two), &at("http://127.0.0.1:7070", None)),
        [b.as_str(), a.as_str()]
    );
}

#[test]
fn by_https_only_the_name_counts_under_which_no_other_host_can_set_one() {
    let (a, b) = (value('a'), value('b'));
    let line =
        format!("__Host-encaixe_session={a}; encaixe_session={b}; __Secure-encaixe_session={b}");
    assert_eq!(
        read(
            &sent(&[line.as_bytes()]),
            &at("https://inbox.example.com", None)
        ),
        [a.as_str()]
    );
}

#[test]
fn many_cookies_are_tried_up_to_a_bound_and_ours_is_among_them() {
    let many: Vec<String> = (0..1_000)
        .map(|number| format!("encaixe_session={number:043}"))
        .collect();
    let line = format!("{}; encaixe_session={}", many.join("; "), value('a'));
    let headers = sent(&[line.as_bytes()]);
    let found = read(&headers, &at("http://127.0.0.1:7070", None));
    assert_eq!((found.len(), found[0]), (MOST, value('a').as_str()));
}

#[test]
fn a_sign_in_takes_away_what_others_put_in_its_way() {
    let lines = set("new", &at("http://127.0.0.1:7070", None));
    let last = "encaixe_session=new; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax";
    assert_eq!(lines.last().map(String::as_str), Some(last));
    assert!(lines.contains(&"encaixe_session=; Path=/api; Max-Age=0".to_owned()));
    assert!(!lines.iter().any(|line| line.contains("Domain=")));

    let lines = clear(&at("http://inbox.shop.example:8080", None));
    for domain in ["inbox.shop.example", "shop.example"] {
        for path in ["/", "/api"] {
            let line = format!("encaixe_session=; Domain={domain}; Path={path}; Max-Age=0");
            assert!(lines.contains(&line), "{lines:?}");
        }
    }
    assert!(!lines.iter().any(|line| line.contains("Domain=example;")));

    let lines = set("new", &at("https://inbox.example.com", None));
    assert_eq!(
        lines,
        [
            "encaixe_session=; Path=/; Max-Age=0; Secure",
            "__Host-encaixe_session=new; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure",
        ]
    );
}

#[test]
fn each_company_has_a_cookie_of_its_own() {
    for origin in ["http://127.0.0.1:7070", "https://inbox.example.com"] {
        let (first, padaria) = (at(origin, None), at(origin, Some("padaria")));
        let (a, b) = (value('a'), value('b'));
        let lines = [set(&a, &first), set(&b, &padaria)].map(|lines| lines.last().unwrap().clone());
        let pairs = lines.map(|line| line.split(';').next().unwrap().to_owned());
        let headers = sent(&[pairs.join("; ").as_bytes()]);
        assert_eq!(read(&headers, &first), [a.as_str()]);
        assert_eq!(read(&headers, &padaria), [b.as_str()]);
        assert_eq!(read(&headers, &at(origin, Some("pada"))), [""; 0]);
        for page in [&first, &padaria] {
            let found: Vec<String> = slugs(&headers, page)
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(found, ["padaria"]);
        }
        // Signing out of one leaves the other.
        let gone = clear(&padaria).join("\n");
        assert!(!gone.contains("encaixe_session="), "{gone}");
    }
}
