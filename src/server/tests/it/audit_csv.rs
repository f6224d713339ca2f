//! The audit log as a file.

use encaixe_server::actor::Actor;
use reqwest::header::ACCEPT;
use serde_json::json;

use crate::audit::log;
use crate::support::{Running, header, refused};

/// The cells of a file, read as RFC 4180 says.
pub(crate) fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(
        !quoted && row.is_empty() && cell.is_empty(),
        "it has no end"
    );
    rows
}

#[tokio::test]
async fn all_of_a_filter_comes_as_a_file_that_spreadsheets_open() {
    let running = Running::start().await;
    let ana = running.admin().await;
    for name in ["=1+1, \"x\"", "+55", "-1", "@cmd"] {
        let made = ana.post_json("/api/tags", &json!({"name": name}));
        assert_eq!(made.send().await.unwrap().status(), 201);
    }
    for request in [
        ana.get("/api/audit?format=csv&object=tag&limit=1"),
        ana.get("/api/audit?object=tag").header(ACCEPT, "text/csv"),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert!(header(&answer, "content-type").starts_with("text/csv; charset=utf-8"));
        let named = header(&answer, "content-disposition");
        assert!(named.starts_with("attachment; filename=\"audit-") && named.ends_with(".csv\""));
        let rows = cells(&answer.text().await.unwrap());
        assert_eq!(rows[0][..4], ["id", "at", "area", "kind"]);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        let names: Vec<&str> = rows[1..].iter().map(|row| row[11].as_str()).collect();
        assert_eq!(names, ["'@cmd", "'-1", "'+55", "'=1+1, \"x\""]);
        assert_eq!(
            rows[1][2..7],
            [
                "settings",
                "tag_created",
                "member",
                "101",
                "Ana Beatriz Moura"
            ]
        );
    }
    let json = ana.get("/api/audit?format=json").header(ACCEPT, "text/csv");
    let answer = json.send().await.unwrap();
    assert!(header(&answer, "content-type").starts_with("application/json"));
    let bruno = running.agent().await;
    refused(bruno.get("/api/audit?format=csv"), 403).await;
    refused(ana.get("/api/audit?format=csv&area=x"), 422).await;
}

#[tokio::test]
async fn more_than_is_read_at_once_comes_whole() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let store = &running.server.app().store;
    let writer = store.by(Actor::CommandLine);
    for _ in 0..1_203 {
        writer.count_refused_sign_ins(1).await.unwrap();
    }
    let answer = ana.get("/api/audit?format=csv&kind=sign_ins_refused");
    let text = answer.send().await.unwrap().text().await.unwrap();
    let rows = cells(&text);
    assert_eq!(rows.len(), 1_204);
    let mut ids: Vec<u64> = rows[1..]
        .iter()
        .map(|row| row[0].parse().unwrap())
        .collect();
    assert!(ids.is_sorted_by(|one, next| one > next), "newest first");
    ids.dedup();
    assert_eq!(ids.len(), 1_203, "each once");
    assert_eq!(log(&ana, "kind=sign_ins_refused").await.len(), 200);
}
