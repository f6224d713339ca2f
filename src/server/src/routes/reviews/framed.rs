//! Whether a page lets itself be shown in a frame of ours.
//!
//! Source: Content Security Policy Level 3, `frame-ancestors`, which goes before `X-Frame-Options` (RFC 7034).

use encaixe_api::plugin_url::PageOrigin;
use url::Url;

/// Whether these headers of a page's answer let the inbox at that origin frame it; else which header does not.
pub(super) fn by(
    origin: &PageOrigin,
    page: &Url,
    headers: &[(String, String)],
) -> Result<(), String> {
    let all = |name: &'static str| {
        let found = headers.iter().filter(move |(own, _)| own == name);
        found.flat_map(|(_, value)| value.split(','))
    };
    let policies: Vec<&str> = all("content-security-policy")
        .filter_map(ancestors)
        .collect();
    let Ok(asks) = Url::parse(&origin.as_origin()) else {
        return Err("this server has no origin".to_owned());
    };
    for sources in &policies {
        let mut sources = sources.split_ascii_whitespace();
        if !sources.any(|source| is_named(source, &asks, page)) {
            return Err(format!(
                "Content-Security-Policy: frame-ancestors does not name {}",
                origin.as_origin()
            ));
        }
    }
    let mut options = all("x-frame-options").map(str::trim);
    let denied = options.find(|word| !word.is_empty() && !word.eq_ignore_ascii_case("allowall"));
    match denied {
        Some(word) if policies.is_empty() => Err(format!("X-Frame-Options: {word}")),
        _ => Ok(()),
    }
}

/// The sources that a policy names as those who may frame the page, if it says so.
fn ancestors(policy: &str) -> Option<&str> {
    policy.split(';').find_map(|directive| {
        let directive = directive.trim();
        let (name, sources) = directive
            .split_once(|one: char| one.is_ascii_whitespace())
            .unwrap_or((directive, ""));
        name.eq_ignore_ascii_case("frame-ancestors")
            .then_some(sources)
    })
}

/// Whether a source names an origin, in a policy of that page.
fn is_named(source: &str, asks: &Url, page: &Url) -> bool {
    let source = source.to_ascii_lowercase();
    if source.starts_with('\'') {
        return source == "'self'" && asks.origin() == page.origin();
    }
    if source == "*" {
        return true;
    }
    if let Some(scheme) = source.strip_suffix(':') {
        return fits(scheme, asks);
    }
    let (scheme, rest) = source
        .split_once("://")
        .unwrap_or((page.scheme(), source.as_str()));
    let rest = rest.split('/').next().unwrap_or_default();
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let own = asks.host_str().unwrap_or_default();
    let is_host = match host.strip_prefix('*') {
        Some("") => true,
        Some(end) => own.ends_with(end),
        None => own == host,
    };
    let is_port = match port {
        Some("*") => true,
        Some(port) => asks
            .port_or_known_default()
            .is_some_and(|own| own.to_string() == port),
        None => asks.port().is_none(),
    };
    fits(scheme, asks) && is_host && is_port
}

/// Whether a scheme in a policy is that of an address, which may be the safer one of the two.
fn fits(scheme: &str, asks: &Url) -> bool {
    scheme == asks.scheme() || (scheme == "http" && asks.scheme() == "https")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(headers: &[(&str, &str)]) -> bool {
        let origin = PageOrigin::parse("https://inbox.example").unwrap();
        let page = Url::parse("https://crm.example/widget").unwrap();
        let headers: Vec<(String, String)> = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        by(&origin, &page, &headers).is_ok()
    }

    #[test]
    fn a_page_is_framed_unless_its_headers_keep_us_out() {
        let policy = |value| ("content-security-policy", value);
        assert!(may(&[]));
        assert!(may(&[policy("default-src 'self'")]));
        for good in [
            "frame-ancestors *",
            "frame-ancestors https:",
            "default-src 'self'; Frame-Ancestors 'self' https://inbox.example",
            "frame-ancestors inbox.example",
            "frame-ancestors https://*.example",
            "frame-ancestors https://inbox.example:443",
            "frame-ancestors https://inbox.example:*",
        ] {
            assert!(may(&[policy(good)]), "{good}");
            // It goes before the older header.
            assert!(may(&[policy(good), ("x-frame-options", "DENY")]), "{good}");
        }
        for bad in [
            "frame-ancestors",
            "frame-ancestors 'none'",
            "frame-ancestors 'self'",
            "frame-ancestors https://other.example",
            "frame-ancestors https://inbox.example:8443",
            "frame-ancestors https://*.inbox.example",
            "frame-ancestors *, frame-ancestors 'none'",
        ] {
            assert!(!may(&[policy(bad)]), "{bad}");
        }
        assert!(!may(&[("x-frame-options", "SAMEORIGIN")]));
        assert!(!may(&[("x-frame-options", "DENY"), policy("img-src *")]));
    }
}
