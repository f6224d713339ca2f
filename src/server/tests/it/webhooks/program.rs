//! Webhooks of the program itself: what it says at its start, how it asks, and its own receiver.

use std::io::{BufRead as _, BufReader, ErrorKind};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::Receiver;
use crate::cli::{Served, encaixe, run, text};
use crate::support::client;

/// A server as a process of its own, and an admin's token.
pub(super) struct Program {
    _served: Served,
    page: String,
    token: String,
}

impl Program {
    /// Starts it with these flags beside the ports.
    pub(super) fn start(data: &Path, flags: &[&str]) -> Self {
        let mut command = command(data, flags);
        command.stderr(Stdio::null());
        Self::run(data, command)
    }

    fn run(data: &Path, command: Command) -> Self {
        let served = Served::run(command);
        let page = served.value(1, "page:   ").to_owned();
        let create = ["token", "create", "--name", "x", "--role", "admin"];
        let token = text(&run(data, &create)).trim().to_owned();
        Self {
            _served: served,
            page,
            token,
        }
    }

    /// What it answers.
    pub(super) async fn send(&self, method: Method, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.page);
        let mut request = client().request(method, &url).bearer_auth(&self.token);
        if !body.is_null() {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{url}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// What is at a path once it is what is awaited.
    pub(super) async fn until(&self, path: &str, is: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..400 {
            last = self.send(Method::GET, path, &Value::Null).await;
            if is(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{last:#}");
    }
}

fn command(data: &Path, flags: &[&str]) -> Command {
    let mut command = encaixe(data, &["serve", "--port", "0", "--plugin-port", "0"]);
    command.args(flags);
    command
}

#[tokio::test]
async fn deliveries_go_by_no_proxy() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    proxy.set_nonblocking(true).unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let mut command = command(&data, &["--delivery-allow-loopback=true"]);
    command.stderr(Stdio::null());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, &address);
        command.env(name.to_lowercase(), &address);
    }
    for name in ["NO_PROXY", "no_proxy", "REQUEST_METHOD"] {
        command.env_remove(name);
    }
    let program = Program::run(&data, command);
    let mut receiver = Receiver::start().await;
    let new = json!({"url": receiver.url, "events": ["message.sent"]});
    program.send(Method::POST, "/api/webhooks", &new).await;
    let said = json!({"type": "text", "text": "hello"});
    let messages = "/api/conversations/955/messages";
    program.send(Method::POST, messages, &said).await;
    let got = receiver.next().await;
    assert_eq!(got.json()["data"]["message"]["text"], "hello");
    let asked = proxy.accept().map(|(_, from)| from);
    assert_eq!(asked.unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[tokio::test]
async fn a_start_warns_of_deliveries_to_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for (flags, warns) in [
        (&["--delivery-allow-loopback=true"][..], true),
        (&[], false),
    ] {
        let log = folder.path().join("log");
        let mut command = command(&data, flags);
        command.stderr(std::fs::File::create(&log).unwrap());
        drop(Served::run(command));
        let log = std::fs::read_to_string(&log).unwrap();
        let line = log.lines().find(|line| line.contains("loopback"));
        assert_eq!(line.is_some(), warns, "{log}");
        if let Some(line) = line {
            assert!(line.contains("WARN"), "{line}");
            let words = "delivery-allow-loopback is on: whoever may make webhooks or connect apps reaches what listens on this machine alone";
            assert!(line.ends_with(words), "{line}");
        }
    }
}

/// `encaixe webhook listen`, ended with the test.
struct Listener(Child);

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn listen(slow: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_encaixe"));
    command.args(["webhook", "listen", "--port", "0"]);
    command.arg(format!("--slow={slow}"));
    command
}

#[tokio::test]
async fn a_listener_answers_after_as_long_as_it_is_told_to() {
    for (slow, least) in [("1s", 1_000), ("300ms", 300)] {
        let child = listen(slow).stdout(Stdio::piped()).spawn().unwrap();
        let mut listener = Listener(child);
        let mut printed = BufReader::new(listener.0.stdout.take().unwrap());
        let mut line = String::new();
        printed.read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening: ").unwrap();
        let began = Instant::now();
        let answer = client().post(url).body("{}").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let took = began.elapsed();
        let least = Duration::from_millis(least);
        assert!((least..least * 10).contains(&took), "{slow}: {took:?}");
    }
    for wrong in ["20", "20m", "s", "-1s", "1.5s", ""] {
        let ended = listen(wrong).output().unwrap();
        let why = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success(), "{wrong}");
        assert!(why.contains("say 20s or 300ms"), "{wrong}: {why}");
    }
}
