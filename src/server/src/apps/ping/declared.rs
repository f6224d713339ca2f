//! `ping_request`: a GET that the descriptor declares.

use encaixe_api::app::PingOutcome;
use encaixe_api::descriptor::{Condition, Ping, PingStatus};
use reqwest::Url;
use serde_json::Value;

use super::classify::{self, Finding};
use super::words;
use crate::script::{Ask, Asked, ScriptAnswer, ScriptRequest, TIME, Unasked};
use crate::time;

/// Asks, and says what the answer means.
pub(super) async fn ping(
    ping: &Ping,
    base_uri: &str,
    asker: &impl Ask,
) -> (Finding, Option<Asked>) {
    let Some(url) = address(ping, base_uri) else {
        let what = format!("{base_uri} is no address with `http:` or `https:`.");
        return (Finding::new(PingOutcome::AddressRefused, what), None);
    };
    let request = ScriptRequest {
        method: "GET".to_owned(),
        url: url.clone(),
        headers: vec![(
            "accept".to_owned(),
            "application/json, text/plain, */*".to_owned(),
        )],
        body: None,
    };
    let late = || Unasked::TimedOut("The app did not answer in time.".to_owned());
    let answer = tokio::time::timeout(TIME, asker.ask(request)).await;
    let answer = answer.unwrap_or_else(|_| Err(late()));
    let finding = match &answer {
        Ok(came) => classify::answer(came, time::now()).unwrap_or_else(|| good(ping, came)),
        Err(why) => classify::unasked(why),
    };
    let asked = Asked {
        method: "GET".to_owned(),
        url,
        answer: Some(answer),
    };
    (finding, Some(asked))
}

/// The base URI with the path behind it, and the parameters added.
fn address(ping: &Ping, base_uri: &str) -> Option<String> {
    let (base, path) = (
        base_uri.trim_end_matches('/'),
        ping.method_name.trim_start_matches('/'),
    );
    let mut url = Url::parse(&format!("{base}/{path}")).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    if !ping.params.is_empty() {
        url.query_pairs_mut().extend_pairs(&ping.params);
    }
    Some(url.into())
}

/// What an answer with a good status means.
fn good(ping: &Ping, answer: &ScriptAnswer) -> Finding {
    let passed = || Finding::new(PingOutcome::Passed, "The app takes the credentials.");
    let Some(status) = &ping.status else {
        return passed();
    };
    let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let found = field(&body, &status.field);
    if found.is_some_and(|found| is(found, &status.value)) {
        return passed();
    }
    let ours = || ours(status, found);
    let message = words::of_json(&body).unwrap_or_else(ours);
    Finding::new(PingOutcome::Refused, message)
}

fn ours(status: &PingStatus, found: Option<&Value>) -> String {
    let wanted = match &status.value {
        Condition::Truth(truth) => Value::from(*truth),
        Condition::Number(number) => Value::from(*number),
        Condition::Text(text) => Value::from(text.as_str()),
    };
    let name = &status.field;
    match found {
        None => format!("The answer has no `{name}`, which should be {wanted}."),
        Some(found) => format!("`{name}` of the answer is {found}, and should be {wanted}."),
    }
}

/// A field of the answer; a dot leads into an object, or to an item of a list. One that is called so, dots and all, comes first.
fn field<'a>(body: &'a Value, name: &str) -> Option<&'a Value> {
    body.get(name).or_else(|| {
        name.split('.').try_fold(body, |value, part| match value {
            Value::Array(items) => items.get(part.parse::<usize>().ok()?),
            value => value.get(part),
        })
    })
}

fn is(found: &Value, wanted: &Condition) -> bool {
    match wanted {
        Condition::Truth(truth) => found.as_bool() == Some(*truth),
        Condition::Number(number) => {
            // 1.0 is 1 in JSON.
            found.as_i64() == Some(*number)
                || found.as_f64().is_some_and(|found| found == *number as f64)
        }
        Condition::Text(text) => found.as_str() == Some(text),
    }
}
