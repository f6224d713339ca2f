//! Pictures, films and avatars of other hosts: the page has them from its own server, and the other host never sees who looks.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_tests::agent::hook_of;
use encaixe_tests::loopback::{Loopback, Port};
use encaixe_tests::scenario_with;
use encaixe_tests::wait::until_equal;
use reqwest::Method;
use serde_json::{Value, json};

/// A picture of one point.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// A drawing that would run a script where it is opened as a page.
const SVG: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>";

type Asked = Arc<Mutex<Vec<(String, HeaderMap)>>>;

/// Another host, and what it was asked.
struct Host {
    url: String,
    asked: Asked,
    _running: Loopback,
}

impl Host {
    async fn start() -> Result<Self> {
        let port = Port::take().await?;
        let url = format!("http://127.0.0.1:{}", port.number);
        let asked = Asked::default();
        let router = Router::new().fallback(answer).with_state(asked.clone());
        Ok(Self {
            url,
            asked,
            _running: port.serve(&router),
        })
    }

    fn asked(&self) -> Vec<(String, HeaderMap)> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.clone()
    }

    fn count(&self, path: &str) -> usize {
        self.asked().iter().filter(|(one, _)| one == path).count()
    }
}

async fn answer(State(asked): State<Asked>, uri: Uri, headers: HeaderMap) -> Response {
    let mut all = asked.lock().unwrap_or_else(PoisonError::into_inner);
    all.push((uri.path().to_owned(), headers));
    match uri.path() {
        "/avatar.png" | "/parcel.png" | "/unlisted.png" => {
            let picture = STANDARD.decode(PNG).unwrap_or_default();
            ([(header::CONTENT_TYPE, "image/png")], picture).into_response()
        }
        "/drawing.svg" => ([(header::CONTENT_TYPE, "image/svg+xml")], SVG).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_another_host_is_shown_and_its_host_sees_no_agent() -> Result<()> {
    scenario_with(&["--outgoing-allow=127.0.0.1"], async |stage| {
        let host = Host::start().await?;
        let api = stage.api().await?;
        // A plugin is told addresses as they came, and shows them as it likes.
        let plugins = api.get("/api/plugins").await?;
        for plugin in plugins["items"].as_array().context("no list")? {
            let path = format!("/api/plugins/{}", plugin["id"].as_str().context("no id")?);
            api.must(Method::PATCH, &path, Some(&json!({"enabled": false}))).await?;
        }
        let agent = stage.colleague().await?;
        let mut conversation = String::new();
        let mut shown = Vec::new();
        for path in ["/parcel.png", "/drawing.svg", "/none.png"] {
            let message = json!({
                "sender": "5521966665678", "type": "image", "mediaUrl": format!("{}{path}", host.url),
                "contactInfo": {"name": "Ana Lima", "avatar": format!("{}/avatar.png", host.url)},
            });
            let made = api.post("/api/channels/501/messages", &message).await?;
            let text = |place: &str| made.pointer(place).and_then(Value::as_str).map(str::to_owned);
            conversation = text("/conversation/id").context("no conversation")?;
            let id = text("/message/id").context("no message")?;
            shown.push(hook_of("message", "data-id", &id));
        }
        let row = hook_of("conversation-row", "data-id", &conversation);
        agent.visit_within("/inbox", &row).await?;
        agent.open(&conversation).await?;

        // The picture and the contact's avatar are drawn, from this server.
        let drawn = "const all = [...document.querySelectorAll(arguments[0])];
            return all.length > 0 && all.every((one) =>
                one.naturalWidth > 0 && new URL(one.src).origin === location.origin)";
        for css in [format!("{} img", shown[0]), format!("{row} .avatar img")] {
            until_equal(&css, true, async || agent.js(drawn, &[css.as_str().into()]).await).await?;
        }
        // What is no picture that is safe to show, and what is not there, are links.
        for css in &shown[1..] {
            agent.see(&format!("{css} a.media-link")).await?;
        }

        // Nothing was asked of the other host by the browser, and it could not be.
        let foreign = "return performance.getEntriesByType('resource')
            .filter((one) => new URL(one.name).origin === arguments[0]).length";
        ensure!(agent.js::<u32>(foreign, &[host.url.as_str().into()]).await? == 0);
        let load = format!(
            "const picture = new Image();
            picture.onload = () => done('shown');
            picture.onerror = () => done('refused');
            picture.src = '{}/unlisted.png'",
            host.url
        );
        ensure!(agent.js_later::<String>(&load).await? == "refused");
        ensure!(host.count("/unlisted.png") == 0);

        // Each was fetched once, by the server, which says nothing of whoever looks.
        agent.reload().await?;
        agent.open(&conversation).await?;
        let css = format!("{} img", shown[0]);
        until_equal(&css, true, async || agent.js(drawn, &[css.as_str().into()]).await).await?;
        for path in ["/parcel.png", "/avatar.png"] {
            ensure!(host.count(path) == 1, "{path}: {:?}", host.asked());
        }
        for (path, headers) in host.asked() {
            for name in [header::COOKIE, header::REFERER, header::ORIGIN, header::ACCEPT_LANGUAGE] {
                ensure!(!headers.contains_key(&name), "{path}: {name}");
            }
            let program = headers.get(header::USER_AGENT).map(|one| one.to_str()).transpose()?;
            ensure!(!program.unwrap_or_default().contains("Mozilla"), "{path}: {program:?}");
        }
        Ok(())
    })
    .await
}
