//! The audit log: who did what to what, each change once, in the transaction of the change.

use encaixe_api::audit::{AuditEntry, AuditKind};
use encaixe_api::inbox::Page;
use encaixe_api::plugin::PLUGIN_HEADER;
use encaixe_server::actor::Actor;
use encaixe_server::backup::{backup, restore};
use encaixe_server::event::WorkspaceEvent;
use encaixe_server::store::{FILE, For, Store};
use encaixe_server::time;
use encaixe_server::vault::Vault;
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::cli::{run, text};
use crate::support::{ANA, BRUNO, BRUNO_EMAIL, Running, Visitor, done, expect, refused};

/// The log, newest first.
pub(crate) async fn log(who: &Visitor, query: &str) -> Vec<AuditEntry> {
    let page: Page<AuditEntry> = who.read(&format!("/api/audit?limit=200&{query}")).await;
    page.items
}

/// Asks, and gives what the log then has that it had not before, oldest first.
async fn told(running: &Running, request: RequestBuilder) -> Vec<AuditEntry> {
    let last = last(running).await;
    let answer = request.send().await.unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert!(status.is_success(), "{status} {text}");
    since(running, last).await
}

async fn last(running: &Running) -> u64 {
    let filter = encaixe_server::store::audit::Filter::default();
    let newest = encaixe_server::store::cursor::Cursor::newest();
    let page = running.server.app().store.audit(&filter, &newest, 1);
    let page = page.await.unwrap();
    page.items.first().map_or(0, number)
}

async fn since(running: &Running, last: u64) -> Vec<AuditEntry> {
    let filter = encaixe_server::store::audit::Filter::default();
    let newest = encaixe_server::store::cursor::Cursor::newest();
    let page = running.server.app().store.audit(&filter, &newest, 200);
    let mut items = page.await.unwrap().items;
    items.retain(|entry| number(entry) > last);
    items.reverse();
    items
}

fn number(entry: &AuditEntry) -> u64 {
    entry.id.as_str().parse().unwrap()
}

/// An entry in one line: who, what, to what, and what more.
fn line(entry: &AuditEntry) -> String {
    let entry = serde_json::to_value(entry).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut line = format!(
        "{} {} {} {}",
        text(&entry["actor"]["kind"]),
        text(&entry["actor"]["name"]),
        text(&entry["kind"]),
        text(&entry["object"]["name"]),
    );
    for (name, value) in entry["details"].as_object().unwrap() {
        if !value.is_null() && *value != json!([]) {
            line += &format!(" {name}={}", value.to_string().replace('"', ""));
        }
    }
    line
}

fn lines(entries: &[AuditEntry]) -> Vec<String> {
    entries.iter().map(line).collect()
}

macro_rules! tells {
    ($running:expr, $request:expr $(, $line:expr)* $(,)?) => {
        let found = told($running, $request).await;
        let expected: &[&str] = &[$($line),*];
        assert_eq!(lines(&found), expected);
    };
}

async fn made(request: RequestBuilder) -> Value {
    expect(request, StatusCode::CREATED).await
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

#[tokio::test]
async fn what_is_done_to_plugins_is_kept_with_the_names_of_then() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let new = json!({"name": "CRM", "endpoint": "https://crm.example/"});
    let plugin = made(ana.post_json("/api/plugins", &new)).await;
    let at = |rest: &str| format!("/api/plugins/{}{rest}", id(&plugin));
    let created = &log(&ana, "").await[0];
    assert_eq!(line(created), "member Ana Beatriz Moura plugin_created CRM");
    assert_eq!(created.object.id.as_deref(), Some(id(&plugin)));
    let all = json!({"name": "CRM 2", "endpoint": "https://crm.example/2", "enabled": false});
    tells!(
        &running,
        ana.patch(&at(""), &all),
        "member Ana Beatriz Moura plugin_changed CRM 2 fields=[endpoint,name]",
        "member Ana Beatriz Moura plugin_disabled CRM 2",
    );
    tells!(&running, ana.patch(&at(""), &all));
    tells!(
        &running,
        ana.patch(&at(""), &json!({"enabled": true})),
        "member Ana Beatriz Moura plugin_enabled CRM 2",
    );
    tells!(
        &running,
        ana.patch(&at(""), &json!({"icon": "🧩", "classic": true})),
        "member Ana Beatriz Moura plugin_changed CRM 2 fields=[classic,icon]",
    );
    tells!(
        &running,
        ana.post(&at("/secret/rotate")),
        "member Ana Beatriz Moura plugin_secret_rotated CRM 2",
    );
    tells!(
        &running,
        ana.delete(&at("")),
        "member Ana Beatriz Moura plugin_removed CRM 2"
    );
    let names: Vec<Option<String>> = log(&ana, &format!("object=plugin:{}", id(&plugin)))
        .await
        .into_iter()
        .map(|entry| entry.object.name)
        .collect();
    assert_eq!(names.len(), 7);
    assert_eq!(names[6].as_deref(), Some("CRM"), "as of then");
}

#[tokio::test]
async fn each_change_of_a_frame_is_kept_once_with_its_reason() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let demo = running.demo_plugin().await;
    let last = last(&running).await;
    let seen = "https://elsewhere.example/wa/5511988887777";
    for (who, state) in [
        (&bruno, json!({"state": "loading"})),
        (&bruno, json!({"state": "verified"})),
        (&ana, json!({"state": "verified"})),
        (&bruno, json!({"state": "loading"})),
        (&bruno, json!({"state": "verified"})),
        (
            &bruno,
            json!({"state": "blocked", "reason": "path", "seen": seen}),
        ),
        (&ana, json!({"state": "blocked", "reason": "path"})),
        (&ana, json!({"state": "blocked", "reason": "origin"})),
        (&ana, json!({"state": "stopped", "reason": "flooding"})),
        (&bruno, json!({"state": "stopped", "reason": "flooding"})),
        (&bruno, json!({"state": "left", "reason": "gone"})),
        (&bruno, json!({"state": "failed", "reason": "no_hello"})),
    ] {
        done(
            who.post_json(&format!("/api/frames/{demo}/state"), &state),
            204,
        )
        .await;
    }
    let found: Vec<String> = since(&running, last)
        .await
        .iter()
        .map(|entry| {
            assert_eq!(entry.kind, AuditKind::FrameState);
            assert_eq!(entry.object.id.as_deref(), Some(demo.as_str()));
            let all = serde_json::to_string(entry).unwrap();
            assert!(!all.contains("elsewhere"), "a page chose it: {all}");
            let (state, reason) = (entry.details.state.unwrap(), entry.details.reason);
            let reason = reason.map_or("-", |reason| reason.as_str());
            format!(
                "{} {} {reason}",
                entry.actor.name.as_deref().unwrap(),
                state.as_str()
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "Bruno Carvalho verified -",
            "Bruno Carvalho blocked path",
            "Ana Beatriz Moura blocked origin",
            "Ana Beatriz Moura stopped flooding",
            "Bruno Carvalho left gone",
            "Bruno Carvalho failed no_hello",
        ]
    );
}

#[tokio::test]
async fn members_tokens_and_sign_ins_are_kept() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let new = json!({"name": "Eva", "email": "eva@aurora.example", "role": "agent"});
    let eva = made(ana.post_json("/api/members", &new)).await;
    let eva = id(&eva).to_owned();
    let at = |rest: &str| format!("/api/members/{eva}{rest}");
    assert_eq!(
        line(&log(&ana, "").await[0]),
        "member Ana Beatriz Moura member_added Eva"
    );
    tells!(
        &running,
        ana.patch(
            &at(""),
            &json!({"name": "Eva Lima", "role": "admin", "isActive": true})
        ),
        "member Ana Beatriz Moura member_changed Eva Lima fields=[name]",
        "member Ana Beatriz Moura member_role_changed Eva Lima role=admin",
    );
    // By a link of an admin, of the command line, and of the server's start.
    let link: Value = made(ana.post(&at("/link"))).await;
    let path = |url: &str| url.strip_prefix(&running.origin()).unwrap().to_owned();
    tells!(
        &running,
        running.page().post(&path(link["url"].as_str().unwrap())),
        "member Eva Lima signed_in Eva Lima link=member",
    );
    let printed = run(running.data(), &["link", "create", "--member", BRUNO_EMAIL]);
    let printed = text(&printed).trim_end().to_owned();
    let newest = &log(&ana, "").await[0];
    assert_eq!(
        line(newest),
        "command_line - sign_in_link_created Bruno Carvalho"
    );
    tells!(
        &running,
        running.page().post(&path(&printed)),
        "member Bruno Carvalho signed_in Bruno Carvalho link=command_line",
    );
    tells!(
        &running,
        running.page().post(&path(running.server.sign_in_link())),
        "member Ana Beatriz Moura signed_in Ana Beatriz Moura link=system",
    );
    let at_the_start = log(&ana, "actor=system&kind=sign_in_link_created").await;
    assert!(at_the_start.iter().all(|one| one.actor.id.is_none()));
    tells!(
        &running,
        ana.delete(&at("/sessions")),
        "member Ana Beatriz Moura sessions_ended Eva Lima count=1",
    );
    tells!(&running, ana.delete(&at("/sessions")));
    let bruno = running.agent().await;
    tells!(
        &running,
        bruno.post("/api/sign-out"),
        "member Bruno Carvalho signed_out Bruno Carvalho",
    );
    for on in [false, true] {
        let kind = if on {
            "member_activated"
        } else {
            "member_deactivated"
        };
        let expected = format!("member Ana Beatriz Moura {kind} Eva Lima");
        tells!(
            &running,
            ana.patch(&at(""), &json!({"isActive": on})),
            expected.as_str(),
        );
    }

    let token = made(ana.post_json("/api/tokens", &json!({"name": "ci", "role": "admin"}))).await;
    let newest = &log(&ana, "").await[0];
    assert_eq!(
        line(newest),
        "member Ana Beatriz Moura token_created ci role=admin"
    );
    let program = running.with_token(token["secret"].as_str().unwrap());
    let own = token["token"]["id"]
        .as_str()
        .or(token["id"].as_str())
        .unwrap();
    tells!(
        &running,
        program.post_json("/api/tags", &json!({"name": "Novo"})),
        "token ci tag_created Novo",
    );
    tells!(
        &running,
        program.delete(&format!("/api/tokens/{own}")),
        "token ci token_revoked ci",
    );
}

#[tokio::test]
async fn sign_ins_that_were_refused_are_counted_and_what_was_typed_is_not_kept() {
    let running = Running::start().await;
    let ana = running.admin().await;
    for code in ["typed-by-somebody", "typed-by-somebody-2"] {
        refused(running.page().post(&format!("/sign-in/{code}")), 404).await;
    }
    let app = running.server.app();
    let count = app.refusals.take_sign_ins();
    app.store.count_refused_sign_ins(count).await.unwrap();
    let newest = &log(&ana, "area=sign_ins").await[0];
    assert_eq!(line(newest), "system - sign_ins_refused - count=2");
    let all = serde_json::to_string(&log(&ana, "").await).unwrap();
    assert!(!all.contains("typed"), "{all}");
    // Nothing to count is nothing to tell.
    let count = app.refusals.take_sign_ins();
    app.store.count_refused_sign_ins(count).await.unwrap();
    assert_eq!(
        log(&ana, "area=sign_ins&kind=sign_ins_refused").await.len(),
        1
    );
}

#[tokio::test]
async fn settings_and_lists_are_kept_and_what_changed_nothing_is_not() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    tells!(
        &running,
        ana.patch(
            "/api/workspace",
            &json!({"country": "PT", "agentsMakeTags": true})
        ),
        "member Ana Beatriz Moura workspace_changed - fields=[agentsMakeTags,country]",
    );
    tells!(
        &running,
        ana.patch("/api/workspace", &json!({"country": "PT"}))
    );
    let lists = [
        ("tag", "/api/tags", json!({"name": "Um"})),
        (
            "group",
            "/api/groups",
            json!({"name": "Um", "members": [ANA]}),
        ),
        (
            "custom_field",
            "/api/custom-fields",
            json!({"name": "Um", "entity": "contact", "type": "text"}),
        ),
        (
            "channel",
            "/api/channels",
            json!({"name": "Um", "type": "email"}),
        ),
    ];
    for (kind, path, new) in lists {
        let one = made(ana.post_json(path, &new)).await;
        let newest = &log(&ana, "").await[0];
        assert_eq!(
            line(newest),
            format!("member Ana Beatriz Moura {kind}_created Um")
        );
        let one = format!("{path}/{}", id(&one));
        let change = json!({"name": "Dois", "isActive": false, "position": 0});
        tells!(
            &running,
            ana.patch(&one, &change),
            &format!(
                "member Ana Beatriz Moura {kind}_changed Dois fields=[isActive,name,position] on=false"
            ),
        );
        tells!(&running, ana.patch(&one, &json!({"name": "Dois"})));
        tells!(
            &running,
            ana.delete(&one),
            &format!("member Ana Beatriz Moura {kind}_deleted Dois"),
        );
    }
    let replies = "/api/canned-replies";
    let shared = json!({"name": "Prazo", "text": "Em dois dias.", "shared": true});
    let shared = made(ana.post_json(replies, &shared)).await;
    let one = format!("{replies}/{}", id(&shared));
    tells!(
        &running,
        ana.patch(&one, &json!({"text": "Em três dias."})),
        "member Ana Beatriz Moura canned_reply_changed Prazo fields=[text]",
    );
    tells!(
        &running,
        ana.delete(&one),
        "member Ana Beatriz Moura canned_reply_deleted Prazo"
    );
    // Nobody else sees a member's own.
    let last = last(&running).await;
    let own = json!({"name": "Meu", "text": "Oi"});
    let own = made(bruno.post_json(replies, &own)).await;
    let one = format!("{replies}/{}", id(&own));
    done(bruno.delete(&one), 204).await;
    assert!(since(&running, last).await.is_empty());
}

#[tokio::test]
async fn a_plugin_acts_in_the_name_of_the_member_whose_page_it_is_in() {
    let running = Running::start().await;
    let (ana, demo) = (running.admin().await, running.demo_plugin().await);
    let last = last(&running).await;
    let tag = ana.post_json("/api/tags", &json!({"name": "Novo"}));
    made(tag.header(PLUGIN_HEADER, &demo)).await;
    let found = since(&running, last).await;
    let actor = serde_json::to_value(&found[0].actor).unwrap();
    let name = found[0].actor.name.clone().unwrap();
    assert_eq!(
        actor,
        json!({"kind": "plugin", "id": demo, "name": name, "member": {"id": ANA, "name": "Ana Beatriz Moura"}})
    );
    for query in [
        format!("actor=plugin:{demo}"),
        format!("actor=member:{ANA}&kind=tag_created"),
    ] {
        assert_eq!(log(&ana, &query).await, found, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_is_told_apart_from_the_server() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let data = running.data().to_owned();
    text(&run(
        &data,
        &["token", "create", "--name", "night", "--role", "agent"],
    ));
    text(&run(&data, &["seed", "--conversations", "3"]));
    text(&run(&data, &["key", "rotate"]));
    let found = lines(&log(&ana, "actor=command_line").await);
    assert_eq!(
        found,
        [
            "command_line - vault_key_rotated - count=6",
            "command_line - workspace_seeded -",
            "command_line - token_created night role=agent",
        ]
    );
    let of_the_server = lines(&log(&ana, "actor=system&area=settings").await);
    assert_eq!(of_the_server, ["system - workspace_began -"]);

    let folder = running.stop().await;
    let file = folder.path().join("kept.db");
    backup(&data, &file, None).await.unwrap();
    restore(&file, &data, &Vault::at(Vault::file_in(&data)), true)
        .await
        .unwrap();
    let running = Running::start_in(folder).await;
    let ana = running.admin().await;
    let newest = &log(&ana, "area=settings").await[0];
    assert_eq!(line(newest), "command_line - workspace_restored -");
}

#[tokio::test]
async fn merges_of_contacts_are_kept_by_their_ids_alone() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let mut ids = Vec::new();
    for number in ["5521977771111", "5521977772222"] {
        let new = json!({"channel": "501", "identifier": number, "name": "Rita"});
        let made = made(bruno.post_json("/api/conversations", &new)).await;
        ids.push(id(&made["contact"]).to_owned());
    }
    let (one, other) = (&ids[0], &ids[1]);
    let at = format!("/api/contacts/{one}");
    tells!(
        &running,
        bruno.put(&format!("{at}/apart/{other}")),
        &format!("member Bruno Carvalho contacts_kept_apart - other={other}"),
    );
    let merge = bruno.post_json(&format!("{at}/merge"), &json!({"contact": other}));
    let found = told(&running, merge).await;
    let merge = found[0].details.merge.clone().unwrap();
    let expected = format!("member Bruno Carvalho contacts_merged - merge={merge} other={other}");
    assert_eq!(lines(&found), [expected]);
    assert_eq!(found[0].object.id.as_ref(), Some(one));
    tells!(
        &running,
        bruno.delete(&format!("{at}/merges/{merge}")),
        &format!("member Bruno Carvalho contacts_split - merge={merge} other={other}"),
    );
}

#[tokio::test]
async fn the_log_is_filtered_and_paged() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    for place in 0..7 {
        made(ana.post_json("/api/tags", &json!({"name": format!("T{place}")}))).await;
    }
    refused(bruno.get("/api/audit"), 403).await;
    refused(running.stranger().get("/api/audit"), 401).await;
    let all = log(&ana, "").await;
    for (query, fits) in [
        (
            "area=settings",
            &(|one: &AuditEntry| one.area.as_str() == "settings") as &dyn Fn(&AuditEntry) -> bool,
        ),
        ("kind=signed_in", &|one| one.kind == AuditKind::SignedIn),
        ("actor=system", &|one| one.actor.kind.as_str() == "system"),
        ("actor=member:102", &|one| {
            one.actor.id.as_deref() == Some(BRUNO)
        }),
        ("object=tag", &|one| one.object.kind.as_str() == "tag"),
        ("object=member:102", &|one| {
            one.object.id.as_deref() == Some(BRUNO)
        }),
        ("area=sign_ins&actor=member", &|one| {
            one.area.as_str() == "sign_ins" && one.actor.kind.as_str() == "member"
        }),
    ] {
        let expected: Vec<&AuditEntry> = all.iter().filter(|one| fits(one)).collect();
        assert!(!expected.is_empty(), "{query}");
        let found = log(&ana, query).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
    }
    let at = &all[3].at;
    let before = log(&ana, &format!("to={at}")).await;
    let after = log(&ana, &format!("from={at}")).await;
    assert!(before.iter().all(|one| one.at < *at) && after.iter().all(|one| one.at >= *at));
    assert_eq!(after.len() + before.len(), all.len());
    assert!(log(&ana, "from=2999-01-01T00:00:00Z").await.is_empty());

    let (mut paged, mut next) = (Vec::new(), String::new());
    loop {
        let page: Page<AuditEntry> = ana.read(&format!("/api/audit?limit=4&before={next}")).await;
        assert!(page.items.len() <= 4);
        paged.extend(page.items);
        match page.next {
            Some(place) => next = place,
            None => break,
        }
    }
    assert_eq!(paged, all);

    for (query, path) in [
        ("area=nowhere", "area"),
        ("kind=nothing", "kind"),
        ("actor=nobody", "actor"),
        ("actor=nobody:1", "actor"),
        ("object=message:1", "object"),
        ("from=yesterday", "from"),
        ("to=2026-11-29", "to"),
        ("format=xml", "format"),
        ("to=", "to"),
        ("area=", "area"),
        ("before=x", "before"),
        ("limit=0", "limit"),
        ("who=ana", "who"),
    ] {
        let error = refused(ana.get(&format!("/api/audit?{query}")), 422).await;
        assert_eq!(error.fields[0].path, path, "{query}");
    }
}

#[tokio::test]
async fn entries_go_when_their_days_are_over_and_events_do_not_go_with_them() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let store = &running.server.app().store;
    assert_eq!(running.server.app().audit_days, 365);
    let kept = log(&ana, "").await.len();
    let year = 365 * time::DAY;
    assert_eq!(store.sweep_audit(time::now() - year).await.unwrap(), 0);
    assert_eq!(log(&ana, "").await.len(), kept);
    let events = store.recorded_after(0).await.unwrap().len();
    let gone = store.sweep_audit(time::now() + 1).await.unwrap();
    assert_eq!(gone, kept as u64);
    assert!(log(&ana, "").await.is_empty());
    assert_eq!(store.recorded_after(0).await.unwrap().len(), events);
    store.sweep_events(time::now() + 1).await.unwrap();
    made(ana.post_json("/api/tags", &json!({"name": "Novo"}))).await;
    store.sweep_events(time::now() + 1).await.unwrap();
    assert_eq!(log(&ana, "").await.len(), 1, "it has a term of its own");

    // Each start does what is due.
    let folder = running.stop().await;
    let running = Running::start_with(folder, |config| config.audit_days = 1).await;
    let ana = running.admin().await;
    assert!(!log(&ana, "kind=tag_created").await.is_empty());
    let mut database = open(&running).await;
    let old = format!(
        "UPDATE audit SET created_at = created_at - {}",
        2 * time::DAY
    );
    sqlx::query(sqlx::AssertSqlSafe(old))
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let running = Running::start_with(running.stop().await, |config| config.audit_days = 1).await;
    let ana = running.admin().await;
    assert!(log(&ana, "kind=tag_created").await.is_empty());
}

#[tokio::test]
async fn a_change_and_its_entry_are_kept_together_or_not_at_all() {
    let running = Running::start().await;
    let ana = running.admin().await;
    let store: &Store = &running.server.app().store;
    made(ana.post_json("/api/tags", &json!({"name": "Novo"}))).await;
    let last = last(&running).await;
    refused(ana.post_json("/api/tags", &json!({"name": "Novo"})), 422).await;
    let writer = store.by(Actor::System);
    let mut write = writer.write(For::Workspace).await.unwrap();
    write.record(WorkspaceEvent::WorkspaceFilled {
        by: encaixe_server::event::Filled::Seed,
    });
    drop(write);
    assert!(since(&running, last).await.is_empty());

    let tags = |running: &Running| {
        let store = running.server.app().store.clone();
        async move { store.tags().await.unwrap().len() }
    };
    let before = tags(&running).await;
    let mut database = open(&running).await;
    for sql in ["ALTER TABLE audit RENAME TO hidden"] {
        sqlx::query(sql).execute(&mut database).await.unwrap();
    }
    refused(ana.post_json("/api/tags", &json!({"name": "Outro"})), 500).await;
    assert_eq!(tags(&running).await, before);
    for sql in ["ALTER TABLE hidden RENAME TO audit"] {
        sqlx::query(sql).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
    made(ana.post_json("/api/tags", &json!({"name": "Outro"}))).await;
    assert_eq!(since(&running, last).await.len(), 1);
}

async fn open(running: &Running) -> sqlx::sqlite::SqliteConnection {
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    options.connect().await.unwrap()
}
