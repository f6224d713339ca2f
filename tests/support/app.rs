//! Apps of other services: their files, and how they come into a workspace.

use std::fs;
use std::path::Path;

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::By;

use crate::agent::Agent;
use crate::wait::{SOON, until};

/// What an app says of itself, in 20 to 50 words as it has to be.
const ABOUT_PT: &str = "Mostra os clientes e os pedidos de uma loja, para que quem atende veja na hora o que foi comprado, quando foi, e \
    onde está o pacote agora.";
const ABOUT_EN: &str = "Lists the customers of a shop and their orders, so that whoever answers a customer sees at once what they bought, \
    when, and where the parcel is now.";

/// A descriptor whose API is at that address.
#[must_use]
pub fn descriptor(id: &str, name: &str, base: &str, authentication: &Value) -> Value {
    json!({
        "app_id": id,
        "name": name,
        "color": "#89324F",
        "description": {"pt_BR": ABOUT_PT, "en": ABOUT_EN},
        "website": "https://shop.example",
        "signup_url": "https://shop.example/signup",
        "version": "1.0.0",
        "api_base_uri": {"production": {"uri": base, "label": "Matriz", "default": true}},
        "authentication": authentication,
    })
}

/// The header of HTTP Basic (RFC 7617) for these.
#[must_use]
pub fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

/// Writes an app's files into a folder, as its developer has them.
///
/// # Errors
/// They cannot be written.
pub fn write(folder: &Path, descriptor: &Value, script: Option<&str>) -> Result<()> {
    let lib = folder.join("lib");
    fs::create_dir_all(&lib)?;
    fs::write(lib.join("app.json"), format!("{descriptor:#}\n"))?;
    if let Some(script) = script {
        fs::write(lib.join("index.js"), script)?;
    }
    Ok(())
}

impl Agent {
    /// Chooses files, or a folder, where the page asks for some.
    ///
    /// # Errors
    /// It does not ask, or takes none of these.
    pub async fn attach(&self, css: &str, files: &[&Path]) -> Result<()> {
        let paths: Vec<String> = files.iter().map(|one| one.display().to_string()).collect();
        let paths = paths.join("\n");
        until(&format!("files in {css}"), SOON, async || {
            let field = self.find(By::Css(css)).await?;
            field.send_keys(&paths).await?;
            Ok(Some(()))
        })
        .await
    }
}
