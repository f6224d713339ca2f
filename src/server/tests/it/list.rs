//! The list of conversations: its filters, its search, and both with paging.

use std::collections::BTreeMap;

use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Status, Summary};
use encaixe_api::inbox::message::Message;
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{BRUNO, Running, Visitor, expect, refused};

/// The rows that a query finds.
async fn rows(who: &Visitor, query: &str) -> Vec<Summary> {
    let page: Page<Summary> = who
        .read(&format!("/api/conversations?limit=200&{query}"))
        .await;
    assert_eq!(page.next, None);
    page.items
}

/// Their ids, in the order of the list.
async fn ids(who: &Visitor, query: &str) -> Vec<String> {
    let rows = rows(who, query).await;
    rows.iter().map(|row| row.id.to_string()).collect()
}

#[tokio::test]
async fn each_filter_keeps_what_it_says_and_nothing_else() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let all = rows(&agent, "").await;
    type Kept = fn(&Summary) -> bool;
    let filters: &[(&str, Kept)] = &[
        ("status=open", |row| row.status == Status::Open),
        ("status=closed", |row| row.status == Status::Closed),
        ("assignee=101", |row| row.assignee == Some("101".into())),
        ("assignee=me", |row| row.assignee == Some(BRUNO.into())),
        ("assignee=none", |row| row.assignee.is_none()),
        ("group=201", |row| row.group == Some("201".into())),
        ("group=none", |row| row.group.is_none()),
        ("tag=302", |row| row.tags.contains(&"302".into())),
        ("channel=503", |row| row.channel == "503".into()),
        ("unread=true", |row| row.unread > 0),
        ("unread=false", |row| row.unread == 0),
        ("status=open&assignee=me&unread=true&tag=303", |row| {
            row.id == "953".into()
        }),
    ];
    for (query, kept) in filters {
        let want: Vec<Summary> = all.iter().filter(|row| kept(row)).cloned().collect();
        assert!(!want.is_empty() && want.len() < all.len(), "{query}");
        assert_eq!(rows(&agent, query).await, want, "{query}");
    }
}

#[tokio::test]
async fn what_is_empty_is_not_asked_about_and_what_is_unknown_is_not_found() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let all = ids(&agent, "").await;
    let empty = "q=%20&status=&assignee=&group=&tag=&channel=&unread=&order=";
    assert_eq!(ids(&agent, empty).await, all);
    for query in [
        "assignee=nobody",
        "group=nobody",
        "tag=nobody",
        "channel=nobody",
        "tag=302&assignee=nobody",
        "q=-",
        "q=%F0%9F%98%8A%20%22",
        "status=closed&unread=true",
    ] {
        assert_eq!(ids(&agent, query).await, [""; 0], "{query}");
    }
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_told_with_its_field() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let long = format!("q={}", "a".repeat(201));
    for (query, path) in [
        ("status=pending", "status"),
        ("status=OPEN", "status"),
        ("unread=1", "unread"),
        ("q=a%00b", "q"),
        (&long, "q"),
    ] {
        let error = refused(agent.get(&format!("/api/conversations?{query}")), 422).await;
        assert_eq!(error.fields.len(), 1, "{query}: {error:?}");
        assert_eq!(error.fields[0].path, path, "{query}");
    }
    let both = agent.get("/api/conversations?status=x&unread=y&limit=0");
    assert_eq!(refused(both, 422).await.fields.len(), 2);
    let fits = format!("q={}", "á".repeat(200));
    assert_eq!(ids(&agent, &fits).await, [""; 0]);

    let program = running.program().await;
    let error = refused(program.get("/api/conversations?assignee=me"), 422).await;
    assert_eq!(error.fields[0].path, "assignee");
}

#[tokio::test]
async fn words_are_found_whatever_their_case_and_accents() {
    let running = Running::start().await;
    let agent = running.agent().await;
    for (q, want) in [
        // The name, with the accents left out or put where there are none.
        ("joao", &["954"] as &[&str]),
        ("JOÃO", &["954"]),
        ("jòao  síqueira", &["954"]),
        ("ferreira antonio", &["951"]),
        ("ântonio", &["951"]),
        // The beginning of a word, not its middle.
        ("albuq", &["955"]),
        ("lbuquerque", &[]),
        // Addresses: whole, or a part.
        ("mariana.albuquerque@correio.example", &["955"]),
        ("horizonte.example", &["952"]),
        ("@lari.nogueira", &["953"]),
        // A telephone, whole, as people write it, and without its country's code.
        ("5511900007001", &["955"]),
        ("+55 (11) 90000-7001", &["955"]),
        ("(11) 90000-7001", &["955"]),
        ("90000-7001", &["955"]),
        // A message, and a message beside the name.
        ("terracota", &["955", "947"]),
        ("edredom mariana", &["955"]),
        ("edredom joao", &[]),
        // Words of FTS5's own language are words.
        ("mariana OR joao", &[]),
        ("name:mariana", &[]),
        ("mariana*", &["955"]),
        ("\"mariana", &["955"]),
        ("NEAR(mariana, 2)", &[]),
        ("'; DROP TABLE message --", &[]),
    ] {
        let query: String = q.bytes().map(|byte| format!("%{byte:02x}")).collect();
        assert_eq!(ids(&agent, &format!("q={query}")).await, want, "{q}");
    }
}

#[tokio::test]
async fn what_changes_is_found_by_what_it_is_now() {
    let running = Running::start().await;
    let agent = running.agent().await;
    assert_eq!(ids(&agent, "q=jabuticaba").await, [""; 0]);
    let note = json!({"type": "note", "text": "Prefere JABUTICABAS."});
    let request = agent.post_json("/api/conversations/943/messages", &note);
    let _: Message = expect(request, StatusCode::CREATED).await;
    assert_eq!(ids(&agent, "q=jabuticaba").await, ["943"]);
    assert_eq!(ids(&agent, "q=jabuticaba+teixeira").await, ["943"]);

    let patch = json!({"name": "Otacílio Novo", "phone": "5521977770000", "email": null});
    let request = agent.patch("/api/contacts/7013", &patch);
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(ids(&agent, "q=teixeira").await, [""; 0]);
    for q in ["otacilio", "97777-0000", "jabuticaba+novo"] {
        assert_eq!(ids(&agent, &format!("q={q}")).await, ["943"], "{q}");
    }
}

#[tokio::test]
async fn the_pages_of_a_filtered_list_join_without_gap_or_overlap() {
    let running = Running::start().await;
    let agent = running.agent().await;
    for query in [
        "status=open",
        "q=a",
        "q=o&status=open",
        "tag=302",
        "unread=true",
    ] {
        let whole = rows(&agent, query).await;
        assert!(whole.len() > 2, "{query}");
        let mut found = Vec::new();
        let mut before = String::new();
        for _ in 0..whole.len() {
            let path = format!("/api/conversations?{query}&limit=2&before={before}");
            let page: Page<Summary> = agent.read(&path).await;
            assert!((1..=2).contains(&page.items.len()));
            found.extend(page.items);
            match page.next {
                Some(next) => before = next,
                None => break,
            }
        }
        assert_eq!(found, whole, "{query}");
        let by_id: BTreeMap<_, _> = found.iter().map(|row| (&row.id, row)).collect();
        assert_eq!(by_id.len(), whole.len());
    }
}
