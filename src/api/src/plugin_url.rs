//! The only way to hold a plugin's address: parsed once, by one parser, in the page and on the server.
//!
//! Source: WHATWG URL Standard (parsing, serialising, origins); Secure Contexts, "potentially
//! trustworthy origin" (which loopback hosts a browser trusts without TLS).

use std::fmt;

use thiserror::Error;
use url::{Host, ParseError, Url};

#[cfg(test)]
mod tests;

/// The longest address, in bytes.
pub const MAX_BYTES: usize = 2_048;

/// Schemes whose documents have no origin that could be checked.
const OPAQUE: [&str; 6] = ["about", "blob", "data", "file", "filesystem", "javascript"];

/// A plugin's address that passed every check. Its text is the URL Standard's serialisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PluginUrl(Url);

/// Why an address was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no text.
    #[error("the address is empty: give the https URL of the plugin's page")]
    Empty,
    /// Longer than [`MAX_BYTES`].
    #[error("the address has {0} bytes; at most {MAX_BYTES} are taken")]
    TooLong(usize),
    /// A space, a tab, a line break or another control character inside.
    #[error("the address has a space or a control character inside: remove it, or write it as %20")]
    Whitespace,
    /// No scheme, or not `scheme://`.
    #[error("the address is not a whole URL: it begins with https:// and the host's name")]
    NotAbsolute,
    /// A scheme other than https and http.
    #[error("the scheme is {0}; plugins are loaded by https")]
    Scheme(String),
    /// A scheme whose documents have no origin to check.
    #[error(
        "a page at a {0} address has no origin that could be checked; plugins are loaded by https"
    )]
    OpaqueOrigin(String),
    /// http to a host that is not this machine.
    #[error(
        "the address is http; https is needed, and http is taken for this machine's own names only"
    )]
    Insecure,
    /// A name or a password before the host.
    #[error("the address holds a user name or a password: remove what stands before the @")]
    UserInfo,
    /// A `#` part.
    #[error("the address has a # part, which never reaches the plugin's server: remove it")]
    Fragment,
    /// Nothing between `//` and the path.
    #[error("the address has no host after //")]
    EmptyHost,
    /// A host that no browser takes, or that names no machine.
    #[error("the host {0} is not one that a browser can open")]
    InvalidHost(String),
    /// A port that is not a number from 1 to 65535.
    #[error("the port is not a number from 1 to 65535")]
    InvalidPort,
    /// The inbox page's own origin.
    #[error("the address lies on this inbox's own origin; a plugin needs another one")]
    PageOrigin,
    /// A loopback name on the inbox page's port.
    #[error("the address is this machine at the inbox's own port; a plugin needs another port")]
    PageLoopback,
}

impl Refusal {
    /// The reason for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong(_) => "too_long",
            Self::Whitespace => "whitespace",
            Self::NotAbsolute => "not_absolute",
            Self::Scheme(_) => "scheme",
            Self::OpaqueOrigin(_) => "opaque_origin",
            Self::Insecure => "insecure",
            Self::UserInfo => "user_info",
            Self::Fragment => "fragment",
            Self::EmptyHost => "empty_host",
            Self::InvalidHost(_) => "invalid_host",
            Self::InvalidPort => "invalid_port",
            Self::PageOrigin => "page_origin",
            Self::PageLoopback => "page_loopback",
        }
    }
}

/// The inbox page's one origin, which no plugin may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOrigin(Url);

impl PageOrigin {
    /// Takes `http://` or `https://`, a host and perhaps a port; a path other than `/`, a query, a
    /// fragment or a user name is refused by `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
            && url.port() != Some(0);
        plain.then_some(Self(url))
    }

    /// The origin as browsers write it, such as `http://localhost:7070`.
    #[must_use]
    pub fn as_origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Whether the page is served by https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }
}

impl PluginUrl {
    /// Takes the address of a plugin's page; white space around it is left out.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies, in the order in which they are declared, roughly: what a
    /// person mistypes before what a person must decide.
    pub fn parse(text: &str, page: &PageOrigin) -> Result<Self, Refusal> {
        let text = text.trim();
        let authority = check_text(text)?;
        let url = Url::parse(text).map_err(|error| match error {
            ParseError::EmptyHost => Refusal::EmptyHost,
            ParseError::InvalidPort => Refusal::InvalidPort,
            ParseError::RelativeUrlWithoutBase | ParseError::RelativeUrlWithCannotBeABaseBase => {
                Refusal::NotAbsolute
            }
            _ => Refusal::InvalidHost(authority.to_owned()),
        })?;
        if url.fragment().is_some() {
            return Err(Refusal::Fragment);
        }
        if url.port() == Some(0) {
            return Err(Refusal::InvalidPort);
        }
        let host = url.host().ok_or(Refusal::EmptyHost)?;
        if names_no_machine(&host) {
            return Err(Refusal::InvalidHost(host.to_string()));
        }
        if url.scheme() == "http" && !is_trusted_loopback(&host) {
            return Err(Refusal::Insecure);
        }
        let same_port = url.port_or_known_default() == page.0.port_or_known_default();
        if same_port && url.scheme() == page.0.scheme() && same_host(&url, &page.0) {
            return Err(Refusal::PageOrigin);
        }
        if same_port && (is_trusted_loopback(&host) || is_mapped_loopback(&host)) {
            return Err(Refusal::PageLoopback);
        }
        Ok(Self(url))
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The origin as `location.origin` gives it.
    #[must_use]
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The path as `location.pathname` gives it.
    #[must_use]
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// Whether this is a development address: plain http on a loopback host.
    #[must_use]
    pub fn is_dev(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// The same page with `name=value` in its query: in the place of the first parameter of that name,
    /// of which no other stays, or at the end. All other parameters keep their text and order.
    #[must_use]
    pub fn with_param(&self, name: &str, value: &str) -> Self {
        let pair: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair(name, value)
            .finish();
        let mut parts: Vec<&str> = Vec::new();
        let mut placed = false;
        for part in self.0.query().unwrap_or_default().split('&') {
            let same = url::form_urlencoded::parse(part.as_bytes()).any(|(key, _)| key == name);
            if !same {
                if !part.is_empty() {
                    parts.push(part);
                }
            } else if !placed {
                placed = true;
                parts.push(&pair);
            }
        }
        if !placed {
            parts.push(&pair);
        }
        let mut url = self.0.clone();
        url.set_query(Some(&parts.join("&")));
        Self(url)
    }
}

impl fmt::Display for PluginUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the parser would mend in silence and a person would not want mended. Gives the authority.
fn check_text(text: &str) -> Result<&str, Refusal> {
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    if text.len() > MAX_BYTES {
        return Err(Refusal::TooLong(text.len()));
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Refusal::Whitespace);
    }
    let (scheme, rest) = text.split_once(':').ok_or(Refusal::NotAbsolute)?;
    let scheme = scheme.to_ascii_lowercase();
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if !is_scheme {
        return Err(Refusal::NotAbsolute);
    }
    if OPAQUE.contains(&scheme.as_str()) {
        return Err(Refusal::OpaqueOrigin(scheme));
    }
    if !matches!(scheme.as_str(), "http" | "https") {
        // `localhost:7070/p` reads as a scheme; a port after the colon gives it away.
        return Err(if rest.starts_with(|c: char| c.is_ascii_digit()) {
            Refusal::NotAbsolute
        } else {
            Refusal::Scheme(scheme)
        });
    }
    let rest = rest.strip_prefix("//").ok_or(Refusal::NotAbsolute)?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(Refusal::UserInfo);
    }
    if authority.is_empty() || authority.starts_with(':') {
        return Err(Refusal::EmptyHost);
    }
    Ok(authority)
}

/// Addresses that stand for "any" or "all" rather than for one machine.
fn names_no_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name.trim_end_matches('.').is_empty(),
        Host::Ipv4(ip) => ip.is_unspecified() || ip.is_broadcast() || ip.is_multicast(),
        Host::Ipv6(ip) => {
            ip.is_unspecified()
                || ip.is_multicast()
                || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_unspecified())
        }
    }
}

/// The hosts that browsers trust without TLS.
fn is_trusted_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

/// `[::ffff:127.0.0.1]` reaches this machine too, though no browser trusts it without TLS.
fn is_mapped_loopback(host: &Host<&str>) -> bool {
    matches!(host, Host::Ipv6(ip) if ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()))
}

/// Whether two URLs name one host; a dot at the end makes another origin but not another machine.
fn same_host(one: &Url, other: &Url) -> bool {
    let name = |url: &Url| {
        url.host_str()
            .map(|host| host.trim_end_matches('.').to_owned())
    };
    name(one) == name(other)
}
