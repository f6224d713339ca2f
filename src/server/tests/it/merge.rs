//! One contact of two, and two of one again; contacts as a list.

use encaixe_api::inbox::Page;
use encaixe_api::inbox::channel::Received;
use encaixe_api::inbox::contact::{Contact, Contacts};
use encaixe_api::inbox::conversation::{Conversation, Rows};
use encaixe_api::inbox::merge::{Merged, Same, Split};
use encaixe_api::live::Change;
use encaixe_server::store::FILE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

use crate::support::{Running, Visitor, expect, refused};

const WHATSAPP: &str = "/api/channels/501/messages";
const CHAT: &str = "/api/channels/504/messages";

async fn says(who: &Visitor, path: &str, sender: &str, info: Value) -> Received {
    let body = json!({"sender": sender, "type": "text", "content": "Oi", "contactInfo": info});
    expect(who.post_json(path, &body), StatusCode::CREATED).await
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn at(contact: &Contact, rest: &str) -> String {
    format!("/api/contacts/{}{rest}", contact.id)
}

async fn merge(who: &Visitor, kept: &Contact, gone: &Contact) -> Merged {
    let body = json!({"contact": gone.id});
    expect(who.post_json(&at(kept, "/merge"), &body), StatusCode::OK).await
}

async fn undo(who: &Visitor, kept: &Contact, merged: &Merged) -> Split {
    let path = at(kept, &format!("/merges/{}", merged.merge.id));
    expect(who.delete(&path), StatusCode::OK).await
}

#[tokio::test]
async fn the_kept_contact_answers_for_both_and_undoing_gives_back_what_was_there() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let chat = says(
        &program,
        CHAT,
        "v-1",
        json!({"name": "Rui", "email": "rui@b.example"}),
    )
    .await;
    let phone = says(
        &program,
        WHATSAPP,
        "5531988887777",
        json!({"name": "Rui Prado", "avatar": "https://m.example/r.png"}),
    )
    .await;
    let fields = json!({"fields": {"cidade": "Recife, PE", "pedidos": 3}});
    let gone: Contact = expect(
        agent.patch(&at(&phone.contact, ""), &fields),
        StatusCode::OK,
    )
    .await;
    let fields = json!({"fields": {"pedidos": 9}});
    let kept: Contact = expect(agent.patch(&at(&chat.contact, ""), &fields), StatusCode::OK).await;

    let (_, mark) = running.told(0).await;
    let merged = merge(&agent, &kept, &gone).await;
    // Its own values stay, what it had not is taken over.
    let both = &merged.contact;
    assert_eq!((&both.id, both.name.as_str()), (&kept.id, "Rui"));
    assert_eq!(both.email.as_deref(), Some("rui@b.example"));
    assert_eq!(both.phone.as_deref(), Some("5531988887777"));
    let avatar = both.avatar.as_deref().unwrap_or_default();
    assert!(avatar.ends_with("?https://m.example/r.png"), "{avatar}");
    let fields = serde_json::to_value(&both.fields).unwrap();
    assert_eq!(fields, json!({"pedidos": 9.0, "cidade": "Recife, PE"}));
    assert_eq!(
        (&merged.merge.contact, merged.merge.name.as_str()),
        (&gone.id, "Rui Prado")
    );
    // Every page is told of each conversation.
    let (told, mark) = running.told(mark).await;
    for id in [&chat.conversation.id, &phone.conversation.id] {
        assert!(
            told.contains(&Change::Conversation { id: id.clone() }),
            "{told:?}"
        );
        let whole: Conversation = agent.read(&format!("/api/conversations/{id}")).await;
        assert_eq!(whole.person, *both);
    }
    // Under either id.
    assert_eq!(agent.read::<Contact>(&at(&gone, "")).await, *both);
    let patch = json!({"fields": {"plano": "Essencial"}});
    let after: Contact = expect(agent.patch(&at(&gone, ""), &patch), StatusCode::OK).await;
    assert_eq!(after.id, kept.id);
    let begin = json!({"channel": "504", "contact": gone.id});
    let open: Conversation = expect(
        agent.post_json("/api/conversations", &begin),
        StatusCode::OK,
    )
    .await;
    assert_eq!(open.summary.id, chat.conversation.id);
    let next = says(&program, WHATSAPP, "+55 31 98888-7777", json!({})).await;
    assert_eq!(
        (&next.contact.id, &next.conversation.id),
        (&kept.id, &phone.conversation.id)
    );
    let found: Rows = agent.read("/api/conversations?q=rui").await;
    assert_eq!(found.items.len(), 2);
    let same: Same = agent.read(&at(&kept, "/same")).await;
    assert_eq!(same.merges, std::slice::from_ref(&merged.merge));

    // What came since stays: a field, and a conversation of its own.
    let since = says(&program, CHAT, "v-1", json!({})).await;
    let _ = running.told(mark).await;
    let back = undo(&agent, &kept, &merged).await;
    assert_eq!(back.other, gone);
    let mut want = kept.clone();
    want.fields = after.fields.clone();
    want.fields.remove("cidade");
    want.updated_at.clone_from(&back.contact.updated_at);
    assert_eq!(back.contact, want);
    for (received, contact) in [(&chat, &kept), (&phone, &gone), (&since, &kept)] {
        let path = format!("/api/conversations/{}", received.conversation.id);
        let whole: Conversation = agent.read(&path).await;
        assert_eq!(whole.person.id, contact.id);
    }
    assert_eq!(agent.read::<Contact>(&at(&gone, "")).await, gone);
    let next = says(&program, WHATSAPP, "553188887777", json!({})).await;
    assert_eq!(next.contact.id, gone.id);
    let same: Same = agent.read(&at(&kept, "/same")).await;
    assert_eq!(same.merges, []);
    // A second time there is nothing to be taken back.
    let path = at(&kept, &format!("/merges/{}", merged.merge.id));
    refused(agent.delete(&path), 404).await;
}

#[tokio::test]
async fn a_merge_that_cannot_be_is_told_with_its_field_and_changes_nothing() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let one = says(&program, CHAT, "v-1", json!({"name": "Um"}))
        .await
        .contact;
    let two = says(&program, CHAT, "v-2", json!({"name": "Dois"}))
        .await
        .contact;
    let three = says(&program, CHAT, "v-3", json!({"name": "Três"}))
        .await
        .contact;
    let merged = merge(&agent, &one, &two).await;
    let (_, mark) = running.told(0).await;
    for (kept, body, path, code) in [
        (&one, json!({"contact": one.id}), "contact", "same"),
        (&one, json!({"contact": "nobody"}), "contact", "not_found"),
        (&one, json!({"contact": ""}), "contact", "not_found"),
        (&one, json!({"contact": two.id}), "contact", "merged"),
        (&two, json!({"contact": one.id}), "contact", "merged"),
        (&two, json!({"contact": two.id}), "contact", "same"),
        (&one, json!({}), ".", "invalid"),
        (&one, json!({"contact": null}), "contact", "invalid"),
        (&one, json!([three.id]), ".", "invalid"),
    ] {
        let error = refused(agent.post_json(&at(kept, "/merge"), &body), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            (path, code),
            "{body}"
        );
    }
    refused(
        agent.post_json("/api/contacts/nobody/merge", &json!({"contact": one.id})),
        404,
    )
    .await;
    refused(
        running
            .stranger()
            .post_json(&at(&one, "/merge"), &json!({"contact": three.id})),
        401,
    )
    .await;
    refused(
        agent.delete(&at(&three, &format!("/merges/{}", merged.merge.id))),
        404,
    )
    .await;
    refused(agent.delete(&at(&one, "/merges/none")), 404).await;
    assert_eq!(running.told(mark).await.0, []);
    assert_eq!(agent.read::<Contact>(&at(&three, "")).await, three);

    // A merge inside another one is taken back after that.
    let outer = merge(&agent, &three, &one).await;
    assert_eq!(agent.read::<Contact>(&at(&two, "")).await.id, three.id);
    let path = at(&three, &format!("/merges/{}", merged.merge.id));
    let error = refused(agent.delete(&path), 422).await;
    assert_eq!(error.fields[0].code, "merged");
    undo(&agent, &three, &outer).await;
    assert_eq!(agent.read::<Contact>(&at(&two, "")).await.id, one.id);
    assert_eq!(undo(&agent, &one, &merged).await.other, two);
}

#[tokio::test]
async fn two_merges_at_a_time_leave_one_contact_and_one_to_be_taken_back() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let one = says(&program, CHAT, "v-1", json!({"name": "Um"}))
        .await
        .contact;
    let two = says(&program, CHAT, "v-2", json!({"name": "Dois"}))
        .await
        .contact;
    let posts = (0..8).map(|n| {
        let (kept, gone) = if n % 2 == 0 {
            (&one, &two)
        } else {
            (&two, &one)
        };
        agent
            .post_json(&at(kept, "/merge"), &json!({"contact": gone.id}))
            .send()
    });
    let mut done = 0;
    for answer in futures::future::join_all(posts).await {
        match answer.unwrap().status() {
            StatusCode::OK => done += 1,
            status => assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY),
        }
    }
    assert_eq!(done, 1);
    let left: Contact = agent.read(&at(&one, "")).await;
    assert_eq!(agent.read::<Contact>(&at(&two, "")).await, left);
    assert_eq!(
        agent.read::<Same>(&at(&left, "/same")).await.merges.len(),
        1
    );
}

#[tokio::test]
async fn of_two_open_conversations_in_one_channel_the_newer_takes_what_comes() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let first = says(&program, WHATSAPP, "5531988887777", json!({})).await;
    let second = says(&program, WHATSAPP, "5531977776666", json!({})).await;
    merge(&agent, &first.contact, &second.contact).await;
    for sender in ["5531988887777", "5531977776666"] {
        let next = says(&program, WHATSAPP, sender, json!({})).await;
        assert_eq!(next.conversation.id, second.conversation.id);
        assert_eq!(next.contact.id, first.contact.id);
    }
    let path = format!("/api/conversations/{}", first.conversation.id);
    let whole: Conversation = agent.read(&path).await;
    assert_eq!(whole.newer, Some(second.conversation.id));
    assert_eq!(whole.messages.len(), 1);
}

#[tokio::test]
async fn those_who_may_be_the_same_are_offered_until_somebody_says_that_they_are_not() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let same = async |contact: &Contact| agent.read::<Same>(&at(contact, "/same")).await.candidates;
    let phone = says(&program, WHATSAPP, "5531988887777", json!({}))
        .await
        .contact;
    assert_eq!(same(&phone).await, []);
    let claimed = says(
        &program,
        CHAT,
        "v-1",
        json!({"phone": "(+55) 31 8888-7777"}),
    )
    .await
    .contact;
    assert_ne!(claimed.id, phone.id);
    for (one, other) in [(&phone, &claimed), (&claimed, &phone)] {
        let found = same(one).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].contact, *other);
        assert_eq!(
            (found[0].shared.as_str(), found[0].conversations),
            ("+55 31 98888-7777", 1)
        );
    }
    let path = at(&claimed, &format!("/apart/{}", phone.id));
    for _ in 0..2 {
        assert_eq!(
            agent.put(&path).send().await.unwrap().status(),
            StatusCode::NO_CONTENT
        );
    }
    assert_eq!((same(&phone).await, same(&claimed).await), (vec![], vec![]));
    refused(agent.put(&at(&claimed, "/apart/nobody")), 404).await;
    refused(agent.get("/api/contacts/nobody/same"), 404).await;
}

#[tokio::test]
async fn contacts_are_listed_and_found_by_what_is_known_of_them() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let info = json!({"name": "Łukasz Ferrão", "email": "lukasz@münchen.example"});
    let made = says(&program, WHATSAPP, "5531988887777", info)
        .await
        .contact;
    for q in [
        "lukasz",
        "FERRAO",
        "ferr luk",
        "5531988887777",
        "+55 31 8888-7777",
        "31 98888-7777",
        "(31) 98888",
        "8888-7777",
        "7777",
        "munchen",
        "lukasz@m\u{fc}nchen.example",
        "xn--mnchen",
    ] {
        let request = agent.get(&format!("/api/contacts?q={}", encoded(q)));
        let found: Page<Contact> = expect(request, StatusCode::OK).await;
        assert!(found.items.contains(&made), "{q}: {found:?}");
        assert!(found.items.len() < 5, "{q}");
    }
    for q in [
        "nobody at all",
        // Words by their beginnings, as in the list of conversations.
        "ukasz",
        "%",
        "_",
        "\\",
        "lukasz maria",
        "0000000000",
    ] {
        let request = agent.get(&format!("/api/contacts?q={}", encoded(q)));
        let found: Page<Contact> = expect(request, StatusCode::OK).await;
        assert_eq!(found.items, [], "{q}");
    }
    // Page by page it is everybody, once.
    let all: Page<Contact> = agent.read("/api/contacts?limit=200").await;
    assert_eq!(all.items[0], made);
    let (mut paged, mut path) = (Vec::new(), "/api/contacts?limit=7".to_owned());
    loop {
        let page: Page<Contact> = agent.read(&path).await;
        paged.extend(page.items);
        let Some(next) = page.next else { break };
        path = format!("/api/contacts?limit=7&before={next}");
    }
    assert_eq!(paged, all.items);
    // By where they wrote from too, and everybody where nothing is asked.
    let chat = says(&program, CHAT, "visitor-77", json!({})).await.contact;
    let found: Page<Contact> = agent.read("/api/contacts?q=visitor+77").await;
    assert_eq!(found.items, [chat]);
    let found: Page<Contact> = agent.read("/api/contacts?limit=200&q=%20").await;
    assert_eq!(found.items.len(), all.items.len() + 1);
    let long = format!("q={}", "a".repeat(201));
    for query in ["limit=0", "before=x", "q=a%00", &long] {
        refused(agent.get(&format!("/api/contacts?{query}")), 422).await;
    }
    // After a change by its new words.
    let patch = json!({"name": "Zoé"});
    let _: Contact = expect(agent.patch(&at(&made, ""), &patch), StatusCode::OK).await;
    let found: Page<Contact> = agent.read("/api/contacts?q=zoe").await;
    assert_eq!(found.items.len(), 1);
    let found: Page<Contact> = agent.read("/api/contacts?q=ferrao").await;
    assert_eq!(found.items, []);
}

#[tokio::test]
async fn a_contact_is_found_by_each_of_many_addresses_that_they_wrote_from() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let many = says(&program, CHAT, "visitor-0", json!({})).await.contact;
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let pool = SqlitePool::connect_with(options).await.unwrap();
    // So many conversations under one address, then some under addresses of their own.
    sqlx::query(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
         INSERT INTO conversation (id, contact_id, channel_id, identifier, status, unread, created_at, updated_at)
         SELECT 'many-' || i, $1, '504', CASE WHEN i <= 60 THEN 'visitor-0' ELSE 'guest' || i END, 'closed', 0, i, i
         FROM n",
    )
    .bind(many.id.as_str())
    .execute(&pool)
    .await
    .unwrap();
    // The next write brings the index up to them.
    says(&program, CHAT, "visitor-1", json!({})).await;
    for q in ["visitor-0", "guest61", "guest120", "guest200"] {
        let found: Contacts = agent.read(&format!("/api/contacts?q={q}")).await;
        assert_eq!(
            (found.items, found.unindexed),
            (vec![many.clone()], 0),
            "{q}"
        );
    }
    // Whom a search may miss while the conversations of an earlier version are added is told.
    sqlx::query("INSERT INTO unindexed (number) SELECT number FROM conversation WHERE id IN ('many-1', 'many-2')")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let found: Contacts = agent.read("/api/contacts?q=guest61").await;
    assert_eq!(found.unindexed, 2);
}
