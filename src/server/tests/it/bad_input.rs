//! Kinds of bad input, each tried wherever it can be given.

use encaixe_api::inbox::channel::Received;
use encaixe_api::inbox::contact::Contact;
use encaixe_server::store::FILE;
use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

use crate::support::{ANA, Running, Visitor, expect, refused};

const CONVERSATION: &str = "/api/conversations/955";
const CONTACT: &str = "/api/contacts/7001";

/// Texts of which nothing can be seen.
const UNSEEN: &[&str] = &[
    "",
    " \t\n",
    "\u{200b}",
    "\u{2060}\u{ad}",
    "\u{feff}\u{a0}",
    "\u{3164}",
    "\u{115f}\u{1160}",
    "\u{2800}",
    "\u{e0041}\u{e007f}",
    "\u{fe0f}",
    "\u{202e}\u{2066}",
    "\u{180e}\u{34f}",
    "\u{1d173}",
];

/// What has a name that no other may have: where it lies, and what else is said of a new one.
fn named() -> [(&'static str, Value); 5] {
    [
        ("/api/tags", json!({})),
        ("/api/groups", json!({"members": [ANA]})),
        (
            "/api/custom-fields",
            json!({"entity": "contact", "type": "text"}),
        ),
        ("/api/channels", json!({"type": "sms"})),
        ("/api/canned-replies", json!({"text": "Oi", "shared": true})),
    ]
}

fn with(body: &Value, key: &str, value: impl Into<Value>) -> Value {
    let mut body = body.clone();
    body[key] = value.into();
    body
}

#[tokio::test]
async fn what_nobody_can_see_is_no_name_and_no_text() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let post = Method::POST;
    let mut places: Vec<(Method, String, &str, Value)> = named()
        .into_iter()
        .map(|(path, rest)| (Method::POST, path.to_owned(), "name", rest))
        .collect();
    let said = format!("{CONVERSATION}/messages");
    let plugin = json!({"endpoint": "https://example.com/"});
    let member = json!({"email": "z@b.example", "role": "agent"});
    let incoming = json!({"sender": "v-1", "type": "text", "content": "Oi"});
    for (method, path, key, rest) in [
        (
            &post,
            "/api/canned-replies",
            "text",
            json!({"name": "Z", "shared": true}),
        ),
        (&post, &said, "text", json!({"type": "text"})),
        (&post, &said, "text", json!({"type": "note"})),
        (
            &post,
            "/api/channels/504/messages",
            "sender",
            incoming.clone(),
        ),
        (&post, "/api/tokens", "name", json!({"role": "agent"})),
        (&post, "/api/members", "name", member),
        (&post, "/api/plugins", "name", plugin),
        (&Method::PATCH, CONTACT, "name", json!({})),
        (&Method::PATCH, "/api/workspace", "name", json!({})),
    ] {
        places.push((method.clone(), path.to_owned(), key, rest));
    }
    for (method, path, key, rest) in places {
        for text in UNSEEN {
            let request = admin.request(method.clone(), &path);
            let error = refused(request.json(&with(&rest, key, *text)), 422).await;
            let field = &error.fields[0];
            assert_eq!(
                (field.path.as_str(), field.code.as_str()),
                (key, "empty"),
                "{path} {text:?}"
            );
        }
    }
    // What a customer wrote is never lost: of that only white space is nothing.
    for text in UNSEEN {
        for key in ["content", "id"] {
            let new = with(&incoming, key, *text);
            let request = admin.post_json("/api/channels/504/messages", &new);
            if text.trim().is_empty() {
                let error = refused(request, 422).await;
                assert_eq!(error.fields[0].path, key, "{text:?}");
            } else {
                let got: Received = expect(request, StatusCode::CREATED).await;
                assert!(got.ignored.is_empty(), "{key} {text:?}");
            }
        }
    }
    // Where a text may be missing, one that nobody sees is missing.
    for text in UNSEEN {
        let new = json!({"name": "G", "members": [ANA], "icon": text, "description": text});
        let group: Value = expect(admin.post_json("/api/groups", &new), StatusCode::CREATED).await;
        assert_eq!(
            (&group["icon"], &group["description"]),
            (&Value::Null, &Value::Null),
            "{text:?}"
        );
        let at = format!("/api/groups/{}", group["id"].as_str().unwrap());
        assert!(
            admin
                .delete(&at)
                .send()
                .await
                .unwrap()
                .status()
                .is_success()
        );
        let patch = json!({"fields": {"cidade": text}});
        let contact: Contact = expect(admin.patch(CONTACT, &patch), StatusCode::OK).await;
        assert!(!contact.fields.contains_key("cidade"), "{text:?}");
    }
    let new = json!({"name": "G", "members": [ANA], "icon": "\u{202e}🧑🏻\u{200d}🤝\u{200d}🧑🏿"});
    let group: Value = expect(admin.post_json("/api/groups", &new), StatusCode::CREATED).await;
    assert_eq!(group["icon"], "🧑🏻\u{200d}🤝\u{200d}🧑🏿");
}

#[tokio::test]
async fn names_that_read_the_same_are_one_also_beside_what_is_switched_off() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (path, rest) in named() {
        let create = |name: &str| admin.post_json(path, &with(&rest, "name", name));
        let made: Value = expect(create("Ção Água"), StatusCode::CREATED).await;
        if path != "/api/canned-replies" {
            let at = format!("{path}/{}", made["id"].as_str().unwrap());
            let _: Value = expect(
                admin.patch(&at, &json!({"isActive": false})),
                StatusCode::OK,
            )
            .await;
        }
        for name in [
            "CAO AGUA",
            "Ca\u{303}o A\u{301}gua",
            "Ｃão Água",
            "Ção\u{a0}Água",
            "Ção  \t Água",
            " Ção\u{200b} Água ",
        ] {
            let error = refused(create(name), 422).await;
            assert_eq!(error.fields[0].code, "taken", "{path} {name:?}");
        }
        for (name, taken) in [
            ("é".repeat(60), true),
            ("é".repeat(61), false),
            ("a".repeat(200), false),
        ] {
            let status = create(&name).send().await.unwrap().status();
            assert_eq!(
                status == StatusCode::CREATED,
                taken,
                "{path} {}",
                name.len()
            );
        }
        // Of many at once one is made.
        let all = join_all((0..6).map(|_| create("Juntos").send())).await;
        let made = all.iter().filter(|answer| {
            answer
                .as_ref()
                .is_ok_and(|answer| answer.status() == StatusCode::CREATED)
        });
        assert_eq!(made.count(), 1, "{path}");
    }
}

#[tokio::test]
async fn options_can_be_told_apart_and_a_list_is_no_option() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let option = |value: &str, label: &str| json!({"value": value, "label": label});
    for (options, path, code) in [
        (
            json!([option("a", "A"), option("a", "B")]),
            "options[1].value",
            "repeated",
        ),
        (
            json!([option("a", "Sim"), option("b", "SÍM")]),
            "options[1].label",
            "repeated",
        ),
        (
            json!([option("Ana", ""), option("Ána", "")]),
            "options[1].value",
            "repeated",
        ),
        (
            json!([option("\u{200b}", "A")]),
            "options[0].value",
            "empty",
        ),
        (
            json!([option("a\u{202e}b", "A")]),
            "options[0].value",
            "invalid",
        ),
        (json!([["a", "A"]]), "options[0]", "invalid"),
        (json!([null]), "options[0]", "invalid"),
    ] {
        let new = json!({"name": "F", "entity": "contact", "type": "select", "options": options});
        let error = refused(admin.post_json("/api/custom-fields", &new), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            (path, code),
            "{options}"
        );
        assert!(!field.message.contains("struct"), "{}", field.message);
    }
    let options = json!([option(" a ", "\u{202e}A "), option("b", "\u{200b}")]);
    let new = json!({"name": "F", "entity": "contact", "type": "select", "options": options});
    let made: Value = expect(
        admin.post_json("/api/custom-fields", &new),
        StatusCode::CREATED,
    )
    .await;
    assert_eq!(made["options"], json!([option("a", "A"), option("b", "b")]));
}

#[tokio::test]
async fn options_of_an_earlier_version_stay_and_only_new_ones_are_looked_at() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let option = |value: &str, label: &str| json!({"value": value, "label": label});
    let new = json!({"name": "F", "entity": "contact", "type": "select"});
    let made: Value = expect(
        admin.post_json("/api/custom-fields", &new),
        StatusCode::CREATED,
    )
    .await;
    let id = made["id"].as_str().unwrap();
    let old = [
        option("São\u{3000}Paulo", "São\u{3000}Paulo"),
        option("a\u{a0}b", "A"),
        option("a\tb", "á"),
        option("\u{3164}", ""),
    ];
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let pool = SqlitePool::connect_with(options).await.unwrap();
    sqlx::query("UPDATE custom_field SET options = $2 WHERE id = $1")
        .bind(id)
        .bind(serde_json::to_string(&old).unwrap())
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;

    let at = format!("/api/custom-fields/{id}");
    let and = |one: Value| json!({"options": old.iter().cloned().chain([one]).collect::<Vec<_>>()});
    for (one, path, code) in [
        (option("c", "Á"), "options[4].label", "repeated"),
        (option("A", ""), "options[4].value", "repeated"),
        (option("a\u{a0}b", "A"), "options[4].value", "repeated"),
        (option("c\u{a0}d", "C"), "options[4].value", "invalid"),
    ] {
        let error = refused(admin.patch(&at, &and(one.clone())), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            (path, code),
            "{one}"
        );
    }
    let patch = and(option("c", "C"));
    let after: Value = expect(admin.patch(&at, &patch), StatusCode::OK).await;
    assert_eq!(after["options"], patch["options"]);
    // What an old value is called may change; it still may not be called as another is.
    let patch =
        json!({"options": [option("a\tb", "B"), option("a\u{a0}b", "A"), option("c", "D")]});
    let after: Value = expect(admin.patch(&at, &patch), StatusCode::OK).await;
    assert_eq!(after["options"], patch["options"]);
    let patch = json!({"options": [option("a\tb", "a"), option("a\u{a0}b", "A")]});
    let error = refused(admin.patch(&at, &patch), 422).await;
    assert_eq!(error.fields[0].path, "options[0].label");
}

#[tokio::test]
async fn no_digit_of_a_number_is_lost_without_a_word() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let field = json!({"name": "Peso", "entity": "contact", "type": "decimal"});
    let _: Value = expect(
        admin.post_json("/api/custom-fields", &field),
        StatusCode::CREATED,
    )
    .await;
    for (number, kept) in [
        ("0.10000000000000000001", None),
        ("100000000000000000000.5", None),
        ("12345678901234567890", None),
        ("\"0.10000000000000000001\"", None),
        ("\"1.5e-400\"", None),
        ("\"4.380,9\"", None),
        ("1.0000000000000001", None),
        ("\"1.0000000000000001\"", None),
        ("0.10000000000000001", Some(0.1)),
        ("\"0.10000000000000001\"", Some(0.1)),
        ("0.1", Some(0.1)),
        ("1.50", Some(1.5)),
        ("\"1e3\"", Some(1000.0)),
        ("100000000000000000000", Some(1e20)),
    ] {
        let request = admin.request(Method::PATCH, CONTACT);
        let request = request
            .header("content-type", "application/json")
            .body(format!("{{\"fields\": {{\"peso\": {number}}}}}"));
        match kept {
            None => {
                let error = refused(request, 422).await;
                assert_eq!(error.fields[0].path, "fields.peso", "{number}");
            }
            Some(kept) => {
                let contact: Value = expect(request, StatusCode::OK).await;
                assert_eq!(contact["fields"]["peso"], json!(kept), "{number}");
            }
        }
    }
}

/// The contact who writes from an address.
async fn writes(program: &Visitor, sender: &str) -> String {
    let new = json!({"sender": sender, "type": "text", "content": "Oi"});
    let request = program.post_json("/api/channels/501/messages", &new);
    let answer = request.send().await.unwrap();
    assert!(answer.status().is_success(), "{sender}");
    let got: Received = answer.json().await.unwrap();
    got.contact.id.to_string()
}

#[tokio::test]
async fn merges_come_once_and_are_taken_back_in_any_order() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let mut ids = Vec::new();
    for place in 0..4 {
        ids.push(writes(&program, &format!("551191111{place}000")).await);
    }
    let at = |id: &str, rest: &str| format!("/api/contacts/{id}{rest}");
    let merge =
        |kept: &str, gone: &str| agent.post_json(&at(kept, "/merge"), &json!({"contact": gone}));
    // Both ways at once: one wins, and nobody is lost.
    let both = (0..6).map(|place| {
        let (kept, gone) = if place % 2 == 0 { (0, 1) } else { (1, 0) };
        merge(&ids[kept], &ids[gone]).send()
    });
    let mut statuses: Vec<u16> = Vec::new();
    for answer in join_all(both).await {
        statuses.push(answer.unwrap().status().as_u16());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422, 422, 422, 422, 422]);
    let kept: Contact = agent.read(&at(&ids[0], "")).await;
    let kept = kept.id.to_string();
    let inner: Value = agent.read(&at(&kept, "/same")).await;
    let inner = inner["merges"][0]["id"].as_str().unwrap().to_owned();
    // A chain: the inner one waits for the outer one.
    let outer: Value = expect(merge(&ids[2], &kept), StatusCode::OK).await;
    let outer = outer["merge"]["id"].as_str().unwrap();
    let inner = at(&kept, &format!("/merges/{inner}"));
    refused(agent.delete(&inner), 422).await;
    let take_back = async |path: &str| {
        let mut done = 0;
        for answer in join_all((0..4).map(|_| agent.delete(path).send())).await {
            done += usize::from(answer.unwrap().status().is_success());
        }
        assert_eq!(done, 1, "{path}");
    };
    take_back(&at(&ids[2], &format!("/merges/{outer}"))).await;
    take_back(&inner).await;
    // Two of one, taken back as they came and the other way round; who was told apart stays so.
    let apart = agent.put(&at(&ids[1], &format!("/apart/{}", ids[3])));
    assert!(apart.send().await.unwrap().status().is_success());
    for order in [[0, 1], [1, 0]] {
        let mut merges = Vec::new();
        for gone in [1, 2] {
            let done: Value = expect(merge(&ids[0], &ids[gone]), StatusCode::OK).await;
            merges.push(done["merge"]["id"].as_str().unwrap().to_owned());
        }
        for place in order {
            take_back(&at(&ids[0], &format!("/merges/{}", merges[place]))).await;
        }
        for id in &ids {
            let contact: Contact = agent.read(&at(id, "")).await;
            assert_eq!(contact.id.as_str(), id);
        }
    }
    let phone = json!({"phone": "5511955554444"});
    for place in [1, 3] {
        let _: Contact = expect(agent.patch(&at(&ids[place], ""), &phone), StatusCode::OK).await;
    }
    let same: Value = agent.read(&at(&ids[1], "/same")).await;
    assert_eq!(same["candidates"], json!([]));
}

#[tokio::test]
async fn one_person_is_one_contact_from_each_of_their_devices() {
    let running = Running::start().await;
    let program = running.program().await;
    for spellings in [
        &[
            "5531988880001",
            "5531988880001:12@s.whatsapp.net",
            "whatsapp:+5531988880001@s.whatsapp.net:12",
            "5531988880001@s.whatsapp.net/3",
            "553188880001@c.us",
            "https://wa.me/5531988880001?text=oi",
        ] as &[&str],
        &[
            "77712345678901@lid",
            "77712345678901:4@lid",
            "77712345678901@LID",
        ],
        &["+54 9 11 2345-6789", "541123456789", "0054 11 15 2345 6789"],
        &["+52 1 55 1234 5678", "525512345678", "+52 044 55 1234 5678"],
    ] {
        let first = writes(&program, spellings[0]).await;
        for sender in spellings {
            assert_eq!(writes(&program, sender).await, first, "{sender}");
        }
    }
    // What only looks alike stays apart.
    let apart = [
        "77712345678901@lid",
        "77712345678901@g.us",
        "77712345678901",
    ];
    let mut seen = Vec::new();
    for sender in apart {
        seen.push(writes(&program, sender).await);
    }
    seen.dedup();
    assert_eq!(seen.len(), apart.len());
}

#[tokio::test]
async fn an_id_in_an_address_is_the_text_that_stands_there() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for id in [
        "5",
        "-1",
        "1.5",
        "1e3",
        "null",
        "true",
        "955%20",
        "0955",
        "%22",
        "%00",
        "a%2Fb",
        "%F0%9F%98%80",
    ] {
        for path in ["contacts/ID", "conversations/ID/messages", "plugins/ID"] {
            let path = format!("/api/{}", path.replace("ID", id));
            let error = refused(admin.get(&path), 404).await;
            assert_eq!(error.code, "not_found", "{path}");
        }
        let path = format!("/api/conversations/955/tags/{id}");
        refused(admin.put(&path), 404).await;
    }
    let error = refused(admin.get("/api/contacts/%FF"), 400).await;
    assert_eq!(error.code, "bad_request");
}
