//! One attempt: signed now, sent, and what was answered.

use std::time::Duration;

use encaixe_api::webhook::{AttemptFailure, Header};
use reqwest::{Method, Url};
use tokio::time::Instant;

use super::schedule::{Said, retry_after};
use super::sign::{self, Secret};
use crate::outgoing::{Answer, Client, Failure, Request};
use crate::store;
use crate::store::Store;
use crate::store::delivery::{Claimed, Sent, Target};
use crate::time;

/// How much of an answer's body is kept, in bytes.
const KEPT: usize = 64 * 1024;

/// How much of an answer's headers is kept, in bytes.
const KEPT_HEADERS: usize = 16 * 1024;

/// Headers that delivery owns, beside those that begin with [`OWN_PREFIX`]: an endpoint has none of them.
pub(crate) const OWN: &[&str] = &[
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// What the headers of Standard Webhooks begin with.
pub(crate) const OWN_PREFIX: &str = "webhook-";

/// Sends a delivery once. What cannot be sent is a failure of the receiver's like any other; what the database cannot say is an error.
pub(super) async fn attempt(
    store: &Store,
    client: &Client,
    claimed: &Claimed,
    body: String,
    timeout: Duration,
) -> store::Result<(Sent, Said)> {
    let mut sent = Sent {
        at: time::now(),
        ..Sent::default()
    };
    // It was removed: what is said of it is written down nowhere.
    let Some(target) = store.delivery_target(&claimed.endpoint).await? else {
        return Ok((sent, Said::No(None)));
    };
    sent.request = format!("POST {}", target.url);
    let request = match request(&target, claimed, body, timeout, &mut sent) {
        Ok(request) => request,
        Err(why) => {
            sent.failed = Some((AttemptFailure::Unreadable, why.to_owned()));
            return Ok((sent, Said::No(None)));
        }
    };
    let began = Instant::now();
    let answered = client.send_keeping(request, KEPT).await;
    sent.ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
    let said = match answered {
        Ok(answer) => read(answer, &mut sent),
        Err(failure) => {
            sent.failed = Some((kind(&failure), failure.to_string()));
            Said::No(None)
        }
    };
    Ok((sent, said))
}

fn request(
    target: &Target,
    claimed: &Claimed,
    body: String,
    timeout: Duration,
    sent: &mut Sent,
) -> Result<Request, &'static str> {
    let url = Url::parse(&target.url).map_err(|_| "the address cannot be read")?;
    let secrets = target.secrets.iter().map(|kept| kept.secret.clone());
    let secrets: Option<Vec<Secret>> = secrets.collect();
    let unreadable = "the server's vault key does not open the endpoint's secret or headers";
    let secrets = secrets.filter(|all| !all.is_empty()).ok_or(unreadable)?;
    let own = target.headers.as_ref().ok_or(unreadable)?;
    // The system's time, since the receiver compares it with its own.
    let timestamp = time::now() / time::SECOND;
    let id = claimed.id.as_str();
    let signature = sign::sign(&secrets, id, timestamp, body.as_bytes());
    let mut headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("webhook-id".to_owned(), id.to_owned()),
        ("webhook-timestamp".to_owned(), timestamp.to_string()),
        ("webhook-signature".to_owned(), signature),
    ];
    let header = |(name, value): &(String, String)| Header {
        name: name.clone(),
        value: value.clone(),
    };
    sent.request_headers = headers.iter().map(header).collect();
    for Header { name, value } in own {
        sent.request_headers.push(Header {
            name: name.clone(),
            value: "***".to_owned(),
        });
        headers.push((name.clone(), value.clone()));
    }
    Ok(Request {
        method: Method::POST,
        url,
        headers,
        body: body.into_bytes(),
        timeout: Some(timeout),
    })
}

const fn kind(failure: &Failure) -> AttemptFailure {
    match failure {
        Failure::Refused(_) | Failure::Request(_) => AttemptFailure::Refused,
        Failure::Name(_) => AttemptFailure::Name,
        Failure::Connect(..) => AttemptFailure::Connect,
        Failure::Time(_) => AttemptFailure::Timeout,
        Failure::Broken(..) | Failure::Long(..) => AttemptFailure::Broken,
    }
}

/// What a status that is no consent says.
fn refusal(status: u16) -> String {
    match status {
        410 => "the receiver says that it is gone: 410".to_owned(),
        300..=399 => format!("{status}: redirects are not followed"),
        _ => format!("the receiver answered {status}"),
    }
}

fn read(answer: Answer, sent: &mut Sent) -> Said {
    let status = answer.status;
    sent.status = Some(status);
    let asked = answer
        .headers
        .iter()
        .find(|(name, _)| name == "retry-after");
    let asked = asked.and_then(|(_, value)| retry_after(value, time::now()));
    let mut room = KEPT_HEADERS;
    for (name, value) in answer.headers {
        let Some(left) = room.checked_sub(name.len() + value.len()) else {
            break;
        };
        room = left;
        sent.answer_headers.push(Header { name, value });
    }
    // A NUL is none of a text that every database keeps.
    let text = String::from_utf8_lossy(&answer.body).replace('\0', "\u{fffd}");
    sent.answer_body = Some(text);
    if (200..300).contains(&status) {
        return Said::Yes;
    }
    sent.failed = Some((AttemptFailure::Status, refusal(status)));
    if status == 410 {
        Said::Gone
    } else {
        Said::No(asked)
    }
}
