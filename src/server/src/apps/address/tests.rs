//! No input leads a call to another host than the app's, and none out of its base path.

use encaixe_api::descriptor::{Hosts, Template};
use url::Url;

use super::{Fields, Wrong, fill, join};
use crate::apps::draw::Draw;
use crate::apps::hosts::may_go;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn listed(patterns: &[&str]) -> Hosts {
    Hosts::Listed(patterns.iter().map(|one| (*one).to_owned()).collect())
}

const PIECES: [&str; 44] = [
    "",
    "/",
    "//",
    "\\",
    "..",
    ".",
    "%2e",
    "%2E%2e",
    "%2f",
    "%5c",
    "%00",
    "%0a",
    "@",
    ":",
    "#",
    "?",
    "&",
    "=",
    "https://",
    "http://",
    "https:",
    "evil.example",
    "zendesk.com",
    ".zendesk.com",
    "acme",
    "a.zendesk.com",
    "127.0.0.1",
    "[::1]",
    "169.254.169.254",
    "users",
    "me",
    " ",
    "\t",
    "\n",
    "é",
    "%C3%A9",
    "%ff",
    "%",
    "。",
    "-",
    "x",
    "javascript:",
    "{{",
    "}}",
];

#[test]
fn no_drawn_path_makes_a_call_to_a_host_that_is_not_listed() {
    let base = Url::parse("https://acme.zendesk.com/api/v2").unwrap();
    let hosts = listed(&["*.zendesk.com"]);
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let (mut made, mut elsewhere) = (0, 0);
    for _ in 0..200_000 {
        let path = draw.text(&PIECES);
        for hosts in [&hosts, &Hosts::Written, &Hosts::Typed] {
            let Ok(url) = join(&base, hosts, &path, &fields(&[("q", "1")])) else {
                continue;
            };
            made += 1;
            assert_eq!(url.scheme(), "https", "{path:?}: {url}");
            assert!(
                url.username().is_empty() && url.password().is_none(),
                "{path:?}: {url}"
            );
            assert_eq!(url.port(), None, "{path:?}: {url}");
            let host = url.host_str().unwrap();
            if host == "acme.zendesk.com" {
                let path_of = format!("{}/", url.path());
                let is_below = path_of.starts_with("/api/v2/");
                let is_listed = matches!(hosts, Hosts::Listed(_)) && path.starts_with("https://");
                assert!(is_below || is_listed, "{path:?}: {url}");
                continue;
            }
            elsewhere += 1;
            assert_eq!(hosts, &listed(&["*.zendesk.com"]), "{path:?}: {url}");
            let below = host.strip_suffix(".zendesk.com").unwrap_or_default();
            assert!(!below.is_empty(), "{path:?}: {url}");
            // Read anew, as any server does, it is the same.
            assert_eq!(Url::parse(url.as_str()).unwrap(), url);
        }
    }
    assert!(made > 10_000 && elsewhere > 10, "{made} {elsewhere}");
}

#[test]
fn no_drawn_value_of_a_field_makes_another_host_or_another_path() {
    let label = Template::new("https://{{a}}.zendesk.com/api/v2");
    let part = Template::new("https://api.example/v1/{{a}}/x?site={{a}}");
    let typed = Template::new("https://{{a}}/rest");
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let mut made = [0; 3];
    for _ in 0..100_000 {
        let value = draw.text(&PIECES);
        let fields = fields(&[("a", &value)]);
        if let Ok(url) = fill(&label, &fields, &listed(&["*.zendesk.com"]), None) {
            made[0] += 1;
            let below = url
                .host_str()
                .unwrap()
                .strip_suffix(".zendesk.com")
                .unwrap();
            assert!(!below.contains('.'), "{value:?}: {url}");
            assert_eq!(url.path(), "/api/v2", "{value:?}");
        }
        if let Ok(url) = fill(&part, &fields, &Hosts::Written, None) {
            made[1] += 1;
            assert_eq!(url.host_str(), Some("api.example"), "{value:?}: {url}");
            assert_eq!(url.path().split('/').count(), 4, "{value:?}: {url}");
            let site: Vec<_> = url.query_pairs().collect();
            assert_eq!(site.len(), 1, "{value:?}: {url}");
            assert_eq!(site[0].1, value);
        }
        // What is not confirmed as it is is refused.
        let refused = fill(&typed, &fields, &Hosts::Typed, Some("shop.example"));
        if let Ok(url) = refused {
            panic!("{value:?}: {url}");
        }
        if let Err(Wrong::Unconfirmed(host)) = fill(&typed, &fields, &Hosts::Typed, None) {
            made[2] += 1;
            let url = fill(&typed, &fields, &Hosts::Typed, Some(&host)).unwrap();
            assert_eq!(super::named(&url), host);
            assert_eq!((url.scheme(), url.path()), ("https", "/rest"));
        }
    }
    assert!(made.iter().all(|made| *made > 100), "{made:?}");
}

#[test]
fn a_path_is_put_behind_the_base_address_and_its_parts_are_decoded_once() {
    let base = Url::parse("https://api.example/v1/").unwrap();
    let none = Fields::new();
    for (path, made) in [
        ("/users/me", "https://api.example/v1/users/me"),
        ("users/me", "https://api.example/v1/users/me"),
        ("", "https://api.example/v1"),
        ("/a%2Fb/c", "https://api.example/v1/a%2Fb/c"),
        ("/%252e%252e", "https://api.example/v1/%252e%252e"),
        ("/olá mundo", "https://api.example/v1/ol%C3%A1%20mundo"),
        ("/a?b=1&c=%26", "https://api.example/v1/a?b=1&c=%26"),
        // A query stays as it is written.
        (
            "/a?b=%20c+d&&e&f=é",
            "https://api.example/v1/a?b=%20c+d&&e&f=%C3%A9",
        ),
        ("https://api.example/v1?b", "https://api.example/v1?b"),
        ("https://api.example/%76%31/a", "https://api.example/v1/a"),
        ("/a:b@c", "https://api.example/v1/a:b@c"),
    ] {
        let url = join(&base, &Hosts::Written, path, &none);
        assert_eq!(url.map(String::from).as_deref(), Ok(made), "{path}");
    }
    for path in [
        "/../x",
        "/a/..",
        "/%2e%2e/x",
        "/a%2F..%2Fb",
        "//evil.example/x",
        "/a\\b",
        "/a%5Cb",
        "/a\nb",
        "/a%0d",
        "/a#b",
        "/%ff",
        "https://evil.example/",
        "https://api.example@evil.example/",
        "https://api.example:444/",
        "https://api.example/",
        "https://api.example/v10",
        "https://api.example/v2/../v1",
        "http://api.example/",
    ] {
        assert!(join(&base, &Hosts::Written, path, &none).is_err(), "{path}");
    }
}

#[test]
fn a_pattern_stands_for_whole_labels_below_a_name() {
    let base = Url::parse("https://acme.zendesk.com/").unwrap();
    let hosts = listed(&["*.zendesk.com", "files.example"]);
    for (to, may) in [
        ("https://other.zendesk.com/", true),
        ("https://a.b.zendesk.com/", true),
        ("https://FILES.example/", true),
        ("https://zendesk.com/", false),
        ("https://evilzendesk.com/", false),
        ("https://zendesk.com.evil.example/", false),
        ("https://other.zendesk.com:8443/", false),
        ("http://other.zendesk.com/", false),
        ("https://u@other.zendesk.com/", false),
        ("https://x.files.example/", false),
    ] {
        assert_eq!(may_go(&Url::parse(to).unwrap(), &base, &hosts), may, "{to}");
    }
    let base = Url::parse("https://1.2.3.4/").unwrap();
    let to = Url::parse("https://9.2.3.4/").unwrap();
    assert!(!may_go(&to, &base, &listed(&["*.2.3.4"])));
}

#[test]
fn a_typed_host_is_https_alone_and_confirmed() {
    let template = Template::new("{{site}}/rest/V1");
    let confirmed = |value: &str, host: Option<&str>| {
        fill(&template, &fields(&[("site", value)]), &Hosts::Typed, host)
    };
    for typed in [
        "shop.example",
        "https://shop.example",
        "HTTPS://Shop.Example/",
    ] {
        let url = confirmed(typed, Some("shop.example")).unwrap();
        assert_eq!(url.as_str(), "https://shop.example/rest/V1");
        let unconfirmed = Wrong::Unconfirmed("shop.example".to_owned());
        assert_eq!(confirmed(typed, None), Err(unconfirmed.clone()));
        assert_eq!(confirmed(typed, Some("evil.example")), Err(unconfirmed));
    }
    let url = confirmed("shop.example:8443", Some("shop.example:8443")).unwrap();
    assert_eq!(url.port(), Some(8443));
    for typed in [
        "http://shop.example",
        "shop.example/x",
        "a@shop.example",
        "shop.example?x",
        "",
        "a b",
    ] {
        let wrong = confirmed(typed, Some("shop.example"));
        assert!(matches!(wrong, Err(Wrong::Field(..))), "{typed}: {wrong:?}");
    }
}
