//! Why an address is refused, in words for people and for programs.

use thiserror::Error;

use super::MAX_BYTES;

/// Why an address was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no text.
    #[error("the address is empty: give the https URL of the plugin's page")]
    Empty,
    /// Longer than [`MAX_BYTES`], as a browser writes it and with what the inbox adds to its query.
    #[error(
        "the address has {0} bytes as browsers write it, with auth_secret and dark_mode in its query; at most {MAX_BYTES} are taken: shorten its path or its query"
    )]
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
    /// http, to an inbox that is https.
    #[error(
        "this inbox is served by https, so its plugins are too: http is taken only where the inbox itself is http, on a developer's machine"
    )]
    LoopbackOnHttps,
    /// The inbox page's own host, at whatever port: its session would be sent there. With an origin to use in its
    /// place, where one can be named.
    #[error("the host is this inbox's own, and browsers send its sign-in to every port of a host: {}", instead(.0.as_deref()))]
    OwnHost(Option<String>),
    /// A loopback name on the inbox page's port.
    #[error("the address is this machine at the inbox's own port; a plugin needs another port")]
    PageLoopback,
    /// Another machine, for a plugin that only one member sees.
    #[error(
        "a plugin that only you see is on this machine: use localhost or another loopback host, and ask an admin to register any other address"
    )]
    NotLoopback,
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
            Self::LoopbackOnHttps => "loopback_on_https",
            Self::OwnHost(_) => "own_host",
            Self::PageLoopback => "page_loopback",
            Self::NotLoopback => "not_loopback",
        }
    }
}

fn instead(origin: Option<&str>) -> String {
    match origin {
        Some(origin) => format!("use {origin} instead"),
        None => "use a host name of its own instead".to_owned(),
    }
}
