//! Slow clients and quick ones, over real connections.

use std::net::SocketAddr;

use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use super::*;

const LIMIT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(10);

async fn start() -> (SocketAddr, watch::Sender<bool>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let slow = async || {
        sleep(3 * LIMIT).await;
        "done"
    };
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/slow", get(slow));
    let stop = watch::channel(false).0;
    let running = tokio::spawn(serve(listener, router, stop.subscribe(), LIMIT));
    (at, stop, running)
}

/// All that comes until the server closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    timeout(LONG, stream.read_to_end(&mut all))
        .await
        .unwrap()
        .unwrap();
    String::from_utf8(all).unwrap()
}

#[tokio::test]
async fn headers_that_never_end_are_waited_for_so_long_and_no_longer() {
    let (at, _stop, _running) = start().await;
    for begun in ["", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let mut stream = TcpStream::connect(at).await.unwrap();
        let since = Instant::now();
        stream.write_all(begun.as_bytes()).await.unwrap();
        let answer = rest(&mut stream).await;
        assert!(!answer.contains("200 OK"), "{answer}");
        assert!(since.elapsed() >= LIMIT, "{:?}", since.elapsed());
    }
}

#[tokio::test]
async fn an_answer_may_take_longer_than_the_headers_may() {
    let (at, _stop, _running) = start().await;
    let mut stream = TcpStream::connect(at).await.unwrap();
    let request = b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.ends_with("\r\n\r\ndone"), "{answer}");
}

#[tokio::test]
async fn a_stop_lets_what_was_asked_end_and_takes_nothing_new() {
    let (at, stop, running) = start().await;
    let mut stream = TcpStream::connect(at).await.unwrap();
    let request = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";
    stream.write_all(request).await.unwrap();
    sleep(LIMIT / 3).await;
    stop.send_replace(true);
    let answer = rest(&mut stream).await;
    assert!(answer.ends_with("\r\n\r\ndone"), "{answer}");
    timeout(LONG, running).await.unwrap().unwrap();
    TcpStream::connect(at).await.unwrap_err();
}
