//! Firefox behind the same protocol as chromedriver's, so that a test's source is one for both engines.
//!
//! Firefox itself speaks Marionette, whose commands are those of WebDriver under other names. What geckodriver does, a
//! small server in the test's own process does here: one for each browser.

mod command;
mod marionette;

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use encaixe_harness::Program;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use self::command::{Request, Step};
use self::marionette::{Failure, Marionette};
use crate::wait::until;

/// How long Firefox may take to begin, on a busy machine.
const START: Duration = Duration::from_secs(60);

/// A fresh profile's settings: a free port, the console's lines on stdout, a real pointer (one that goes through the
/// browser's own window, as a mouse does, so that it reaches whatever frame lies under it), and no traffic of its own.
const SETTINGS: &str = r#"
user_pref("marionette.port", 0);
user_pref("devtools.console.stdout.content", true);
user_pref("remote.events.async.mouse.enabled", true);
user_pref("remote.events.async.wheel.enabled", true);
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.tabs.remote.separatePrivilegedContentProcess", false);
user_pref("browser.topsites.contile.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("dom.ipc.processPrelaunch.enabled", false);
user_pref("dom.max_script_run_time", 0);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 0);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("signon.rememberSignons", false);
user_pref("toolkit.telemetry.server", "");
"#;

/// A running Firefox (`ENCAIXE_FIREFOX`, else the one in `PATH`) with its server. It is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Firefox {
    /// Where WebDriver is spoken.
    pub(crate) url: String,
    task: JoinHandle<()>,
    session: Arc<Mutex<Session>>,
}

#[derive(Debug)]
struct Session {
    browser: Program,
    wire: Marionette,
    /// Whether commands go to a frame of the page, not to the page.
    in_frame: bool,
}

impl Firefox {
    /// Starts one on a profile's folder, which has to be empty.
    pub(crate) async fn start(profile: &Path) -> Result<Self> {
        std::fs::write(profile.join("user.js"), SETTINGS)?;
        let mut command = Command::new(program());
        command
            .args(["--marionette", "--headless", "--no-remote"])
            .args(["--remote-allow-system-access", "--profile"])
            .arg(profile)
            .env("MOZ_CRASHREPORTER_DISABLE", "1");
        let browser = Program::start(&mut command)?;
        let said = profile.join("MarionetteActivePort");
        let port: u16 = until("Firefox's port", START, async || {
            Ok(std::fs::read_to_string(&said)?.trim().parse().ok())
        })
        .await?;
        let session = Arc::new(Mutex::new(Session {
            browser,
            wire: Marionette::connect(port).await?,
            in_frame: false,
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&session));
        let task = tokio::spawn(async move {
            if let Err(why) = axum::serve(listener, router).await {
                eprintln!("Firefox's server ended: {why}");
            }
        });
        Ok(Self { url, task, session })
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        self.task.abort();
        // A command that is still under way holds it, and kills it when it ends.
        if let Ok(mut session) = self.session.try_lock()
            && let Err(why) = session.browser.kill()
        {
            eprintln!("Firefox did not end: {why}");
        }
    }
}

fn program() -> OsString {
    env::var_os("ENCAIXE_FIREFOX").unwrap_or_else(|| OsString::from("firefox-esr"))
}

/// A command is carried out to its end even when nobody waits for its answer any more: the next one finds the wire free.
async fn answer(
    State(session): State<Arc<Mutex<Session>>>,
    method: Method,
    uri: Uri,
    body: Bytes,
) -> Response {
    let carried_out = tokio::spawn(async move {
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        let request = Request::new(&method, uri.path(), body);
        session.lock().await.carry_out(request).await
    });
    let (status, value) = match carried_out.await {
        Ok(Ok(value)) => (StatusCode::OK, value),
        Ok(Err(failure)) => (failure.status(), failure.to_json()),
        Err(why) => {
            let failure = Failure::unknown(&why.to_string());
            (failure.status(), failure.to_json())
        }
    };
    let kind = [("content-type", "application/json; charset=utf-8")];
    (status, kind, json!({"value": value}).to_string()).into_response()
}

impl Session {
    async fn carry_out(&mut self, request: Request) -> Result<Value, Failure> {
        let step = request.step(self.in_frame)?;
        match step {
            Step::Begin(wanted) => {
                let session = self.wire.call("WebDriver:NewSession", wanted).await?;
                let size = json!({"x": 0, "y": 0, "width": 1440, "height": 900});
                self.wire.call("WebDriver:SetWindowRect", size).await?;
                Ok(session)
            }
            Step::End => {
                // A frame that hangs would hold up an orderly end for a minute; the profile is thrown away anyhow.
                let killed = self.browser.kill();
                killed.map_err(|why| Failure::unknown(&why.to_string()))?;
                Ok(Value::Null)
            }
            Step::Console => Ok(self.console()),
            Step::Press(actions) => self.press(actions).await,
            Step::Frame(params, inside) => {
                let done = self.wire.call("WebDriver:SwitchToFrame", params).await?;
                self.in_frame = inside;
                Ok(done)
            }
            Step::Call(name, params) => self.wire.call(name, params).await,
        }
    }

    /// Presses keys in the browser's own window, so that they go where the focus truly is: the page's own way would
    /// give them to the page even when a frame has taken the focus from it.
    async fn press(&mut self, actions: Value) -> Result<Value, Failure> {
        let context = |name: &str| json!({"value": name});
        self.wire
            .call("Marionette:SetContext", context("chrome"))
            .await?;
        let pressed = self.wire.call("WebDriver:PerformActions", actions).await;
        self.wire
            .call("Marionette:SetContext", context("content"))
            .await?;
        pressed
    }

    /// What the consoles said, in the form that chromedriver has for it.
    fn console(&self) -> Value {
        let entry = |line: String| {
            let level = if line.starts_with("console.error") {
                "SEVERE"
            } else {
                "INFO"
            };
            json!({"level": level, "message": line, "timestamp": 0})
        };
        self.browser
            .printed()
            .all()
            .into_iter()
            .map(entry)
            .collect()
    }
}
