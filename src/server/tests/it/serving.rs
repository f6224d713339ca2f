//! Attendances from the request to the finish: what starts them, what does not, and who is named for it.

use encaixe_api::inbox::attendance::{Attendance, Progress};
use encaixe_api::inbox::author::{Author, AuthorKind};
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::plugin::PLUGIN_HEADER;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{ANA, BRUNO, Running, Visitor, expect, refused};

/// Those who act.
struct Cast {
    running: Running,
    bruno: Visitor,
    program: Visitor,
    demo: String,
}

impl Cast {
    async fn new() -> Self {
        let running = Running::start().await;
        Self {
            bruno: running.agent().await,
            program: running.program().await,
            demo: running.demo_plugin().await,
            running,
        }
    }

    /// A conversation of somebody new, which waits to be taken.
    async fn asked(&self, number: usize) -> String {
        let sender = format!("55319666{number:05}");
        let new = json!({"sender": sender, "type": "text", "content": "Oi"});
        let got = self.program.post_json("/api/channels/501/messages", &new);
        let got: Value = expect(got, StatusCode::CREATED).await;
        let id = got["conversation"]["id"].as_str().unwrap().to_owned();
        let waits = self.progress(&id).await;
        assert_eq!(
            (
                waits.started_at,
                waits.operator,
                waits.started_by,
                waits.finished_at
            ),
            (None, None, None, None)
        );
        assert_eq!(
            waits.requested_at,
            got["message"]["createdAt"].as_str().unwrap()
        );
        id
    }

    async fn whole(&self, id: &str) -> Conversation {
        self.bruno.read(&format!("/api/conversations/{id}")).await
    }

    async fn progress(&self, id: &str) -> Progress {
        self.whole(id).await.attendance.unwrap()
    }

    /// Asks in somebody's name, and says what was recorded.
    async fn act(&self, by: By, method: Method, path: &str, body: &Value) -> Vec<String> {
        let store = &self.running.server.app().store;
        let before = store.last_event().await.unwrap();
        let request = match by {
            By::Bruno => self.bruno.request(method, path),
            By::Program => self.program.request(method, path),
            By::Plugin => self
                .bruno
                .request(method, path)
                .header(PLUGIN_HEADER, &self.demo),
        };
        let answer = request.json(body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path} {body}: {text}");
        let recorded = store.recorded_after(before).await.unwrap();
        let kinds = recorded.into_iter().map(|one| {
            let event = serde_json::to_value(one.event.unwrap()).unwrap();
            event["kind"].as_str().unwrap().to_owned()
        });
        kinds
            .filter(|kind| kind.starts_with("attendance"))
            .collect()
    }
}

#[derive(Debug, Clone, Copy)]
enum By {
    Bruno,
    Program,
    Plugin,
}

impl By {
    fn author(self) -> Author {
        let (kind, member, name) = match self {
            Self::Bruno => (AuthorKind::Member, Some(BRUNO.into()), None),
            Self::Program => (AuthorKind::Token, None, Some("program")),
            Self::Plugin => (AuthorKind::Plugin, Some(BRUNO.into()), Some("Demo")),
        };
        let name = name.map(str::to_owned);
        Author { kind, member, name }
    }
}

#[tokio::test]
async fn whoever_takes_a_conversation_starts_its_attendance_once() {
    let cast = Cast::new().await;
    let started = &["attendance_started"][..];
    let both = &["attendance_started", "attendance_finished"][..];
    let say = json!({"type": "text", "text": "Olá"});
    let assign = json!({"assignee": ANA});
    let close = json!({"status": "closed"});
    let none = Value::Null;
    for (number, (by, method, rest, body, operator, recorded)) in [
        (
            By::Bruno,
            Method::POST,
            "/start",
            &none,
            Some(BRUNO),
            started,
        ),
        (By::Program, Method::POST, "/start", &none, None, started),
        (By::Bruno, Method::PATCH, "", &assign, Some(ANA), started),
        (By::Program, Method::PATCH, "", &assign, Some(ANA), started),
        (By::Plugin, Method::PATCH, "", &assign, Some(ANA), started),
        (
            By::Bruno,
            Method::POST,
            "/messages",
            &say,
            Some(BRUNO),
            started,
        ),
        (By::Program, Method::POST, "/messages", &say, None, started),
        (By::Bruno, Method::PATCH, "", &close, Some(BRUNO), both),
        (By::Program, Method::PATCH, "", &close, None, both),
        (By::Plugin, Method::PATCH, "", &close, Some(BRUNO), both),
    ]
    .into_iter()
    .enumerate()
    {
        let what = format!("{by:?} {rest} {body}");
        let id = cast.asked(number).await;
        let path = format!("/api/conversations/{id}{rest}");
        let found = cast.act(by, method, &path, body).await;
        assert_eq!(found, recorded, "{what}");
        let now = cast.progress(&id).await;
        let operator = operator.map(Into::into);
        assert_eq!(
            (&now.operator, now.started_by.as_ref()),
            (&operator, Some(&by.author())),
            "{what}"
        );
        assert!(
            now.started_at.as_ref() >= Some(&now.requested_at),
            "{what}: {now:?}"
        );
        assert_eq!(
            now.finished_at,
            (recorded == both).then(|| now.started_at.clone().unwrap())
        );

        // It is taken once: whatever comes later leaves the start as it is.
        if recorded == started {
            let other = json!({"assignee": null});
            let path = format!("/api/conversations/{id}");
            cast.act(By::Program, Method::PATCH, &path, &other).await;
            assert_eq!(
                cast.act(By::Program, Method::PATCH, &path, &json!({"assignee": ANA}))
                    .await,
                [""; 0]
            );
            assert_eq!(cast.progress(&id).await, now, "{what}");
        }
    }
}

#[tokio::test]
async fn what_takes_nobody_on_leaves_an_attendance_waiting() {
    let cast = Cast::new().await;
    let id = cast.asked(1).await;
    let note = json!({"type": "note", "text": "Nota"});
    for (method, rest, body) in [
        (Method::POST, "/messages", note),
        (Method::PATCH, "", json!({"assignee": null})),
        (Method::PATCH, "", json!({"group": "201"})),
        (Method::PUT, "/tags/301", Value::Null),
        (Method::POST, "/read", Value::Null),
    ] {
        let path = format!("/api/conversations/{id}{rest}");
        assert_eq!(cast.act(By::Bruno, method, &path, &body).await, [""; 0]);
    }
    let whole = cast.whole(&id).await;
    assert_eq!(whole.attendance.unwrap().started_at, None);
    // It is with the group of its conversation.
    let path = format!("/api/attendances/{}", whole.session);
    let attendance: Attendance = cast.bruno.read(&path).await;
    assert_eq!(attendance.group, Some("201".into()));
}

#[tokio::test]
async fn one_that_somebody_has_taken_is_not_taken_by_another() {
    let cast = Cast::new().await;
    let id = cast.asked(1).await;
    let path = format!("/api/conversations/{id}/start");
    let ana = cast.running.admin().await;
    let taken: Conversation = expect(cast.bruno.post(&path), StatusCode::OK).await;
    assert_eq!(taken.summary.assignee, Some(BRUNO.into()));
    let again: Conversation = expect(cast.bruno.post(&path), StatusCode::OK).await;
    assert_eq!(again, taken);
    for who in [&ana, &cast.program] {
        let error = refused(who.post(&path), 422).await;
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            ("attendance", "started")
        );
    }
    let close = json!({"status": "closed"});
    cast.act(
        By::Bruno,
        Method::PATCH,
        &format!("/api/conversations/{id}"),
        &close,
    )
    .await;
    let error = refused(cast.bruno.post(&path), 422).await;
    assert_eq!(error.fields[0].code, "closed");
    let error = refused(cast.bruno.post("/api/conversations/none/start"), 404).await;
    assert_eq!(error.code, "not_found");
}

#[tokio::test]
async fn a_conversation_that_is_begun_or_opened_here_starts_at_once() {
    let cast = Cast::new().await;
    let both = ["attendance_requested", "attendance_started"];
    for (by, operator, place) in [(By::Bruno, Some(BRUNO), 1), (By::Program, None, 2)] {
        let new =
            json!({"channel": "501", "identifier": format!("553195555000{place}"), "name": "Ivo"});
        assert_eq!(
            cast.act(by, Method::POST, "/api/conversations", &new).await,
            both
        );
        let list: Value = cast.bruno.read("/api/conversations?q=Ivo&limit=1").await;
        let id = list["items"][0]["id"].as_str().unwrap();
        let first = cast.progress(id).await;
        assert_eq!(first.started_by, Some(by.author()));
        assert_eq!(first.operator, operator.map(Into::into));
        assert_eq!(first.started_at.as_ref(), Some(&first.requested_at));

        let path = format!("/api/conversations/{id}");
        let finished = cast
            .act(by, Method::PATCH, &path, &json!({"status": "closed"}))
            .await;
        assert_eq!(finished, ["attendance_finished"]);
        let before = cast.whole(id).await;
        assert_eq!(
            cast.act(By::Bruno, Method::PATCH, &path, &json!({"status": "open"}))
                .await,
            both
        );
        let after = cast.whole(id).await;
        assert_ne!(after.session, before.session);
        let (old, new) = (before.attendance.unwrap(), after.attendance.unwrap());
        assert!(new.number > old.number, "{old:?} {new:?}");
        assert_eq!((new.operator, new.finished_at), (Some(BRUNO.into()), None));
        assert_eq!(new.started_by, Some(By::Bruno.author()));
        // The one before stays as it was.
        let path = format!("/api/attendances/{}", before.session);
        let kept: Attendance = cast.bruno.read(&path).await;
        assert_eq!(
            (kept.number, kept.finished_at),
            (old.number, old.finished_at)
        );
        assert_eq!(kept.finished_by, Some(by.author()));
    }
}

#[tokio::test]
async fn the_name_of_a_plugin_or_token_is_that_of_then_and_the_group_that_of_the_finish() {
    let cast = Cast::new().await;
    let id = cast.asked(1).await;
    let path = format!("/api/conversations/{id}");
    let all = json!({"assignee": ANA, "group": "202", "status": "closed"});
    cast.act(By::Plugin, Method::PATCH, &path, &all).await;
    let ana = cast.running.admin().await;
    let plugin = format!("/api/plugins/{}", cast.demo);
    let _: Value = expect(
        ana.patch(&plugin, &json!({"name": "Outro"})),
        StatusCode::OK,
    )
    .await;
    let _: Value = expect(ana.patch(&path, &json!({"group": "201"})), StatusCode::OK).await;
    let whole = cast.whole(&id).await;
    let attendance: Attendance = ana
        .read(&format!("/api/attendances/{}", whole.session))
        .await;
    assert_eq!(attendance.started_by, Some(By::Plugin.author()));
    assert_eq!(attendance.finished_by, Some(By::Plugin.author()));
    assert_eq!(attendance.operator, Some(ANA.into()));
    assert_eq!(attendance.group, Some("202".into()));
}

#[tokio::test]
async fn a_message_that_was_written_before_it_came_asks_for_the_attendance_then() {
    let cast = Cast::new().await;
    let new = json!({"sender": "5531966677001", "type": "text", "content": "Oi", "sentAt": "2026-01-02T03:04:05Z"});
    let got = cast.program.post_json("/api/channels/501/messages", &new);
    let got: Value = expect(got, StatusCode::CREATED).await;
    let id = got["conversation"]["id"].as_str().unwrap();
    assert_eq!(
        cast.progress(id).await.requested_at,
        "2026-01-02T03:04:05.000Z"
    );
    // What comes while it goes on asks for no other.
    let before = cast.whole(id).await.session;
    let new = json!({"sender": "5531966677001", "type": "text", "content": "Alô?"});
    let again = cast.program.post_json("/api/channels/501/messages", &new);
    let _: Value = expect(again, StatusCode::CREATED).await;
    assert_eq!(cast.whole(id).await.session, before);
}
