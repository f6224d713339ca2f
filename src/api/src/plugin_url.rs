//! The only way to hold a plugin's address: parsed once, by one parser, in the page and on the server.
//!
//! Source: WHATWG URL Standard (parsing, serialising, origins); Secure Contexts, "potentially
//! trustworthy origin" (which loopback hosts a browser trusts without TLS).

use std::fmt;

use url::{Host, ParseError, Url};

mod loopback;
mod refusal;

#[cfg(test)]
mod tests;

pub use self::refusal::Refusal;

/// The longest address of a frame, in bytes: the registered one as browsers write it, with what the inbox adds to its query.
pub const MAX_BYTES: usize = 2_048;

/// What the inbox adds to the query, each with its longest value: a secret's 43 characters, none of which has to be encoded.
const ADDED: [(&str, &str); 2] = [
    ("auth_secret", "0123456789012345678901234567890123456789012"),
    ("dark_mode", "false"),
];

/// Schemes whose documents have no origin that could be checked.
const OPAQUE: [&str; 6] = ["about", "blob", "data", "file", "filesystem", "javascript"];

/// A plugin's address that passed every check. Its text is the URL Standard's serialisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PluginUrl(Url);

/// The inbox page's one origin, whose host no plugin may have.
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

    /// The origin as browsers write it, such as `http://127.0.0.1:7070`.
    #[must_use]
    pub fn as_origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The host as browsers write it, without a dot at its end.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default().trim_end_matches('.')
    }

    /// Whether the page is served by https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether the host is a name below `localhost`, which no source of a policy can leave out of all such names.
    #[must_use]
    pub fn is_below_localhost(&self) -> bool {
        self.host().ends_with(".localhost")
    }

    /// What the page's policy lets into its frames, as the sources of `frame-src`: https and, where the page is http itself,
    /// the names of this machine except its own. The grammar has no place for `http://127.*` or `http://[::1]`: those addresses
    /// end as frames that the policy blocks, and so do those `*.localhost` that are not named one by one where the page is one of them.
    /// Source: Content Security Policy Level 3, `host-source` and "host-part matches".
    #[must_use]
    pub fn frame_sources(&self) -> String {
        let mut sources = "https:".to_owned();
        if self.is_https() {
            return sources;
        }
        sources += &self.loopback_sources();
        sources
    }
}

impl PluginUrl {
    /// Takes the address of a plugin's page that is to be registered; white space around it is left out.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies, in the order in which they are declared, roughly: what a
    /// person mistypes before what a person must decide. That it grows too long as browsers write it comes last.
    pub fn parse(text: &str, page: &PageOrigin) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.len() > MAX_BYTES {
            let length = Url::parse(text).map_or(0, |url| Self(url).embedded_bytes());
            return Err(Refusal::TooLong(length.max(text.len())));
        }
        let url = Self::registered(text, page)?;
        let length = url.embedded_bytes();
        if length > MAX_BYTES {
            return Err(Refusal::TooLong(length));
        }
        Ok(url)
    }

    /// Reads an address that was registered, perhaps when longer ones were taken, also with what the inbox added to its query.
    ///
    /// # Errors
    /// As [`PluginUrl::parse`], except that none is too long.
    pub fn registered(text: &str, page: &PageOrigin) -> Result<Self, Refusal> {
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
        if page.0.host().is_some_and(|own| bare(&own) == bare(&host)) {
            return Err(Refusal::OwnHost(elsewhere(&url, &host)));
        }
        if url.scheme() == "http" && !is_trusted_loopback(&host) {
            return Err(Refusal::Insecure);
        }
        if url.scheme() == "http" && page.is_https() {
            return Err(Refusal::LoopbackOnHttps);
        }
        let same_port = url.port_or_known_default() == page.0.port_or_known_default();
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

    /// How long it is with what the inbox adds, in bytes.
    fn embedded_bytes(&self) -> usize {
        let whole = ADDED.iter().fold(self.clone(), |url, (name, value)| {
            url.with_param(name, value)
        });
        whole.as_str().len()
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
        Host::Domain(name) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name.split('.').any(str::is_empty)
        }
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

/// The host by which two addresses are compared: a dot at the end makes another origin but not another machine, and so
/// does IPv4 inside of IPv6.
fn bare<'a>(host: &Host<&'a str>) -> Host<&'a str> {
    match *host {
        Host::Domain(name) => Host::Domain(name.trim_end_matches('.')),
        Host::Ipv4(ip) => Host::Ipv4(ip),
        Host::Ipv6(ip) => ip.to_ipv4_mapped().map_or(Host::Ipv6(ip), Host::Ipv4),
    }
}

/// The origin that a page on the inbox's host could have in its place: this machine's other name, or a name below.
fn elsewhere(url: &Url, host: &Host<&str>) -> Option<String> {
    let host = bare(host);
    let (scheme, name) = match host {
        Host::Domain("localhost") => (url.scheme(), "127.0.0.1".to_owned()),
        host if is_trusted_loopback(&host) => (url.scheme(), "localhost".to_owned()),
        Host::Domain(name) => ("https", format!("plugin.{name}")),
        Host::Ipv4(_) | Host::Ipv6(_) => return None,
    };
    let mut other = url.clone();
    other.set_host(Some(&name)).ok()?;
    other.set_scheme(scheme).ok()?;
    Some(other.origin().ascii_serialization())
}
