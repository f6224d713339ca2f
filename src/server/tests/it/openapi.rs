//! The description of the API: whole in itself, and true of who may do what.

use std::collections::BTreeSet;
use std::path::Path;

use encaixe_api::inbox::channel::Received;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Running, expect, refused};

/// One operation of the description, at an address that a request can go to.
struct Operation {
    name: String,
    method: Method,
    address: String,
    about: Value,
}

impl Operation {
    fn roles(&self) -> BTreeSet<&str> {
        let ways = self.about["security"].as_array().into_iter().flatten();
        ways.filter_map(Value::as_object)
            .flat_map(|way| way.values())
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}

async fn description(running: &Running) -> Value {
    running.stranger().read("/api/openapi.json").await
}

fn operations(api: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        // A scope that tokens have too; any other part is an id.
        let address: Vec<&str> = path
            .split('/')
            .map(|part| match part {
                "{scope}" => "workspace",
                part if part.starts_with('{') => "101",
                part => part,
            })
            .collect();
        for (method, about) in item.as_object().unwrap() {
            all.push(Operation {
                name: format!("{method} {path}"),
                method: method.to_uppercase().parse().unwrap(),
                address: address.join("/"),
                about: about.clone(),
            });
        }
    }
    assert!(
        all.len() > 40,
        "only {} operations are described",
        all.len()
    );
    all
}

fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str));
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn who_has_the_description_is_not_sent_it_again() {
    let running = Running::start().await;
    let asked = running.stranger().get("/api/openapi.json");
    let first = asked.send().await.unwrap();
    let tag = crate::support::header(&first, "etag");
    assert!(!tag.is_empty());
    assert_eq!(crate::support::header(&first, "cache-control"), "no-cache");
    for (known, status) in [(tag.as_str(), 304), ("W/\"another\"", 200)] {
        let asked = running.stranger().get("/api/openapi.json");
        let again = asked.header("if-none-match", known).send().await.unwrap();
        assert_eq!(again.status(), status);
        let text = again.text().await.unwrap();
        assert_eq!(text.is_empty(), status == 304);
    }
}

#[tokio::test]
async fn the_description_is_open_to_all_and_whole() {
    let running = Running::start().await;
    let api = description(&running).await;
    assert_eq!(api["openapi"], "3.1.0");
    assert_eq!(api["info"]["version"], env!("CARGO_PKG_VERSION"));

    let mut found = BTreeSet::new();
    references(&api, &mut found);
    for reference in found {
        let place = reference.strip_prefix('#').unwrap();
        assert!(api.pointer(place).is_some(), "{reference} leads nowhere");
    }

    let mut ids = BTreeSet::new();
    for Operation { name, about, .. } in operations(&api) {
        let id = about["operationId"].as_str().unwrap().to_owned();
        assert!(ids.insert(id), "{name} has another's operationId");
        assert!(about["summary"].is_string(), "{name} has no summary");
        assert_eq!(about["tags"].as_array().map(Vec::len), Some(1), "{name}");
        let answers = about["responses"].as_object().unwrap();
        assert!(answers.contains_key("500"), "{name}");
        assert!(
            answers.keys().any(|status| status.starts_with('2')),
            "{name} never succeeds"
        );
    }
}

/// The files in which an operation may lie by its path: the resource's own, one of its folder, or that of what it belongs to.
fn files(path: &str) -> Vec<String> {
    const VERBS: [&str; 6] = ["list", "show", "create", "patch", "put", "delete"];
    let parts = path.trim_start_matches("/api").split('/');
    let parts: Vec<String> = parts
        .filter(|part| !part.is_empty() && !part.starts_with('{'))
        .map(|part| part.trim_start_matches('.').replace(['-', '.'], "_"))
        .collect();
    let own = parts.join("/");
    let mut files = vec![own.clone()];
    files.extend(VERBS.map(|verb| format!("{own}/{verb}")));
    if let Some((_, owner @ [_, _, ..])) = parts.split_last() {
        files.push(owner.join("/"));
    }
    files
}

#[tokio::test]
async fn the_path_of_an_operation_is_the_path_of_its_file() {
    let running = Running::start().await;
    let routes = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/routes");
    for Operation { name, about, .. } in operations(&description(&running).await) {
        let id = about["operationId"].as_str().unwrap();
        let here = format!("operation_id = \"{id}\"");
        let (_, path) = name.split_once(' ').unwrap();
        let files = files(path);
        let found = files.iter().any(|file| {
            let text = std::fs::read_to_string(routes.join(format!("{file}.rs")));
            text.is_ok_and(|text| text.contains(&here))
        });
        assert!(found, "{name} ({id}) is in none of {files:?}");
    }
}

#[tokio::test]
async fn each_operation_asks_for_the_role_that_its_description_names() {
    let running = Running::start().await;
    let api = description(&running).await;
    let program = running.program().await;
    let stranger = running.stranger();
    for operation in operations(&api) {
        let Operation {
            name,
            method,
            address,
            ..
        } = &operation;
        let answer = stranger.request(method.clone(), address).send().await;
        let is_closed = answer.unwrap().status() == 401;
        assert_eq!(is_closed, !operation.roles().is_empty(), "{name}");

        let answer = program.request(method.clone(), address).send().await;
        // What answers as Plug does says 401 where others say 403.
        let refused = if operation.about["operationId"] == "update_webhooks" {
            401
        } else {
            403
        };
        let is_admins = answer.unwrap().status() == refused;
        let roles = operation.roles();
        // Whoever is not signed in may sign in, but from the page alone.
        if !roles.is_empty() {
            let closed = ["admin", "developer", "moderator"];
            let is_of_others = roles.iter().all(|role| closed.contains(role));
            assert_eq!(is_admins, is_of_others, "{name}");
        }
    }
}

#[tokio::test]
async fn an_answer_is_whole_and_a_request_need_not_be() {
    let running = Running::start().await;
    let api = description(&running).await;
    let schema = |name: &str| api["components"]["schemas"][name].clone();
    let required = |schema: &Value| -> BTreeSet<String> {
        let names = schema["required"].as_array().into_iter().flatten();
        names.filter_map(Value::as_str).map(str::to_owned).collect()
    };

    let contact: Value = running.admin().await.read("/api/contacts/7001").await;
    let fields: BTreeSet<String> = contact.as_object().unwrap().keys().cloned().collect();
    assert_eq!(required(&schema("Contact")), fields);
    assert_eq!(required(&schema("ContactPatch")), BTreeSet::new());

    let body: Value = expect(running.stranger().get("/api/me"), 401.try_into().unwrap()).await;
    let error: BTreeSet<String> = body["error"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(required(&schema("ApiError")), error);
}

#[tokio::test]
async fn a_list_is_not_taken_for_an_object() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let answer = refused(
        admin.patch("/api/conversations/955", &json!([null, null])),
        422,
    );
    assert_eq!(answer.await.fields[0].path, ".");

    // In a message from outside it is left out.
    let message = json!({"sender": "5511900000000", "type": "text", "content": "Oi", "contactInfo": ["Ana", null]});
    let request = admin.post_json("/api/channels/501/messages", &message);
    let answer: Received = expect(request, StatusCode::CREATED).await;
    assert_eq!(answer.ignored[0].path, "contactInfo");
    assert_ne!(answer.contact.name, "Ana");
}
