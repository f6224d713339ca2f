//! A sender that does everything as it should, and one that does nothing so.

use axum::http::{HeaderMap, Method};

use super::*;
use crate::delivery::sign;

struct Sender {
    secret: Secret,
    score: Score,
    now: i64,
}

impl Sender {
    fn new() -> Self {
        let secret = Secret::new().unwrap();
        Self {
            score: Score::new(vec![secret.clone()]),
            secret,
            now: time::now() / 1000,
        }
    }

    fn send(&mut self, id: &str, signed_at: i64) -> Plan {
        let body = format!(
            r#"{{"type":"message.sent","timestamp":"2026-01-02T03:04:05.000Z","data":{{"id":"{id}"}}}}"#
        );
        let mut headers = HeaderMap::new();
        let signature = sign::sign(
            std::slice::from_ref(&self.secret),
            id,
            signed_at,
            body.as_bytes(),
        );
        for (name, value) in [
            ("content-type", "application/json"),
            ("webhook-id", id),
            ("webhook-timestamp", &signed_at.to_string()),
            ("webhook-signature", &signature),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        let path = "/hooks".to_owned();
        let seen = Seen::new(Method::POST, path, &headers, body.into_bytes(), self.now);
        self.score.take(seen)
    }

    /// Sends it until it is taken, waiting for so many seconds.
    fn deliver(&mut self, id: &str, waits: i64) -> Vec<u16> {
        let mut said = Vec::new();
        while said.len() < 3 {
            let plan = self.send(id, self.now);
            self.score.answered(id, plan.status);
            said.push(plan.status);
            if plan.status < 300 || plan.status == 410 {
                break;
            }
            self.now += waits;
        }
        said
    }
}

#[test]
fn of_a_good_sender_every_rule_holds() {
    let mut sender = Sender::new();
    assert_eq!(sender.deliver("a", 5), [500, 200]);
    assert_eq!(sender.deliver("b", 11), [503, 200]);
    assert_eq!(sender.deliver("c", 5), [302, 200]);
    assert_eq!(sender.deliver("d", 5), [200]);
    assert!(!sender.score.is_over());
    assert_eq!(sender.deliver("e", 5), [410]);
    assert!(sender.score.is_over() && sender.score.missing().is_none());
    let (table, sound) = sender.score.table();
    let all = format!("{} hold, 0 are broken, 0 were not seen", Rule::ALL.len());
    assert!(sound && table.contains(&all), "{table}");
}

#[test]
fn what_is_broken_is_named() {
    let mut sender = Sender::new();
    let began = sender.now;
    sender.send("a.b", began);
    sender.now += 400;
    // The second attempt has the time and the signature of the first.
    sender.send("a.b", began);
    sender.send("b", began);
    sender.now += 2;
    sender.send("b", sender.now);
    sender.score.answered("b", 200);
    sender.send("b", sender.now);
    sender.send("c", sender.now);
    let followed = Seen::new(
        Method::GET,
        ELSEWHERE.to_owned(),
        &HeaderMap::new(),
        Vec::new(),
        sender.now,
    );
    sender.score.take(followed);
    sender.send("d", sender.now);
    sender.score.gave_up("d", Duration::from_secs(5));
    let broken = |rule: Rule| matches!(sender.score.found.get(&rule), Some(Err(_)));
    for rule in [
        Rule::Id,
        Rule::Time,
        Rule::NewTime,
        Rule::Later,
        Rule::Done,
        Rule::Redirect,
        Rule::Patient,
    ] {
        assert!(broken(rule), "{}", rule.text());
    }
    let (table, sound) = sender.score.table();
    assert!(!sound && table.contains("BROKEN"), "{table}");
}

#[test]
fn what_is_no_delivery_at_all_is_broken_too() {
    let mut score = Score::new(Vec::new());
    let headers = HeaderMap::new();
    let seen = Seen::new(Method::GET, "/".to_owned(), &headers, Vec::new(), 0);
    assert_eq!(score.take(seen).status, 200);
    let broken = score.found.values().filter(|found| found.is_err()).count();
    assert_eq!(broken, 6, "{:?}", score.found);
}
