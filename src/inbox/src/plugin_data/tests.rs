//! What a plugin is told, from one conversation of the API.

use encaixe_api::access::Me;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation as Whole;
use serde_json::{Value, json};

use super::{absolute, data};

const AT: &str = "2026-11-22T17:20:16.000Z";

/// As the page is told of a picture of another host.
const AWAY: &str = "http://127.0.0.1:7070/media/away/pX?https://cdn.example/ana.jpg";

fn message(id: usize, kind: &str) -> Value {
    json!({"id": id.to_string(), "type": kind, "from": "contact", "author": null, "text": "oi",
        "mediaUrl": (kind == "image").then_some(AWAY), "status": null, "createdAt": AT})
}

fn told(messages: usize) -> Value {
    let whole: Whole = serde_json::from_value(json!({
        "id": "9", "contact": {"id": "7", "name": "Ana", "avatar": null}, "channel": "5",
        "assignee": "3", "group": "4", "tags": ["2", "gone"], "status": "open", "unread": 0,
        "lastMessage": message(1, "image"), "updatedAt": AT,
        "person": {"id": "7", "name": "Ana", "avatar": AWAY, "email": null, "phone": "5585", "fields": {"pedidos": 12}},
        "identifier": "5585", "session": "31", "sessionFields": {"nota": 9},
        "messages": (0..messages).map(|id| message(id, "text")).collect::<Vec<_>>(), "earlier": null
    }))
    .unwrap();
    let member = json!({"id": "3", "name": "Bia", "email": "bia@a.example", "avatar": null, "phone": null,
        "role": "agent", "isActive": true, "createdAt": AT, "updatedAt": AT});
    let field = |id: &str, entity: &str, placeholder: &str| {
        json!({"id": id, "name": "Campo", "description": null, "entity": entity, "placeholder": placeholder,
            "type": "number", "createdAt": AT, "updatedAt": AT})
    };
    let directory: Directory = serde_json::from_value(json!({
        "workspace": {"id": "1", "name": "Loja"}, "members": [member], "groups": [],
        "tags": [{"id": "2", "name": "VIP", "color": "#000000", "textColor": "#ffffff", "isActive": true, "createdAt": AT, "updatedAt": AT}],
        "customFields": [field("1", "contact", "pedidos"), field("2", "contact", "cidade"), field("3", "session", "nota")],
        "channels": [{"id": "5", "name": "Loja", "type": "whatsapp"}]
    }))
    .unwrap();
    let me: Me = serde_json::from_value(json!({
        "member": member, "workspace": {"id": "1", "name": "Loja"}, "publicOrigin": "http://127.0.0.1:7070", "pageUrl": "http://127.0.0.1:7070"
    }))
    .unwrap();
    serde_json::to_value(data(&whole, &directory, &me, true)).unwrap()
}

#[test]
fn media_of_other_hosts_has_the_address_that_it_came_with() {
    let told = told(0);
    for path in ["/contact/avatar", "/conversation/lastMessage/mediaUrl"] {
        let found = told.pointer(path);
        assert_eq!(found, Some(&json!("https://cdn.example/ana.jpg")), "{path}");
    }
}

#[test]
fn the_data_object_has_the_names_of_the_wire() {
    let told = told(1);
    for (path, expected) in [
        (
            "/contact/customFields/pedidos",
            json!({"type": "number", "value": 12.0}),
        ),
        (
            "/contact/customFields/cidade",
            json!({"type": "number", "value": null}),
        ),
        ("/contact/customFields/nota", Value::Null),
        ("/contact/properties/0/placeholder", json!("pedidos")),
        ("/conversation/channel_type", json!("whatsapp")),
        ("/conversation/link", json!("http://127.0.0.1:7070/inbox/9")),
        ("/conversation/assignee", json!({"id": "3"})),
        ("/conversation/tags/0/textColor", json!("#ffffff")),
        ("/conversation/tags/1", Value::Null),
        ("/user/isActive", json!(true)),
        ("/session/id", json!("31")),
        (
            "/session/customFields/nota",
            json!({"type": "number", "value": 9.0}),
        ),
        ("/session/customFields/pedidos", Value::Null),
        ("/dev", json!(true)),
    ] {
        let found = told.pointer(path).cloned().unwrap_or(Value::Null);
        assert_eq!(found, expected, "{path}");
    }
}

#[test]
fn the_last_twenty_messages_are_told_oldest_first() {
    let told = told(25);
    let ids: Vec<_> = told["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 20);
    assert_eq!((ids[0], ids[19]), ("5", "24"));
}

#[test]
fn without_messages_the_row_knows_the_newest() {
    assert_eq!(
        told(0)["conversation"]["lastMessage"]["isMedia"],
        json!(true)
    );
}

/// The names of the members, level by level; those of custom fields are the workspace's own.
fn names(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let free = name == "customFields" || name == "value";
                let below = if free { Value::Null } else { names(value) };
                (name.clone(), below)
            })
            .collect(),
        Value::Array(items) => items.first().map_or(Value::Null, names),
        _ => Value::Null,
    }
}

#[test]
fn the_data_object_has_exactly_the_members_of_the_sample() {
    let sample: Value = serde_json::from_str(include_str!(
        "../../../protocol/golden/event_conversation.json"
    ))
    .unwrap();
    assert_eq!(names(&told(1)), names(&sample["data"]));
}

#[test]
fn addresses_mean_the_same_on_a_plugins_page() {
    let origin = "https://inbox.example:8443";
    for (url, expected) in [
        ("/media/a.jpg", "https://inbox.example:8443/media/a.jpg"),
        ("media/a.jpg", "https://inbox.example:8443/media/a.jpg"),
        ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ("https://cdn.example/a:b.jpg", "https://cdn.example/a:b.jpg"),
        ("/media/a:b.jpg", "https://inbox.example:8443/media/a:b.jpg"),
        ("data:image/png;base64,AA", "data:image/png;base64,AA"),
    ] {
        assert_eq!(absolute(url, origin), expected);
    }
}
