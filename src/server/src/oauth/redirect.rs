//! Where people are sent back to: one of the registered URIs, letter by letter.
//!
//! Source: RFC 9700, section 2.1; RFC 8252, section 7.3 (any port of the own machine).

use encaixe_api::integration::IntegrationProfile;
use url::Url;

use crate::check::integration::is_loopback;

/// The URI to send people to, and whether the exchange of the code has to name it; none where what is asked for is not registered, or
/// nothing is and there is not one alone. Programs that were written for Kommo name none and mean the first.
#[must_use]
pub fn find(
    registered: &[String],
    asked: Option<&str>,
    profile: IntegrationProfile,
) -> Option<(String, bool)> {
    match (asked, registered) {
        (Some(asked), _) => {
            let is_known = registered
                .iter()
                .any(|known| known == asked || is_same_machine(known, asked));
            is_known.then(|| (asked.to_owned(), true))
        }
        (None, [only]) => Some((only.clone(), false)),
        (None, [first, ..]) if profile == IntegrationProfile::Kommo => Some((first.clone(), false)),
        (None, _) => None,
    }
}

/// Whether both are the same address of the own machine, but for the port, which a program chooses when it begins to listen.
fn is_same_machine(known: &str, asked: &str) -> bool {
    match (without_port(known), without_port(asked)) {
        (Some(known), Some(asked)) => known == asked,
        _ => false,
    }
}

/// The host of an `http` address of the own machine, and what comes behind its port, as they are written: a parser would take away the
/// port 80, and add a slash.
fn without_port(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("http://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (place, behind) = rest.split_at(end);
    // The colons of an IPv6 address stand before its bracket.
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (place, None),
    };
    let is_port = |port: &str| {
        let number = port.parse::<u16>();
        number.is_ok_and(|number| number > 0 && number.to_string() == port)
    };
    let url = Url::parse(text).ok()?;
    let is_own = is_loopback(&url) && url.host_str() == Some(host);
    (is_own && port.is_none_or(is_port)).then_some((host, behind))
}

/// The URI with what the program is told, behind what its query has already. None where it is no address.
#[must_use]
pub fn with(uri: &str, told: &[(&str, &str)]) -> Option<Url> {
    let mut url = Url::parse(uri).ok()?;
    url.query_pairs_mut().extend_pairs(told);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_go_where_it_was_registered_letter_by_letter_and_to_any_port_of_their_machine() {
        let uris = |all: &[&str]| all.iter().map(|uri| (*uri).to_owned()).collect::<Vec<_>>();
        let known = uris(&["https://crm.example/cb?a=1", "http://127.0.0.1/cb"]);
        let asked = |uri| find(&known, Some(uri), IntegrationProfile::Default).is_some();
        for good in [
            "https://crm.example/cb?a=1",
            "http://127.0.0.1/cb",
            "http://127.0.0.1:1/cb",
            "http://127.0.0.1:80/cb",
            "http://127.0.0.1:65535/cb",
        ] {
            assert!(asked(good), "{good}");
        }
        for bad in [
            "",
            "https://crm.example/cb",
            "https://crm.example/cb?a=1&b=2",
            "https://crm.example/cb?a=1#x",
            "https://crm.example:443/cb?a=1",
            "https://CRM.example/cb?a=1",
            "https://crm.example/x/../cb?a=1",
            "http://crm.example/cb?a=1",
            "https://127.0.0.1/cb",
            "http://127.0.0.2/cb",
            "http://localhost/cb",
            "http://127.0.0.1:80/cb/",
            "http://127.0.0.1:0/cb",
            "http://127.0.0.1:/cb",
            "http://127.0.0.1:+80/cb",
            "http://127.0.0.1:080/cb",
            "http://127.0.0.1:65536/cb",
            "http://127.0.0.1:80\\@crm.example/cb",
            "http://127.0.0.1:80@crm.example/cb",
            "http://127.0.0.1:1:2/cb",
            "http://127.0.0.1",
            "http://127.0.0.1:8080/x/../cb",
            "http://127.0.0.1:8080/cb?x",
            "http://127.0.0.1:8080/cb#x",
            "http://a@127.0.0.1:8080/cb",
            "http://127.1:8080/cb",
        ] {
            assert!(!asked(bad), "{bad}");
        }
        assert_eq!(find(&known, None, IntegrationProfile::Default), None);
        let first = Some((known[0].clone(), false));
        assert_eq!(find(&known, None, IntegrationProfile::Kommo), first);
        assert_eq!(find(&known[..1], None, IntegrationProfile::Default), first);
        assert_eq!(find(&[], None, IntegrationProfile::Kommo), None);
    }

    #[test]
    fn what_is_registered_of_the_own_machine_without_a_slash_or_with_a_port_is_taken_on_every_port()
    {
        for (known, good, bad) in [
            (
                "http://localhost:3000",
                "http://localhost:80",
                "http://localhost:4000/",
            ),
            (
                "http://localhost:3000?a=1",
                "http://localhost?a=1",
                "http://localhost?a=2",
            ),
            ("http://[::1]/", "http://[::1]:80/", "http://[::1]:80"),
            (
                "http://[::1]:9/cb",
                "http://[::1]/cb",
                "http://[0:0::1]:9/cb",
            ),
            (
                "http://127.0.0.1:80/cb",
                "http://127.0.0.1/cb",
                "http://127.0.0.1:80/",
            ),
        ] {
            let known = [known.to_owned()];
            let asked = |uri| find(&known, Some(uri), IntegrationProfile::Default).is_some();
            assert!(asked(known[0].as_str()) && asked(good), "{good}");
            assert!(!asked(bad), "{bad}");
        }
    }

    #[test]
    fn what_a_program_is_told_comes_behind_its_own_query() {
        let url = with(
            "https://crm.example/cb?a=1",
            &[("code", "x&y"), ("state", "é")],
        )
        .unwrap();
        assert_eq!(
            url.as_str(),
            "https://crm.example/cb?a=1&code=x%26y&state=%C3%A9"
        );
    }
}
