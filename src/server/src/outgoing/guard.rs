//! Which addresses may be asked: public ones. The host's own network has no password where it asks itself.

use std::net::{IpAddr, SocketAddr};

use reqwest::Url;
use thiserror::Error;
use url::Host;

use super::exceptions::Exceptions;
use super::public::is_public;

/// Why an address may not be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// It is neither `https:` nor excepted.
    #[error("{0} is not https")]
    Plain(String),
    /// It has a name or a password in it.
    #[error("the address has a user's name or password in it")]
    Credentials,
    /// It leads into the host's own network.
    #[error("{host} leads to {address}, which is not a public address")]
    Private {
        /// As it was written.
        host: String,
        /// What it leads to.
        address: IpAddr,
    },
}

/// Says which addresses may be asked.
#[derive(Debug)]
pub struct Guard {
    exceptions: Exceptions,
    loopback: bool,
}

impl Guard {
    /// All public addresses may, these, and with `loopback` this machine.
    #[must_use]
    pub fn new(exceptions: Exceptions, loopback: bool) -> Self {
        Self {
            exceptions,
            loopback,
        }
    }

    /// Checks all that can be known of an address without looking its name up.
    ///
    /// # Errors
    /// When it may not be asked.
    pub fn url(&self, url: &Url) -> Result<(), Refused> {
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::Credentials);
        }
        let plain = url.scheme() == "http";
        if !plain && url.scheme() != "https" {
            return Err(Refused::Plain(url.to_string()));
        }
        let host = url.host_str().unwrap_or_default();
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::from(address),
            Some(Host::Ipv6(address)) => IpAddr::from(address),
            Some(Host::Domain(_)) | None => {
                let may = self.loopback || self.exceptions.have_networks();
                return if !plain || may || self.exceptions.has_host(host) {
                    Ok(())
                } else {
                    Err(Refused::Plain(url.to_string()))
                };
            }
        };
        match self.addresses(host, vec![SocketAddr::new(address, 0)], plain) {
            Err(Refused::Plain(_)) => Err(Refused::Plain(url.to_string())),
            checked => checked.map(drop),
        }
    }

    /// Those of a host's addresses that may be asked; with `plain`, without https.
    ///
    /// # Errors
    /// When it has none such.
    pub fn addresses(
        &self,
        host: &str,
        found: Vec<SocketAddr>,
        plain: bool,
    ) -> Result<Vec<SocketAddr>, Refused> {
        if self.exceptions.has_host(host) {
            return Ok(found);
        }
        let (may, may_not): (Vec<_>, Vec<_>) = (found.into_iter())
            .partition(|found| self.is_own(found.ip()) || (!plain && is_public(found.ip())));
        match may_not.first() {
            Some(_) if may.is_empty() && plain => Err(Refused::Plain(format!("http://{host}"))),
            Some(one) if may.is_empty() => Err(Refused::Private {
                host: host.to_owned(),
                address: one.ip(),
            }),
            _ => Ok(may),
        }
    }

    /// Whether the address is excepted.
    fn is_own(&self, address: IpAddr) -> bool {
        (self.loopback && address.to_canonical().is_loopback())
            || self.exceptions.has_address(address)
    }
}

#[cfg(test)]
mod tests;
