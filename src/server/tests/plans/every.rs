//! Every operation of the API, each asked once with success, so that no statement is left out.

mod apps;
mod installations;
mod integrations;

use std::collections::BTreeSet;

use encaixe_api::id::MessageId;
use encaixe_api::webhook::PlugSet;
use encaixe_server::actor::Actor;
use encaixe_server::delivery::body::plug::{Names, plug};
use encaixe_server::store::media::Place;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::support::{ANA, BRUNO, Running, Visitor};

/// Operations whose statements are none, or those of another one.
const OTHERWISE: &[&str] = &[
    // A stream without an end.
    "GET /api/events",
    // Its statement is asked by whoever has a picture.
    "GET /api/frames/{id}/icon/{hash}",
    // It ends the session that asks, as the one below `/sessions` does.
    "POST /api/sign-out",
];

/// Whoever asks, and what was asked.
struct Desk<'a> {
    who: &'a Visitor,
    asked: BTreeSet<String>,
}

impl Desk<'_> {
    async fn ask(&mut self, method: Method, path: &str, body: Value) -> Value {
        let mut request: RequestBuilder = self.who.request(method.clone(), path);
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status}: {text}");
        let path = path.split('?').next().unwrap_or(path);
        self.asked.insert(format!("{method} {path}"));
        serde_json::from_str(&text).unwrap_or_default()
    }

    async fn get(&mut self, path: &str) -> Value {
        self.ask(Method::GET, path, Value::Null).await
    }

    async fn post(&mut self, path: &str, body: Value) -> Value {
        self.ask(Method::POST, path, body).await
    }

    async fn put(&mut self, path: &str, body: Value) -> Value {
        self.ask(Method::PUT, path, body).await
    }

    async fn patch(&mut self, path: &str, body: Value) -> Value {
        self.ask(Method::PATCH, path, body).await
    }

    async fn delete(&mut self, path: &str) -> Value {
        self.ask(Method::DELETE, path, Value::Null).await
    }

    /// Makes one, changes it, lists all and takes it away.
    async fn whole_life(&mut self, path: &str, new: Value, change: Value) {
        let made = self.post(path, new).await;
        let one = format!("{path}/{}", id(&made));
        self.patch(&one, change).await;
        self.get(path).await;
        self.delete(&one).await;
    }
}

fn id(made: &Value) -> &str {
    made["id"].as_str().unwrap()
}

/// Asks everything. The number keeps the names of two rounds apart.
pub(crate) async fn everything(running: &Running, round: u32) {
    let admin = running.admin().await;
    let mut desk = Desk {
        who: &admin,
        asked: BTreeSet::new(),
    };
    workspace(&mut desk, round).await;
    members(&mut desk, running, round).await;
    contacts(&mut desk, round).await;
    plugins(&mut desk, running).await;
    audit(&mut desk).await;
    plug_set(&mut desk, running, round).await;
    webhooks(&mut desk, running).await;
    apps::apps(&mut desk, running, round).await;
    integrations::integrations(&mut desk, running).await;
    installations::installations(&mut desk, running).await;

    let api: Value = admin.read("/api/openapi.json").await;
    let mut missing = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let name = format!("{} {path}", method.to_uppercase());
            let is_asked = desk.asked.iter().any(|asked| fits(&name, asked));
            if path.starts_with("/api/") && !is_asked && !OTHERWISE.contains(&name.as_str()) {
                missing.push(name);
            }
        }
    }
    assert_eq!(missing, [""; 0], "nobody looks at the statements of these");
}

fn fits(name: &str, asked: &str) -> bool {
    let (own, other): (Vec<&str>, Vec<&str>) =
        (name.split('/').collect(), asked.split('/').collect());
    own.len() == other.len()
        && own
            .iter()
            .zip(other)
            .all(|(own, other)| own.starts_with('{') || *own == other)
}

async fn workspace(desk: &mut Desk<'_>, round: u32) {
    let named = |name: &str| format!("{name} {round}");
    desk.get("/api/openapi.json").await;
    desk.get("/api/workspace").await;
    desk.patch("/api/workspace", json!({"name": "Loja"})).await;
    let name = named("Plano");
    for (path, new) in [
        ("/api/tags", json!({"name": name})),
        ("/api/groups", json!({"name": name, "members": [ANA]})),
        (
            "/api/custom-fields",
            json!({"name": name, "entity": "session", "type": "text"}),
        ),
        ("/api/channels", json!({"name": name, "type": "sms"})),
        (
            "/api/attendance-categories",
            json!({"name": name, "items": [{"name": "Um"}, {"name": "Dois"}]}),
        ),
    ] {
        let change = json!({"name": named("Outro"), "position": 0, "isActive": false});
        desk.whole_life(path, new, change).await;
    }
    attendances(desk, round).await;
    let new = json!({"name": name, "text": "Oi!", "shared": true});
    desk.whole_life("/api/canned-replies", new, json!({"text": "Olá!"}))
        .await;
    let token = desk
        .post(
            "/api/tokens",
            json!({"name": "t", "role": "agent", "scopes": ["app:asana"]}),
        )
        .await;
    desk.get("/api/tokens").await;
    desk.delete(&format!("/api/tokens/{}", id(&token))).await;
    desk.get("/api/address?type=sms&text=31988887777").await;
}

async fn members(desk: &mut Desk<'_>, running: &Running, round: u32) {
    let email = format!("m{round}@loja.example");
    let new = json!({"name": "Rui", "email": email, "role": "agent"});
    desk.get("/api/me").await;
    desk.get("/api/me/companies").await;
    desk.get("/api/members").await;
    let made = desk.post("/api/members", new).await;
    let one = format!("/api/members/{}", id(&made));
    desk.patch(&one, json!({"role": "admin"})).await;
    desk.patch(&one, json!({"isActive": false})).await;
    desk.post(&format!("/api/members/{BRUNO}/link"), Value::Null)
        .await;
    running.agent().await;
    let bruno = format!("/api/members/{BRUNO}/sessions");
    let sessions = desk.get(&bruno).await;
    desk.delete(&format!("{bruno}/{}", id(&sessions["items"][0])))
        .await;
    desk.delete(&bruno).await;
    running.admin().await;
    let own = desk.get("/api/me/sessions").await;
    let other = own["items"].as_array().unwrap();
    let other = other.iter().find(|one| one["current"] != true).unwrap();
    desk.delete(&format!("/api/me/sessions/{}", id(other)))
        .await;
    desk.delete("/api/me/sessions").await;
}

async fn contacts(desk: &mut Desk<'_>, round: u32) {
    for q in [
        "",
        "q=a",
        "q=maria",
        "q=11+90000",
        "q=none",
        "q=31988887777",
    ] {
        let page = desk.get(&format!("/api/contacts?limit=20&{q}")).await;
        if let Some(next) = page["next"].as_str() {
            desk.get(&format!("/api/contacts?limit=20&{q}&before={next}"))
                .await;
        }
    }
    frequent(desk).await;
    let mut made = Vec::new();
    for place in 0..3 {
        let identifier = format!("55119{round}555{place}000");
        let new = json!({"channel": "501", "identifier": identifier, "name": "Rui"});
        made.push(desk.post("/api/conversations", new).await);
    }
    let person = |place: usize| {
        let contact = &made[place]["contact"];
        (id(contact), format!("/api/contacts/{}", id(contact)))
    };
    let ((_, one), (other, _), (third, _)) = (person(0), person(1), person(2));
    desk.get(&one).await;
    desk.patch(
        &one,
        json!({"phone": "+55 31 98888-7777", "email": "rui@b.example"}),
    )
    .await;
    desk.put(&format!("{one}/apart/{third}"), Value::Null).await;
    desk.get(&format!("{one}/same")).await;
    let merged = desk
        .post(&format!("{one}/merge"), json!({"contact": other}))
        .await;
    desk.get(&format!("{one}/same")).await;
    let merge = id(&merged["merge"]);
    desk.delete(&format!("{one}/merges/{merge}")).await;

    let at = format!("/api/conversations/{}", id(&made[0]));
    let whole = desk.get(&at).await;
    let session = format!("/api/attendances/{}", whole["session"].as_str().unwrap());
    desk.get(&session).await;
    desk.patch(&session, json!({"fields": {}})).await;
    let text = json!({"type": "text", "text": "Oi!", "id": "1"});
    let said = desk.post(&format!("{at}/messages"), text).await;
    desk.get(&format!("{at}/messages?before={}", id(&said)))
        .await;
    let message = format!("{at}/messages/{}", id(&said));
    desk.put(&format!("{message}/status"), json!({"status": "failed"}))
        .await;
    desk.post(&format!("{message}/retry"), Value::Null).await;
    let new = json!({"id": "1", "sender": "+55 31 98888-7777", "type": "text", "content": "Oi",
        "contactInfo": {"name": "Rui", "email": "rui@c.example"}});
    desk.post("/api/channels/501/messages", new).await;
    desk.get("/api/conversations?limit=1").await;
    desk.put(&format!("{at}/tags/302"), Value::Null).await;
    desk.delete(&format!("{at}/tags/302")).await;
    desk.post(&format!("{at}/read"), Value::Null).await;
    for status in ["closed", "open"] {
        desk.patch(
            &at,
            json!({"status": status, "assignee": ANA, "group": "201"}),
        )
        .await;
    }
}

/// One that is asked for, taken by hand, closed with all that the workspace asks for, and rated.
async fn attendances(desk: &mut Desk<'_>, round: u32) {
    let state = "/api/channels/501/state";
    let down = json!({"connected": false, "error": "sem sinal"});
    desk.put(state, down).await;
    desk.put(state, json!({"connected": true})).await;
    let rules = |rule: &str| json!({"closingCategory": rule, "closingReport": rule});
    desk.patch("/api/workspace", rules("must")).await;
    let path = "/api/attendance-categories";
    let new =
        json!({"name": format!("Troca {round}"), "items": [{"name": "Um"}, {"name": "Dois"}]});
    let made = desk.post(path, new).await;
    let item = made["items"][0].clone();
    let items = json!({"items": [{"name": "Novo"}, item]});
    desk.patch(&format!("{path}/{}", id(&made)), items).await;
    let sender = format!("5531977{round}66555");
    let new = json!({"sender": sender, "type": "text", "content": "Oi"});
    let got = desk.post("/api/channels/501/messages", new).await;
    let at = format!("/api/conversations/{}", id(&got["conversation"]));
    let whole = desk.post(&format!("{at}/start"), Value::Null).await;
    let chosen = json!([{"category": made["id"], "item": item["id"]}]);
    let closed = json!({"status": "closed", "report": "Feito", "categories": chosen});
    desk.patch(&at, closed).await;
    let session = format!("/api/attendances/{}", whole["session"].as_str().unwrap());
    desk.get(&session).await;
    desk.get(&format!("{at}/attendances")).await;
    let rating = json!({"score": 5, "observation": "Bom"});
    desk.put(&format!("{session}/rating"), rating.clone()).await;
    let link = desk
        .post(&format!("{session}/rating-link"), Value::Null)
        .await;
    let link = link["url"].as_str().unwrap();
    let link = &link[link.find("/rate/").unwrap()..];
    desk.get(&format!("{link}/what")).await;
    desk.post(link, rating).await;
    desk.patch("/api/workspace", rules("off")).await;
}

/// A search that finds most of the workspace goes page by page through whom it finds, each once and in the order of the list.
async fn frequent(desk: &mut Desk<'_>) {
    let mut lists = Vec::new();
    for q in ["", "q=55"] {
        let (mut ids, mut next) = (Vec::new(), String::new());
        loop {
            let page = desk
                .get(&format!("/api/contacts?limit=200&{q}&before={next}"))
                .await;
            for contact in page["items"].as_array().unwrap() {
                let phone = contact["phone"].as_str().unwrap_or_default();
                if phone.starts_with("55") {
                    ids.push(id(contact).to_owned());
                }
            }
            match page["next"].as_str() {
                Some(place) => place.clone_into(&mut next),
                None => break,
            }
        }
        lists.push(ids);
    }
    assert!(lists[0].len() > 2_000, "only {}", lists[0].len());
    assert_eq!(lists[0], lists[1]);
}

async fn plugins(desk: &mut Desk<'_>, running: &Running) {
    let new = json!({"name": "P", "endpoint": "https://example.com/"});
    let own = json!({"name": "Em casa", "endpoint": "http://localhost:9/p"});
    let own = desk.post("/api/me/plugins", own).await;
    desk.get("/api/me/plugins").await;
    desk.delete(&format!("/api/me/plugins/{}", id(&own))).await;
    let made = desk.post("/api/plugins", new).await;
    let one = format!("/api/plugins/{}", id(&made));
    desk.get("/api/plugins").await;
    desk.get(&one).await;
    desk.patch(&one, json!({"name": "Q"})).await;
    desk.patch(&one, json!({"scopes": ["storage"]})).await;
    desk.get(&format!("{one}/secret")).await;
    desk.post(&format!("{one}/secret/rotate"), Value::Null)
        .await;
    desk.get(&format!("{one}/signing")).await;
    desk.get(&format!("{one}/signing/secrets")).await;
    desk.post(&format!("{one}/signing/rotate"), json!({})).await;
    desk.post(&format!("/api/frames/{}/token", id(&made)), json!({}))
        .await;
    desk.get("/.well-known/jwks.json").await;
    desk.get("/api/plugins/secrets").await;
    for what in ["rotate", "dismiss"] {
        desk.post(&format!("/api/plugins/secrets/{what}"), Value::Null)
            .await;
    }
    desk.get("/api/frames").await;
    let state = format!("/api/frames/{}/state", id(&made));
    desk.post(&state, json!({"state": "verified", "used": ["storage"]}))
        .await;
    let writer = running.server.app().store.by(Actor::System);
    desk.patch(&one, json!({"scopes": ["storage", "app:asana"]}))
        .await;
    let plugin = id(&made).into();
    writer.note_app_use(&plugin, "asana").await.unwrap();
    for scope in ["user", "workspace"] {
        let room = format!("{one}/storage/{scope}");
        desk.put(&format!("{room}/k"), json!({"value": "1"})).await;
        desk.get(&room).await;
        desk.get(&format!("{room}/k")).await;
        desk.delete(&format!("{room}/k")).await;
    }
    desk.delete(&one).await;
}

/// Of a receiver whose name leads nowhere, so that attempts fail here.
async fn webhooks(desk: &mut Desk<'_>, running: &Running) {
    let all = "message.sent message.received contact.changed conversation.tagged webhook.disabled";
    let all: Vec<&str> = all.split(' ').collect();
    let new = json!({"url": "https://nowhere.invalid/", "events": all, "channels": ["501"], "headers": [{"name": "x-a", "value": "1"}]});
    let made = desk.post("/api/webhooks", new).await;
    let one = format!("/api/webhooks/{}", id(&made));
    desk.get("/api/webhooks").await;
    desk.get(&one).await;
    desk.get(&format!("{one}/secret")).await;
    desk.post(&format!("{one}/rotate"), json!({})).await;
    let ordered =
        json!({"url": "https://nowhere.invalid/", "events": ["message.sent"], "ordered": true});
    let ordered = desk.post("/api/webhooks", ordered).await;
    let carrier = json!({"url": "https://nowhere.invalid/", "events": ["channel.disconnected"]});
    let carrier = desk.post("/api/webhooks", carrier).await;
    desk.patch("/api/channels/501", json!({"carrier": id(&carrier)}))
        .await;
    desk.get("/metrics").await;
    let open = desk
        .get("/api/conversations?status=open&channel=501&limit=1")
        .await;
    let conversation = format!("/api/conversations/{}", id(&open["items"][0]));
    let said = json!({"type": "text", "text": "Já vejo."});
    let said = desk.post(&format!("{conversation}/messages"), said).await;
    let message = format!("{conversation}/messages/{}", id(&said));
    desk.put(
        &format!("{message}/status"),
        json!({"status": "failed", "error": "no"}),
    )
    .await;
    desk.post(&format!("{message}/retry"), Value::Null).await;
    let contact = open["items"][0]["contact"]["id"].as_str().unwrap();
    desk.patch(&format!("/api/contacts/{contact}"), json!({"name": "Mara"}))
        .await;
    let test = json!({"event": "message.sent"});
    let sent = desk.post(&format!("{one}/test"), test).await;
    let list = format!("{one}/deliveries");
    desk.get(&list).await;
    for filter in [
        "status=dead",
        "event=message.sent",
        "status=waiting&event=message.sent",
    ] {
        desk.get(&format!("{list}?{filter}")).await;
    }
    desk.get(&format!("{list}/{}", id(&sent))).await;
    desk.post(&format!("{list}/{}/replay", id(&sent)), Value::Null)
        .await;
    let span = json!({"from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"});
    let since = json!({"failedSince": "2020-01-01T00:00:00Z"});
    for which in [span, since] {
        desk.post(&format!("{one}/replay"), which).await;
    }
    desk.get("/api/webhooks/events?limit=5").await;
    desk.patch(&one, json!({"channels": null, "url": "https://nowhere.invalid/b", "rate": 1, "enabled": true, "headers": []})).await;
    // What the worker does at other times.
    let store = &running.server.app().store;
    store.waiting_endpoints().await.unwrap();
    store.settle_deliveries(1, true).await.unwrap();
    store.hold_deliveries("nobody", &[1], 1, 2).await.unwrap();
    desk.patch(&one, json!({"enabled": false})).await;
    store.sweep_deliveries(1, 1).await.unwrap();
    desk.patch("/api/channels/501", json!({"carrier": null}))
        .await;
    for made in [made, ordered, carrier] {
        desk.delete(&format!("/api/webhooks/{}", id(&made))).await;
    }
}

async fn audit(desk: &mut Desk<'_>) {
    for filter in [
        "",
        "area=settings",
        "kind=tag_created",
        "actor=member:101",
        "actor=plugin:1",
        "actor=system",
        "object=tag",
        "object=plugin:1",
        "area=settings&actor=member:101&from=2026-01-01T00:00:00Z&to=2999-01-01T00:00:00Z",
    ] {
        desk.get(&format!("/api/audit?limit=1&{filter}")).await;
    }
}

/// Twice, so that the set is made and changed; the token is no session.
async fn plug_set(desk: &mut Desk<'_>, running: &Running, round: u32) {
    let new = json!({"name": "plug", "role": "admin"});
    let made = desk.post("/api/tokens", new).await;
    let program = running.with_token(made["secret"].as_str().unwrap());
    let path = "/api/integrations/update-webhooks";
    for host in ["a", "b"] {
        let address = json!(format!("https://{host}{round}.invalid/"));
        let set: serde_json::Map<String, Value> = PlugSet::KEYS
            .iter()
            .map(|key| ((*key).to_owned(), address.clone()))
            .collect();
        let answer = program.put_json(path, &set.into()).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
    desk.asked.insert(format!("PUT {path}"));
    desk.get("/api/webhooks/plug").await;
    // The bodies of what happened so far, and what a start looks through once.
    let store = &running.server.app().store;
    let last = store.last_event().await.unwrap();
    for recorded in store.recorded_after((last - 500).max(0)).await.unwrap() {
        plug(store, &recorded, Names::Plug).await.unwrap();
    }
    for place in [Place::default(), Place::Messages(MessageId::new(""))] {
        store.media_addresses(&place).await.unwrap();
    }
}
