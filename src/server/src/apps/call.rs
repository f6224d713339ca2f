//! A call of an app: signed, sent to its own hosts alone, followed where it is sent on within one origin.

use std::time::Duration;

use reqwest::Method;
use thiserror::Error;
use tokio::time::Instant;
use url::Url;

use super::ready::Ready;
use crate::outgoing::{Answer, Client, Failure, Request};

/// How long a call may take in all.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// The longest body of an answer, in bytes.
pub const MOST_BYTES: usize = 200 * 1024;

/// How often a call is sent on.
const REDIRECTS: u32 = 3;

/// What is called, before it is signed.
#[derive(Debug, Clone)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// Where: an address that [`super::address::join`] made.
    pub url: Url,
    /// What the caller wrote.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long all of it may take; at most [`TIMEOUT`].
    pub timeout: Duration,
    /// The longest body of an answer that is taken, in bytes.
    pub most: usize,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum Failed {
    /// None came, or the address may not be asked.
    #[error(transparent)]
    Outgoing(#[from] Failure),
    /// It is longer than is taken: the bound, in bytes.
    #[error("the answer has more than {0} bytes")]
    TooLarge(usize),
}

/// Calls, and follows at most three redirects within the origin; another one is the answer.
///
/// # Errors
/// When there is no answer, or it is too long.
pub async fn send(client: &Client, ready: &Ready, call: Call) -> Result<Answer, Failed> {
    let until = Instant::now() + call.timeout.min(TIMEOUT);
    let Call {
        mut method,
        mut url,
        mut headers,
        mut body,
        most,
        ..
    } = call;
    let mut redirects = 0;
    loop {
        let (mut to, mut signed) = (url.clone(), headers.clone());
        ready.signature.apply(&mut to, &mut signed);
        let request = Request {
            method: method.clone(),
            url: to,
            headers: signed,
            body: body.clone(),
            timeout: Some(until.saturating_duration_since(Instant::now())),
        };
        let answer = match client.send_within(request, most).await {
            Err(Failure::Long(_, most)) => return Err(Failed::TooLarge(most)),
            other => other?,
        };
        let Some(mut next) = target(&answer, &url) else {
            return Ok(answer);
        };
        if redirects == REDIRECTS || next.origin() != url.origin() {
            return Ok(without_secrets(answer, ready, &url));
        }
        ready.signature.take_from(&mut next);
        // RFC 9110, section 15.4: 303 is fetched; for 301 and 302 that is what everybody makes of a POST.
        let is_fetched = answer.status == 303 && method != Method::HEAD
            || matches!(answer.status, 301 | 302) && method == Method::POST;
        if is_fetched {
            method = Method::GET;
            body.clear();
            headers.retain(|(name, _)| !name.to_ascii_lowercase().starts_with("content-"));
        }
        url = next;
        redirects += 1;
    }
}

/// Where an answer sends the call on to, if it does.
fn target(answer: &Answer, from: &Url) -> Option<Url> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let (_, location) = answer.headers.iter().find(|(name, _)| name == "location")?;
    let next = from.join(location).ok()?;
    let is_plain = next.username().is_empty() && next.password().is_none();
    is_plain.then_some(next)
}

/// A redirect that is given as it is, but for parameters that the call had of us.
fn without_secrets(mut answer: Answer, ready: &Ready, from: &Url) -> Answer {
    for (name, value) in &mut answer.headers {
        if name == "location"
            && let Ok(mut to) = from.join(value)
        {
            ready.signature.take_from(&mut to);
            *value = to.into();
        }
    }
    answer
}

#[cfg(test)]
mod tests;
