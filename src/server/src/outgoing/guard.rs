//! Which addresses may be asked: public ones. The host's own network has no password where it asks itself.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use reqwest::Url;
use thiserror::Error;
use url::Host;

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

/// Hosts that may be asked without https and wherever they lead: those of the host's own network that its owner named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions(Vec<String>);

impl FromStr for Exceptions {
    type Err = String;

    /// Host names and addresses, separated by commas, without ports: each stands for all of its ports.
    fn from_str(text: &str) -> Result<Self, String> {
        let hosts = text.split(',').map(str::trim);
        let hosts = hosts.filter(|host| !host.is_empty()).map(|host| {
            let written = match host.parse::<Ipv6Addr>() {
                Ok(address) => format!("[{address}]"),
                Err(_) => host.to_owned(),
            };
            match Host::parse(&written) {
                Ok(parsed) if !host.contains('*') => Ok(plain(&parsed.to_string())),
                _ => Err(format!("{host} is no host name and no address")),
            }
        });
        Ok(Self(hosts.collect::<Result<_, _>>()?))
    }
}

impl Exceptions {
    fn has(&self, host: &str) -> bool {
        self.0.contains(&plain(host))
    }
}

/// A host without what does not tell it from another: case, and the dot at its end.
fn plain(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// Says which addresses may be asked.
#[derive(Debug)]
pub struct Guard {
    exceptions: Exceptions,
}

impl Guard {
    /// All public addresses may, and these.
    #[must_use]
    pub fn new(exceptions: Exceptions) -> Self {
        Self { exceptions }
    }

    /// Checks all that can be known of an address without looking its name up.
    ///
    /// # Errors
    /// When it may not be asked.
    pub fn url(&self, url: &Url) -> Result<(), Refused> {
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::Credentials);
        }
        let host = url.host_str().unwrap_or_default();
        if self.exceptions.has(host) && matches!(url.scheme(), "http" | "https") {
            return Ok(());
        }
        if url.scheme() != "https" {
            return Err(Refused::Plain(url.to_string()));
        }
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::from(address),
            Some(Host::Ipv6(address)) => IpAddr::from(address),
            Some(Host::Domain(_)) | None => return Ok(()),
        };
        self.addresses(host, vec![SocketAddr::new(address, 0)])
            .map(drop)
    }

    /// Those of a host's addresses that may be asked.
    ///
    /// # Errors
    /// When it has none such.
    pub fn addresses(
        &self,
        host: &str,
        found: Vec<SocketAddr>,
    ) -> Result<Vec<SocketAddr>, Refused> {
        if self.exceptions.has(host) {
            return Ok(found);
        }
        let private = found.iter().find(|found| !is_public(found.ip())).copied();
        let public: Vec<_> = (found.into_iter())
            .filter(|found| is_public(found.ip()))
            .collect();
        match private {
            Some(private) if public.is_empty() => Err(Refused::Private {
                host: host.to_owned(),
                address: private.ip(),
            }),
            _ => Ok(public),
        }
    }
}

/// Whether the address is one of the open internet.
///
/// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 6890.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = a == 0
        || a >= 224
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        // Shared by a provider's customers.
        || (a == 100 && (64..128).contains(&b))
        // IETF protocols, 6to4 relays, benchmarks.
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && (18..20).contains(&b));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| {
        let [[p, q], [r, s]] = [high.to_be_bytes(), low.to_be_bytes()];
        is_public_v4(Ipv4Addr::new(p, q, r, s))
    };
    match (a, b, c, d, e, f) {
        // An address of IPv4 inside: mapped, translated (RFC 6052), 6to4 (RFC 3056).
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => v4(g, h),
        (0x2002, high, low, ..) => v4(high, low),
        // Teredo, ORCHID and other protocols; documentation.
        (0x2001, 0..=0x1ff, ..) | (0x2001, 0xdb8, ..) | (0x3fff, 0..=0xfff, ..) => false,
        // What is given out is below 2000::/3.
        _ => (a & 0xe000) == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, exceptions: &str) -> Result<(), Refused> {
        let guard = Guard::new(exceptions.parse().unwrap());
        guard.url(&Url::parse(url).unwrap())
    }

    #[test]
    fn public_addresses_may_be_asked_by_https() {
        for url in [
            "https://example.com/hook?a=1",
            "https://example.com:8443/",
            "https://93.184.215.14/",
            "https://[2606:4700::1111]/",
            "https://[64:ff9b::5db8:d70e]/",
        ] {
            assert_eq!(check(url, ""), Ok(()), "{url}");
        }
        assert!(matches!(
            check("http://example.com/", ""),
            Err(Refused::Plain(_))
        ));
        assert!(matches!(
            check("ftp://example.com/", "example.com"),
            Err(Refused::Plain(_))
        ));
        for url in ["https://lia@example.com/", "https://:key@example.com/"] {
            assert_eq!(check(url, "example.com"), Err(Refused::Credentials));
        }
    }

    #[test]
    fn no_spelling_of_a_private_address_may_be_asked() {
        for host in [
            "127.0.0.1",
            "127.1",
            "0x7f.1",
            "2130706433",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[::127.0.0.1]",
            "[fc00::1]",
            "[fd12::1]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::10.0.0.1]",
            "[64:ff9b:1::1]",
            "[2002:7f00:1::]",
            "[2001::1]",
            "[2001:db8::1]",
            "[3fff::1]",
        ] {
            let url = format!("https://{host}/");
            assert!(
                matches!(check(&url, ""), Err(Refused::Private { .. })),
                "{host}"
            );
        }
    }

    #[test]
    fn a_name_gives_its_public_addresses_alone() {
        let guard = Guard::new(Exceptions::default());
        let of = |texts: &[&str]| -> Vec<SocketAddr> {
            let address = |text: &&str| SocketAddr::new(text.parse().unwrap(), 443);
            texts.iter().map(address).collect()
        };
        let found = of(&["10.0.0.1", "93.184.215.14", "::1"]);
        assert_eq!(
            guard.addresses("a.example", found),
            Ok(of(&["93.184.215.14"]))
        );
        let refused = guard.addresses("a.example", of(&["10.0.0.1", "::1"]));
        let address = "10.0.0.1".parse().unwrap();
        let host = "a.example".to_owned();
        assert_eq!(refused, Err(Refused::Private { host, address }));
    }

    #[test]
    fn what_the_owner_named_may_be_asked_wherever_it_leads() {
        let named = "erp.local, 10.0.0.5,::1";
        for url in [
            "http://erp.local:8080/",
            "https://ERP.local./",
            "http://10.0.0.5/",
            "http://[::1]:9/",
        ] {
            assert_eq!(check(url, named), Ok(()), "{url}");
        }
        assert!(check("http://10.0.0.6/", named).is_err());
        assert!(check("http://a.erp.local/", named).is_err());
        for wrong in ["*.local", "a b", "http://a"] {
            assert!(wrong.parse::<Exceptions>().is_err(), "{wrong}");
        }
    }
}
