//! Proof of who asks: tokens, the keys that they are signed with, and what of the secret travels.

mod keys;
mod secret;
mod token;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use ring::hmac;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect};

/// A token that was taken apart.
struct Token {
    header: Value,
    claims: Value,
    said: String,
    signature: Vec<u8>,
}

impl Token {
    fn read(token: &str) -> Self {
        let parts: Vec<&str> = token.split('.').collect();
        assert_eq!(parts.len(), 3, "{token}");
        let json = |part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        Self {
            header: json(parts[0]),
            claims: json(parts[1]),
            said: format!("{}.{}", parts[0], parts[1]),
            signature: URL_SAFE_NO_PAD.decode(parts[2]).unwrap(),
        }
    }

    fn kid(&self) -> &str {
        self.header["kid"].as_str().unwrap()
    }

    /// Whether the public key of that address that it names signed it.
    async fn is_signed_by_a_key_of(&self, running: &Running) -> bool {
        assert_eq!(self.header["alg"], "EdDSA");
        let set: Value = running.stranger().read(JWKS).await;
        let keys = set["keys"].as_array().unwrap();
        let Some(key) = keys.iter().find(|key| key["kid"] == self.header["kid"]) else {
            return false;
        };
        let bytes = URL_SAFE_NO_PAD.decode(key["x"].as_str().unwrap()).unwrap();
        let key = UnparsedPublicKey::new(&ED25519, bytes);
        key.verify(self.said.as_bytes(), &self.signature).is_ok()
    }

    fn is_signed_by_secret(&self, secret: &str) -> bool {
        assert_eq!(self.header["alg"], "HS256");
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        hmac::verify(&key, self.said.as_bytes(), &self.signature).is_ok()
    }
}

const JWKS: &str = "/.well-known/jwks.json";

/// A conversation of the demo workspace.
const CONVERSATION: &str = "955";

async fn token(who: &Visitor, plugin: &str, conversation: Option<&str>) -> Token {
    let path = format!("/api/frames/{plugin}/token");
    let request = who.post_json(&path, &json!({"conversation": conversation}));
    let answer: Value = expect(request, StatusCode::OK).await;
    assert_eq!(answer["expiresIn"], 300);
    Token::read(answer["token"].as_str().unwrap())
}

async fn register(admin: &Visitor, more: &Value) -> String {
    let mut new = json!({"name": "CRM", "endpoint": "https://crm.example/panel?shop=7"});
    let more = more.as_object().unwrap().clone();
    new.as_object_mut().unwrap().extend(more);
    let made: Value = expect(admin.post_json("/api/plugins", &new), StatusCode::CREATED).await;
    made["id"].as_str().unwrap().to_owned()
}

async fn signing(admin: &Visitor, plugin: &str) -> Value {
    admin.read(&format!("/api/plugins/{plugin}/signing")).await
}

async fn secrets(admin: &Visitor, plugin: &str) -> Vec<String> {
    let path = format!("/api/plugins/{plugin}/signing/secrets");
    let all: Value = admin.read(&path).await;
    let all = all.as_array().unwrap().iter();
    all.map(|one| one["secret"].as_str().unwrap().to_owned())
        .collect()
}

async fn rotate(admin: &Visitor, plugin: &str, body: &Value) -> Value {
    let path = format!("/api/plugins/{plugin}/signing/rotate");
    expect(admin.post_json(&path, body), StatusCode::OK).await
}
