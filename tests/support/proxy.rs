//! A proxy between a browser and the server, whose connections can die without a word.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The running proxy. It ends when this is dropped.
#[derive(Debug)]
pub struct Proxy {
    /// Where it listens.
    pub address: SocketAddr,
    way: Arc<watch::Sender<Way>>,
    task: JoinHandle<()>,
}

/// Where connections lead.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    /// The server, once it runs.
    to: Option<SocketAddr>,
    /// Connections of an earlier number are dead.
    number: u32,
    /// Those that come now die as they come.
    closed: bool,
}

impl Proxy {
    /// Listens on a free port.
    ///
    /// # Errors
    /// There is none.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let way = Arc::new(watch::channel(Way::default()).0);
        let ways = Arc::clone(&way);
        let task = tokio::spawn(async move {
            while let Ok((from, _)) = listener.accept().await {
                tokio::spawn(forward(from, ways.subscribe()));
            }
        });
        Ok(Self { address, way, task })
    }

    /// Leads to this server from now on.
    pub fn lead_to(&self, server: SocketAddr) {
        self.way.send_modify(|way| way.to = Some(server));
    }

    /// Nothing passes any more on the connections that there are, and nobody is told; new ones are as before.
    pub fn kill_connections(&self) {
        self.way.send_modify(|way| way.number += 1);
    }

    /// The same, and new connections get no answer either, until [`Self::open`].
    pub fn close(&self) {
        self.way.send_modify(|way| {
            way.number += 1;
            way.closed = true;
        });
    }

    /// New connections lead to the server again.
    pub fn open(&self) {
        self.way.send_modify(|way| way.closed = false);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn forward(mut from: TcpStream, mut ways: watch::Receiver<Way>) {
    let way = *ways.borrow();
    if let (Some(to), false) = (way.to, way.closed)
        && let Ok(mut to) = TcpStream::connect(to).await
    {
        let died = ways.wait_for(|now| now.number != way.number);
        tokio::select! {
            _ = copy_bidirectional(&mut from, &mut to) => return,
            died = died => if died.is_err() { return },
        }
        // The server may know; the browser does not.
        drop(to);
    }
    // Open and silent as long as the proxy is there.
    while ways.changed().await.is_ok() {}
}
