//! Requests of pings go the way of calls: to the connection's hosts alone, signed as calls are, and noted beside them.

use std::time::Instant;

use axum::http::StatusCode;
use encaixe_api::id::ConnectionId;
use reqwest::Method;

use super::address::{self, Fields};
use super::call::{self, Call, Failed};
use super::ping::Mask;
use super::ready::Ready;
use crate::actor::Actor;
use crate::app::Shared;
use crate::check::app::is_own;
use crate::error::said;
use crate::outgoing::{Answer, Failure};
use crate::script::{Ask, BODY_BYTES, ScriptAnswer, ScriptRequest, TIME, Unasked};
use crate::store::app::Called;
use crate::time;

/// Asks in the name of a connection.
pub(super) struct Asker<'a> {
    /// What handlers work with.
    pub app: &'a Shared,
    /// What is added to each request.
    pub ready: &'a Ready,
    /// What is not noted of what is asked.
    pub mask: &'a Mask,
    /// The connection; none for one that is only tried.
    pub connection: Option<&'a ConnectionId>,
}

impl Ask for Asker<'_> {
    async fn ask(&self, request: ScriptRequest) -> Result<ScriptAnswer, Unasked> {
        let method = Method::from_bytes(request.method.as_bytes());
        let method = method.map_err(|error| Unasked::Invalid(error.to_string()))?;
        // A ping with what no call may have would prove nothing of calls.
        if let Some((name, _)) = request.headers.iter().find(|(name, _)| is_own(name)) {
            let words = format!("the header `{name}` is the server's: leave it out");
            return Err(Unasked::Invalid(words));
        }
        let url = request.url.split('#').next().unwrap_or_default();
        let url = address::join(&self.ready.base, &self.ready.hosts, url, &Fields::new());
        let url = url.map_err(|wrong| Unasked::Refused(wrong.to_string()))?;
        let path = self.mask.text(url.path());
        let (at, began) = (time::now(), Instant::now());
        let call = Call {
            method: method.clone(),
            url,
            headers: request.headers,
            body: request.body.unwrap_or_default().into_bytes(),
            timeout: TIME,
            most: BODY_BYTES,
        };
        let sent = call::send(&self.app.delivery, self.ready, call).await;
        if let Some(connection) = self.connection {
            let called = Called {
                at,
                method: method.as_str(),
                path: &path,
                status: sent.as_ref().ok().map(|answer| answer.status),
                milliseconds: i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX),
                plugin: None,
            };
            let noted = self
                .app
                .store
                .by(Actor::System)
                .note_call(connection, &called)
                .await;
            if let Err(error) = noted {
                tracing::error!("a ping could not be noted: {error:#}");
            }
        }
        answered(sent)
    }
}

fn answered(sent: Result<Answer, Failed>) -> Result<ScriptAnswer, Unasked> {
    let answer = sent.map_err(|failed| match failed {
        Failed::TooLarge(most) => {
            Unasked::TooLong(format!("the answer has more than {most} bytes"))
        }
        Failed::Outgoing(failure) => {
            let words = said(&failure);
            match failure {
                Failure::Refused(_) => Unasked::Refused(words),
                Failure::Request(_) => Unasked::Invalid(words),
                Failure::Time(_) => Unasked::TimedOut(words),
                Failure::Long(..) => Unasked::TooLong(words),
                Failure::Name(_) | Failure::Connect(..) | Failure::Broken(..) => {
                    Unasked::Failed(words)
                }
            }
        }
    })?;
    let location = answer.headers.iter().find(|(name, _)| name == "location");
    if let (300..400, Some((_, to))) = (answer.status, location) {
        let to = to.split(['?', '#']).next().unwrap_or_default();
        let words = format!("the app sends the request on to {to}, where it may not go");
        return Err(Unasked::Refused(words));
    }
    let known = StatusCode::from_u16(answer.status).ok();
    let reason = known.and_then(|known| known.canonical_reason());
    Ok(ScriptAnswer {
        status: answer.status,
        status_text: reason.unwrap_or_default().to_owned(),
        headers: answer.headers,
        body: String::from_utf8_lossy(&answer.body).into_owned(),
    })
}
