//! What the server may ask of others.

use super::Config;
use crate::outgoing::Rules;

impl Config {
    /// What may be asked for media of other hosts.
    #[must_use]
    pub fn media_rules(&self) -> Rules {
        Rules {
            allow: self.outgoing_allow.clone(),
            ..Rules::default()
        }
    }

    /// What webhooks and calls of apps may ask.
    #[must_use]
    pub fn delivery_rules(&self) -> Rules {
        Rules {
            allow: self.outgoing_allow.clone(),
            loopback: self.delivery_allow_loopback,
            extra_ca: self.delivery_extra_ca_file.clone(),
        }
    }
}
