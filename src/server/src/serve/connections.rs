//! Answers on a listener until it is told to stop. What axum's own loop lacks are the bounds: without them a client that
//! never ends its headers or its body holds a connection for ever, and each holds one more.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::body::{Answer, timed};
use super::places::{Place, Places};

/// How long a request's headers may take, and how long a connection may lie idle before them. Longer than the minute for
/// which nginx keeps idle connections to a server, so that it is not the server who closes one that was just chosen.
pub(super) const HEADERS: Duration = Duration::from_secs(75);

/// The most that is read ahead of a connection, and so the longest headers. hyper's own bound is six times as much.
const AHEAD: usize = 64 * 1024;

/// How long to wait when no connection can be taken, since too many files are open, say.
const FULL: Duration = Duration::from_secs(1);

/// How long a connection whose place is needed may take to write what is left.
const LAST: Duration = Duration::from_secs(1);

/// How much of a connection's time and of the port's places there is.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    pub(super) headers: Duration,
    pub(super) body: Duration,
    /// Shared by the listeners of a port.
    pub(super) places: Arc<Places>,
}

/// Who sent a request, as far as the connection tells: before a proxy it is the proxy.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Answers by the router. Ends when every connection has ended after `stop`; dropped, it ends them.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    mut stop: watch::Receiver<bool>,
    bounds: Bounds,
) {
    let mut connections = JoinSet::new();
    let told = stop.clone();
    loop {
        let client = tokio::select! {
            // An error means that the server is gone, which is a reason to stop too.
            _ = stop.wait_for(|stop| *stop) => break,
            Some(_) = connections.join_next() => continue,
            client = accept(&listener) => client,
        };
        // Nothing else goes on meanwhile: who was accepted must not be dropped for it.
        let place = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            place = bounds.places.take() => place,
        };
        let Some(place) = place else { break };
        let router = router.clone();
        connections.spawn(answer(client, place, router, told.clone(), bounds.clone()));
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// Answers one connection until it ends, the server stops, or somebody else needs its place.
async fn answer(
    (stream, peer): (TcpStream, SocketAddr),
    place: Arc<Place>,
    router: Router,
    mut stop: watch::Receiver<bool>,
    bounds: Bounds,
) {
    let (router, own) = (TowerToHyperService::new(router), place.clone());
    let service = service_fn(move |request: Request<Incoming>| {
        let busy = own.busy();
        let mut request = request.map(|body| timed(body, bounds.body));
        request.extensions_mut().insert(Peer(peer));
        let response = router.call(request);
        async move {
            let keep = |body| Answer { body, _busy: busy };
            Ok::<_, Infallible>(response.await?.map(keep))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.headers)
        .max_buf_size(AHEAD)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let needed = tokio::select! {
        done = connection.as_mut() => return tell(done),
        _ = stop.wait_for(|stop| *stop) => false,
        () = place.ended() => true,
    };
    connection.as_mut().graceful_shutdown();
    loop {
        tokio::select! {
            done = connection.as_mut() => return tell(done),
            // A request that came at the same moment is answered all the same.
            () = sleep(LAST), if needed => if !place.is_busy() { return },
        }
    }
}

fn tell(done: hyper::Result<()>) {
    if let Err(error) = done {
        tracing::trace!("a connection failed: {error}");
    }
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(client) => return client,
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                tracing::error!("no connection can be taken: {error}");
                sleep(FULL).await;
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
