//! Each change by the API records what happened, in the name of who made it.

mod apps;

use std::collections::BTreeSet;

use encaixe_api::plugin::PLUGIN_HEADER;
use encaixe_api::webhook::PlugSet;
use encaixe_server::actor::Actor;
use encaixe_server::store::{For, server_value};
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Map, Value, json};

use crate::support::{ANA, BRUNO, Running, Visitor, expect, refused};

/// Operations that change something and record nothing, with the reason.
const SILENT: [(&str, &str); 12] = [
    (
        "check_review",
        "what a program saw lies with the version, and nothing of the integration changes",
    ),
    (
        "create_rating_link",
        "what comes by the link is recorded, and no page shows the link",
    ),
    (
        "create_frame_token",
        "it signs what is so, and changes nothing",
    ),
    (
        "put_storage_value",
        "what a plugin stores is its own, and no page shows it",
    ),
    ("remove_storage_value", "the same"),
    ("check_app", "it keeps nothing"),
    ("try_connection", "the same"),
    (
        "authorize_connection",
        "what comes of it is recorded once somebody agreed",
    ),
    (
        "call_app",
        "what it changes is elsewhere; the settings show the last calls of a connection",
    ),
    (
        "test_webhook",
        "a delivery tells of an event, and is none itself",
    ),
    ("replay_webhook", "the same"),
    ("replay_webhook_delivery", "the same"),
];

const WHATSAPP: &str = "/api/channels/501/messages";

/// Sends requests and looks at what each recorded.
struct Recorder<'a> {
    running: &'a Running,
    seen: BTreeSet<&'static str>,
}

impl Recorder<'_> {
    /// The answer to a request of this operation, which has to record these kinds in this actor's name.
    async fn records(
        &mut self,
        operation: &'static str,
        request: RequestBuilder,
        actor: &Actor,
        kinds: &[&str],
    ) -> Value {
        let store = &self.running.server.app().store;
        let before = store.last_event().await.unwrap();
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{operation}: {status} {text}");
        let recorded = store.recorded_after(before).await.unwrap();
        let found: Vec<String> = recorded
            .iter()
            .map(|one| {
                assert_eq!(one.actor.as_ref(), Some(actor), "{operation}");
                let event = one.event.as_ref().expect("an unknown event");
                let event = serde_json::to_value(event).unwrap();
                event["kind"].as_str().unwrap().to_owned()
            })
            .collect();
        assert_eq!(found, kinds, "{operation}");
        self.seen.insert(operation);
        serde_json::from_str(&text).unwrap_or_default()
    }
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

async fn sessions(visitor: &Visitor, path: &str) -> Vec<String> {
    let page: Value = visitor.read(path).await;
    let items = page["items"].as_array().unwrap();
    items.iter().map(|one| id(one).to_owned()).collect()
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one line an operation of the API")]
async fn each_operation_that_changes_something_records_it_in_the_name_of_who_asked() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let bruno = running.agent().await;
    let (by_ana, by_bruno) = (member(ANA), member(BRUNO));
    let mut to = Recorder {
        running: &running,
        seen: BTreeSet::new(),
    };

    // Conversations.
    let new = json!({"channel": "501", "identifier": "+55 21 97777-1234", "name": "Rita"});
    let begun = bruno.post_json("/api/conversations", &new);
    let begun = to
        .records(
            "create_conversation",
            begun,
            &by_bruno,
            &[
                "conversation_created",
                "attendance_requested",
                "attendance_started",
            ],
        )
        .await;
    let at = |rest: &str| format!("/api/conversations/{}{rest}", id(&begun));
    let all = json!({"assignee": ANA, "group": "201", "status": "closed"});
    let kinds = [
        "conversation_assigned",
        "conversation_moved",
        "attendance_finished",
        "conversation_closed",
    ];
    to.records(
        "change_conversation",
        bruno.patch(&at(""), &all),
        &by_bruno,
        &kinds,
    )
    .await;
    let open = bruno.patch(&at(""), &json!({"status": "open"}));
    to.records(
        "change_conversation",
        open,
        &by_bruno,
        &[
            "conversation_reopened",
            "attendance_requested",
            "attendance_started",
        ],
    )
    .await;
    to.records(
        "change_conversation",
        bruno.patch(&at(""), &json!({"status": "open"})),
        &by_bruno,
        &[],
    )
    .await;
    let tag = at("/tags/301");
    to.records("add_tag", bruno.put(&tag), &by_bruno, &["tag_added"])
        .await;
    to.records("add_tag", bruno.put(&tag), &by_bruno, &[]).await;
    to.records(
        "remove_tag",
        bruno.delete(&tag),
        &by_bruno,
        &["tag_removed"],
    )
    .await;
    // The page names the plugin for which it asks.
    let demo = running.demo_plugin().await;
    let by_demo = Actor::Plugin {
        plugin: demo.as_str().into(),
        member: BRUNO.into(),
    };
    let for_demo = |request: RequestBuilder| request.header(PLUGIN_HEADER, &demo);
    let put = for_demo(bruno.put(&tag));
    to.records("add_tag", put, &by_demo, &["tag_added"]).await;
    let note = json!({"type": "note", "text": "Nota", "plugin": demo});
    let note = bruno.post_json(&at("/messages"), &note);
    to.records("add_message", note, &by_demo, &["note_added"])
        .await;
    let said = bruno.post_json(&at("/messages"), &json!({"type": "text", "text": "Olá"}));
    let said = to
        .records("add_message", said, &by_bruno, &["message_sent"])
        .await;
    let note = bruno.post_json(&at("/messages"), &json!({"type": "note", "text": "Nota"}));
    to.records("add_message", note, &by_bruno, &["note_added"])
        .await;
    let message = at(&format!("/messages/{}", id(&said)));
    let failed = bruno.put_json(&format!("{message}/status"), &json!({"status": "failed"}));
    to.records(
        "set_message_status",
        failed,
        &by_bruno,
        &["message_status_changed"],
    )
    .await;
    let retry = bruno.post(&format!("{message}/retry"));
    to.records(
        "retry_message",
        retry,
        &by_bruno,
        &["message_status_changed"],
    )
    .await;
    let session = begun["session"].as_str().unwrap();
    let attendance = bruno.patch(
        &format!("/api/attendances/{session}"),
        &json!({"fields": {"motivo": "Troca"}}),
    );
    to.records(
        "change_attendance",
        attendance,
        &by_bruno,
        &["attendance_changed"],
    )
    .await;
    let rating = format!("/api/attendances/{session}/rating");
    let rating = bruno.put_json(&rating, &json!({"score": 5}));
    to.records("rate_attendance", rating, &by_bruno, &["attendance_rated"])
        .await;
    let link = bruno.post(&format!("/api/attendances/{session}/rating-link"));
    let link: Value = expect(link, StatusCode::CREATED).await;
    let link = link["url"].as_str().unwrap();
    let link = link.strip_prefix(&running.origin()).unwrap();
    let stranger = running.stranger();
    to.records(
        "rate",
        stranger.post_json(link, &json!({"score": 4})),
        &Actor::System,
        &["attendance_rated"],
    )
    .await;

    // A program, and what comes in from outside.
    let program = json!({"name": "program", "role": "agent"});
    let made = to
        .records(
            "create_token",
            ana.post_json("/api/tokens", &program),
            &by_ana,
            &["token_created"],
        )
        .await;
    let token = made["token"]["id"]
        .as_str()
        .or(made["id"].as_str())
        .unwrap();
    let by_program = Actor::Token { id: token.into() };
    let program = running.with_token(made["secret"].as_str().unwrap());
    let message = json!({"sender": "5521977771234", "type": "text", "content": "Oi"});
    to.records(
        "receive_message",
        program.post_json(WHATSAPP, &message),
        &by_program,
        &["message_received"],
    )
    .await;
    let message = json!({"sender": "5521977775678", "type": "text", "content": "Oi"});
    let kinds = [
        "conversation_created",
        "attendance_requested",
        "message_received",
    ];
    let other = to
        .records(
            "receive_message",
            program.post_json(WHATSAPP, &message),
            &by_program,
            &kinds,
        )
        .await;
    let start = format!(
        "/api/conversations/{}/start",
        other["conversation"]["id"].as_str().unwrap()
    );
    let kinds = ["attendance_started", "conversation_assigned"];
    to.records("start_attendance", bruno.post(&start), &by_bruno, &kinds)
        .await;
    to.records("start_attendance", bruno.post(&start), &by_bruno, &[])
        .await;
    for kinds in [&["channel_state_changed"][..], &[]] {
        let down = json!({"connected": false, "error": "sem sinal"});
        let down = program.put_json("/api/channels/501/state", &down);
        to.records("set_channel_state", down, &by_program, kinds)
            .await;
    }
    to.records(
        "read_conversation",
        bruno.post(&at("/read")),
        &by_bruno,
        &["conversation_read"],
    )
    .await;
    to.records(
        "read_conversation",
        bruno.post(&at("/read")),
        &by_bruno,
        &[],
    )
    .await;

    // Contacts.
    let contact = format!("/api/contacts/{}", begun["contact"]["id"].as_str().unwrap());
    let other = other["contact"]["id"].as_str().unwrap();
    let renamed = bruno.patch(&contact, &json!({"name": "Rita Prado"}));
    to.records("change_contact", renamed, &by_bruno, &["contact_changed"])
        .await;
    let apart = bruno.put(&format!("{contact}/apart/{other}"));
    to.records(
        "keep_contacts_apart",
        apart,
        &by_bruno,
        &["contacts_kept_apart"],
    )
    .await;
    let apart = bruno.put(&format!("{contact}/apart/{other}"));
    to.records("keep_contacts_apart", apart, &by_bruno, &[])
        .await;
    let merge = bruno.post_json(&format!("{contact}/merge"), &json!({"contact": other}));
    let merged = to
        .records("merge_contacts", merge, &by_bruno, &["contacts_merged"])
        .await;
    let undo = bruno.delete(&format!("{contact}/merges/{}", id(&merged["merge"])));
    to.records("undo_merge", undo, &by_bruno, &["contacts_split"])
        .await;

    // The workspace and its lists.
    let company = ana.patch("/api/workspace", &json!({"name": "Aurora"}));
    to.records("change_workspace", company, &by_ana, &["workspace_changed"])
        .await;
    let members = json!([ANA]);
    let lists = [
        (
            "/api/tags",
            json!({"name": "Novo"}),
            ["create_tag", "change_tag", "delete_tag"],
        ),
        (
            "/api/groups",
            json!({"name": "Novo", "members": members}),
            ["create_group", "change_group", "delete_group"],
        ),
        (
            "/api/custom-fields",
            json!({"name": "Novo", "entity": "contact", "type": "text"}),
            [
                "create_custom_field",
                "change_custom_field",
                "delete_custom_field",
            ],
        ),
        (
            "/api/channels",
            json!({"name": "Novo", "type": "email"}),
            ["create_channel", "change_channel", "delete_channel"],
        ),
        (
            "/api/attendance-categories",
            json!({"name": "Novo", "items": [{"name": "Um"}]}),
            ["create_category", "change_category", "delete_category"],
        ),
        (
            "/api/canned-replies",
            json!({"name": "Novo", "text": "Olá", "shared": true}),
            [
                "create_canned_reply",
                "change_canned_reply",
                "delete_canned_reply",
            ],
        ),
    ];
    for (path, new, [create, change, delete]) in lists {
        let made = to
            .records(
                create,
                ana.post_json(path, &new),
                &by_ana,
                &["entry_created"],
            )
            .await;
        let one = format!("{path}/{}", id(&made));
        to.records(
            change,
            ana.patch(&one, &json!({"name": "Outro"})),
            &by_ana,
            &["entry_changed"],
        )
        .await;
        to.records(delete, ana.delete(&one), &by_ana, &["entry_deleted"])
            .await;
    }

    // Members and ways in.
    let new = json!({"name": "Eva", "email": "eva@aurora.example", "role": "agent"});
    let eva = to
        .records(
            "create_member",
            ana.post_json("/api/members", &new),
            &by_ana,
            &["entry_created"],
        )
        .await;
    let eva = id(&eva);
    let member_of = |rest: &str| format!("/api/members/{eva}{rest}");
    let renamed = ana.patch(&member_of(""), &json!({"name": "Eva Lima"}));
    to.records("change_member", renamed, &by_ana, &["entry_changed"])
        .await;
    let link = ana.post(&member_of("/link"));
    to.records(
        "create_member_link",
        link,
        &by_ana,
        &["sign_in_link_created"],
    )
    .await;
    let link = running.link(eva).await;
    to.records(
        "sign_in",
        running.page().post(&link),
        &member(eva),
        &["session_created"],
    )
    .await;
    let first = sessions(&ana, &member_of("/sessions")).await;
    let end = ana.delete(&member_of(&format!("/sessions/{}", first[0])));
    to.records("end_member_session", end, &by_ana, &["sessions_ended"])
        .await;
    let end = ana.delete(&member_of("/sessions"));
    to.records("end_member_sessions", end, &by_ana, &[]).await;
    running.signed_in(eva).await;
    let end = ana.delete(&member_of("/sessions"));
    to.records("end_member_sessions", end, &by_ana, &["sessions_ended"])
        .await;
    let twice = running.signed_in(BRUNO).await;
    let own = sessions(&twice, "/api/me/sessions").await;
    let end = bruno.delete(&format!("/api/me/sessions/{}", own[0]));
    to.records("end_own_session", end, &by_bruno, &["sessions_ended"])
        .await;
    running.signed_in(BRUNO).await;
    let end = bruno.delete("/api/me/sessions");
    to.records(
        "end_other_own_sessions",
        end,
        &by_bruno,
        &["sessions_ended"],
    )
    .await;
    let revoke = ana.delete(&format!("/api/tokens/{token}"));
    to.records("revoke_token", revoke, &by_ana, &["token_revoked"])
        .await;

    // Webhooks.
    let new = json!({"name": "plug", "role": "admin"});
    let made: Value = expect(ana.post_json("/api/tokens", &new), StatusCode::CREATED).await;
    let keys = PlugSet::KEYS.iter();
    let set: Map<String, Value> = keys
        .map(|key| ((*key).to_owned(), json!("https://hooks.invalid/")))
        .collect();
    let token = Actor::Token {
        id: id(&made).into(),
    };
    to.records(
        "update_webhooks",
        running
            .with_token(made["secret"].as_str().unwrap())
            .put_json("/api/integrations/update-webhooks", &set.into()),
        &token,
        &["plug_set_changed"],
    )
    .await;

    // Plugins.
    let new = json!({"name": "CRM", "endpoint": "https://crm.example/"});
    let plugin = to
        .records(
            "create_plugin",
            ana.post_json("/api/plugins", &new),
            &by_ana,
            &["plugin_created"],
        )
        .await;
    let at = |rest: &str| format!("/api/plugins/{}{rest}", id(&plugin));
    to.records(
        "change_plugin",
        ana.patch(&at(""), &json!({"name": "CRM 2"})),
        &by_ana,
        &["plugin_changed"],
    )
    .await;
    to.records(
        "rotate_plugin_secret",
        ana.post(&at("/secret/rotate")),
        &by_ana,
        &["plugin_secret_rotated"],
    )
    .await;
    to.records(
        "rotate_plugin_signing",
        ana.post_json(&at("/signing/rotate"), &json!({})),
        &by_ana,
        &["plugin_signing_key_rotated"],
    )
    .await;
    let of_each = ["plugin_secret_rotated"; 3];
    to.records(
        "rotate_plugin_secrets",
        ana.post("/api/plugins/secrets/rotate"),
        &by_ana,
        &of_each,
    )
    .await;
    server_offers(&running).await;
    let dismiss = || ana.post("/api/plugins/secrets/dismiss");
    to.records(
        "dismiss_plugin_secrets",
        dismiss(),
        &by_ana,
        &["rotation_dismissed"],
    )
    .await;
    to.records("dismiss_plugin_secrets", dismiss(), &by_ana, &[])
        .await;
    let state = format!("/api/frames/{}/state", id(&plugin));
    let left = json!({"state": "left", "reason": "gone"});
    to.records(
        "report_frame_state",
        bruno.post_json(&state, &left),
        &by_bruno,
        &["plugin_state_reported"],
    )
    .await;
    to.records(
        "report_frame_state",
        bruno.post_json(&state, &left),
        &by_bruno,
        &[],
    )
    .await;
    to.records(
        "remove_plugin",
        ana.delete(&at("")),
        &by_ana,
        &["plugin_removed"],
    )
    .await;

    let new = json!({"name": "Meu", "endpoint": "http://localhost:5173/"});
    let own = to
        .records(
            "create_own_plugin",
            bruno.post_json("/api/me/plugins", &new),
            &by_bruno,
            &["plugin_created"],
        )
        .await;
    to.records(
        "remove_own_plugin",
        bruno.delete(&format!("/api/me/plugins/{}", id(&own))),
        &by_bruno,
        &["plugin_removed"],
    )
    .await;

    webhooks(&mut to, &ana, &by_ana).await;
    integrations(&mut to, &ana, &by_ana).await;
    installations(&mut to, &ana, &by_ana).await;
    apps::apps(&mut to, &ana, &by_ana).await;
    to.records(
        "sign_out",
        bruno.post("/api/sign-out"),
        &by_bruno,
        &["sessions_ended"],
    )
    .await;

    let api: Value = running.stranger().read("/api/openapi.json").await;
    let paths = api["paths"].as_object().unwrap();
    let changing: BTreeSet<&str> = paths
        .values()
        .flat_map(|item| item.as_object().unwrap())
        .filter(|(method, _)| *method != "get")
        .map(|(_, about)| about["operationId"].as_str().unwrap())
        .collect();
    let silent = SILENT.iter().map(|(operation, _)| *operation);
    let known: BTreeSet<&str> = to.seen.iter().copied().chain(silent).collect();
    assert_eq!(changing, known, "each is tried, or silent with a reason");
}

async fn webhooks(to: &mut Recorder<'_>, ana: &Visitor, by_ana: &Actor) {
    let new = json!({"url": "https://nowhere.invalid/", "events": ["contact.changed"]});
    let made = ana.post_json("/api/webhooks", &new);
    let made = to.records("create_webhook", made, by_ana, &["webhook_created"]);
    let one = format!("/api/webhooks/{}", id(&made.await));
    let off = ana.patch(&one, &json!({"enabled": false}));
    to.records("change_webhook", off, by_ana, &["webhook_changed"])
        .await;
    let rotate = ana.post_json(&format!("{one}/rotate"), &json!({}));
    let kinds = ["webhook_secret_rotated"];
    to.records("rotate_webhook_secret", rotate, by_ana, &kinds)
        .await;
    let gone = ana.delete(&one);
    to.records("remove_webhook", gone, by_ana, &["webhook_removed"])
        .await;
}

/// They lie with the server, and what happened to them with the company that makes them.
async fn integrations(to: &mut Recorder<'_>, ana: &Visitor, by_ana: &Actor) {
    let made = ana.post_json("/api/integrations", &json!({"name": "CRM"}));
    let made = to.records("create_integration", made, by_ana, &["integration_created"]);
    let one = format!("/api/integrations/{}", id(&made.await));
    for kinds in [&["integration_changed"][..], &[]] {
        let renamed = ana.patch(&one, &json!({"name": "CRM 2"}));
        to.records("change_integration", renamed, by_ana, kinds)
            .await;
    }
    let rotate = ana.post_json(&format!("{one}/rotate"), &json!({}));
    let kinds = ["integration_secret_rotated"];
    to.records("rotate_integration_secret", rotate, by_ana, &kinds)
        .await;
    let whole = json!({"name": "CRM 3", "description": {"en": "Shows orders."}, "redirectUris": ["https://crm.example/cb"],
        "installUrl": "https://crm.example/"});
    let whole = ana.put_json(&format!("{one}/manifest"), &whole);
    let kinds = ["integration_changed"];
    to.records("put_integration_manifest", whole, by_ana, &kinds)
        .await;
    let stepped = ["integration_stepped"];
    let submit = ana.post_json(&format!("{one}/steps"), &json!({"step": "submit"}));
    to.records("step_integration", submit, by_ana, &stepped)
        .await;
    let review = one.replace("/integrations/", "/reviews/");
    let take = json!({"step": "take", "version": 1});
    let take = ana.post_json(&format!("{review}/steps"), &take);
    to.records("step_review", take, by_ana, &stepped).await;
    let gone = ana.delete(&one);
    to.records("remove_integration", gone, by_ana, &["integration_deleted"])
        .await;
}

/// An integration of one's own with a page, in and out.
async fn installations(to: &mut Recorder<'_>, ana: &Visitor, by_ana: &Actor) {
    let new = json!({"name": "CRM", "redirectUris": ["https://nowhere.invalid/cb"], "scopes": [{"scope": "contact:read"}],
        "widget": {"endpoint": "https://nowhere.invalid/widget"}});
    let made = ana.post_json("/api/integrations", &new);
    let made = to.records("create_integration", made, by_ana, &["integration_created"]);
    let made = made.await;
    let click = ana.post(&format!("/api/marketplace/{}/click", id(&made)));
    let click = to.records("click_listing", click, by_ana, &[]).await;
    let listed: Value = ana.read(&format!("/api/marketplace/{}", id(&made))).await;
    let new = json!({"integration": id(&made), "version": 1, "stamp": listed["stamp"], "nonce": click["nonce"]});
    let new = ana.post_json("/api/installations", &new);
    let kinds = ["plugin_created", "integration_installed"];
    to.records("create_installation", new, by_ana, &kinds).await;
    let one = format!("/api/installations/{}", id(&made));
    for (is_paused, kind) in [(true, "integration_paused"), (false, "integration_resumed")] {
        let patch = ana.patch(&one, &json!({"paused": is_paused}));
        to.records("change_installation", patch, by_ana, &[kind])
            .await;
    }
    let kinds = ["plugin_removed", "integration_removed"];
    to.records("remove_installation", ana.delete(&one), by_ana, &kinds)
        .await;
    let gone = ana.delete(&format!("/api/integrations/{}", id(&made)));
    to.records("remove_integration", gone, by_ana, &["integration_deleted"])
        .await;
}

#[tokio::test]
async fn nobody_acts_for_a_plugin_that_is_not_enabled_and_no_program_for_any() {
    let running = Running::start().await;
    let (bruno, program) = (running.agent().await, running.program().await);
    let demo = running.demo_plugin().await;
    let tag = "/api/conversations/955/tags/301";
    for (request, plugin) in [
        (bruno.put(tag), "nobody"),
        (bruno.put(tag), ""),
        (program.put(tag), demo.as_str()),
    ] {
        let error = refused(request.header(PLUGIN_HEADER, plugin), 403).await;
        assert_eq!(error.code, "unknown_plugin");
    }
    let say = |body: Value| {
        let request = bruno.post_json("/api/conversations/955/messages", &body);
        request.header(PLUGIN_HEADER, &demo)
    };
    let text = refused(say(json!({"type": "text", "text": "Oi"})), 422).await;
    assert_eq!(text.fields[0].path, "plugin", "{text:?}");
    let other = json!({"type": "note", "text": "Oi", "plugin": "other"});
    let other = refused(say(other), 422).await;
    assert_eq!(other.fields[0].path, "plugin", "{other:?}");
    let off = json!({"enabled": false});
    let off = running
        .admin()
        .await
        .patch(&format!("/api/plugins/{demo}"), &off);
    assert!(off.send().await.unwrap().status().is_success());
    let error = refused(bruno.put(tag).header(PLUGIN_HEADER, &demo), 403).await;
    assert_eq!(error.code, "unknown_plugin");
}

/// As after a start with a folder of an earlier version, whose backups hold secrets in the clear.
async fn server_offers(running: &Running) {
    let store = &running.server.app().store;
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    server_value::set(&mut write, "rotation_offered", "yes")
        .await
        .unwrap();
    write.commit().await.unwrap();
}

fn member(id: &str) -> Actor {
    Actor::Member { id: id.into() }
}
