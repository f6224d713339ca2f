//! The first message, and how an answer to it is recognised.

use encaixe_protocol::WIRE;
use encaixe_protocol::handshake::{HELLO, NONCE_CHARS};
use wasm_bindgen::prelude::*;
use web_sys::Crypto;

use crate::transport::Page;
use crate::value::Bag;
use crate::wire::Incoming;

/// The targets of the hello: the origins that the page named, or any parent when it named none.
pub(crate) fn targets(hosts: Option<&str>) -> Vec<&str> {
    hosts.map_or_else(
        || vec!["*"],
        |hosts| hosts.split_ascii_whitespace().collect(),
    )
}

/// Whether an origin is that of a host: one of those named, or any when none was.
pub(crate) fn is_host(hosts: Option<&str>, origin: &str) -> bool {
    let is = |named: &&str| named.strip_suffix('/').unwrap_or(named) == origin;
    hosts.is_none() || targets(hosts).iter().any(is)
}

/// The hello of this page. Neither query nor hash is in it: secrets may stand there.
pub(crate) fn hello(page: &Page, nonce: &str) -> JsValue {
    let location = page.part("location");
    let hello = Bag::new();
    hello.set_text("kinbox", HELLO);
    hello.set("wire", &WIRE.into());
    hello.set_text("sdk", crate::VERSION);
    hello.set("origin", &location.get("origin"));
    hello.set("path", &location.get("pathname"));
    hello.set_text("nonce", nonce);
    hello.into()
}

/// 16 random bytes in base64url without padding.
///
/// # Errors
/// The engine's own, when it has no source of random bytes.
pub(crate) fn nonce(page: &Page) -> Result<String, JsValue> {
    let mut bytes = [0; 16];
    page.part("crypto")
        .unchecked_into::<Crypto>()
        .get_random_values_with_u8_array(&mut bytes)?;
    Ok(base64url(&bytes))
}

/// Whether the message is the welcome that answers the hello with this nonce.
pub(crate) fn is_welcome(message: &Incoming, nonce: &str) -> bool {
    message.kind() == "welcome" && message.nonce() == nonce && message.wire() == f64::from(WIRE)
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(NONCE_CHARS);
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut push = |bits: u32| {
        if let Some(digit) = DIGITS.get((bits & 63) as usize) {
            text.push(char::from(*digit));
        }
    };
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 6 {
            held -= 6;
            push(bits >> held);
        }
    }
    if held > 0 {
        push(bits << (6 - held));
    }
    text
}
