//! Which addresses are those of the open internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What a cloud's machines alone reach, at an address that looks public: Azure's wire server.
const WIRE_SERVER: Ipv4Addr = Ipv4Addr::new(168, 63, 129, 16);

/// Whether the address is one of the open internet.
///
/// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 6890.
pub(super) fn is_public(address: IpAddr) -> bool {
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
        || address == WIRE_SERVER
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
        // An address of IPv4 inside: mapped, translated (RFC 6052), 6to4 (RFC 3056), ISATAP (RFC 5214).
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => v4(g, h),
        (0x2002, high, low, ..) => v4(high, low),
        (0x2000..=0x3fff, _, _, _, 0 | 0x200, 0x5efe) if !v4(g, h) => false,
        // Teredo, ORCHID and other protocols; documentation.
        (0x2001, 0..=0x1ff, ..) | (0x2001, 0xdb8, ..) | (0x3fff, 0..=0xfff, ..) => false,
        // What is given out is below 2000::/3.
        _ => (a & 0xe000) == 0x2000,
    }
}
