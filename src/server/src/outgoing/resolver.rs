//! Looks names up, and gives the connection those addresses alone that may be asked.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;
use tokio::net::lookup_host;

use super::guard::{Guard, Refused};

type Found = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Says where a name leads.
#[derive(Clone)]
pub(super) struct Names(Arc<dyn Fn(String) -> Found + Send + Sync>);

/// Gives a connection its addresses.
#[derive(Debug)]
pub(super) struct Resolver {
    pub(super) guard: Arc<Guard>,
    pub(super) names: Names,
    /// Whether it is for connections without https.
    pub(super) plain: bool,
}

/// A name that leads nowhere.
#[derive(Debug, Error)]
#[error("the name has no address")]
pub(super) struct NoAddress;

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Names")
    }
}

impl Names {
    /// As the system has it. Names under `.invalid` have no address, and no name server is asked for one (RFC 6761, section 6.4).
    pub(super) fn system() -> Self {
        Self(Arc::new(|host| {
            if is_invalid(&host) {
                return Box::pin(async { Ok(Vec::new()) });
            }
            // Port 0: the connection puts its own in.
            Box::pin(async move { Ok(lookup_host((host.as_str(), 0)).await?.collect()) })
        }))
    }

    /// As the function has it, asked anew for each connection.
    #[cfg(test)]
    pub(super) fn told(by: impl Fn(&str) -> Vec<SocketAddr> + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |host| {
            let found = by(&host);
            Box::pin(async move { Ok(found) })
        }))
    }
}

fn is_invalid(host: &str) -> bool {
    let last = host.trim_end_matches('.').rsplit('.').next();
    last.is_some_and(|label| label.eq_ignore_ascii_case("invalid"))
}

impl Resolver {
    /// Those of a name's addresses that may be asked; none when it has no address at all.
    ///
    /// # Errors
    /// When none of its addresses may be asked.
    pub(super) async fn look_up(&self, host: &str) -> Result<Option<Vec<SocketAddr>>, Refused> {
        let found = (self.names.0)(host.to_owned()).await.unwrap_or_default();
        if found.is_empty() {
            return Ok(None);
        }
        self.guard.addresses(host, found, self.plain).map(Some)
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let own = Self {
            guard: self.guard.clone(),
            names: self.names.clone(),
            plain: self.plain,
        };
        Box::pin(async move {
            let allowed = own.look_up(name.as_str()).await?.ok_or(NoAddress)?;
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
