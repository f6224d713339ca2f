//! A workspace of one's own: its name, tags, groups, custom fields and channels.

use encaixe_api::access::Workspace;
use encaixe_api::inbox::channel::{Channel, Received};
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_api::inbox::group::Group;
use encaixe_api::inbox::tag::Tag;
use encaixe_api::inbox::{Directory, Page};
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{ANA, BRUNO, DIEGO_WHO_LEFT, Running, Visitor, done, expect, refused};

async fn create<T: serde::de::DeserializeOwned>(admin: &Visitor, path: &str, body: Value) -> T {
    expect(admin.post_json(path, &body), StatusCode::CREATED).await
}

async fn change<T: serde::de::DeserializeOwned>(admin: &Visitor, path: &str, body: Value) -> T {
    expect(admin.patch(path, &body), StatusCode::OK).await
}

/// Field and code of each complaint.
async fn wrong(request: reqwest::RequestBuilder) -> Vec<(String, String)> {
    let fields = refused(request, 422).await.fields;
    let pairs = fields.into_iter().map(|field| (field.path, field.code));
    pairs.collect()
}

fn one(path: &str, code: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), code.to_owned())]
}

async fn names(visitor: &Visitor, path: &str) -> Vec<String> {
    let page: Value = visitor.read(path).await;
    let items = page["items"].as_array().unwrap().iter();
    let names = items.map(|item| item["name"].as_str().unwrap().to_owned());
    names.collect()
}

#[tokio::test]
async fn a_tag_is_made_renamed_recoloured_moved_and_switched_off_and_everybody_is_told() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let (_, mark) = running.told(0).await;
    let made: Tag = create(&admin, "/api/tags", json!({"name": "  Brinde "})).await;
    assert_eq!(made.name, "Brinde");
    assert!(made.is_active && made.color.len() == 7);
    let at = format!("/api/tags/{}", made.id);
    let changed: Tag = change(&admin, &at, json!({"name": "Brindes", "color": "#ABCDEF"})).await;
    assert_eq!(
        (changed.name.as_str(), changed.color.as_str()),
        ("Brindes", "#abcdef")
    );
    assert_eq!(changed.text_color, "#000000");
    let _: Tag = change(&admin, &at, json!({"position": 1})).await;
    assert_eq!(
        names(&admin, "/api/tags").await[..3],
        ["Cliente novo", "Brindes", "VIP"]
    );
    let _: Tag = change(&admin, &at, json!({"position": 99})).await;
    assert_eq!(names(&admin, "/api/tags").await.last().unwrap(), "Brindes");

    let on = format!("/api/conversations/{}/tags/{}", "9001", made.id);
    let list: Value = admin.read("/api/conversations").await;
    let conversation = list["items"][0]["id"].as_str().unwrap();
    let on = on.replace("9001", conversation);
    expect::<Value>(admin.put(&on), StatusCode::OK).await;
    let off: Tag = change(&admin, &at, json!({"isActive": false})).await;
    assert!(!off.is_active);
    // It stays where it is, and goes nowhere else.
    let other = list["items"][1]["id"].as_str().unwrap();
    let request = admin.put(&format!("/api/conversations/{other}/tags/{}", made.id));
    assert_eq!(wrong(request).await, one("tag", "inactive"));
    let whole: Value = admin
        .read(&format!("/api/conversations/{conversation}"))
        .await;
    assert!(whole["tags"].as_array().unwrap().contains(&json!(made.id)));

    let (told, _) = running.told(mark).await;
    let told = told.iter().filter(|change| **change == Change::Workspace);
    assert_eq!(told.count(), 5);
    let directory: Directory = running.agent().await.read("/api/workspace").await;
    let known = directory.tags.iter().find(|tag| tag.id == made.id).unwrap();
    assert_eq!((known.name.as_str(), known.is_active), ("Brindes", false));
}

#[tokio::test]
async fn what_is_used_is_not_deleted_and_the_answer_says_by_how_much() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (list, of) in [
        ("/api/tags", "tag"),
        ("/api/groups", "group"),
        ("/api/custom-fields", "custom field"),
        ("/api/channels", "channel"),
    ] {
        let page: Value = admin.read(list).await;
        let items = page["items"].as_array().unwrap();
        let used = items
            .iter()
            .find(|item| item["uses"]["count"] != 0)
            .unwrap();
        assert_eq!(used["uses"]["more"], false);
        let at = format!("{list}/{}", used["id"].as_str().unwrap());
        let error = refused(admin.delete(&at), 422).await;
        assert_eq!(error.fields[0].code, "in_use", "{of}");
        let count = used["uses"]["count"].as_u64().unwrap();
        assert!(
            error
                .message
                .contains(&format!("this {of} is used {count} times")),
            "{}",
            error.message
        );
        assert_eq!(names(&admin, list).await.len(), items.len());
        refused(admin.delete(&format!("{list}/none")), 404).await;
        refused(admin.patch(&format!("{list}/none"), &json!({})), 404).await;
    }
    let made: Tag = create(&admin, "/api/tags", json!({"name": "Engano"})).await;
    done(admin.delete(&format!("/api/tags/{}", made.id)), 204).await;
    assert!(
        !names(&admin, "/api/tags")
            .await
            .contains(&"Engano".to_owned())
    );
}

#[tokio::test]
async fn names_are_told_apart_without_regard_to_case_and_accents() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (path, name, rest) in [
        ("/api/tags", "ORCAMENTO", json!({})),
        ("/api/tags", "  vip  ", json!({})),
        ("/api/groups", "logistica", json!({"members": [ANA]})),
        (
            "/api/custom-fields",
            "Observacoes",
            json!({"entity": "contact", "type": "text"}),
        ),
        ("/api/channels", "WHATSAPP DA LOJA", json!({"type": "sms"})),
    ] {
        let mut body = rest;
        body["name"] = json!(name);
        let before = names(&admin, path).await;
        assert_eq!(
            wrong(admin.post_json(path, &body)).await,
            one("name", "taken"),
            "{path} {name}"
        );
        assert_eq!(names(&admin, path).await, before);
    }
    // A field of another entity may have the name; a tag may change the case of its own.
    let body = json!({"name": "Observações", "entity": "session", "type": "text"});
    let _: CustomField = create(&admin, "/api/custom-fields", body).await;
    let renamed: Tag = change(&admin, "/api/tags/306", json!({"name": "orcamento"})).await;
    assert_eq!(renamed.name, "orcamento");
    let request = admin.patch("/api/tags/302", &json!({"name": "Orçamento"}));
    assert_eq!(wrong(request).await, one("name", "taken"));
}

#[tokio::test]
async fn each_wrong_field_is_named_and_nothing_is_half_done() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let long = "x".repeat(200);
    let field = |rest: Value| {
        let mut body = json!({"name": "Novo", "entity": "contact", "type": "select"});
        body.as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        body
    };
    let cases = [
        ("/api/tags", json!({"name": long}), "name", "too_long"),
        ("/api/tags", json!({"name": " \t "}), "name", "empty"),
        (
            "/api/tags",
            json!({"name": "Novo", "color": "red"}),
            "color",
            "invalid",
        ),
        (
            "/api/tags",
            json!({"name": "Novo", "color": "#12345"}),
            "color",
            "invalid",
        ),
        (
            "/api/tags",
            json!({"name": "Novo", "colour": "#123456"}),
            "colour",
            "invalid",
        ),
        (
            "/api/groups",
            json!({"name": "Novo", "members": []}),
            "members",
            "empty",
        ),
        (
            "/api/groups",
            json!({"name": "Novo", "members": [ANA, "none"]}),
            "members[1]",
            "not_found",
        ),
        (
            "/api/groups",
            json!({"name": "Novo", "members": [DIEGO_WHO_LEFT]}),
            "members",
            "empty",
        ),
        (
            "/api/groups",
            json!({"name": "Novo", "members": [ANA], "icon": long}),
            "icon",
            "too_long",
        ),
        (
            "/api/channels",
            json!({"name": "Novo", "type": "pigeon"}),
            "type",
            "unknown",
        ),
        (
            "/api/custom-fields",
            field(json!({"type": "pigeon"})),
            "type",
            "unknown",
        ),
        (
            "/api/custom-fields",
            field(json!({"entity": "ticket"})),
            "entity",
            "unknown",
        ),
        (
            "/api/custom-fields",
            field(json!({"placeholder": "Não"})),
            "placeholder",
            "invalid",
        ),
        (
            "/api/custom-fields",
            field(json!({"placeholder": "cpf"})),
            "placeholder",
            "taken",
        ),
        (
            "/api/custom-fields",
            field(json!({"type": "text", "options": [{"value": "a", "label": "A"}]})),
            "options",
            "unexpected",
        ),
        (
            "/api/custom-fields",
            field(
                json!({"options": [{"value": "a", "label": "A"}, {"value": " a ", "label": "B"}]}),
            ),
            "options[1].value",
            "repeated",
        ),
        (
            "/api/custom-fields",
            field(json!({"options": [{"value": " ", "label": "A"}]})),
            "options[0].value",
            "empty",
        ),
    ];
    for (path, body, field, code) in cases {
        let before: Value = admin.read(path).await;
        let found = wrong(admin.post_json(path, &body)).await;
        assert!(
            found.iter().any(|(path, _)| path == field),
            "{path} {body}: {found:?}"
        );
        if field != "colour" {
            assert_eq!(found, one(field, code), "{path} {body}");
        }
        assert_eq!(admin.read::<Value>(path).await, before);
    }
    let before: Value = admin.read("/api/groups").await;
    let request = admin.patch("/api/groups/201", &json!({"name": "Outro", "members": []}));
    assert_eq!(wrong(request).await, one("members", "empty"));
    let request = admin.patch(
        "/api/groups/201",
        &json!({"name": "Outro", "members": ["none"]}),
    );
    assert_eq!(wrong(request).await, one("members[0]", "not_found"));
    assert_eq!(admin.read::<Value>("/api/groups").await, before);
}

#[tokio::test]
async fn a_group_has_members_in_the_order_of_their_joining() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body =
        json!({"name": "Noite", "icon": "🌙", "description": " ", "members": [BRUNO, ANA, BRUNO]});
    let made: Group = create(&admin, "/api/groups", body).await;
    assert_eq!(made.members, [ANA.into(), BRUNO.into()]);
    assert_eq!((made.icon.as_deref(), made.description), (Some("🌙"), None));
    let at = format!("/api/groups/{}", made.id);
    let changed: Group = change(&admin, &at, json!({"members": [BRUNO], "icon": null})).await;
    assert_eq!((changed.members, changed.icon), (vec![BRUNO.into()], None));
    let off: Group = change(&admin, &at, json!({"isActive": false})).await;
    assert!(!off.is_active);
}

#[tokio::test]
async fn what_is_filled_in_stays_when_a_field_is_switched_off() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body = json!({"name": "Cor da parede", "entity": "contact", "type": "select", "options": [
        {"value": "azul", "label": ""}, {"value": "verde", "label": "Verde claro"}]});
    let made: CustomField = create(&admin, "/api/custom-fields", body).await;
    assert_eq!(made.placeholder, "cor_da_parede");
    assert_eq!(made.options[0].label, "azul");
    let list: Value = admin.read("/api/conversations").await;
    let contact = list["items"][0]["contact"]["id"].as_str().unwrap();
    let contact = format!("/api/contacts/{contact}");
    let fill = |value: Value| json!({"fields": {"cor_da_parede": value}});
    let _: Value = change(&admin, &contact, fill(json!("azul"))).await;
    let at = format!("/api/custom-fields/{}", made.id);
    let off: CustomField = change(&admin, &at, json!({"isActive": false, "options": []})).await;
    assert!(!off.is_active && off.options.is_empty());
    let request = admin.patch(&contact, &fill(json!("verde")));
    assert_eq!(
        wrong(request).await,
        one("fields.cor_da_parede", "inactive")
    );
    let after: Value = change(&admin, &contact, json!({"fields": {}})).await;
    assert_eq!(after["fields"]["cor_da_parede"], "azul");
    let after: Value = change(&admin, &contact, fill(Value::Null)).await;
    assert_eq!(after["fields"].get("cor_da_parede"), None);
    done(admin.delete(&at), 204).await;
}

#[tokio::test]
async fn a_message_comes_in_by_a_new_channel_and_none_by_one_that_is_switched_off() {
    let running = Running::start().await;
    let (admin, program) = (running.admin().await, running.program().await);
    let body = json!({"name": "Telegram da fábrica", "type": "telegram"});
    let made: Channel = create(&admin, "/api/channels", body).await;
    let (at, into) = (
        format!("/api/channels/{}", made.id),
        format!("/api/channels/{}/messages", made.id),
    );
    let message = json!({"sender": "tg-1", "type": "text", "content": "Olá"});
    let got: Received = create(&program, &into, message.clone()).await;
    assert_eq!(got.conversation.channel, made.id);
    let off: Channel = change(&admin, &at, json!({"isActive": false})).await;
    assert!(!off.is_active);
    assert_eq!(
        wrong(program.post_json(&into, &message)).await,
        one("channel", "inactive")
    );
    let begin = json!({"channel": made.id, "identifier": "tg-2"});
    let request = admin.post_json("/api/conversations", &begin);
    assert_eq!(wrong(request).await, one("channel", "inactive"));
    // Whoever wrote there can still be answered.
    let say = format!("/api/conversations/{}/messages", got.conversation.id);
    let _: Value = create(&admin, &say, json!({"type": "text", "text": "Oi"})).await;
    let _: Channel = change(&admin, &at, json!({"isActive": true})).await;
    let _: Received = create(&program, &into, message).await;
}

#[tokio::test]
async fn an_agent_reads_all_of_it_and_makes_a_tag_where_the_workspace_lets_agents() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    for path in [
        "/api/tags",
        "/api/groups",
        "/api/custom-fields",
        "/api/channels",
    ] {
        agent.read::<Value>(path).await;
        let name = json!({"name": "X", "type": "text"});
        let body = if path == "/api/tags" {
            json!({"name": "X"})
        } else {
            name
        };
        refused(agent.post_json(path, &body), 403).await;
    }
    for request in [
        agent.patch("/api/tags/302", &json!({"name": "X"})),
        agent.delete("/api/tags/302"),
        agent.patch("/api/workspace", &json!({"name": "X"})),
    ] {
        refused(request, 403).await;
    }
    let _: Workspace = change(&admin, "/api/workspace", json!({"agentsMakeTags": true})).await;
    let _: Tag = create(&agent, "/api/tags", json!({"name": "Da agente"})).await;
    refused(agent.patch("/api/tags/302", &json!({"name": "X"})), 403).await;
}

#[tokio::test]
async fn a_workspace_says_where_it_is_and_how_members_begin() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body = json!({"name": " Padaria ", "country": "pt", "locale": "pt-BR", "timezone": "europe/lisbon"});
    let changed: Workspace = change(&admin, "/api/workspace", body).await;
    assert_eq!(changed.name, "Padaria");
    assert_eq!(changed.country.as_deref(), Some("PT"));
    assert_eq!(changed.timezone.as_deref(), Some("Europe/Lisbon"));
    let directory: Directory = running.agent().await.read("/api/workspace").await;
    assert_eq!(directory.workspace, changed);
    let body = json!({"name": " ", "country": "XX", "locale": "tlh", "timezone": "Mars/Olympus"});
    let found = wrong(admin.patch("/api/workspace", &body)).await;
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["country", "locale", "timezone", "name"]);
    let same: Directory = admin.read("/api/workspace").await;
    assert_eq!(same.workspace, changed);
    let emptied: Workspace = change(
        &admin,
        "/api/workspace",
        json!({"country": null, "timezone": ""}),
    )
    .await;
    assert_eq!((emptied.country, emptied.timezone), (None, None));
}

#[tokio::test]
async fn two_admins_who_make_the_same_tag_at_once_make_one() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let asked = (0..8).map(|place| {
        let name = if place % 2 == 0 { "Sábado" } else { "SABADO" };
        admin.post_json("/api/tags", &json!({"name": name})).send()
    });
    let answers = futures::future::join_all(asked).await;
    let made = answers
        .into_iter()
        .filter(|answer| answer.as_ref().unwrap().status() == StatusCode::CREATED);
    assert_eq!(made.count(), 1);
    let page: Page<Tag> = admin.read("/api/tags").await;
    let alike = page
        .items
        .iter()
        .filter(|tag| tag.name.to_lowercase().ends_with("bado"));
    assert_eq!(alike.count(), 1);
}

#[tokio::test]
async fn new_members_begin_in_the_workspaces_language_and_time_zone() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body = json!({"locale": "en", "timezone": "Europe/Lisbon"});
    let _: Workspace = change(&admin, "/api/workspace", body).await;
    let new = json!({"name": "Elisa", "email": "elisa@aurora.example", "role": "agent"});
    let made: Value = create(&admin, "/api/members", new).await;
    let elisa = running.signed_in(made["id"].as_str().unwrap()).await;
    let me: Value = elisa.read("/api/me").await;
    assert_eq!(
        (&me["locale"], &me["timezone"]),
        (&json!("en"), &json!("Europe/Lisbon"))
    );
    // Who was there before stays as they began.
    let me: Value = admin.read("/api/me").await;
    assert_eq!(
        (&me["locale"], &me["timezone"]),
        (&Value::Null, &Value::Null)
    );
}
