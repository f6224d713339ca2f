//! Addresses of an integration: where people are sent back to, and what the server or a person asks.

use std::collections::HashSet;
use std::net::IpAddr;

use encaixe_api::error::FieldError;
use encaixe_api::integration::{MAX_REDIRECTS, REDIRECT_BYTES};
use url::{Host, Url};

use super::super::field_error;

/// What programs are told by the query of a redirect URI, which therefore has none of it before.
const TOLD: [&str; 7] = [
    "code",
    "error",
    "error_description",
    "from_widget",
    "iss",
    "referer",
    "state",
];

/// Why an address is refused: the code, and what is expected.
type Why = (&'static str, String);

pub(super) fn redirect_uris(errors: &mut Vec<FieldError>, uris: &[String]) {
    if uris.len() > MAX_REDIRECTS {
        let message = format!("at most {MAX_REDIRECTS} redirect URIs");
        errors.push(field_error("redirectUris", "too_many", message));
        return;
    }
    let mut known = HashSet::new();
    for (place, uri) in uris.iter().enumerate() {
        let path = format!("redirectUris[{place}]");
        if let Err((code, message)) = redirect_uri(uri) {
            errors.push(field_error(&path, code, message));
        } else if !known.insert(uri) {
            errors.push(field_error(&path, "duplicate", "it is there already"));
        }
    }
}

/// Refuses an address that is none of a site or of this machine.
pub(super) fn address(errors: &mut Vec<FieldError>, path: &str, text: &str) {
    if let Err((code, message)) = plain(text) {
        errors.push(field_error(path, code, message));
    }
}

/// Refuses what nobody may be sent to.
fn redirect_uri(text: &str) -> Result<(), Why> {
    let url = plain(text)?;
    let told = url
        .query_pairs()
        .find(|(name, _)| TOLD.contains(&name.as_ref()));
    match told {
        Some((name, _)) => {
            let message = format!(
                "leave out the parameter `{name}`: by it the program is told what came of it"
            );
            Err(("reserved", message))
        }
        None => Ok(()),
    }
}

/// A whole address by https, or one of this machine.
fn plain(text: &str) -> Result<Url, Why> {
    let expected = || {
        let example = "a whole `https` address is expected, such as `https://crm.example/callback`, or an `http` one of this machine, \
            such as `http://127.0.0.1/callback`";
        ("invalid", example.to_owned())
    };
    if text.len() > REDIRECT_BYTES {
        let message = format!("at most {REDIRECT_BYTES} bytes");
        return Err(("too_long", message));
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(expected());
    }
    let url = Url::parse(text).map_err(|_| expected())?;
    if url.fragment().is_some() {
        return Err(("fragment", "leave out what begins with `#`".to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let message = "leave out the name and the password before the host";
        return Err(("credentials", message.to_owned()));
    }
    let has_host = url.host_str().is_some_and(|host| !host.is_empty());
    match url.scheme() {
        "https" if has_host => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        _ => Err(expected()),
    }
}

/// Whether an address is one of the machine of whoever opens it (RFC 8252, section 7.3).
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.') == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).to_canonical().is_loopback(),
        None => false,
    }
}

/// Whether a text is an address that leads to the machine of whoever opens it, also by a name below `localhost` or by no address at all.
pub(super) fn is_of_this_machine(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| is_loopback(&url) || leads_here(&url))
}

fn leads_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.').ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).to_canonical().is_unspecified(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_sent_to_https_or_to_their_own_machine() {
        for good in [
            "https://crm.example/callback",
            "https://crm.example:8443/?tenant=1&codes=2",
            "http://127.0.0.1/cb",
            "http://127.0.0.1:8080/cb",
            "http://[::1]/cb",
            "http://localhost:3000/cb",
        ] {
            assert_eq!(redirect_uri(good), Ok(()), "{good}");
        }
        for (bad, code) in [
            ("", "invalid"),
            ("/callback", "invalid"),
            ("http://crm.example/callback", "invalid"),
            ("http://localhost.example/callback", "invalid"),
            ("myapp://callback", "invalid"),
            ("javascript:alert(1)", "invalid"),
            ("https://crm.example/call back", "invalid"),
            ("https://crm.example/\u{e9}", "invalid"),
            ("https://crm.example/#", "fragment"),
            ("https://ana@crm.example/", "credentials"),
            ("https://crm.example/?code=x", "reserved"),
            ("https://crm.example/?a=1&st%61te", "reserved"),
            ("http://127.0.0.1/?iss=https://crm.example", "reserved"),
            ("https://crm.example/?error=&a=1", "reserved"),
            ("https://crm.example/?referer=x", "reserved"),
            ("https://crm.example/?from_widget=0", "reserved"),
            (
                &format!("https://crm.example/{}", "a".repeat(2_048)),
                "too_long",
            ),
        ] {
            assert_eq!(redirect_uri(bad).unwrap_err().0, code, "{bad}");
        }
    }

    #[test]
    fn an_address_of_the_own_machine_is_known_however_it_is_written() {
        for own in [
            "https://localhost/cb",
            "https://localhost./cb",
            "https://LOCALHOST.:8443/cb",
            "https://crm.localhost/",
            "https://crm.localhost./",
            "https://127.1.2.3/",
            "https://0.0.0.0/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
        ] {
            assert!(is_of_this_machine(own), "{own}");
        }
        for other in [
            "https://crm.example/",
            "https://localhost.example/",
            "https://notlocalhost/",
            "https://8.8.8.8/",
        ] {
            assert!(!is_of_this_machine(other), "{other}");
        }
    }
}
