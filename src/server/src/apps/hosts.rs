//! Which hosts a connection's calls may go to: that of its base address, and those that the app's descriptor lists.

use encaixe_api::descriptor::Hosts;
use url::{Host, Url};

/// The host of an address, with its port where that is not the scheme's own.
#[must_use]
pub fn named(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// Whether a host is the one of a pattern, or for `*.` and a name whole labels below that.
pub(super) fn fits(pattern: &str, url: &Url) -> bool {
    let Some(host) = url.host() else { return false };
    let shown = host.to_string();
    match (pattern.strip_prefix("*."), host) {
        (Some(above), Host::Domain(domain)) => {
            let above = above.to_ascii_lowercase();
            let below = domain
                .strip_suffix(&above)
                .and_then(|rest| rest.strip_suffix('.'));
            above.contains('.')
                && below.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('.'))
        }
        (Some(_), _) => false,
        (None, _) => shown.eq_ignore_ascii_case(pattern),
    }
}

/// Whether a call of a connection with this base address may go there.
#[must_use]
pub fn may_go(to: &Url, base: &Url, hosts: &Hosts) -> bool {
    if !to.username().is_empty() || to.password().is_some() {
        return false;
    }
    if to.origin() == base.origin() {
        return true;
    }
    let scheme = to.scheme() == "https" || to.scheme() == base.scheme();
    let port = to.port().is_none() || to.port() == base.port();
    scheme && port && is_listed(to, hosts)
}

/// Whether the app's descriptor lists the host of an address.
pub(super) fn is_listed(to: &Url, hosts: &Hosts) -> bool {
    let Hosts::Listed(patterns) = hosts else {
        return false;
    };
    patterns.iter().any(|pattern| fits(pattern, to))
}
