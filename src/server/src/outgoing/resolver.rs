//! Looks names up, and gives the connection those addresses alone that may be asked.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;
use tokio::net::lookup_host;

use super::guard::Guard;

#[derive(Debug)]
pub(super) struct Resolver(Arc<Guard>);

/// A name that leads nowhere.
#[derive(Debug, Error)]
#[error("the name has no address")]
pub(super) struct NoAddress;

impl Resolver {
    pub(super) fn new(guard: Arc<Guard>) -> Self {
        Self(guard)
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0.clone();
        Box::pin(async move {
            let host = name.as_str();
            // Port 0: the connection puts its own in.
            let found = lookup_host((host, 0)).await.map_err(|_| NoAddress)?;
            let found: Vec<SocketAddr> = found.collect();
            if found.is_empty() {
                return Err(NoAddress.into());
            }
            let allowed = guard.addresses(host, found)?;
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
