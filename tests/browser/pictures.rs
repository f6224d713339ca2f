//! Pictures, films and avatars of other hosts: the page has them from its own server, and the other host never sees who looks.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_tests::agent::{Agent, hook_of};
use encaixe_tests::api::Api;
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

/// A film of a quarter of a second in WebM, of 16 points by 16.
const FILM: &str = "\
    GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAIjEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTb\
    uLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCAhHsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrX\
    sYMPQkBEiYRDefCkTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFhz6ttVVRRASDgQFV7oEBhoVWX1ZQOOCdsIEQuoEQU8CBAVWwkFWxgQ\
    FVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAATHngQCg6KG9gQAAALACAJ0BKhAAEAAABwiFhYiZhIgBJBATrVAfwBBn79j+/6d5P//J7v/J7v/J7v/8\
    nu//OwbEu14AAHWhpqak7oEBpZ8QAgCdASoQABAAAAcIhYWImYSIASQQAGBrAP7/uoMAoNChr4EAOgDxAQAAEAkgAMA5wEGp/5ZqCHj+/uu8v/\
    lPY4r6P/Kfv/+T3Z40pol/+TgAdaGZppfugQGlktEBAAAQCSAAwADCwX+gAEAAAPuBAKC3oZaBAJUA0QEAABAJIADAAMLBf6AAQAAAdaGZppfu\
    gQGlktEBAAAQCSAAwADCwX+gAEAAAPuBOqC3oZaBAPkA0QEAABAJIADAAMLBf6AAQAAAdaGZppfugQGlktEBAAAQCSAAwADCwX+gAEAAAPuBlR\
    xTu2uNu4uzgQC3hveBAfGB1A==";

/// A recording of half a second in WAV, in which nobody speaks.
fn recording() -> Vec<u8> {
    const SAMPLES: [u8; 4_000] = [128; 4_000];
    let mut wav = b"RIFF".to_vec();
    wav.extend(4_036_u32.to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    // PCM, of one channel, with 8,000 samples of one byte each in a second.
    wav.extend([1_u16, 1].map(u16::to_le_bytes).concat());
    wav.extend([8_000_u32, 8_000].map(u32::to_le_bytes).concat());
    wav.extend([1_u16, 8].map(u16::to_le_bytes).concat());
    wav.extend(b"data");
    wav.extend(4_000_u32.to_le_bytes());
    wav.extend(SAMPLES);
    wav
}

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

    /// Whether nothing that it was asked says who looks.
    fn knows_nobody(&self) -> Result<()> {
        for (path, headers) in self.asked() {
            for name in [
                header::COOKIE,
                header::REFERER,
                header::ORIGIN,
                header::ACCEPT_LANGUAGE,
            ] {
                ensure!(!headers.contains_key(&name), "{path}: {name}");
            }
            let program = headers
                .get(header::USER_AGENT)
                .map(|one| one.to_str())
                .transpose()?;
            ensure!(
                !program.unwrap_or_default().contains("Mozilla"),
                "{path}: {program:?}"
            );
        }
        Ok(())
    }
}

/// Switches all plugins off: they are told addresses as they came, and show them as they like.
async fn without_plugins(api: &Api) -> Result<()> {
    let plugins = api.get("/api/plugins").await?;
    for plugin in plugins["items"].as_array().context("no list")? {
        let path = format!("/api/plugins/{}", plugin["id"].as_str().context("no id")?);
        api.must(Method::PATCH, &path, Some(&json!({"enabled": false})))
            .await?;
    }
    Ok(())
}

/// How often the page itself asked something of that origin.
async fn foreign(agent: &Agent, origin: &str) -> Result<u32> {
    let body = "return performance.getEntriesByType('resource')
        .filter((one) => new URL(one.name).origin === arguments[0]).length";
    agent.js(body, &[origin.into()]).await
}

async fn answer(State(asked): State<Asked>, uri: Uri, headers: HeaderMap) -> Response {
    let mut all = asked.lock().unwrap_or_else(PoisonError::into_inner);
    all.push((uri.path().to_owned(), headers));
    match uri.path() {
        "/avatar.png" | "/parcel.png" | "/unlisted.png" => {
            let picture = STANDARD.decode(PNG).unwrap_or_default();
            ([(header::CONTENT_TYPE, "image/png")], picture).into_response()
        }
        "/unboxing.webm" | "/unlisted.webm" => {
            let film = STANDARD.decode(FILM).unwrap_or_default();
            ([(header::CONTENT_TYPE, "video/webm")], film).into_response()
        }
        "/voice.wav" => ([(header::CONTENT_TYPE, "audio/wav")], recording()).into_response(),
        "/drawing.svg" => ([(header::CONTENT_TYPE, "image/svg+xml")], SVG).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_another_host_is_shown_and_its_host_sees_no_agent() -> Result<()> {
    scenario_with(&["--outgoing-allow=127.0.0.1"], async |stage| {
        let host = Host::start().await?;
        let api = stage.api().await?;
        without_plugins(api).await?;
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
        ensure!(foreign(agent, &host.url).await? == 0);
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
        host.knows_nobody()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_and_a_recording_of_another_host_play_from_the_pages_own_server() -> Result<()> {
    scenario_with(&["--outgoing-allow=127.0.0.1"], async |stage| {
        let host = Host::start().await?;
        let api = stage.api().await?;
        without_plugins(api).await?;
        let agent = stage.colleague().await?;
        let mut conversation = String::new();
        let mut shown = Vec::new();
        for (kind, path) in [
            ("video", "/unboxing.webm"),
            ("audio", "/voice.wav"),
            ("video", "/none.mp4"),
        ] {
            let message = json!({
                "sender": "5521966665678", "type": kind, "mediaUrl": format!("{}{path}", host.url),
                "contactInfo": {"name": "Ana Lima"},
            });
            let made = api.post("/api/channels/501/messages", &message).await?;
            let text = |place: &str| {
                made.pointer(place)
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            conversation = text("/conversation/id").context("no conversation")?;
            let id = text("/message/id").context("no message")?;
            shown.push(hook_of("message", "data-id", &id));
        }
        let row = hook_of("conversation-row", "data-id", &conversation);
        agent.visit_within("/inbox", &row).await?;
        agent.open(&conversation).await?;

        // Both are known, with how long they are, from an address on this server.
        let known = "const media = document.querySelector(arguments[0]);
            const at = new URL(media.currentSrc);
            return media.readyState > 0 && media.duration > 0.2
                && at.origin === location.origin && at.pathname.startsWith('/media/away/')";
        let (film, voice) = (format!("{} video", shown[0]), format!("{} audio", shown[1]));
        for css in [&film, &voice] {
            until_equal(css, true, async || {
                agent.js(known, &[css.as_str().into()]).await
            })
            .await?;
        }
        // The film plays to its end. What can be heard plays once somebody clicks, in every browser.
        let play = format!(
            "const film = document.querySelector('{film}');
            film.muted = true;
            film.onended = () => done('played ' + (film.currentTime > 0.2));
            film.onerror = () => done('broken');
            film.play().catch((why) => done(String(why)))"
        );
        ensure!(agent.js_later::<String>(&play).await? == "played true");
        // What is not there is a link.
        agent.see(&format!("{} a.media-link", shown[2])).await?;

        // The browser asked nothing of the other host: the page's own policy names none, and the browser keeps to it.
        ensure!(foreign(agent, &host.url).await? == 0);
        let policy = "fetch(location.href)
            .then((answer) => done(answer.headers.get('content-security-policy')))
            .catch((why) => done(String(why)))";
        let policy = agent.js_later::<String>(policy).await?;
        let named = |what: &str| {
            let mut parts = policy.split("; ");
            parts.find_map(|one| one.strip_prefix(what)?.strip_prefix(' '))
        };
        for (what, sources) in [
            ("default-src", "'none'"),
            ("img-src", "'self' data:"),
            ("media-src", "'self'"),
        ] {
            ensure!(named(what) == Some(sources), "{what}: {policy}");
        }
        let load = format!(
            "const film = document.createElement('video');
            film.onloadedmetadata = () => done('shown');
            film.onerror = () => done('refused');
            film.src = '{}/unlisted.webm'",
            host.url
        );
        ensure!(agent.js_later::<String>(&load).await? == "refused");
        ensure!(host.count("/unlisted.webm") == 0);
        for path in ["/unboxing.webm", "/voice.wav", "/none.mp4"] {
            ensure!(host.count(path) > 0, "{path}");
        }
        host.knows_nobody()
    })
    .await
}
