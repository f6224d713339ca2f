//! Answers on a listener until it is told to stop. What axum's own loop lacks is the timeout: without it a client that
//! never ends its headers holds a connection for ever.

use std::io;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long a request's headers may take, and how long a connection may lie idle before them. Longer than the minute for
/// which nginx keeps idle connections to a server, so that it is not the server who closes one that was just chosen.
pub(super) const HEADERS: Duration = Duration::from_secs(75);

/// How long to wait when no connection can be taken, since too many files are open, say.
const FULL: Duration = Duration::from_secs(1);

/// Answers by the router. Ends when every connection has ended after `stop`; dropped, it ends them.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    mut stop: watch::Receiver<bool>,
    headers: Duration,
) {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(headers);
    let open = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            // An error means that the server is gone, which is a reason to stop too.
            _ = stop.wait_for(|stop| *stop) => break,
            Some(_) = connections.join_next() => {}
            stream = accept(&listener) => {
                let service = TowerToHyperService::new(router.clone());
                let connection = builder.serve_connection(TokioIo::new(stream), service);
                let connection = open.watch(connection);
                connections.spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::trace!("a connection failed: {error}");
                    }
                });
            }
        }
    }
    drop(listener);
    open.shutdown().await;
    while connections.join_next().await.is_some() {}
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                tracing::error!("no connection can be taken: {error}");
                tokio::time::sleep(FULL).await;
            }
        }
    }
}

/// Whether only that connection failed.
fn is_of_one(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests;
