//! Hosts and networks of one's own.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use url::Host;

/// Hosts that may be asked without https and wherever they lead: those of the host's own network that its owner named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions {
    hosts: Vec<String>,
    networks: Vec<Network>,
}

/// The addresses that begin alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    first: IpAddr,
    bits: u8,
}

impl FromStr for Exceptions {
    type Err = String;

    /// Host names, addresses and networks such as `10.0.0.0/8`, separated by commas, without ports: each stands for all of its ports.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut all = Self::default();
        for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            if let Some((first, bits)) = one.split_once('/') {
                let network = Network::parse(first, bits);
                all.networks
                    .push(network.ok_or_else(|| format!("{one} is no network"))?);
                continue;
            }
            let written = match one.parse::<Ipv6Addr>() {
                Ok(address) => format!("[{address}]"),
                Err(_) => one.to_owned(),
            };
            match Host::parse(&written) {
                Ok(parsed) if !one.contains('*') => all.hosts.push(plain(&parsed.to_string())),
                _ => return Err(format!("{one} is no host name, address or network")),
            }
        }
        Ok(all)
    }
}

impl Exceptions {
    /// Whether the host itself was named.
    pub(super) fn has_host(&self, host: &str) -> bool {
        self.hosts.contains(&plain(host))
    }

    /// Whether the address is in a network that was named.
    pub(super) fn has_address(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.iter().any(|network| network.has(address))
    }

    /// Whether a name may lead into a network that was named.
    pub(super) fn have_networks(&self) -> bool {
        !self.networks.is_empty()
    }
}

impl Network {
    fn parse(first: &str, bits: &str) -> Option<Self> {
        let first: IpAddr = first.parse().ok()?;
        let bits: u8 = bits.parse().ok()?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        (bits <= most).then_some(Self { first, bits })
    }

    fn has(self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let differ = u32::from(first) ^ u32::from(address);
                differ.leading_zeros() >= self.bits.into()
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let differ = u128::from(first) ^ u128::from(address);
                differ.leading_zeros() >= self.bits.into()
            }
            _ => false,
        }
    }
}

/// A host without what does not tell it from another: case, and the dot at its end.
fn plain(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}
