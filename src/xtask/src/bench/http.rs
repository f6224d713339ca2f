//! The bench's own server: files from memory, and one answer that it waits for.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context as _, Result, ensure};

/// The most that a page may send.
const MOST: usize = 16 << 20;

/// What is served, by path.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<String, (Caching, Vec<u8>)>);

/// Whether a browser may keep a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caching {
    Never,
    Forever,
}

/// What a page sent: the path and the body.
pub(super) type Sent = (String, Vec<u8>);

impl Files {
    /// Adds a file that no browser keeps.
    pub(super) fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.add_as(Caching::Never, path, content);
    }

    /// Adds a file.
    pub(super) fn add_as(
        &mut self,
        caching: Caching,
        path: impl Into<String>,
        content: impl Into<Vec<u8>>,
    ) {
        self.0.insert(path.into(), (caching, content.into()));
    }

    /// How long a file is.
    #[cfg(test)]
    pub(super) fn length(&self, path: &str) -> Option<usize> {
        self.0.get(path).map(|(_, content)| content.len())
    }
}

/// A free port of this machine's loopback address.
pub(super) fn listen() -> Result<(TcpListener, u16)> {
    let listener = TcpListener::bind("127.0.0.1:0").context("looking for a free port")?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// Serves the files for as long as this program runs, and passes on what is sent to it.
pub(super) fn serve(listener: TcpListener, files: Arc<Files>, sent: Sender<Sent>) {
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (files, sent) = (Arc::clone(&files), sent.clone());
            // What a browser breaks off is of no interest.
            thread::spawn(move || drop(answer(stream, &files, &sent)));
        }
    });
}

/// Answers one connection's requests until the browser closes it.
fn answer(mut stream: TcpStream, files: &Files, sent: &Sender<Sent>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(request) = Request::read(&mut reader)? {
        let posted = request.method == "POST";
        let found = files.0.get(&request.path);
        let reply = match (posted, found) {
            (true, _) => response("204 No Content", "text/plain", Caching::Never, &[]),
            (false, Some((caching, content))) => {
                response("200 OK", kind(&request.path), *caching, content)
            }
            (false, None) => response("404 Not Found", "text/plain", Caching::Never, &[]),
        };
        stream.write_all(&reply)?;
        if posted {
            sent.send((request.path, request.body))?;
        }
    }
    Ok(())
}

/// As much of a request as matters here.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    method: String,
    path: String,
    body: Vec<u8>,
}

impl Request {
    /// The next one; none at the end of the connection.
    fn read(reader: &mut impl BufRead) -> Result<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        let method = words.next().unwrap_or_default();
        let path = words.next().context("a request without a path")?;
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header)?;
            let Some((name, value)) = header.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().context("a length that is none")?;
            }
        }
        ensure!(length <= MOST, "a body of {length} bytes");
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let path = path.split('?').next().unwrap_or_default().to_owned();
        Ok(Some(Self { method, path, body }))
    }
}

fn response(status: &str, kind: &str, caching: Caching, content: &[u8]) -> Vec<u8> {
    let caching = match caching {
        Caching::Never => "no-store",
        Caching::Forever => "public, max-age=31536000, immutable",
    };
    let mut whole = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: {caching}\r\n\r\n",
        content.len()
    )
    .into_bytes();
    whole.extend_from_slice(content);
    whole
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "text/html; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn requests_are_read_one_after_the_other() {
        let mut text = "GET /a.js?x HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\ncontent-length: 2\r\n\r\nok".as_bytes();
        let request = |method: &str, path: &str, body: &str| Request {
            method: method.into(),
            path: path.into(),
            body: body.into(),
        };
        assert_eq!(
            Request::read(&mut text).unwrap(),
            Some(request("GET", "/a.js", ""))
        );
        assert_eq!(
            Request::read(&mut text).unwrap(),
            Some(request("POST", "/b", "ok"))
        );
        assert_eq!(Request::read(&mut text).unwrap(), None);
    }

    #[test]
    fn a_page_is_served_and_what_it_sends_is_passed_on() {
        let (listener, port) = listen().unwrap();
        let mut files = Files::default();
        files.add_as(Caching::Forever, "/a.js", "let a;");
        let (sender, sent) = std::sync::mpsc::channel();
        serve(listener, Arc::new(files), sender);

        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let ask = b"GET /a.js HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\nPOST /c HTTP/1.1\r\nContent-Length: 1\r\n\r\n!";
        stream.write_all(ask).unwrap();
        assert_eq!(sent.recv().unwrap(), ("/c".to_owned(), b"!".to_vec()));
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert!(
            text.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/javascript"),
            "{text}"
        );
        assert!(
            text.contains("immutable\r\n\r\nlet a;HTTP/1.1 404"),
            "{text}"
        );
    }
}
