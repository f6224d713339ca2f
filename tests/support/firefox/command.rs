//! WebDriver's requests as Marionette's commands.

use axum::http::Method;
use serde_json::{Value, json};

use super::marionette::Failure;

/// How WebDriver writes an element down.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A request of WebDriver.
#[derive(Debug)]
pub(super) struct Request {
    method: Method,
    path: Vec<String>,
    body: Value,
}

/// What it comes to.
#[derive(Debug)]
pub(super) enum Step {
    /// A session with these capabilities.
    Begin(Value),
    /// The end of the session, and of the browser.
    End,
    /// The consoles' lines.
    Console,
    /// Keys, and nothing else.
    Press(Value),
    /// Into a frame, or (false) back to the page.
    Frame(Value, bool),
    /// A command of Marionette's.
    Call(&'static str, Value),
}

impl Request {
    pub(super) fn new(method: &Method, path: &str, body: Value) -> Self {
        let path = path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        Self {
            method: method.clone(),
            path,
            body,
        }
    }

    /// The step that the request asks for, of a session that is in a frame of its page or not.
    pub(super) fn step(self, in_frame: bool) -> Result<Step, Failure> {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        let (method, body) = (self.method.as_str(), &self.body);
        let step = match (method, path.as_slice()) {
            ("POST", ["session"]) => Step::Begin(wanted(body)),
            ("DELETE", ["session", _]) => Step::End,
            (_, ["session", _, rest @ ..]) => match (method, rest) {
                ("POST", ["log"]) => Step::Console,
                ("POST", ["frame"]) => frame(body),
                ("POST", ["actions"]) => actions(body),
                ("POST", ["element", id, "click"]) if in_frame => pointer_click(id),
                (_, ["element", id, what @ ..]) if *id != "active" => {
                    of_element(method, id, what, body).ok_or_else(|| unknown(method, &path))?
                }
                _ => of_page(method, rest, body).ok_or_else(|| unknown(method, &path))?,
            },
            _ => return Err(unknown(method, &path)),
        };
        Ok(step)
    }
}

fn unknown(method: &str, path: &[&str]) -> Failure {
    Failure::new("unknown command", &format!("{method} /{}", path.join("/")))
}

/// The capabilities that concern Firefox itself.
fn wanted(body: &Value) -> Value {
    let given = &body["capabilities"]["alwaysMatch"];
    let known = ["pageLoadStrategy", "unhandledPromptBehavior", "timeouts"];
    known
        .iter()
        .filter_map(|name| {
            given
                .get(name)
                .map(|value| ((*name).to_owned(), value.clone()))
        })
        .collect()
}

fn frame(body: &Value) -> Step {
    match body["id"][ELEMENT].as_str() {
        Some(element) => Step::Frame(json!({"element": element}), true),
        None => Step::Frame(json!({"id": body["id"]}), !body["id"].is_null()),
    }
}

fn actions(body: &Value) -> Step {
    let moves = |source: &Value| {
        let all = source["actions"].as_array().into_iter().flatten();
        source["type"] != "key" && all.into_iter().any(|action| action["type"] != "pause")
    };
    let sources = body["actions"].as_array().into_iter().flatten();
    if sources.into_iter().any(moves) {
        Step::Call("WebDriver:PerformActions", body.clone())
    } else {
        Step::Press(body.clone())
    }
}

/// A click in a frame goes by the pointer, through whatever the page has laid over the frame.
fn pointer_click(id: &str) -> Step {
    let there =
        json!({"type": "pointerMove", "x": 0, "y": 0, "duration": 0, "origin": {ELEMENT: id}});
    let press = json!({"type": "pointerDown", "button": 0});
    let release = json!({"type": "pointerUp", "button": 0});
    let mouse = json!({
        "type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"},
        "actions": [there, press, release],
    });
    Step::Call("WebDriver:PerformActions", json!({"actions": [mouse]}))
}

fn of_element(method: &str, id: &str, what: &[&str], body: &Value) -> Option<Step> {
    let element = json!({"id": id});
    let with = |name: &str, value: &str| json!({"id": id, name: value});
    let (name, params) = match (method, what) {
        ("POST", ["element"]) => ("WebDriver:FindElement", within(id, body)),
        ("POST", ["elements"]) => ("WebDriver:FindElements", within(id, body)),
        ("POST", ["click"]) => ("WebDriver:ElementClick", element),
        ("POST", ["clear"]) => ("WebDriver:ElementClear", element),
        ("POST", ["value"]) => {
            let text = body["text"].as_str().unwrap_or_default();
            ("WebDriver:ElementSendKeys", with("text", text))
        }
        ("GET", ["displayed"]) => ("WebDriver:IsElementDisplayed", element),
        ("GET", ["selected"]) => ("WebDriver:IsElementSelected", element),
        ("GET", ["enabled"]) => ("WebDriver:IsElementEnabled", element),
        ("GET", ["text"]) => ("WebDriver:GetElementText", element),
        ("GET", ["name"]) => ("WebDriver:GetElementTagName", element),
        ("GET", ["rect"]) => ("WebDriver:GetElementRect", element),
        ("GET", ["attribute", name]) => ("WebDriver:GetElementAttribute", with("name", name)),
        ("GET", ["property", name]) => ("WebDriver:GetElementProperty", with("name", name)),
        ("GET", ["css", name]) => ("WebDriver:GetElementCSSValue", with("propertyName", name)),
        ("GET", ["screenshot"]) => (
            "WebDriver:TakeScreenshot",
            json!({"id": id, "full": false, "hash": false}),
        ),
        _ => return None,
    };
    Some(Step::Call(name, params))
}

fn within(id: &str, body: &Value) -> Value {
    json!({"element": id, "using": body["using"], "value": body["value"]})
}

fn of_page(method: &str, what: &[&str], body: &Value) -> Option<Step> {
    let (name, params) = match (method, what) {
        ("GET", ["url"]) => ("WebDriver:GetCurrentURL", json!({})),
        ("POST", ["url"]) => ("WebDriver:Navigate", body.clone()),
        ("POST", ["back"]) => ("WebDriver:Back", json!({})),
        ("POST", ["forward"]) => ("WebDriver:Forward", json!({})),
        ("POST", ["refresh"]) => ("WebDriver:Refresh", json!({})),
        ("GET", ["title"]) => ("WebDriver:GetTitle", json!({})),
        ("GET", ["source"]) => ("WebDriver:GetPageSource", json!({})),
        ("GET", ["window"]) => ("WebDriver:GetWindowHandle", json!({})),
        ("POST", ["window"]) => ("WebDriver:SwitchToWindow", body.clone()),
        ("DELETE", ["window"]) => ("WebDriver:CloseWindow", json!({})),
        ("GET", ["window", "handles"]) => ("WebDriver:GetWindowHandles", json!({})),
        ("POST", ["window", "new"]) => ("WebDriver:NewWindow", body.clone()),
        ("GET", ["window", "rect"]) => ("WebDriver:GetWindowRect", json!({})),
        ("POST", ["window", "rect"]) => ("WebDriver:SetWindowRect", body.clone()),
        ("GET", ["element", "active"]) => ("WebDriver:GetActiveElement", json!({})),
        ("POST", ["element"]) => ("WebDriver:FindElement", body.clone()),
        ("POST", ["elements"]) => ("WebDriver:FindElements", body.clone()),
        ("POST", ["execute", "sync"]) => ("WebDriver:ExecuteScript", body.clone()),
        ("POST", ["execute", "async"]) => ("WebDriver:ExecuteAsyncScript", body.clone()),
        ("GET", ["cookie"]) => ("WebDriver:GetCookies", json!({})),
        ("POST", ["cookie"]) => ("WebDriver:AddCookie", body.clone()),
        ("DELETE", ["cookie"]) => ("WebDriver:DeleteAllCookies", json!({})),
        ("DELETE", ["cookie", name]) => ("WebDriver:DeleteCookie", json!({"name": name})),
        ("GET", ["timeouts"]) => ("WebDriver:GetTimeouts", json!({})),
        ("POST", ["timeouts"]) => ("WebDriver:SetTimeouts", body.clone()),
        ("DELETE", ["actions"]) => ("WebDriver:ReleaseActions", json!({})),
        ("GET", ["alert", "text"]) => ("WebDriver:GetAlertText", json!({})),
        ("POST", ["alert", "accept"]) => ("WebDriver:AcceptAlert", json!({})),
        ("POST", ["alert", "dismiss"]) => ("WebDriver:DismissAlert", json!({})),
        ("GET", ["screenshot"]) => (
            "WebDriver:TakeScreenshot",
            json!({"id": null, "full": false, "hash": false}),
        ),
        _ => return None,
    };
    Some(Step::Call(name, params))
}
