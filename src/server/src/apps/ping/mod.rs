//! Pings: whether a connection's credentials are good, and if not, what is wrong.
//!
//! A ping goes the way of real calls, by whoever implements [`Ask`]. It is the request that the descriptor declares, or else the app's script.

mod classify;
mod declared;
mod made_up;
mod mask;
mod words;

use encaixe_api::app::{PingOutcome, PingResult};
use encaixe_api::descriptor::Descriptor;

use self::classify::Finding;
use crate::script::{Ask, Asked, Event, Runner};
use crate::time;

pub use self::made_up::made_up;
pub(super) use self::mask::Mask;

/// The longest message, in characters.
pub const MESSAGE_CHARS: usize = 500;

/// Pings an app. `event` has where it is and the values of the connection's fields (for `oauth_2` `access_token` too); `secrets` are further values
/// that must not be told, such as the client's secret. What made-up credentials find is not looked at here: see [`made_up`].
pub async fn ping(
    runner: &Runner,
    descriptor: &Descriptor,
    script: Option<&str>,
    event: &Event,
    secrets: &[String],
    asker: &impl Ask,
) -> PingResult {
    let (finding, last) = if let Some(ping) = &descriptor.ping {
        declared::ping(ping, &event.base_uri, asker).await
    } else if let Some(script) = script {
        let run = runner.run(script, event, asker).await;
        (classify::run(&run, time::now()), run.last)
    } else {
        let nothing = "The app has neither a `ping_request` nor a script.";
        (Finding::new(PingOutcome::NoPing, nothing), None)
    };
    told(
        finding,
        last.as_ref(),
        &Mask::new(descriptor, event, secrets),
    )
}

/// What is shown of it: nothing that shows who asks.
fn told(finding: Finding, last: Option<&Asked>, mask: &Mask) -> PingResult {
    let status = last.and_then(|asked| Some(asked.answer.as_ref()?.as_ref().ok()?.status));
    PingResult {
        outcome: finding.outcome,
        message: short(&mask.text(&finding.message)),
        request: last.map(|asked| short(&mask.request(&asked.method, &asked.url))),
        status,
        until: finding.until.map(time::rfc3339),
        at: time::rfc3339(time::now()),
        proves_nothing: None,
    }
}

/// The beginning of a text; that there is more is shown.
fn short(text: &str) -> String {
    match text.char_indices().nth(MESSAGE_CHARS) {
        None => text.to_owned(),
        Some(_) => text.chars().take(MESSAGE_CHARS - 1).chain(['…']).collect(),
    }
}
