//! The first message of a plugin's page and the host's first answer.

use serde::{Deserialize, Serialize};

use crate::id::PluginId;
use crate::limits::Limits;
use crate::scope::Grants;

/// The value of `kinbox` that makes a window message a hello.
pub const HELLO: &str = "hello";

/// The `name` of every frame of a host that speaks the channel, with the dialect's version: so the SDK knows that such a host
/// stays silent because it has not verified the page, and never takes it for one of the classic dialect. It is no secret.
pub const MARK: &str = "encaixe:2";

/// How many characters the base64url text of a 16-byte nonce has.
pub const NONCE_CHARS: usize = 22;

/// SDK to host, by window message, with one `MessagePort`. It has no `event` key, since hosts of the
/// classic dialect switch on that, and neither query nor hash, where secrets may stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Always [`HELLO`].
    pub kinbox: String,
    /// The dialect's version: [`crate::WIRE`].
    pub wire: u32,
    /// The SDK's own version.
    pub sdk: String,
    /// `location.origin` of the plugin's page.
    pub origin: String,
    /// `location.pathname` of the plugin's page.
    pub path: String,
    /// 16 random bytes in base64url without padding; never used twice.
    pub nonce: String,
}

impl Hello {
    /// Whether the nonce has the form that the SDK gives it.
    #[must_use]
    pub fn nonce_is_well_formed(&self) -> bool {
        self.nonce.len() == NONCE_CHARS
            && self
                .nonce
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    }
}

/// What a verified plugin learns about where it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The registration that the page was verified against.
    pub plugin: PluginName,
    /// What the plugin may see and do.
    pub scopes: Grants,
    /// The page's language, as a BCP 47 tag such as `pt-BR`.
    pub locale: String,
    /// The agent's IANA time zone, such as `America/Fortaleza`.
    pub timezone: String,
    /// The page's colours.
    pub theme: Theme,
    /// Whether the plugin's tab is the one shown.
    pub visible: bool,
    /// Whether the plugin URL is a development one: plain http on a loopback host.
    pub dev: bool,
    /// The bounds that the host holds the plugin to.
    pub limits: Limits,
}

/// A plugin as its own page is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluginName {
    /// The registration's id.
    pub id: PluginId,
    /// The registration's name.
    pub name: String,
}

/// The page's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}
