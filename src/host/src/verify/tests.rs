//! The checks as a table: which refusal, and what is seen.

use encaixe_api::frame_url::FrameUrl;
use encaixe_api::plugin::FrameReason;

use super::{Claim, Refusal, Registered, Stranger};
use crate::bounds::Recent;

fn registered() -> Registered {
    let url = FrameUrl::of("https://orders.example/panel?auth_secret=s");
    Registered::from(&url.expect("a plugin's address"))
}

fn claim() -> Claim {
    Claim {
        observed: "https://orders.example".to_owned(),
        origin: Some("https://orders.example".to_owned()),
        path: Some("/panel".to_owned()),
        wire: Some(2.0),
        sdk: Some("0.1.0".to_owned()),
        nonce: Some("AAAAAAAAAAAAAAAAAAAA-_".to_owned()),
        ports: 1,
    }
}

fn refusal(change: impl FnOnce(&mut Claim)) -> Option<Refusal> {
    let mut claim = claim();
    change(&mut claim);
    registered().check(claim, &mut Recent::new(8)).err()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn the_registered_page_passes_whatever_its_query_is() {
    assert_eq!(refusal(|_| {}), None);
}

#[test]
fn another_origin_is_refused_before_anything_that_the_page_says() {
    let seen = "https://evil.example/panel".to_owned();
    let refused = refusal(|claim| {
        claim.observed = "https://evil.example".to_owned();
        claim.ports = 0;
    });
    assert_eq!(refused, Some(Refusal::Origin { seen }));
    for near in [
        "null",
        "",
        "http://orders.example",
        "https://orders.example:8443",
        "https://orders.example.",
        "https://orders.example.evil.example",
    ] {
        let refused = refusal(|claim| claim.observed = near.to_owned());
        assert!(matches!(refused, Some(Refusal::Origin { .. })), "{near}");
    }
}

#[test]
fn a_page_that_gives_another_origin_than_the_browser_is_refused() {
    for origin in ["null", "https://bank.example", "https://orders.example/"] {
        let refused = refusal(|claim| claim.origin = text(origin));
        assert_eq!(refused, Some(Refusal::ClaimedOrigin));
    }
}

#[test]
fn another_path_is_refused_to_the_letter() {
    for path in [
        "/",
        "/panel/",
        "/Panel",
        "/panel%2F",
        "/panel?x",
        "panel",
        "",
    ] {
        let refused = refusal(|claim| claim.path = text(path));
        assert!(matches!(refused, Some(Refusal::Path { .. })), "{path}");
    }
}

#[test]
fn what_was_seen_never_holds_a_query_or_a_fragment() {
    for path in ["/login?auth_secret=s", "/login#s", "/login#?s"] {
        let refused = refusal(|claim| claim.path = text(path));
        let seen = "https://orders.example/login".to_owned();
        assert_eq!(refused, Some(Refusal::Path { seen }));
    }
}

#[test]
fn what_is_no_path_is_never_shown_as_part_of_an_address() {
    for path in [
        ".bank.example/login",
        "@bank.example/",
        ":8443/panel",
        "",
        "login",
        "/\u{202e}gol",
        "/a b",
        "/\n",
        "/\u{e9}",
    ] {
        let seen = "https://orders.example".to_owned();
        let refused = refusal(|claim| claim.path = text(path));
        assert_eq!(refused, Some(Refusal::Path { seen }), "{path:?}");
        let seen = "https://evil.example".to_owned();
        let refused = refusal(|claim| {
            claim.observed = "https://evil.example".to_owned();
            claim.path = text(path);
        });
        assert_eq!(refused, Some(Refusal::Origin { seen }), "{path:?}");
    }
}

#[test]
fn a_missing_or_malformed_field_is_refused_by_name() {
    let shape = |change: fn(&mut Claim)| refusal(change);
    assert_eq!(shape(|c| c.origin = None), Some(Refusal::Shape("origin")));
    assert_eq!(shape(|c| c.path = None), Some(Refusal::Shape("path")));
    assert_eq!(shape(|c| c.wire = None), Some(Refusal::Shape("wire")));
    assert_eq!(shape(|c| c.wire = Some(1.0)), Some(Refusal::Shape("wire")));
    assert_eq!(
        shape(|c| c.wire = Some(f64::NAN)),
        Some(Refusal::Shape("wire"))
    );
    assert_eq!(shape(|c| c.sdk = None), Some(Refusal::Shape("sdk")));
    assert_eq!(shape(|c| c.nonce = None), Some(Refusal::Shape("nonce")));
    assert_eq!(
        shape(|c| c.nonce = text("short")),
        Some(Refusal::Shape("nonce"))
    );
    assert_eq!(
        shape(|c| c.nonce = text("AAAAAAAAAAAAAAAAAAAA+/")),
        Some(Refusal::Shape("nonce"))
    );
    assert_eq!(shape(|c| c.ports = 0), Some(Refusal::Ports(0)));
    assert_eq!(shape(|c| c.ports = 2), Some(Refusal::Ports(2)));
}

#[test]
fn a_nonce_serves_once_and_only_a_good_hello_uses_it_up() {
    let mut nonces = Recent::new(8);
    let registered = registered();
    let portless = Claim {
        ports: 0,
        ..claim()
    };
    assert_eq!(
        registered.check(portless, &mut nonces),
        Err(Refusal::Ports(0))
    );
    assert!(registered.check(claim(), &mut nonces).is_ok());
    assert_eq!(registered.check(claim(), &mut nonces), Err(Refusal::Nonce));
}

#[test]
fn every_refusal_has_a_reason_and_only_an_address_is_shown() {
    let stranger = |refusal| Stranger::from(refusal);
    let seen = "https://evil.example/".to_owned();
    assert_eq!(
        stranger(Refusal::Origin { seen: seen.clone() }),
        Stranger {
            reason: FrameReason::Origin,
            seen: Some(seen)
        }
    );
    for refusal in [
        Refusal::Shape("wire"),
        Refusal::Ports(0),
        Refusal::Nonce,
        Refusal::ClaimedOrigin,
    ] {
        let another = refusal == Refusal::ClaimedOrigin;
        assert_eq!(refusal.names_another_page(), another);
        assert_eq!(
            stranger(refusal),
            Stranger {
                reason: FrameReason::Shape,
                seen: None
            }
        );
    }
}

#[test]
fn a_policy_violation_is_told_by_origin_and_path_where_the_browser_gives_one() {
    let registered = registered();
    for (origin, path, ours) in [
        ("https://orders.example", "/panel", Some(true)),
        ("https://orders.example", "/", Some(false)),
        ("https://orders.example", "/other", None),
        ("https://evil.example", "/panel", None),
    ] {
        assert_eq!(registered.is_at(origin, path), ours, "{origin}{path}");
    }
}
