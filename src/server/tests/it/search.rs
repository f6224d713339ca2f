//! What people type to find a conversation, in their own scripts and ways of writing numbers, and what they are shown of it.

use encaixe_api::inbox::channel::Received;
use encaixe_api::inbox::conversation::Rows;
use encaixe_api::inbox::found::{Found, Place};
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Running, Visitor, done, expect};

fn query(q: &str) -> String {
    let q: String = q.bytes().map(|byte| format!("%{byte:02x}")).collect();
    format!("/api/conversations?limit=200&q={q}")
}

async fn search(who: &Visitor, q: &str) -> Rows {
    who.read(&query(q)).await
}

async fn say(who: &Visitor, sender: &str, name: &str, text: &str) -> String {
    let new =
        json!({"sender": sender, "type": "text", "content": text, "contactInfo": {"name": name}});
    let made: Received = expect(
        who.post_json("/api/channels/504/messages", &new),
        StatusCode::CREATED,
    )
    .await;
    made.conversation.id.to_string()
}

#[tokio::test]
async fn words_are_found_in_every_script_and_numbers_however_they_are_spaced() {
    let running = Running::start().await;
    let who = running.program().await;
    for (name, text, found, missed) in [
        (
            "Łukasz Żółć",
            "Dzień dobry",
            "lukasz|LUKASZ zolc|dzien|Łukasz",
            "ukasz",
        ),
        (
            "Zed",
            "Meu número é 21 98765-4321, obrigado",
            "21 98765 4321|21987654321|(21) 98765-4321|98765-4321|4321|987654321|021 98765 4321|2198|８７６５",
            "54322|43210|11 98765 4321",
        ),
        (
            "Yan",
            "tel: +351912555666",
            "+351 912 555 666|912 555 666|5666|00351912555666",
            "5667",
        ),
        (
            "Wei",
            "请问这个新手机什么时候有货",
            "手机|新手机|货|有货 请问这个|请问",
            "机手|手表",
        ),
        (
            "さくら",
            "きのうスマートフォンを買いました",
            "スマート|ｽﾏｰﾄ|買いました|さくら|を",
            "ブルー",
        ),
        (
            "สมชาย",
            "สวัสดีครับ อยากได้เสื้อสีแดง",
            "สีแดง|เสื้อ|ครับ|สมชาย",
            "สีดำ",
        ),
        (
            "지우",
            "안녕하세요 우리학교에서 주문했어요",
            "학교|학교에서|주문|지우|교",
            "대학",
        ),
        (
            "مُحَمَّد",
            "السلام عليكم أريد القَهْوَة ٠١٢٣٤",
            "محمد|القهوة|القهوه|مُحمّد|01234|١٢٣٤",
            "شاي",
        ),
        (
            "Straßmann",
            "Die Straße ist GROSS",
            "strasse|STRASSE|straße|strassmann|groß",
            "trasse",
        ),
        (
            "Jose\u{301} Nu\u{301}n\u{303}ez",
            "mail: jose.nunez+loja@correo.example",
            "josé|jose nunez|JOSÉ|nunez loja|jose.nunez+loja@correo.example|correo.example|@correo",
            "orreo",
        ),
        (
            "ＦＵＬＬ　ＷＩＤＴＨ",
            "ｃｏｄｅ １２３４５",
            "full width|code 12345|code|2345",
            "ull",
        ),
        ("नरेंद्र", "मुझे हिन्दी में मदद चाहिए", "हिन्दी|नरेंद्र|मदद", "न्दी"),
        (
            "In\u{200b}vis\u{ad}ível",
            "ok",
            "invisivel|invisível",
            "visivel",
        ),
    ] {
        let id = say(&who, &format!("id-{name}"), name, text).await;
        for q in found.split('|') {
            let rows = search(&who, q).await;
            let there = rows.items.iter().find(|row| row.id.as_str() == id);
            assert!(
                there.is_some(),
                "{name}: {q} finds {:?}",
                rows.items
                    .iter()
                    .map(|row| &row.contact.name)
                    .collect::<Vec<_>>()
            );
            let excerpts = &rows.excerpts[&there.unwrap().id];
            assert!(
                !excerpts.is_empty() && excerpts.iter().all(|one| !one.marks.is_empty()),
                "{name}: {q}: {excerpts:?}"
            );
        }
        for q in missed.split('|') {
            let rows = search(&who, q).await;
            assert!(
                rows.items.iter().all(|row| row.id.as_str() != id),
                "{name}: {q}"
            );
        }
    }
}

#[tokio::test]
async fn a_search_says_how_many_it_found_and_why() {
    let running = Running::start().await;
    let who = running.program().await;
    for number in 0..7 {
        say(
            &who,
            &format!("s{number}"),
            &format!("Pessoa {number}"),
            "Quero a <b>jabuticabeira</b> & mais",
        )
        .await;
    }
    let rows = search(&who, "jabuticabeira").await;
    assert_eq!(
        rows.found,
        Some(Found {
            count: 7,
            more: false
        })
    );
    for row in &rows.items {
        let [excerpt] = rows.excerpts[&row.id].as_slice() else {
            panic!("{:?}", rows.excerpts);
        };
        assert_eq!(excerpt.place, Place::Message);
        assert_eq!(
            excerpt.message,
            row.last_message.as_ref().map(|message| message.id.clone())
        );
        // Plain text, with the places of the words beside it.
        assert_eq!(excerpt.text, "Quero a <b>jabuticabeira</b> & mais");
        assert_eq!(excerpt.marks, [[11, 24]]);
    }
    let rows = search(&who, "pessoa jabuticab").await;
    let places: Vec<_> = rows
        .excerpts
        .values()
        .next()
        .unwrap()
        .iter()
        .map(|one| one.place)
        .collect();
    assert_eq!(places, [Place::Name, Place::Message]);
    // Of its messages, one that has every word; else one for each, the longest word's first.
    let id = say(&who, "s1", "Pessoa 1", "Amei, obrigada").await;
    let texts = async |q: &str| -> Vec<String> {
        let rows = search(&who, q).await;
        let excerpts = rows
            .excerpts
            .into_iter()
            .find(|(found, _)| found.as_str() == id);
        excerpts
            .unwrap()
            .1
            .into_iter()
            .map(|one| one.text)
            .collect()
    };
    let first = "Quero a <b>jabuticabeira</b> & mais";
    assert_eq!(texts("a jabuticab").await, [first]);
    assert_eq!(texts("obrigada jabuticab").await, [first, "Amei, obrigada"]);
    // The name of a file counts among a message's words.
    let file = json!({"sender": "s2", "type": "file", "mediaUrl": "https://files.example/1", "fileName": "Orçamento Guarda-roupa.pdf"});
    let _: Received = expect(
        who.post_json("/api/channels/504/messages", &file),
        StatusCode::CREATED,
    )
    .await;
    let rows = search(&who, "orcamento guarda roupa pdf").await;
    assert_eq!(
        rows.excerpts[&rows.items[0].id][0].text.trim(),
        "Orçamento Guarda-roupa.pdf"
    );
    let page: Rows = who.read("/api/conversations?limit=2&q=jabuticabeira").await;
    assert_eq!((page.items.len(), page.found.unwrap().count), (2, 7));
    let page: Rows = who.read("/api/conversations?limit=2").await;
    assert_eq!((page.found, page.excerpts.len()), (None, 0));
}

#[tokio::test]
async fn who_waits_longest_comes_first_and_the_counts_follow() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let list = async || -> Rows {
        agent
            .read("/api/conversations?status=open&order=waiting&limit=200")
            .await
    };
    let before = list().await;
    let mine: Rows = agent
        .read("/api/conversations?status=open&assignee=me&limit=200")
        .await;
    let nobody: Rows = agent
        .read("/api/conversations?status=open&assignee=none&limit=200")
        .await;
    assert_eq!(before.counts.open as usize, before.items.len());
    assert_eq!(before.counts.mine, u32::try_from(mine.items.len()).ok());
    assert_eq!(before.counts.unassigned as usize, nobody.items.len());
    let since: Vec<_> = before
        .items
        .iter()
        .map_while(|row| row.waiting_since.clone())
        .collect();
    assert!(since.len() > 1 && since.is_sorted(), "{since:?}");
    let rest = &before.items[since.len()..];
    assert!(rest.iter().all(|row| row.waiting_since.is_none()));
    assert!(rest.is_sorted_by(|one, next| one.updated_at >= next.updated_at));

    // A note is no answer; an answer ends the wait, and the next message begins another.
    let first = before.items[0].id.to_string();
    let write = async |kind: &str| {
        let new = json!({"type": kind, "text": "Já vejo."});
        let request = agent.post_json(&format!("/api/conversations/{first}/messages"), &new);
        let _: serde_json::Value = expect(request, StatusCode::CREATED).await;
    };
    write("note").await;
    assert_eq!(list().await.items[0].id.as_str(), first);
    write("text").await;
    let after = list().await;
    assert_ne!(after.items[0].id.as_str(), first);
    let row = after
        .items
        .iter()
        .find(|row| row.id.as_str() == first)
        .unwrap();
    assert_eq!(row.waiting_since, None);

    // Pages of this order join, and closing ends a wait too.
    let mut found = Vec::new();
    let mut next = String::new();
    loop {
        let page: Rows = agent
            .read(&format!(
                "/api/conversations?order=waiting&limit=3&before={next}"
            ))
            .await;
        found.extend(page.items.into_iter().map(|row| row.id));
        match page.next {
            Some(before) => next = before,
            None => break,
        }
    }
    let whole: Rows = agent
        .read("/api/conversations?order=waiting&limit=200")
        .await;
    assert_eq!(
        found,
        whole
            .items
            .iter()
            .map(|row| row.id.clone())
            .collect::<Vec<_>>()
    );
    let second = after.items[0].id.to_string();
    let close = agent.patch(
        &format!("/api/conversations/{second}"),
        &json!({"status": "closed", "assignee": null}),
    );
    let closed: serde_json::Value = expect(close, StatusCode::OK).await;
    assert_eq!(closed["waitingSince"], serde_json::Value::Null);
    let counts = list().await.counts;
    assert_eq!(counts.open, before.counts.open - 1);
    done(
        agent.post(&format!("/api/conversations/{second}/read")),
        204,
    )
    .await;
}
