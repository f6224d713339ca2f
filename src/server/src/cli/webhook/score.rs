//! Judges a sender: answers so that it has to show what it does, and notes which rules hold.

mod table;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::rules::Rule;
use super::seen::Seen;
use crate::delivery::sign::{Secret, TOLERANCE};
use crate::time;

/// Where a redirect leads.
pub(super) const ELSEWHERE: &str = "/followed";

/// What a sender is asked to wait, in seconds.
const RETRY_AFTER: i64 = 10;

/// How long an answer takes that a sender should wait for.
const PATIENCE: Duration = Duration::from_secs(14);

/// What a delivery is to show, in the order in which they are set for new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lesson {
    Retry,
    Later,
    Redirect,
    Slow,
    Nothing,
    Gone,
}

const LESSONS: [Lesson; 4] = [Lesson::Retry, Lesson::Later, Lesson::Redirect, Lesson::Slow];

/// How a request is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) status: u16,
    pub(super) header: Option<(&'static str, String)>,
    pub(super) after: Duration,
}

#[derive(Debug)]
struct Event {
    lesson: Lesson,
    first: Seen,
    attempts: usize,
    taken: bool,
}

/// What is known of a sender so far.
#[derive(Debug)]
pub(super) struct Score {
    secrets: Vec<Secret>,
    events: HashMap<String, Event>,
    set: usize,
    gone: bool,
    /// What was seen of a rule: nothing wrong, or what.
    found: BTreeMap<Rule, Result<String, String>>,
}

impl Plan {
    fn now(status: u16) -> Self {
        Self {
            status,
            header: None,
            after: Duration::ZERO,
        }
    }
}

impl Score {
    pub(super) fn new(secrets: Vec<Secret>) -> Self {
        Self {
            secrets,
            events: HashMap::new(),
            set: 0,
            gone: false,
            found: BTreeMap::new(),
        }
    }

    /// Takes a request, and says how it is answered.
    pub(super) fn take(&mut self, seen: Seen) -> Plan {
        if seen.path == ELSEWHERE {
            self.wrong(Rule::Redirect, "it was followed");
            return Plan::now(200);
        }
        self.look_at(&seen);
        let Some(id) = seen.id.clone() else {
            return Plan::now(200);
        };
        if self.gone && !self.events.contains_key(&id) {
            self.wrong(Rule::Gone, &format!("{id} came after it"));
            return Plan::now(410);
        }
        let lesson = match self.events.get_mut(&id) {
            Some(event) => {
                event.attempts += 1;
                event.lesson
            }
            None => self.first(id.clone(), seen.clone()),
        };
        self.compare(&id, &seen);
        let attempt = self.events.get(&id).map_or(1, |event| event.attempts);
        let plan = match (lesson, attempt) {
            (Lesson::Retry, 1) => Plan::now(500),
            (Lesson::Later, 1) => Plan {
                header: Some(("retry-after", RETRY_AFTER.to_string())),
                ..Plan::now(503)
            },
            (Lesson::Redirect, 1) => Plan {
                header: Some(("location", ELSEWHERE.to_owned())),
                ..Plan::now(302)
            },
            (Lesson::Slow, _) => Plan {
                after: PATIENCE,
                ..Plan::now(200)
            },
            (Lesson::Gone, _) => Plan::now(410),
            _ => Plan::now(200),
        };
        if lesson == Lesson::Gone {
            self.gone = true;
            self.holds(Rule::Gone, "nothing came");
        }
        plan
    }

    /// Sets what a new delivery is to show: 410 once everything else was shown.
    fn first(&mut self, id: String, seen: Seen) -> Lesson {
        let shown = |event: &Event| event.taken || event.lesson == Lesson::Nothing;
        let lesson = match LESSONS.get(self.set) {
            Some(lesson) => *lesson,
            None if self.events.values().all(shown) => Lesson::Gone,
            None => Lesson::Nothing,
        };
        self.set += 1;
        let event = Event {
            lesson,
            first: seen,
            attempts: 1,
            taken: false,
        };
        self.events.insert(id, event);
        lesson
    }

    /// The answer went out whole.
    pub(super) fn answered(&mut self, id: &str, status: u16) {
        let Some(event) = self.events.get_mut(id) else {
            return;
        };
        if (200..300).contains(&status) {
            event.taken = true;
            if event.lesson == Lesson::Slow {
                self.holds(Rule::Patient, "it waited");
            }
        }
    }

    /// The sender went away before its answer, after so long.
    pub(super) fn gave_up(&mut self, id: &str, after: Duration) {
        if let Some(event) = self.events.get(id)
            && event.lesson == Lesson::Slow
        {
            self.wrong(Rule::Patient, &format!("it left after {after:.1?}"));
        }
    }

    /// Whether the sender was told that it may stop.
    pub(super) fn is_over(&self) -> bool {
        self.gone
    }

    /// What can be told of a single request.
    fn look_at(&mut self, seen: &Seen) {
        let is_post = seen.method == Method::POST && !seen.body.is_empty();
        self.note(Rule::Post, is_post, seen.method.as_str());
        let json = serde_json::from_slice::<Value>(&seen.body).ok();
        let kind = seen.content_type.as_deref().unwrap_or("no content-type");
        let is_json = kind
            .split(';')
            .next()
            .is_some_and(|kind| kind.trim() == "application/json");
        self.note(Rule::Json, is_json && json.is_some(), kind);
        let json = json.unwrap_or_default();
        let at = json["timestamp"].as_str().and_then(time::parse);
        let shape = json["type"].is_string() && at.is_some() && json.get("data").is_some();
        self.note(Rule::Shape, shape, "");
        if let Some(name) = json["type"].as_str() {
            let word = |word: &str| {
                let mut letters = word.bytes();
                !word.is_empty() && letters.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            };
            self.note(Rule::Type, name.split('.').all(word), name);
        }
        let length = seen.body.len();
        self.note(Rule::Small, length < 20_000, &format!("{length} bytes"));
        let id = seen.id.as_deref();
        let plain = id.is_some_and(|id| !id.contains('.'));
        self.note(Rule::Id, plain, id.unwrap_or("missing"));
        let age = seen.age();
        let near = age.is_some_and(|age| age.abs() <= TOLERANCE);
        let said = age.map_or("missing or no number".to_owned(), |age| {
            format!("{age} s ago")
        });
        self.note(Rule::Time, near, &said);
        let signatures = seen.signatures.as_deref().unwrap_or_default();
        let written = signatures.split(' ').all(|one| {
            let parts = one.split_once(',');
            parts.is_some_and(|(version, base64)| {
                let bytes = STANDARD.decode(base64).ok();
                version.starts_with('v') && bytes.is_some_and(|bytes| !bytes.is_empty())
            })
        });
        self.note(Rule::List, written, signatures);
        if !self.secrets.is_empty() {
            let signed = seen.is_signed(&self.secrets);
            self.note(Rule::Signature, signed, "");
        }
    }

    /// What can be told of a request by the ones with its id before it.
    fn compare(&mut self, id: &str, seen: &Seen) {
        let Some(event) = self.events.get(id) else {
            return;
        };
        if event.attempts == 1 {
            return self.holds(Rule::Unique, "");
        }
        let (first, lesson, taken) = (event.first.clone(), event.lesson, event.taken);
        let kind = |seen: &Seen| {
            serde_json::from_slice::<Value>(&seen.body).unwrap_or_default()["type"].clone()
        };
        let same = first.body == seen.body;
        if !same && kind(&first) != kind(seen) {
            self.wrong(Rule::Unique, id);
        }
        if taken {
            return self.wrong(Rule::Done, id);
        }
        let waited = seen.at - first.at;
        match lesson {
            Lesson::Retry => {
                self.holds(Rule::Retry, &format!("after {waited} s"));
                self.holds(Rule::SameId, "");
                self.note(Rule::SameBody, same, "");
                let ages = (first.age(), seen.age());
                let anew = first.signatures != seen.signatures;
                let by = matches!(ages, (Some(a), Some(b)) if (a - b).abs() <= 2);
                self.note(Rule::NewTime, by && anew, "");
            }
            Lesson::Later => {
                let said = format!("asked for {RETRY_AFTER} s, came after {waited} s");
                self.note(Rule::Later, waited >= RETRY_AFTER - 1, &said);
            }
            Lesson::Redirect => self.holds(Rule::Redirect, &format!("again after {waited} s")),
            Lesson::Slow | Lesson::Nothing | Lesson::Gone => {}
        }
    }

    fn note(&mut self, rule: Rule, holds: bool, said: &str) {
        if holds {
            self.holds(rule, said);
        } else {
            self.wrong(rule, said);
        }
    }

    fn holds(&mut self, rule: Rule, said: &str) {
        self.found.entry(rule).or_insert(Ok(said.to_owned()));
    }

    fn wrong(&mut self, rule: Rule, said: &str) {
        let found = self.found.entry(rule).or_insert(Err(said.to_owned()));
        if found.is_ok() {
            *found = Err(said.to_owned());
        }
    }
}

#[cfg(test)]
mod tests;
