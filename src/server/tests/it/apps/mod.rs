//! Apps: uploads, connections, calls without secrets in the browser, and OAuth.

mod api;
mod asked;
mod calls;
mod grants;
mod hosts;
mod kinds;
mod lasting;
mod oauth;
mod pings;
mod placements;
mod renewal;
mod sealing;
mod secrets;
mod secured;
mod trials;
mod tried;
mod uploads;
mod versions;

use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Running, Visitor, expect};

/// A server that may ask this machine.
async fn start() -> Running {
    start_in(tempfile::tempdir().unwrap()).await
}

/// The same in that folder.
async fn start_in(folder: TempDir) -> Running {
    Running::start_with(folder, |config| {
        config.delivery_allow_loopback = true;
        config.script_program = Some(env!("CARGO_BIN_EXE_encaixe").into());
    })
    .await
}

/// The text of a descriptor whose API is at that address, with these keys beside what each has.
fn descriptor(id: &str, base: &str, authentication: &Value, more: &Value) -> String {
    let about = "This app lists the customers of a shop and their orders, so that whoever answers a customer sees at once what they \
        bought, when, and where the parcel is now.";
    let mut all = json!({
        "app_id": id,
        "name": "Loja de teste",
        "color": "#89324F",
        "description": {"pt_BR": about, "en": about},
        "website": "https://shop.example",
        "signup_url": "https://shop.example/signup",
        "version": "1",
        "api_base_uri": {"production": {"uri": base, "label": "Produção", "default": true}},
        "authentication": authentication,
    });
    let more = more.as_object().cloned().unwrap_or_default();
    all.as_object_mut().unwrap().extend(more);
    serde_json::to_string_pretty(&all).unwrap()
}

/// A field of a descriptor.
fn field(name: &str, more: &Value) -> Value {
    let mut field = json!({"name": name, "label": name.to_uppercase(), "type": "text"});
    let more = more.as_object().cloned().unwrap_or_default();
    field.as_object_mut().unwrap().extend(more);
    field
}

/// Uploads it.
async fn upload(admin: &Visitor, text: &str) -> Value {
    let request = admin.post_json("/api/apps", &json!({"descriptor": text}));
    expect(request, StatusCode::CREATED).await
}

/// Connects an app with these values.
async fn connect(admin: &Visitor, app: &str, fields: Value) -> Value {
    let new = json!({"name": "Vendas", "fields": fields});
    let path = format!("/api/apps/{app}/connections");
    expect(admin.post_json(&path, &new), StatusCode::CREATED).await
}

/// The answer to a call.
async fn call(who: &Visitor, app: &str, asked: Value) -> Value {
    let path = format!("/api/apps/{app}/request");
    expect(who.post_json(&path, &asked), StatusCode::OK).await
}

/// The error of a call that is refused.
async fn no_call(
    who: &Visitor,
    app: &str,
    asked: Value,
    status: u16,
) -> encaixe_api::error::ApiError {
    let path = format!("/api/apps/{app}/request");
    crate::support::refused(who.post_json(&path, &asked), status).await
}

/// A connection as it stands now.
async fn standing(admin: &Visitor, connection: &Value) -> Value {
    admin.read(&path_of(connection)).await
}

fn path_of(connection: &Value) -> String {
    let text = |key: &str| connection[key].as_str().unwrap().to_owned();
    format!("/api/apps/{}/connections/{}", text("appId"), text("id"))
}
