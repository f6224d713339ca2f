//! Slow clients and quick ones, few and many, over real connections.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use super::*;

const LIMIT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(10);

async fn start() -> (SocketAddr, watch::Sender<bool>, JoinHandle<()>) {
    start_with(64, LIMIT).await
}

async fn start_with(
    places: usize,
    headers: Duration,
) -> (SocketAddr, watch::Sender<bool>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let slow = async || {
        sleep(3 * LIMIT).await;
        "done"
    };
    let read = async |body: Body| match to_bytes(body, 1 << 20).await {
        Ok(bytes) => format!("{} bytes", bytes.len()),
        Err(error) if error.to_string().contains("too long") => "too slow".to_owned(),
        Err(error) => error.to_string(),
    };
    // A piece every moment, for longer than any bound.
    let stream = async || {
        let pieces = futures::stream::unfold(0, async |count: u32| {
            sleep(LIMIT / 6).await;
            (count < 18).then(|| (Ok::<_, Infallible>(format!("piece {count}\n")), count + 1))
        });
        Body::from_stream(pieces)
    };
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/slow", get(slow))
        .route("/stream", get(stream))
        .route("/read", post(read));
    let stop = watch::channel(false).0;
    let bounds = Bounds {
        headers,
        body: LIMIT,
        places: Places::new(places),
    };
    let running = tokio::spawn(serve(listener, router, stop.subscribe(), bounds));
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

/// A connection that asked for a path and keeps the connection.
async fn asking(at: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(at).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// Reads until that text has come.
async fn hears(stream: &mut TcpStream, text: &str) {
    let mut all = Vec::new();
    let read = async {
        while !String::from_utf8_lossy(&all).contains(text) {
            assert_ne!(stream.read_buf(&mut all).await.unwrap(), 0, "it ended");
        }
    };
    timeout(LONG, read).await.unwrap();
}

#[tokio::test]
async fn a_body_that_never_ends_is_waited_for_so_long_and_no_longer() {
    let (at, _stop, _running) = start().await;
    for drips in [false, true] {
        let mut stream = TcpStream::connect(at).await.unwrap();
        let since = Instant::now();
        let head = b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n{";
        stream.write_all(head).await.unwrap();
        let (mut from, mut to) = stream.into_split();
        let dripping = tokio::spawn(async move {
            while drips && to.write_all(b" ").await.is_ok() {
                sleep(LIMIT / 20).await;
            }
            to
        });
        let mut answer = Vec::new();
        // A connection that is closed under a writer may end in a reset instead.
        let read = timeout(LONG, from.read_to_end(&mut answer)).await.unwrap();
        let answer = String::from_utf8(answer).unwrap();
        assert!(read.is_err() || answer.ends_with("too slow"), "{answer}");
        assert!(since.elapsed() >= LIMIT, "{:?}", since.elapsed());
        dripping.await.unwrap();
    }
}

#[tokio::test]
async fn a_body_that_comes_in_time_is_taken_and_so_is_the_next_one() {
    let (at, _stop, _running) = start().await;
    let mut stream = TcpStream::connect(at).await.unwrap();
    for _ in 0..3 {
        let head = b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab";
        stream.write_all(head).await.unwrap();
        sleep(LIMIT / 2).await;
        stream.write_all(b"cd").await.unwrap();
        hears(&mut stream, "4 bytes").await;
    }
}

#[tokio::test]
async fn an_answer_that_streams_outlives_every_bound() {
    let (at, _stop, _running) = start().await;
    let mut stream = asking(at, "/stream").await;
    hears(&mut stream, "piece 17").await;
}

#[tokio::test]
async fn one_more_connection_ends_the_one_that_has_rested_the_longest_and_never_a_stream() {
    let (at, _stop, _running) = start_with(3, 10 * LONG).await;
    let mut streaming = asking(at, "/stream").await;
    hears(&mut streaming, "piece 0").await;
    let mut older = asking(at, "/").await;
    hears(&mut older, "here").await;
    let mut newer = asking(at, "/").await;
    hears(&mut newer, "here").await;

    let mut fourth = asking(at, "/").await;
    hears(&mut fourth, "here").await;
    assert_eq!(rest(&mut older).await, "");
    let again = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    newer.write_all(again).await.unwrap();
    hears(&mut newer, "here").await;
    hears(&mut streaming, "piece 17").await;
}

#[tokio::test]
async fn one_that_sent_no_request_yet_gives_its_place_up_too() {
    let (at, _stop, _running) = start_with(2, 10 * LONG).await;
    let mut silent = TcpStream::connect(at).await.unwrap();
    let mut begun = TcpStream::connect(at).await.unwrap();
    begun.write_all(b"GET / HT").await.unwrap();
    let mut one = asking(at, "/").await;
    hears(&mut one, "here").await;
    let mut other = asking(at, "/").await;
    hears(&mut other, "here").await;
    for stream in [&mut silent, &mut begun] {
        rest(stream).await;
    }
}

#[tokio::test]
async fn while_all_are_being_answered_one_more_waits_for_the_first_to_end() {
    let (at, _stop, _running) = start_with(1, 10 * LONG).await;
    let mut first = asking(at, "/stream").await;
    hears(&mut first, "piece 0").await;
    let mut second = asking(at, "/").await;
    let mut waiting = [0; 1];
    let early = timeout(LIMIT, second.read(&mut waiting)).await;
    assert!(early.is_err(), "{early:?}");
    hears(&mut first, "piece 17").await;
    hears(&mut second, "here").await;
    rest(&mut first).await;
}
