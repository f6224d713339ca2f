//! Keys as a person's keyboard gives them: at their own pace, whether anybody has taken the last one or not.
//!
//! Drivers wait for each key to be taken, and Chromium's waits for ever when the frame that was to take it is gone. So Chromium
//! gets them by its own remote protocol, a line of JSON in a frame of a WebSocket, whose answers nobody waits for.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy, sink};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// A way to Chromium's page.
#[derive(Debug)]
pub(crate) struct Keys {
    stream: OwnedWriteHalf,
    last: u32,
    answers: JoinHandle<()>,
}

impl Keys {
    /// To the page of the Chromium that has this profile.
    #[expect(clippy::disallowed_methods, reason = "a test asks as anybody does")]
    pub(crate) async fn of(profile: &Path) -> Result<Self> {
        let said = std::fs::read_to_string(profile.join("DevToolsActivePort"))?;
        let port: u16 = said.lines().next().context("no port")?.parse()?;
        let pages = reqwest::get(format!("http://127.0.0.1:{port}/json/list")).await?;
        let pages: Vec<Value> = pages.json().await?;
        let page = pages.iter().find(|page| page["type"] == "page");
        let url = page.context("no page")?["webSocketDebuggerUrl"].as_str();
        let path = url.and_then(|url| url.split_once("/devtools/"));
        let (_, path) = path.context("no way to the page")?;
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let hello = format!(
            "GET /devtools/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        );
        stream.write_all(hello.as_bytes()).await?;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        ensure!(head.starts_with(b"HTTP/1.1 101"), "it took no WebSocket");
        let (mut read, stream) = stream.into_split();
        let answers = tokio::spawn(async move {
            // It ends with the browser.
            let _ = copy(&mut read, &mut sink()).await;
        });
        Ok(Self {
            stream,
            last: 0,
            answers,
        })
    }

    /// Presses the key of each letter, with a pause behind it.
    pub(crate) async fn types(&mut self, text: &str, pause: Duration) -> Result<()> {
        for letter in text.chars() {
            let down = json!({"type": "keyDown", "key": letter, "text": letter});
            self.say("Input.dispatchKeyEvent", &down).await?;
            let up = json!({"type": "keyUp", "key": letter});
            self.say("Input.dispatchKeyEvent", &up).await?;
            sleep(pause).await;
        }
        Ok(())
    }

    /// Writes by an input method: what it has so far, letter by letter, and then, while `meanwhile` lasts, nothing; what it becomes
    /// at last.
    pub(crate) async fn composes(
        &mut self,
        so_far: &str,
        meanwhile: impl Future<Output = Result<()>>,
        at_last: &str,
    ) -> Result<()> {
        let mut text = String::new();
        for letter in so_far.chars() {
            text.push(letter);
            let caret = text.encode_utf16().count();
            let composed = json!({"text": text, "selectionStart": caret, "selectionEnd": caret});
            self.say("Input.imeSetComposition", &composed).await?;
        }
        meanwhile.await?;
        self.say("Input.insertText", &json!({"text": at_last}))
            .await
    }

    /// One frame of text under a mask of zeros. Source: RFC 6455, "Base Framing Protocol".
    async fn say(&mut self, method: &str, params: &Value) -> Result<()> {
        self.last += 1;
        let text = json!({"id": self.last, "method": method, "params": params}).to_string();
        let mut head = vec![0x81];
        match u8::try_from(text.len()) {
            Ok(short) if short < 126 => head.push(0x80 | short),
            _ => {
                head.push(0x80 | 126);
                head.extend(u16::try_from(text.len())?.to_be_bytes());
            }
        }
        head.extend([0; 4]);
        self.stream.write_all(&head).await?;
        Ok(self.stream.write_all(text.as_bytes()).await?)
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.answers.abort();
    }
}
