//! The server's own client, against real listeners.

use std::time::{Duration, Instant};

use encaixe_server::outgoing::{Answer, Client, Failure, Refused, Request, Rules};
use reqwest::{Method, Url};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// Answers each request with this, and hands on what it was asked.
async fn listener(answer: &'static str) -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, asked) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = vec![0; 4096];
            let length = stream.read(&mut bytes).await.unwrap();
            let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
            if tell.send(text).is_err() {
                return;
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (port, asked)
}

fn request(url: &str) -> Request {
    Request {
        method: Method::POST,
        url: Url::parse(url).unwrap(),
        headers: vec![("x-a".into(), "1".into())],
        body: b"{}".to_vec(),
        timeout: None,
    }
}

fn client(allow: &str) -> Client {
    let allow = allow.parse().unwrap();
    let rules = Rules {
        allow,
        ..Rules::default()
    };
    Client::new(rules).unwrap()
}

async fn send(url: &str, allow: &str) -> Result<Answer, Failure> {
    client(allow).send(request(url)).await
}

#[tokio::test]
async fn what_is_excepted_is_asked_and_its_answer_read() {
    let answer = "HTTP/1.1 201 Created\r\ncontent-length: 2\r\nX-B: 2\r\n\r\nok";
    let (port, mut asked) = listener(answer).await;
    for host in ["127.0.0.1", "localhost"] {
        let answer = send(&format!("http://{host}:{port}/hook?a=1"), host)
            .await
            .unwrap();
        assert_eq!((answer.status, answer.body), (201, b"ok".to_vec()));
        assert!(answer.headers.contains(&("x-b".into(), "2".into())));
        let asked = asked.recv().await.unwrap();
        assert!(asked.starts_with("POST /hook?a=1 HTTP/1.1\r\n"), "{asked}");
        assert!(
            asked.contains("x-a: 1\r\n") && asked.ends_with("\r\n\r\n{}"),
            "{asked}"
        );
        assert!(asked.contains("user-agent: Encaixe/"), "{asked}");
    }
}

#[tokio::test]
async fn a_name_that_leads_into_the_own_network_gets_no_connection() {
    let (port, mut asked) = listener("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    for host in ["localhost", "127.0.0.1", "127.1", "[::ffff:127.0.0.1]"] {
        let refused = send(&format!("https://{host}:{port}/"), "").await;
        let Err(Failure::Refused(Refused::Private { address, .. })) = refused else {
            panic!("{host}: {refused:?}");
        };
        assert!(!address.is_unspecified(), "{host}");
    }
    let refused = send(&format!("http://localhost:{port}/"), "").await;
    assert!(matches!(refused, Err(Failure::Refused(Refused::Plain(_)))));
    assert!(asked.try_recv().is_err());
}

#[tokio::test]
async fn a_redirect_is_an_answer() {
    let (other, mut asked) = listener("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let to = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:{other}/\r\ncontent-length: 0\r\n\r\n"
    );
    let (port, _asked) = listener(to.leak()).await;
    let answer = send(&format!("http://127.0.0.1:{port}/"), "127.0.0.1")
        .await
        .unwrap();
    assert_eq!(answer.status, 307);
    assert!(asked.try_recv().is_err());
}

#[tokio::test]
async fn each_way_not_to_answer_has_its_name() {
    let ended = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let refused = send(&format!("http://127.0.0.1:{ended}/"), "127.0.0.1").await;
    assert!(matches!(refused, Err(Failure::Connect(..))), "{refused:?}");

    let unknown = send("https://nowhere.invalid/", "").await;
    assert!(matches!(unknown, Err(Failure::Name(_))), "{unknown:?}");

    let (short, _asked) = listener("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok").await;
    let broken = send(&format!("http://127.0.0.1:{short}/"), "127.0.0.1").await;
    assert!(matches!(broken, Err(Failure::Broken(..))), "{broken:?}");

    let long = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: 2000000\r\n\r\n{}",
        "a".repeat(2_000_000)
    );
    let (port, _asked) = listener(long.leak()).await;
    let long = send(&format!("http://127.0.0.1:{port}/"), "127.0.0.1").await;
    assert!(matches!(long, Err(Failure::Long(..))), "{long:?}");

    let mut odd = request(&format!("http://127.0.0.1:{port}/"));
    odd.headers = vec![("a b".into(), "1".into())];
    let client = client("127.0.0.1");
    let odd = client.send(odd).await;
    assert!(matches!(odd, Err(Failure::Request(_))), "{odd:?}");
}

#[tokio::test]
async fn who_takes_too_long_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client("127.0.0.1");
    let mut patient = request(&format!("http://{}/", silent.local_addr().unwrap()));
    patient.timeout = Some(Duration::from_millis(300));
    let began = Instant::now();
    let late = client.send(patient).await;
    assert!(matches!(late, Err(Failure::Time(_))), "{late:?}");
    assert!(began.elapsed() >= Duration::from_millis(300));
}

/// Says its first words, and then a further one every 20 ms for as long as somebody listens.
async fn endless(first: &'static str, word: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                if stream.read(&mut [0; 4096]).await.is_err() {
                    return;
                }
                let mut said = stream.write_all(first.as_bytes()).await;
                while said.is_ok() {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    said = stream.write_all(word.as_bytes()).await;
                }
            });
        }
    });
    port
}

#[tokio::test]
async fn headers_that_never_end_are_no_answer() {
    let client = client("127.0.0.1");
    let port = endless("HTTP/1.1 200 OK\r\n", "x-a: 1\r\n").await;
    let mut patient = request(&format!("http://127.0.0.1:{port}/"));
    patient.timeout = Some(Duration::from_millis(400));
    let began = Instant::now();
    let late = client.send_keeping(patient, 100).await;
    assert!(matches!(late, Err(Failure::Time(_))), "{late:?}");
    assert!(began.elapsed() < Duration::from_secs(5));

    let long = format!("HTTP/1.1 200 OK\r\n{}", "x-a: 1\r\n".repeat(200_000));
    let port = endless(long.leak(), "x-a: 1\r\n").await;
    let long = client
        .send_keeping(request(&format!("http://127.0.0.1:{port}/")), 100)
        .await;
    assert!(matches!(long, Err(Failure::Broken(..))), "{long:?}");
}

#[tokio::test]
async fn of_a_long_body_or_one_that_never_ends_the_beginning_is_kept() {
    let client = client("127.0.0.1");
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let port = endless(head, "3\r\nabc\r\n").await;
    let mut patient = request(&format!("http://127.0.0.1:{port}/"));
    patient.timeout = Some(Duration::from_millis(400));
    let answer = client.send_keeping(patient.clone(), 7).await.unwrap();
    assert_eq!(
        (answer.status, &*answer.body, answer.cut),
        (200, &b"abcabca"[..], true)
    );
    let began = Instant::now();
    let answer = client.send_keeping(patient, 1_000_000).await.unwrap();
    assert!(answer.cut && answer.body.starts_with(b"abcabc"));
    assert!(began.elapsed() < Duration::from_secs(5));

    let (port, _asked) = listener("HTTP/1.1 410 Gone\r\ncontent-length: 4\r\n\r\ngone").await;
    let whole = request(&format!("http://127.0.0.1:{port}/"));
    let answer = client.send_keeping(whole, 4).await.unwrap();
    assert_eq!(
        (answer.status, &*answer.body, answer.cut),
        (410, &b"gone"[..], false)
    );
}
