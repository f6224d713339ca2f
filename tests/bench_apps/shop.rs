//! A shop's API on this machine, and an app of it for each kind of authentication.

use anyhow::{Result, ensure};
use axum::Router;
use axum::extract::Request;
use encaixe_tests::api::Api;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// It listens until the program ends.
pub(super) struct Shop {
    origin: String,
}

impl Shop {
    /// One that answers everybody at once, and gives a token to whoever asks.
    pub(super) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let router = Router::new().fallback(async |request: Request| match request.uri().path() {
            "/token" => "{\"access_token\":\"acesso-1\",\"token_type\":\"Bearer\"}",
            _ => "{\"orders\":[]}",
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { origin })
    }

    /// Uploads an app of each kind under its name and connects it; the one without authentication comes first.
    pub(super) async fn connect(&self, api: &Api) -> Result<[&'static str; 5]> {
        let field = |name: &str, mapping: Option<&str>| {
            let mut field = json!({"name": name, "label": name, "type": "password"});
            if let Some(mapping) = mapping {
                field["mapping"] = json!(mapping);
            }
            field
        };
        let access = json!({
            "client_id": "c", "client_secret": "s", "client_credentials": true, "access_token_placement": "header_bearer",
            "access_token_url": format!("{}/token", self.origin),
        });
        let kinds = [
            ("no_auth", json!({})),
            (
                "pass_through_header",
                json!({"fields": [field("key", Some("X-Key")), field("token", Some("Authorization"))]}),
            ),
            (
                "pass_through_query_string",
                json!({"fields": [field("key", None), field("token", None)]}),
            ),
            (
                "basic_auth",
                json!({"fields": [field("key", Some("username")), field("token", Some("password"))]}),
            ),
            ("oauth_2", json!({"oauth_access_fields": access})),
        ];
        for (kind, mut authentication) in kinds.clone() {
            authentication["type"] = json!(kind);
            let text = self.descriptor(kind, &authentication).to_string();
            api.post("/api/apps", &json!({"descriptor": text})).await?;
            let fields = match authentication["fields"].is_array() {
                true => json!({"key": "chave-1", "token": "chave-2"}),
                false => json!({}),
            };
            let new = json!({"name": "Loja", "fields": fields});
            let path = format!("/api/apps/{kind}/connections");
            let made = api.post(&path, &new).await?;
            ensure!(made["state"] == "connected", "{made}");
        }
        Ok(kinds.map(|(kind, _)| kind))
    }

    fn descriptor(&self, id: &str, authentication: &Value) -> Value {
        json!({
            "app_id": id, "name": id, "color": "#89324F", "description": {"pt_BR": id, "en": id}, "version": "1",
            "website": "https://shop.example", "signup_url": "https://shop.example",
            "api_base_uri": {"production": {"uri": format!("{}/v1", self.origin), "label": "P", "default": true}},
            "authentication": authentication,
        })
    }
}
