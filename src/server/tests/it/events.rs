//! Live changes as a browser gets them.

use std::time::Duration;

use encaixe_api::live::Change;
use encaixe_server::actor::Actor;
use encaixe_server::store::Store;
use encaixe_server::vault::Vault;
use encaixe_server::{backup, time};
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::support::{ANA, BRUNO, Running, done};

/// How long what must come may take, on a busy machine.
const LONG: Duration = Duration::from_secs(20);

/// An open stream, read event by event.
pub(crate) struct Stream {
    answer: Response,
    text: String,
    /// The id that came last.
    last: String,
}

impl Stream {
    pub(crate) async fn open(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self {
            answer,
            text: String::new(),
            last: String::new(),
        }
    }

    /// The next block: its id and its change, which a heartbeat has not; none at the end.
    async fn next(&mut self) -> Option<(String, Option<Change>)> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    block
                        .lines()
                        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                };
                let id = field("id").unwrap_or_default().to_owned();
                let change = field("data")
                    .filter(|_| field("event").is_none())
                    .map(|data| serde_json::from_str(data).unwrap());
                self.text = rest.to_owned();
                return Some((id, change));
            }
            let chunk = timeout(LONG, self.answer.chunk());
            let chunk = chunk.await.expect("nothing came").unwrap_or(None)?;
            self.text += std::str::from_utf8(&chunk).unwrap();
        }
    }

    /// Reads on to that change; the id from which the stream would resume then.
    pub(crate) async fn until(&mut self, wanted: &Change) -> String {
        loop {
            let (id, change) = self.next().await.expect("the stream ended");
            if !id.is_empty() {
                self.last = id;
            }
            if change.as_ref() == Some(wanted) {
                return self.last.clone();
            }
        }
    }
}

fn conversation(id: &str) -> Change {
    Change::Conversation { id: id.into() }
}

#[tokio::test]
async fn one_agent_hears_what_another_changes() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let mut stream = Stream::open(ana.get("/api/events")).await;
    let status = bruno.put("/api/conversations/955/tags/301").send().await;
    assert_eq!(status.unwrap().status(), 200);
    stream.until(&conversation("955")).await;
    // Once more changes nothing, so nobody is told.
    bruno
        .put("/api/conversations/955/tags/301")
        .send()
        .await
        .unwrap();
    done(bruno.post("/api/conversations/953/read"), 204).await;
    let (_, next) = stream.next().await.unwrap();
    assert_eq!(next, Some(conversation("953")));

    let body = json!({"name": "CRM", "endpoint": "https://example.com"});
    ana.post("/api/plugins").json(&body).send().await.unwrap();
    stream.until(&Change::Plugins).await;
}

#[tokio::test]
async fn a_stream_resumes_after_the_last_event_it_saw() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    done(bruno.post("/api/conversations/955/read"), 204).await;
    let seen = stream.until(&conversation("955")).await;
    drop(stream);
    done(bruno.post("/api/conversations/953/read"), 204).await;

    for request in [
        bruno.get("/api/events").header("last-event-id", &seen),
        bruno.get(&format!("/api/events?lastEventId={seen}")),
    ] {
        let mut stream = Stream::open(request).await;
        loop {
            let (_, change) = stream.next().await.unwrap();
            assert_ne!(change, Some(conversation("955")), "told twice");
            assert_ne!(change, Some(Change::Reset));
            if change == Some(conversation("953")) {
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_stream_that_lost_before_the_first_event_resumes_too() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    let (start, nothing) = stream.next().await.unwrap();
    assert_eq!(nothing, None);
    drop(stream);
    done(bruno.post("/api/conversations/953/read"), 204).await;
    let request = bruno.get("/api/events").header("last-event-id", start);
    Stream::open(request)
        .await
        .until(&conversation("953"))
        .await;
}

#[tokio::test]
async fn a_stream_says_at_once_and_then_ever_again_that_it_lives() {
    let every = Duration::from_millis(100);
    let folder = tempfile::tempdir().unwrap();
    let running = Running::start_with(folder, |config| config.heartbeat = every).await;
    let ana = running.admin().await;
    let mut answer = ana.get("/api/events").send().await.unwrap();
    let mut text = String::new();
    while text
        .matches("event: heartbeat\ndata: {\"everyMs\":100}\n")
        .count()
        < 3
    {
        let chunk = timeout(LONG, answer.chunk()).await;
        let chunk = chunk.expect("nothing came").unwrap().expect("it ended");
        text += std::str::from_utf8(&chunk).unwrap();
    }
    assert!(text.starts_with("event: heartbeat\n"), "{text}");
}

#[tokio::test]
async fn a_stream_from_another_start_is_told_to_reset() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    for id in ["0123456789abcdefghjk-3", "nonsense"] {
        let request = bruno.get("/api/events").header("last-event-id", id);
        let mut stream = Stream::open(request).await;
        stream.until(&Change::Reset).await;
    }
}

#[tokio::test]
async fn a_member_is_online_while_a_stream_of_theirs_is_open() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let is_online = async || {
        let directory: Value = ana.read("/api/workspace").await;
        let members = directory["members"].as_array().unwrap();
        let bruno = members.iter().find(|one| one["id"] == BRUNO);
        bruno.unwrap()["isOnline"] == true
    };
    let mut watching = Stream::open(ana.get("/api/events")).await;
    watching.until(&Change::Workspace).await;
    assert!(!is_online().await);
    let stream = Stream::open(bruno.get("/api/events")).await;
    watching.until(&Change::Workspace).await;
    assert!(is_online().await);
    drop(stream);
    watching.until(&Change::Workspace).await;
    assert!(!is_online().await);
}

#[tokio::test]
async fn the_stream_of_a_member_who_becomes_inactive_ends() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    let path = format!("/api/members/{BRUNO}");
    let patch = json!({"isActive": false});
    let answer = running.admin().await.patch(&path, &patch).send().await;
    assert_eq!(answer.unwrap().status(), 200);
    while stream.next().await.is_some() {}
}

#[tokio::test]
async fn stopping_ends_open_streams_within_the_five_seconds() {
    let running = Running::start().await;
    let ana = running.signed_in(ANA).await;
    let mut stream = Stream::open(ana.get("/api/events")).await;
    stream.next().await.unwrap();
    timeout(Duration::from_secs(5), running.stop())
        .await
        .unwrap();
    while stream.next().await.is_some() {}
}

#[tokio::test]
async fn what_pages_see_of_a_plugin_is_told_to_admins_alone() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let id = running.demo_plugin().await;
    let mut of_admin = Stream::open(ana.get("/api/events")).await;
    let mut of_agent = Stream::open(bruno.get("/api/events")).await;
    let seen = of_agent.until(&Change::Workspace).await;
    let report = bruno.post(&format!("/api/frames/{id}/state"));
    done(
        report.json(&json!({"state": "left", "reason": "gone"})),
        204,
    )
    .await;
    let status = bruno.put("/api/conversations/955/tags/301").send().await;
    assert_eq!(status.unwrap().status(), 200);
    of_admin.until(&Change::PluginStates).await;
    of_admin.until(&conversation("955")).await;
    let mut changes = Vec::new();
    while changes.last() != Some(&conversation("955")) {
        changes.extend(of_agent.next().await.unwrap().1);
    }
    assert!(!changes.contains(&Change::PluginStates), "{changes:?}");
    // The same for one who comes back.
    let again = bruno.get(&format!("/api/events?lastEventId={seen}"));
    let mut again = Stream::open(again).await;
    let mut changes = Vec::new();
    while changes.last() != Some(&conversation("955")) {
        changes.extend(again.next().await.unwrap().1);
    }
    assert!(!changes.contains(&Change::PluginStates), "{changes:?}");
}

#[tokio::test]
async fn what_was_committed_and_never_told_is_heard_after_a_restart() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    done(bruno.post("/api/conversations/955/read"), 204).await;
    let seen = stream.until(&conversation("955")).await;
    // As a server leaves it that is killed between the two.
    let other = Store::open(running.data()).await.unwrap();
    let writer = other.by(Actor::System);
    writer
        .add_tag(&"953".into(), &"301".into())
        .await
        .unwrap()
        .unwrap();
    other.close().await;
    drop(stream);

    let folder = running.stop().await;
    let running = Running::start_in(folder).await;
    let bruno = running.agent().await;
    let request = bruno.get("/api/events").header("last-event-id", &seen);
    let mut stream = Stream::open(request).await;
    let mut changes = Vec::new();
    while changes.last() != Some(&conversation("953")) {
        changes.extend(stream.next().await.unwrap().1);
    }
    assert!(!changes.contains(&conversation("955")), "{changes:?}");
    assert!(!changes.contains(&Change::Reset), "{changes:?}");
}

/// The numbers of the notes' events that a stream tells, up to so many of them.
async fn numbers(stream: &mut Stream, count: usize) -> Vec<i64> {
    let mut numbers = Vec::new();
    while numbers.len() < count {
        let (id, change) = stream.next().await.expect("the stream ended");
        assert_ne!(change, Some(Change::Reset));
        if change == Some(conversation("955")) {
            numbers.push(id.rsplit_once('-').unwrap().1.parse().unwrap());
            stream.last = id;
        }
    }
    numbers
}

#[tokio::test]
async fn each_of_a_thousand_changes_is_told_once_and_in_order_also_to_who_was_cut_off() {
    const WRITERS: usize = 16;
    const CHANGES: usize = 1_008;
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let mut whole = Stream::open(ana.get("/api/events")).await;
    let mut cut = Stream::open(ana.get("/api/events")).await;
    let write = async |writer: usize| {
        for number in 0..CHANGES / WRITERS {
            let note = json!({"type": "note", "text": format!("{writer}.{number}")});
            let note = bruno.post_json("/api/conversations/955/messages", &note);
            assert_eq!(note.send().await.unwrap().status(), 201);
        }
    };
    let writers = futures::future::join_all((0..WRITERS).map(write));
    let heard_whole = numbers(&mut whole, CHANGES);
    let heard_in_parts = async {
        let mut first = numbers(&mut cut, 100).await;
        for _ in 0..3 {
            let request = ana.get("/api/events").header("last-event-id", &cut.last);
            cut = Stream::open(request).await;
            first.extend(numbers(&mut cut, 100).await);
        }
        let left = CHANGES - first.len();
        first.extend(numbers(&mut cut, left).await);
        first
    };
    let (_, heard, in_parts) = tokio::join!(writers, heard_whole, heard_in_parts);
    assert!(heard.is_sorted_by(|one, next| one < next), "{heard:?}");
    assert_eq!(heard, in_parts);
}

#[tokio::test]
async fn who_was_away_for_longer_than_events_are_kept_begins_anew() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    let seen = stream.next().await.unwrap().0;
    for id in ["955", "953"] {
        done(bruno.post(&format!("/api/conversations/{id}/read")), 204).await;
    }
    let last = stream.until(&conversation("953")).await;
    let store = &running.server.app().store;
    assert!(store.sweep_events(time::now() + 1).await.unwrap() > 0);
    for (id, reset) in [(seen, true), (last, false)] {
        let request = bruno.get("/api/events").header("last-event-id", &id);
        let mut stream = Stream::open(request).await;
        stream.next().await;
        let (_, first) = stream.next().await.unwrap();
        assert_eq!(first == Some(Change::Reset), reset, "{first:?}");
    }
}

#[tokio::test]
async fn a_restore_tells_pages_of_before_to_begin_anew() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    let seen = stream.next().await.unwrap().0;
    drop(stream);
    let folder = running.stop().await;
    let file = folder.path().join("backup.db");
    let data = folder.path().join("data");
    backup::backup(&data, &file, None).await.unwrap();
    let vault = Vault::at(Vault::file_in(&data));
    backup::restore(&file, &data, &vault, true).await.unwrap();
    let running = Running::start_in(folder).await;
    let bruno = running.agent().await;
    let request = bruno.get("/api/events").header("last-event-id", &seen);
    Stream::open(request).await.until(&Change::Reset).await;
}

#[tokio::test]
async fn what_another_process_changes_is_heard_with_the_next_sign_of_life_and_in_order() {
    let every = Duration::from_millis(200);
    let folder = tempfile::tempdir().unwrap();
    let running = Running::start_with(folder, |config| config.heartbeat = every).await;
    let bruno = running.agent().await;
    let mut stream = Stream::open(bruno.get("/api/events")).await;
    let other = Store::open(running.data()).await.unwrap();
    let writer = other.by(Actor::System);
    writer
        .add_tag(&"953".into(), &"301".into())
        .await
        .unwrap()
        .unwrap();
    stream.until(&conversation("953")).await;
    // Before the next sign, what this server changes brings the other along.
    writer
        .add_tag(&"952".into(), &"301".into())
        .await
        .unwrap()
        .unwrap();
    done(bruno.post("/api/conversations/955/read"), 204).await;
    stream.until(&conversation("952")).await;
    stream.until(&conversation("955")).await;
    other.close().await;
}
