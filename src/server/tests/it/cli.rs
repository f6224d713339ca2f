//! The program itself: what it prints, what it does beside a running server, how it ends.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use reqwest::header::ORIGIN;

use crate::support::{BRUNO_EMAIL, Running, client, cookie, refused};

pub(crate) fn encaixe(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_encaixe"));
    command.args(arguments).arg("--data").arg(folder);
    command
}

/// Runs a command to its end. It blocks, so that a server in the same process needs another thread of the runtime to go on: it may be in the
/// middle of a write, which the command waits for.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    encaixe(folder, arguments).output().unwrap()
}

pub(crate) fn text(output: &Output) -> &str {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::str::from_utf8(&output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_made_listed_and_revoked_beside_a_running_server() {
    let running = Running::start().await;
    let made = run(
        running.data(),
        &["token", "create", "--name", "ci", "--role", "admin"],
    );
    let token = text(&made).strip_suffix('\n').unwrap().to_owned();
    assert_eq!(token.len(), 47);
    assert!(token.starts_with("enc_") && made.stderr.is_empty());
    let program = running.with_token(&token);
    let list: serde_json::Value = program.read("/api/tokens").await;
    let id = list["items"][0]["id"].as_str().unwrap();
    assert_eq!(list["items"][0]["createdBy"], serde_json::Value::Null);

    let scopes = ["--scope", "app:jira", "--scope", "app:asana"];
    let create = ["token", "create", "--name", "erp", "--role", "agent"];
    text(&run(running.data(), &[&create[..], &scopes].concat()));
    for wrong in ["storage", "*", "app:Asana", "asana"] {
        let refused = run(running.data(), &[&create[..], &["--scope", wrong]].concat());
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            !refused.status.success() && told.contains("app:asana"),
            "{told}"
        );
    }

    let listed = run(running.data(), &["token", "list"]);
    assert!(text(&listed).contains("erp  [app:asana app:jira]"));
    assert!(text(&listed).contains(id) && text(&listed).contains("ci"));
    assert!(!text(&listed).contains(&token));

    text(&run(running.data(), &["token", "revoke", id]));
    refused(program.get("/api/me"), 401).await;
    assert!(
        !run(running.data(), &["token", "revoke", id])
            .status
            .success()
    );

    for name in [" ", "\u{200b}", &"a".repeat(81)] {
        let arguments = ["token", "create", "--name", name, "--role", "agent"];
        let refused = run(running.data(), &arguments);
        let why = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && refused.stdout.is_empty());
        assert!(why.contains("--name: a name has 1 to 80"), "{why}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_any_member_is_printed_beside_a_running_server() {
    let running = Running::start().await;
    let made = run(running.data(), &["link", "create", "--member", BRUNO_EMAIL]);
    let link = text(&made).strip_suffix('\n').unwrap();
    let path = link.strip_prefix(&running.origin()).unwrap();
    let answer = running.page().post(path).send().await.unwrap();
    let body: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(body["member"]["email"], BRUNO_EMAIL);

    for member in ["nobody@aurora.example", "diego@aurora.example"] {
        let refused = run(running.data(), &["link", "create", "--member", member]);
        assert!(!refused.status.success());
        assert!(String::from_utf8(refused.stderr).unwrap().contains(member));
    }
}

#[test]
fn a_mistyped_data_folder_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("dtaa");
    let refused = run(
        &wrong,
        &["token", "create", "--name", "x", "--role", "agent"],
    );
    assert!(!refused.status.success());
    assert!(refused.stdout.is_empty());
    assert!(!wrong.exists());
}

#[test]
fn a_taken_port_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let held = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = held.local_addr().unwrap().port().to_string();
    for flags in [
        ["--port", &port, "--plugin-port", "0"],
        ["--port", "0", "--plugin-port", &port],
    ] {
        let mut arguments = vec!["serve"];
        arguments.extend(flags);
        let refused = run(&folder.path().join("data"), &arguments);
        assert!(!refused.status.success());
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains(&format!("port {port} is taken")), "{said}");
        assert!(
            said.contains(flags[if flags[1] == port { 0 } else { 2 }]),
            "{said}"
        );
    }
}

/// A running program, ended with the test.
pub(crate) struct Served {
    child: Child,
    lines: Vec<String>,
}

impl Served {
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[])
    }

    /// With more flags.
    pub(crate) fn start_with(folder: &Path, flags: &[&str]) -> Self {
        let mut command = encaixe(folder, &["serve", "--port", "0", "--plugin-port", "0"]);
        command.args(flags);
        command.stderr(Stdio::null());
        Self::run(command)
    }

    /// Of a command that serves, whatever else it does.
    pub(crate) fn run(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            lines.push(line.unwrap());
            if lines.last().unwrap().starts_with("sign in: ") {
                break;
            }
        }
        Self { child, lines }
    }

    pub(crate) fn value(&self, line: usize, key: &str) -> &str {
        self.lines[line].strip_prefix(key).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn serve_prints_where_it_is_and_ends_in_time_with_a_stream_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(&folder.path().join("data"));
    let data = folder.path().join("data").canonicalize().unwrap();
    assert_eq!(served.value(0, "data:   "), data.display().to_string());
    let page = served.value(1, "page:   ").to_owned();
    assert!(page.starts_with("http://127.0.0.1:"));
    assert!(served.value(2, "plugin: ").starts_with("http://localhost:"));
    let link = served.value(3, "sign in: ").to_owned();
    assert!(link.starts_with(&format!("{page}/sign-in/")));
    assert_eq!(served.lines.len(), 4);

    let client = client();
    let signed_in = client
        .post(&link)
        .header(ORIGIN, &page)
        .send()
        .await
        .unwrap();
    let cookie = cookie(&signed_in);
    let mut stream = client
        .get(format!("{page}/api/events"))
        .header("cookie", cookie)
        .send()
        .await
        .unwrap();
    assert!(stream.chunk().await.unwrap().is_some());

    let told = Instant::now();
    let kill = Command::new("kill")
        .arg(served.child.id().to_string())
        .status();
    assert!(kill.unwrap().success());
    let status = served.child.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(told.elapsed() < Duration::from_secs(5));
}
