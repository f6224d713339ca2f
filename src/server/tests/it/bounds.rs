//! What the server waits for and holds, over real sockets: bodies that never end, and more connections than there are places.

use std::time::Duration;

use encaixe_server::config::Config;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{Running, Visitor};

const LONG: Duration = Duration::from_secs(20);

async fn bounded(change: impl FnOnce(&mut Config)) -> Running {
    Running::start_with(tempfile::tempdir().unwrap(), change).await
}

async fn token(running: &Running) -> String {
    let new = serde_json::json!({"name": "slow", "role": "agent"});
    let request = running.admin().await.post_json("/api/tokens", &new);
    let made: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
    made["secret"].as_str().unwrap().to_owned()
}

/// Sends the head of a request with a body of so many bytes, and so many of them.
async fn begin(running: &Running, token: &str, sent: usize) -> TcpStream {
    let mut stream = TcpStream::connect(running.server.page_addr())
        .await
        .unwrap();
    let head = format!(
        "POST /api/channels/504/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: 1048576\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&vec![b' '; sent]).await.unwrap();
    stream
}

/// Until the server closes; empty when it resets instead.
async fn rest(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    let read = timeout(LONG, stream.read_to_end(&mut all)).await.unwrap();
    read.map(|_| String::from_utf8(all).unwrap())
        .unwrap_or_default()
}

async fn hears_a_change(stream: &mut reqwest::Response, admin: &Visitor) {
    let read = admin.post("/api/conversations/955/read").send();
    assert_eq!(read.await.unwrap().status(), 204);
    let told = async {
        let mut all = String::new();
        while !all.contains("955") {
            let chunk = stream.chunk().await.unwrap().unwrap();
            all += std::str::from_utf8(&chunk).unwrap();
        }
    };
    timeout(LONG, told).await.unwrap();
}

#[tokio::test]
async fn a_body_that_never_ends_is_answered_for_and_a_stream_goes_on() {
    let running = bounded(|config| config.body_timeout = Duration::from_secs(1)).await;
    let admin = running.admin().await;
    let token = token(&running).await;
    let mut events = admin.get("/api/events").send().await.unwrap();
    let slow = begin(&running, &token, 10).await;
    let answer = rest(slow).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains(r#""code":"too_slow""#), "{answer}");
    hears_a_change(&mut events, &admin).await;
}

#[tokio::test]
async fn large_bodies_that_do_not_end_leave_room_for_small_ones() {
    let running = bounded(|config| config.body_timeout = Duration::from_secs(3)).await;
    let token = token(&running).await;
    let mut large = Vec::new();
    for _ in 0..40 {
        large.push(begin(&running, &token, 128 << 10).await);
    }
    let program = running.with_token(&token);
    let message = serde_json::json!({
        "id": "m-1", "sender": "visitor-1", "type": "text", "content": "Oi!"
    });
    let taken = program.post_json("/api/channels/504/messages", &message);
    let status = timeout(LONG, taken.send()).await.unwrap().unwrap().status();
    assert!(status.is_success(), "{status}");
    for stream in large {
        let answer = rest(stream).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn on_both_ports_one_more_connection_ends_one_that_rests_and_not_a_stream() {
    let running = bounded(|config| config.max_connections = 4).await;
    let admin = running.admin().await;
    let mut events = admin.get("/api/events").send().await.unwrap();
    for at in [running.server.page_addr(), running.server.plugin_addr()] {
        let mut resting = Vec::new();
        for _ in 0..12 {
            let mut stream = TcpStream::connect(at).await.unwrap();
            let head = b"GET /sdk/none.js HTTP/1.1\r\nHost: x\r\n\r\n";
            stream.write_all(head).await.unwrap();
            let mut first = [0; 12];
            timeout(LONG, stream.read_exact(&mut first))
                .await
                .unwrap()
                .unwrap();
            assert_eq!(&first[..8], b"HTTP/1.1");
            resting.push(stream);
        }
        // The earlier ones had to make room.
        for stream in resting.drain(..8) {
            rest(stream).await;
        }
    }
    hears_a_change(&mut events, &admin).await;
}
