//! Takes the ports, or says which one is taken.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::{Context as _, bail};
use tokio::net::TcpListener;

/// How often a free port is asked for that is free on both loopback addresses.
const TRIES: usize = 16;

/// The listeners of a port, which `flag` sets. On this machine alone these are 127.0.0.1 and, where there is IPv6, ::1:
/// browsers try both for `localhost`, and another program there would get what is meant for us.
pub(super) async fn on(
    listen: Option<IpAddr>,
    port: u16,
    flag: &str,
) -> anyhow::Result<Vec<TcpListener>> {
    if let Some(address) = listen {
        return Ok(vec![bind(address, port, flag).await?]);
    }
    for _ in 0..TRIES {
        let four = bind(Ipv4Addr::LOCALHOST.into(), port, flag).await?;
        let taken = four.local_addr()?.port();
        match TcpListener::bind((Ipv6Addr::LOCALHOST, taken)).await {
            Ok(six) => return Ok(vec![four, six]),
            Err(error) if error.kind() != ErrorKind::AddrInUse => return Ok(vec![four]),
            Err(error) if port != 0 => return Err(explain(error, port, flag)),
            Err(_) => {}
        }
    }
    bail!("no port is free on both 127.0.0.1 and ::1")
}

async fn bind(address: IpAddr, port: u16, flag: &str) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::new(address, port);
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(explain(error, port, flag)),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

fn explain(error: io::Error, port: u16, flag: &str) -> anyhow::Error {
    anyhow::Error::new(error).context(format!(
        "port {port} is taken, perhaps by another Encaixe (`cargo xtask run` is one): end the program that listens \
         there, or choose another with `{flag} N` (`{flag} 0` takes a free one); page and demo plugin have one each, \
         `--port` and `--plugin-port`"
    ))
}
