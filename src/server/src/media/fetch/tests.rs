//! Hosts that take too long, or send too much: each is let go of.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::*;
use crate::outgoing::Rules;

/// Longer than any of this may take.
const LONG: Duration = Duration::from_secs(10);

/// Shorter than the hosts here take.
const SHORT: Duration = Duration::from_millis(300);

fn client() -> Client {
    let rules = Rules {
        allow: "127.0.0.1".parse().unwrap(),
        ..Rules::default()
    };
    Client::new(rules).unwrap()
}

/// A host that is asked once: it says its first words, and then the further ones every 20 ms, until nobody listens any more, which the
/// receiver is told.
async fn host(first: String, further: String) -> (Url, oneshot::Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/a", listener.local_addr().unwrap());
    let (tell, left) = oneshot::channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut asked = [0; 4096];
        assert!(stream.read(&mut asked).await.unwrap() > 0);
        let (mut hears, mut says) = stream.split();
        let goes_on = async {
            let mut said = says.write_all(first.as_bytes()).await;
            while said.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
                said = says.write_all(further.as_bytes()).await;
            }
        };
        let is_left = async { while hears.read(&mut asked).await.is_ok_and(|count| count > 0) {} };
        tokio::select! {
            () = goes_on => {}
            () = is_left => {}
        }
        let _ = tell.send(());
    });
    (Url::parse(&url).unwrap(), left)
}

/// One that begins an answer with these headers, and goes on with that in parts of so many bytes.
async fn chunked(headers: &str, bytes: usize) -> (Url, oneshot::Receiver<()>) {
    let head = format!("HTTP/1.1 200 OK\r\n{headers}transfer-encoding: chunked\r\n\r\n");
    let part = "a".repeat(bytes);
    host(head, format!("{bytes:x}\r\n{part}\r\n")).await
}

/// One that says that so much comes, and sends none of it.
async fn saying(headers: &str, bytes: u64) -> (Url, oneshot::Receiver<()>) {
    let head = format!("HTTP/1.1 200 OK\r\n{headers}content-length: {bytes}\r\n\r\n");
    host(head, String::new()).await
}

async fn is_let_go(left: oneshot::Receiver<()>) {
    let left = timeout(LONG, left).await;
    left.expect("it is still connected").unwrap();
}

#[tokio::test]
async fn a_picture_that_does_not_begin_or_does_not_end_in_time_is_given_up() {
    let client = client();
    let silent = host(String::new(), String::new()).await;
    let slow = chunked("content-type: image/png\r\n", 1).await;
    for (url, left) in [silent, slow] {
        let fetched = picture(&client, url, SHORT).await;
        assert_eq!(fetched, Err(Failed::Unreachable));
        is_let_go(left).await;
    }
}

#[tokio::test]
async fn of_a_picture_that_never_ends_no_more_is_read_than_a_picture_weighs() {
    let (url, left) = chunked("content-type: image/png\r\n", 1 << 20).await;
    let fetched = picture(&client(), url, LONG).await;
    assert_eq!(fetched, Err(Failed::TooLarge));
    is_let_go(left).await;
}

#[tokio::test]
async fn a_picture_whose_host_says_that_it_is_too_large_is_not_waited_for() {
    let client = client();
    for bytes in [512 << 20, PICTURE as u64 + 1] {
        let (url, left) = saying("content-type: image/png\r\n", bytes).await;
        let fetched = picture(&client, url, LONG).await;
        assert_eq!(fetched, Err(Failed::TooLarge), "{bytes}");
        is_let_go(left).await;
    }
}

#[tokio::test]
async fn a_film_has_to_begin_in_time_and_not_to_end() {
    let client = client();
    let (url, left) = host(String::new(), String::new()).await;
    let opened = open(&client, url, Vec::new(), SHORT).await;
    assert_eq!(opened.unwrap_err(), Failed::Unreachable);
    is_let_go(left).await;

    let (url, left) = chunked("content-type: video/mp4\r\n", 1).await;
    let mut opened = open(&client, url, Vec::new(), LONG).await.unwrap();
    let mut length = 0;
    while length < 5 {
        length += opened.part().await.unwrap().expect("it goes on").len();
    }
    drop(opened);
    is_let_go(left).await;
}

#[tokio::test]
async fn a_film_whose_host_says_that_it_is_too_large_is_not_begun() {
    let client = client();
    let (url, left) = saying("content-type: video/mp4\r\n", MOST_STREAMED + 1).await;
    let opened = open(&client, url, Vec::new(), LONG).await;
    assert_eq!(opened.unwrap_err(), Failed::TooLarge);
    is_let_go(left).await;

    let (url, _left) = saying("content-type: video/mp4\r\n", MOST_STREAMED).await;
    let opened = open(&client, url, Vec::new(), LONG).await.unwrap();
    let length = MOST_STREAMED.to_string();
    assert_eq!(opened.header("content-length"), Some(length.as_str()));
}
