//! For whom plugins are, in which channels, and in which order.

use encaixe_api::inbox::Page;
use encaixe_api::live::Change;
use encaixe_api::plugin::{PLUGIN_HEADER, Plugin};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{ANA, BRUNO, Running, Visitor, done, expect, refused};

const CAMILA: &str = "103";
/// Groups of the demo: of Ana and Bruno, of Bruno and Camila, of Ana.
const SALES: &str = "201";
const SUPPORT: &str = "202";
const FINANCE: &str = "203";
/// A conversation by the channel `501`, and one by `504`.
const BY_WHATSAPP: &str = "955";
const BY_CHAT: &str = "954";

async fn make(admin: &Visitor, name: &str, more: Value) -> String {
    let mut body = json!({"name": name, "endpoint": "https://example.com/p"});
    let more = more.as_object().unwrap().clone();
    body.as_object_mut().unwrap().extend(more);
    let request = admin.post_json("/api/plugins", &body);
    let made: Plugin = expect(request, StatusCode::CREATED).await;
    made.id.to_string()
}

/// The names of the plugins that somebody has, without those that every workspace begins with.
async fn seen(by: &Visitor) -> Vec<String> {
    let frames: Value = by.read("/api/frames").await;
    let names = frames.as_array().unwrap().iter();
    let names = names.map(|one| one["name"].as_str().unwrap().to_owned());
    names.filter(|name| name != "Demo").collect()
}

async fn change(admin: &Visitor, id: &str, patch: Value) -> Value {
    let request = admin.patch(&format!("/api/plugins/{id}"), &patch);
    expect(request, StatusCode::OK).await
}

#[tokio::test]
async fn each_agent_has_the_plugins_for_everyone_for_their_groups_and_for_them() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let camila = running.signed_in(CAMILA).await;
    let program = running.program().await;
    make(&ana, "All", json!({})).await;
    let sales = make(
        &ana,
        "Sales",
        json!({"audience": "groups", "groups": [SALES]}),
    )
    .await;
    let both = json!({"audience": "groups", "groups": [SUPPORT, FINANCE]});
    let both = make(&ana, "Support and finance", both).await;
    let own = json!({"audience": "members", "members": [CAMILA]});
    let own = make(&ana, "Camila's", own).await;

    assert_eq!(seen(&bruno).await, ["All", "Sales", "Support and finance"]);
    assert_eq!(
        seen(&camila).await,
        ["All", "Support and finance", "Camila's"]
    );
    assert_eq!(seen(&ana).await, ["All", "Sales", "Support and finance"]);
    assert_eq!(seen(&program).await, ["All"]);

    // What is not shown to somebody is not there for their page, whatever it asks.
    let state = json!({"state": "verified"});
    let stored = json!({"value": "1"});
    for (who, plugin, has) in [
        (&bruno, &sales, true),
        (&bruno, &both, true),
        (&bruno, &own, false),
        (&camila, &sales, false),
        (&camila, &own, true),
    ] {
        let report = who.post_json(&format!("/api/frames/{plugin}/state"), &state);
        let store = who.put_json(
            &format!("/api/plugins/{plugin}/storage/workspace/k"),
            &stored,
        );
        let read = who.get(&format!("/api/plugins/{plugin}/storage/user/k"));
        let note = json!({"type": "note", "text": "Nota", "plugin": plugin});
        let note = who.post_json(&format!("/api/conversations/{BY_WHATSAPP}/messages"), &note);
        let tag = who
            .put(&format!("/api/conversations/{BY_WHATSAPP}/tags/301"))
            .header(PLUGIN_HEADER, plugin);
        if has {
            done(report, 204).await;
            done(store, 204).await;
            let _: Value = expect(read, StatusCode::OK).await;
            let _: Value = expect(note, StatusCode::CREATED).await;
            let _: Value = expect(tag, StatusCode::OK).await;
        } else {
            assert_eq!(refused(report, 404).await.code, "not_found");
            assert_eq!(refused(store, 404).await.code, "not_found");
            assert_eq!(refused(read, 404).await.code, "not_found");
            assert_eq!(refused(note, 422).await.fields[0].path, "plugin");
            assert_eq!(refused(tag, 403).await.code, "unknown_plugin");
        }
    }
    let program = program.get(&format!("/api/plugins/{sales}/storage/workspace/k"));
    refused(program, 404).await;
}

#[tokio::test]
async fn a_group_that_changes_takes_its_plugins_along_and_open_pages_are_told() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let camila = running.signed_in(CAMILA).await;
    let sales = json!({"audience": "groups", "groups": [SALES]});
    make(&ana, "Sales", sales).await;
    let (_, mark) = running.told(0).await;

    let group = format!("/api/groups/{SALES}");
    let members = json!({"members": [ANA, CAMILA]});
    let _: Value = expect(ana.patch(&group, &members), StatusCode::OK).await;
    assert_eq!(seen(&bruno).await, Vec::<String>::new());
    assert_eq!(seen(&camila).await, ["Sales"]);
    let (told, mark) = running.told(mark).await;
    assert!(told.contains(&Change::Plugins), "{told:?}");

    let off = json!({"isActive": false});
    let _: Value = expect(ana.patch(&group, &off), StatusCode::OK).await;
    assert_eq!(seen(&camila).await, Vec::<String>::new());
    let (told, _) = running.told(mark).await;
    assert!(told.contains(&Change::Plugins), "{told:?}");
    let on = json!({"isActive": true});
    let _: Value = expect(ana.patch(&group, &on), StatusCode::OK).await;
    assert_eq!(seen(&camila).await, ["Sales"]);
}

#[tokio::test]
async fn what_is_deleted_leaves_a_plugin_for_nobody_and_never_for_everyone() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let new = json!({"name": "Plantão", "members": [ANA]});
    let group: Value = expect(ana.post_json("/api/groups", &new), StatusCode::CREATED).await;
    let new = json!({"name": "Balcão", "type": "webchat"});
    let channel: Value = expect(ana.post_json("/api/channels", &new), StatusCode::CREATED).await;
    let placed =
        json!({"audience": "groups", "groups": [group["id"]], "channels": [channel["id"]]});
    let id = make(&ana, "Plantão", placed).await;
    assert_eq!(seen(&ana).await, ["Plantão"]);

    done(
        ana.delete(&format!(
            "/api/channels/{}",
            channel["id"].as_str().unwrap()
        )),
        204,
    )
    .await;
    let frames: Value = ana.read("/api/frames").await;
    assert_eq!(
        frames.as_array().unwrap().last().unwrap()["channels"],
        json!([])
    );
    done(
        ana.delete(&format!("/api/groups/{}", group["id"].as_str().unwrap())),
        204,
    )
    .await;
    assert_eq!(seen(&ana).await, Vec::<String>::new());
    let plugin: Value = ana.read(&format!("/api/plugins/{id}")).await;
    assert_eq!(
        (&plugin["audience"], &plugin["groups"], &plugin["channels"]),
        (&json!("groups"), &json!([]), &json!([]))
    );
    // The rest of it can still be changed.
    let renamed = change(&ana, &id, json!({"name": "Outro"})).await;
    assert_eq!(renamed["audience"], "groups");
    let all = change(&ana, &id, json!({"audience": "everyone", "channels": null})).await;
    assert_eq!(
        (&all["audience"], &all["channels"]),
        (&json!("everyone"), &Value::Null)
    );
    assert_eq!(seen(&ana).await, ["Outro"]);
}

#[tokio::test]
async fn what_does_not_exist_and_what_would_be_for_nobody_is_refused_by_its_field() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let id = make(&ana, "CRM", json!({})).await;
    for (placed, path, code) in [
        (
            json!({"audience": "groups", "groups": [SALES, "9"]}),
            "groups[1]",
            "not_found",
        ),
        (
            json!({"audience": "members", "members": ["9"]}),
            "members[0]",
            "not_found",
        ),
        (
            json!({"channels": ["501", 504, "9"]}),
            "channels[2]",
            "not_found",
        ),
        (json!({"audience": "groups"}), "groups", "empty"),
        (
            json!({"audience": "members", "groups": [SALES]}),
            "members",
            "empty",
        ),
        (json!({"channels": []}), "channels", "empty"),
    ] {
        let error = refused(ana.patch(&format!("/api/plugins/{id}"), &placed), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            (path, code),
            "{placed}"
        );
        let mut new = json!({"name": "Novo", "endpoint": "https://example.com/p"});
        new.as_object_mut()
            .unwrap()
            .extend(placed.as_object().unwrap().clone());
        let error = refused(ana.post_json("/api/plugins", &new), 422).await;
        assert_eq!(error.fields[0].path, path, "{placed}");
    }
    let error = refused(
        ana.patch(
            &format!("/api/plugins/{id}"),
            &json!({"audience": "nobody"}),
        ),
        422,
    )
    .await;
    assert_eq!(error.fields[0].path, "audience");
    let plugin: Value = ana.read(&format!("/api/plugins/{id}")).await;
    assert_eq!(
        (&plugin["audience"], &plugin["channels"]),
        (&json!("everyone"), &Value::Null)
    );
    let list: Page<Plugin> = ana.read("/api/plugins").await;
    assert!(list.items.iter().all(|one| one.name != "Novo"));
}

#[tokio::test]
async fn a_plugin_changes_nothing_in_conversations_of_other_channels() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let id = make(&ana, "WhatsApp", json!({"channels": ["501", "502"]})).await;
    let frames: Value = bruno.read("/api/frames").await;
    assert_eq!(
        frames.as_array().unwrap().last().unwrap()["channels"],
        json!(["501", "502"])
    );
    for (conversation, fits) in [(BY_WHATSAPP, true), (BY_CHAT, false)] {
        let whole: Value = bruno
            .read(&format!("/api/conversations/{conversation}"))
            .await;
        let session = whole["session"].as_str().unwrap();
        let at = |rest: &str| format!("/api/conversations/{conversation}{rest}");
        let note = json!({"type": "note", "text": "Nota", "plugin": id});
        let storage =
            format!("/api/plugins/{id}/storage/conversation/k?conversation={conversation}");
        let escaped = format!("/api/conversations/%39{}/tags/301", &conversation[1..]);
        let requests = [
            bruno.put(&at("/tags/301")).header(PLUGIN_HEADER, &id),
            bruno.put(&escaped).header(PLUGIN_HEADER, &id),
            bruno
                .patch(&at(""), &json!({"assignee": BRUNO}))
                .header(PLUGIN_HEADER, &id),
            bruno.post_json(&at("/messages"), &note),
            bruno
                .post_json(&at("/messages"), &note)
                .header(PLUGIN_HEADER, &id),
            bruno
                .patch(
                    &format!("/api/attendances/{session}"),
                    &json!({"fields": {}}),
                )
                .header(PLUGIN_HEADER, &id),
            bruno.put_json(&storage, &json!({"value": "1"})),
            bruno.get(&storage),
        ];
        for request in requests {
            if fits {
                let answer = request.send().await.unwrap();
                assert!(answer.status().is_success(), "{}", answer.url());
            } else {
                assert_eq!(refused(request, 403).await.code, "other_channel");
            }
        }
        // The agent may.
        let tag = bruno.put(&at("/tags/302"));
        let _: Value = expect(tag, StatusCode::OK).await;
    }
}

#[tokio::test]
async fn plugins_stand_in_the_order_that_an_admin_gave_them() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let first = make(&ana, "A", json!({})).await;
    make(&ana, "B", json!({})).await;
    let last = make(&ana, "C", json!({})).await;
    assert_eq!(seen(&bruno).await, ["A", "B", "C"]);
    change(&ana, &last, json!({"position": 0})).await;
    assert_eq!(seen(&bruno).await, ["C", "A", "B"]);
    change(&ana, &first, json!({"position": 99})).await;
    assert_eq!(seen(&bruno).await, ["C", "B", "A"]);
    let list: Page<Plugin> = ana.read("/api/plugins").await;
    let names: Vec<_> = list.items.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["C", "Demo", "Console", "B", "A"]);
    done(ana.delete(&format!("/api/plugins/{last}")), 204).await;
    make(&ana, "D", json!({})).await;
    assert_eq!(seen(&bruno).await, ["B", "A", "D"]);
    let error = ana.patch(&format!("/api/plugins/{first}"), &json!({"position": -1}));
    refused(error, 422).await;
}
