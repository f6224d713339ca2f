//! A web server of a test's own, on this machine's both loopback addresses: browsers try either for `localhost` and the
//! names below it. The inbox page is at 127.0.0.1, and no plugin may be on its host.

use anyhow::{Result, bail};
use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How often a free port is asked for that is free on both addresses.
const TRIES: usize = 16;

/// The running server. It ends when this is dropped.
#[derive(Debug)]
pub struct Loopback(Vec<JoinHandle<()>>);

/// A port that is taken on both addresses.
#[derive(Debug)]
pub struct Port {
    listeners: Vec<TcpListener>,
    /// Its number.
    pub number: u16,
}

impl Port {
    /// Takes a free one.
    ///
    /// # Errors
    /// There is none.
    pub async fn take() -> Result<Self> {
        for _ in 0..TRIES {
            let four = TcpListener::bind("127.0.0.1:0").await?;
            let number = four.local_addr()?.port();
            if let Ok(six) = TcpListener::bind(("::1", number)).await {
                return Ok(Self {
                    listeners: vec![four, six],
                    number,
                });
            }
            if TcpListener::bind("[::1]:0").await.is_err() {
                // This machine has no IPv6.
                return Ok(Self {
                    listeners: vec![four],
                    number,
                });
            }
        }
        bail!("no port is free on both 127.0.0.1 and ::1")
    }

    /// Answers there by the router.
    #[must_use]
    pub fn serve(self, router: &Router) -> Loopback {
        let serve = |listener| {
            let router = router.clone();
            tokio::spawn(async move {
                if let Err(why) = axum::serve(listener, router).await {
                    eprintln!("a test's web server ended: {why}");
                }
            })
        };
        Loopback(self.listeners.into_iter().map(serve).collect())
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}
