//! Several companies in one server: each has its page, people, secrets and jobs, and none learns of another.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use encaixe_api::company::Slug;
use encaixe_api::inbox::Page;
use encaixe_server::store::server::ServerStore;
use reqwest::header::{COOKIE, ORIGIN};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::cli::{encaixe, run, text};
use crate::support::{ADMIN_EMAIL, Running, Visitor, client, cookie, expect, refused};

/// Makes a company beside a running server; the path of its page, and the whole sign-in link.
pub(crate) fn create(data: &Path, name: &str, more: &[&str]) -> (String, String) {
    let email = ["--admin-email", "dona@padaria.example"];
    let arguments = [&["company", "create", "--name", name], &email[..], more].concat();
    let made = run(data, &arguments);
    let lines: Vec<&str> = text(&made).lines().collect();
    let page = lines[0].strip_prefix("page:   ").unwrap();
    let link = lines[1].strip_prefix("sign in: ").unwrap();
    assert!(link.starts_with(&format!("{page}/sign-in/")), "{lines:?}");
    let path = page.splitn(4, '/').nth(3).unwrap();
    (format!("/{path}"), link.to_owned())
}

/// Signs in by a link; the cookie.
pub(crate) async fn sign_in(running: &Running, link: &str) -> String {
    let request = client().post(link).header(ORIGIN, running.origin());
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    cookie(&answer)
}

pub(crate) fn with_cookies(running: &Running, cookies: &[&str]) -> Visitor {
    running.visitor(vec![
        (ORIGIN, running.origin()),
        (COOKIE, cookies.join("; ")),
    ])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_company_is_called_is_known_to_the_server_once_it_is_closed() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria do Zé", &[]);
    let admin = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let renamed = admin.patch(
        &format!("{path}/api/workspace"),
        &json!({"name": "Padaria da Dona"}),
    );
    let _: Value = expect(renamed, StatusCode::OK).await;
    let data = running.data().to_owned();
    let _folder = running.stop().await;
    let server = ServerStore::open(&data).await.unwrap();
    let slug = Slug::parse("padaria-do-ze").unwrap();
    let known = server.company(&slug).await.unwrap().unwrap();
    assert_eq!(known.name, "Padaria da Dona");
    server.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_made_beside_a_running_server_and_answers_at_once() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria do Zé", &[]);
    assert_eq!(path, "/w/padaria-do-ze");
    let theirs = sign_in(&running, &link).await;
    assert!(theirs.starts_with("encaixe_session-padaria-do-ze="));
    let admin = with_cookies(&running, &[&theirs]);
    let me: Value = admin.read(&format!("{path}/api/me")).await;
    assert_eq!(me["workspace"]["name"], "Padaria do Zé");
    assert_eq!(me["member"]["email"], "dona@padaria.example");
    assert_eq!(me["publicOrigin"], running.origin());
    assert_eq!(me["pageUrl"], format!("{}{path}", running.origin()));
    // An address that an answer names is that of the company.
    let new = json!({"name": "Fornada", "color": "#16a34a"});
    let made = admin.post_json(&format!("{path}/api/tags"), &new);
    let made = made.send().await.unwrap();
    assert_eq!(made.status(), StatusCode::CREATED);
    let location = made.headers()["location"].to_str().unwrap().to_owned();
    assert!(
        location.starts_with(&format!("{path}/api/tags/")),
        "{location}"
    );
    let renamed = admin.patch(&location, &json!({"name": "Fornadas"}));
    let tag: Value = expect(renamed, StatusCode::OK).await;
    assert_eq!(tag["name"], "Fornadas");

    // The program works on it by its name.
    let listed = run(running.data(), &["company", "list"]);
    assert!(text(&listed).contains(&format!("{}{path}", running.origin())));
    let slug = ["--company", "padaria-do-ze"];
    let create = ["token", "create", "--name", "erp", "--role", "admin"];
    let token = run(running.data(), &[&create[..], &slug].concat());
    let program = running.with_token(text(&token).trim());
    let me: Value = program.read(&format!("{path}/api/me")).await;
    assert_eq!(me["workspace"]["name"], "Padaria do Zé");
    refused(program.get("/api/me"), 401).await;
    for (arguments, why) in [
        (
            &[
                "company",
                "create",
                "--name",
                "Padaria do Zé",
                "--admin-email",
                "a@b.example",
            ][..],
            "--slug",
        ),
        (
            &[
                "company",
                "create",
                "--name",
                "寿司",
                "--admin-email",
                "a@b.example",
            ],
            "--slug",
        ),
        (
            &[
                "company",
                "create",
                "--name",
                "X",
                "--admin-email",
                "nobody",
            ],
            "--admin-email",
        ),
        (
            &[
                "company",
                "create",
                "--name",
                "X",
                "--slug",
                "X",
                "--admin-email",
                "a@b.example",
            ],
            "--slug",
        ),
        (&["token", "list", "--company", "nenhuma"], "company list"),
    ] {
        let refused = run(running.data(), arguments);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            !refused.status.success() && said.contains(why),
            "{arguments:?}: {said}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_somebody_in_one_company_is_nobody_in_another() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let theirs = sign_in(&running, &link).await;
    let ours = running.admin().await.cookie();

    // By cookie, by a cookie of the other name, and by token.
    let value = |cookie: &str| cookie.split_once('=').unwrap().1.to_owned();
    let forged = format!("encaixe_session-padaria={}", value(&ours));
    refused(
        with_cookies(&running, &[&ours]).get(&format!("{path}/api/me")),
        401,
    )
    .await;
    refused(
        with_cookies(&running, &[&forged]).get(&format!("{path}/api/me")),
        401,
    )
    .await;
    refused(with_cookies(&running, &[&theirs]).get("/api/me"), 401).await;
    let forged = format!("encaixe_session={}", value(&theirs));
    refused(with_cookies(&running, &[&forged]).get("/api/me"), 401).await;
    let program = running.program().await;
    refused(program.get(&format!("{path}/api/me")), 401).await;

    // Signed in to both, each page is the one of its company, and the menu offers the other.
    let both = with_cookies(&running, &[&ours, &theirs]);
    for (base, current) in [("", 0), (path.as_str(), 1)] {
        let list: Value = both.read(&format!("{base}/api/me/companies")).await;
        let items = list["items"].as_array().unwrap();
        assert_eq!(items.len(), 2, "{list}");
        assert_eq!(items[0]["path"], "/");
        assert_eq!(items[0]["email"], ADMIN_EMAIL);
        assert_eq!(items[1]["path"], format!("{path}/"));
        assert_eq!(items[1]["name"], "Padaria");
        for (at, item) in items.iter().enumerate() {
            assert_eq!(item["current"], at == current);
        }
    }
    let list: Value = with_cookies(&running, &[&ours])
        .read("/api/me/companies")
        .await;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);

    // What the other has is not there: its conversations, its webhooks, its audit, its keys.
    let rows: Value = both.read(&format!("{path}/api/conversations")).await;
    assert_eq!(rows["items"], json!([]));
    refused(both.get(&format!("{path}/api/conversations/955")), 404).await;
    let new = json!({"url": "https://crm.example/hooks", "events": ["message.sent"]});
    let hook: Value = expect(both.post_json("/api/webhooks", &new), StatusCode::CREATED).await;
    let hook = hook["id"].as_str().unwrap().to_owned();
    refused(both.get(&format!("{path}/api/webhooks/{hook}")), 404).await;
    let log: Page<Value> = both.read(&format!("{path}/api/audit")).await;
    assert!(!serde_json::to_string(&log.items).unwrap().contains(&hook));
    let [first, second] = ["", &path].map(|base| format!("{base}/.well-known/jwks.json"));
    let keys: Value = both.read(&first).await;
    let others: Value = both.read(&second).await;
    assert_ne!(keys, others);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_that_is_not_there_is_no_address() {
    let running = Running::start().await;
    let stranger = running.stranger();
    let body = refused(stranger.get("/w/nenhuma/api/me"), 404).await;
    assert_eq!(body.code, "not_found");
    let page = stranger.get("/w/nenhuma/inbox").send().await.unwrap();
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    // Nothing is made by asking.
    assert!(!running.data().join("server.db").exists());
    assert!(!running.data().join("companies").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_companys_secrets_open_by_the_servers_key_alone() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let admin = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let new = json!({"url": "https://crm.example/hooks", "events": ["message.sent"]});
    let made = admin.post_json(&format!("{path}/api/webhooks"), &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap();
    let secret = format!("{path}/api/webhooks/{id}/secret");
    let before: Value = admin.read(&secret).await;
    let file = running.data().join("companies/padaria/vault.key");
    let sealed = std::fs::read_to_string(&file).unwrap();
    let server = std::fs::read_to_string(running.data().join("vault.key")).unwrap();
    let key = |text: &str| {
        text.lines()
            .find(|line| !line.starts_with('#'))
            .unwrap()
            .to_owned()
    };
    assert!(key(&sealed).starts_with("sealed.1."), "{sealed}");
    assert!(key(&sealed).contains(key(&server).split(' ').next().unwrap()));

    // Another key of the server seals the company's anew, which opens what it did.
    let rotated = run(running.data(), &["key", "rotate"]);
    assert!(text(&rotated).contains("new key"));
    let anew = std::fs::read_to_string(&file).unwrap();
    assert_ne!(anew, sealed);
    let data = running.data().to_owned();
    let folder = running.stop().await;
    let again = Running::start_in(folder).await;
    assert_eq!(again.data(), data);
    let token = run(
        &data,
        &[
            "token",
            "create",
            "--name",
            "x",
            "--role",
            "admin",
            "--company",
            "padaria",
        ],
    );
    let program = again.with_token(text(&token).trim());
    let after: Value = program.read(&secret).await;
    assert_eq!(after["secret"], before["secret"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_closed_once_nobody_uses_it_and_opened_for_what_is_due() {
    let running = Running::start_with(tempfile::tempdir().unwrap(), |config| {
        config.companies_open = 2;
        config.company_idle = Duration::from_millis(1);
    })
    .await;
    let mut paths = Vec::new();
    for name in ["Um", "Dois", "Tres", "Quatro"] {
        let (path, link) = create(running.data(), name, &[]);
        let cookie = sign_in(&running, &link).await;
        paths.push((path, cookie));
    }
    // More than may be open at once: each is opened again, and is whole.
    for _ in 0..2 {
        for (path, cookie) in &paths {
            let me: Value = with_cookies(&running, &[cookie])
                .read(&format!("{path}/api/me"))
                .await;
            assert_eq!(me["pageUrl"], format!("{}{path}", running.origin()));
            assert!(running.server.open_companies().await <= 2);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_answered_where_fewer_companies_may_be_open() {
    let running = Running::start_with(tempfile::tempdir().unwrap(), |config| {
        config.companies_open = 1;
        config.company_idle = Duration::ZERO;
    })
    .await;
    let mut visitors = Vec::new();
    for name in ["Um", "Dois", "Tres"] {
        let (path, link) = create(running.data(), name, &[]);
        let cookie = sign_in(&running, &link).await;
        visitors.push((path, with_cookies(&running, &[&cookie])));
    }
    let asks = (0..24).map(async |task| {
        for turn in 0..5 {
            let (path, admin) = &visitors[(task + turn) % visitors.len()];
            let me: Value = admin.read(&format!("{path}/api/me")).await;
            assert_eq!(me["pageUrl"], format!("{}{path}", running.origin()));
        }
    });
    futures::future::join_all(asks).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_whose_making_was_cut_off_anywhere_is_made_by_the_same_command() {
    let running = Running::start().await;
    let (mut step, mut cut, mut whole) = (0, 0, 0);
    // Killed later each time, until there was nothing left to be cut off.
    while whole < 2 {
        step += 1;
        let slug = format!("c{step}");
        let email = format!("dona@{slug}.example");
        let create = ["company", "create", "--name", "Padaria", "--slug", &slug];
        let create = [&create[..], &["--admin-email", &email]].concat();
        let mut killed = encaixe(running.data(), &create);
        let mut killed = killed.stdout(Stdio::null()).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(20 * step)).await;
        killed.kill().unwrap();
        let ended = killed.wait().unwrap();
        // Somebody opens its page in the meantime, or not.
        if step % 2 == 0 {
            let me = format!("{}/w/{slug}/api/me", running.origin());
            let answer = client().get(me).send().await.unwrap();
            assert!(matches!(answer.status().as_u16(), 401 | 404), "{answer:?}");
        }
        let again = run(running.data(), &create);
        let link = if again.status.success() {
            cut += 1;
            let said = text(&again).lines().nth(1).unwrap();
            said.strip_prefix("sign in: ").unwrap().to_owned()
        } else {
            whole += 1;
            let told = String::from_utf8_lossy(&again.stderr).into_owned();
            assert!(told.contains("already"), "{ended}: {told}");
            let link = ["link", "create", "--company", &slug, "--member", &email];
            text(&run(running.data(), &link)).trim().to_owned()
        };
        let admin = with_cookies(&running, &[&sign_in(&running, &link).await]);
        let me: Value = admin.read(&format!("/w/{slug}/api/me")).await;
        assert_eq!(me["member"]["email"], *email);
    }
    assert!(cut > 0, "none of {step} was cut off");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_server_is_one_file_and_each_company_comes_back_by_itself_too() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let admin = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let new = json!({"url": "https://crm.example/hooks", "events": ["message.sent"]});
    let hooks = format!("{path}/api/webhooks");
    let hook: Value = expect(admin.post_json(&hooks, &new), StatusCode::CREATED).await;
    let id = hook["id"].as_str().unwrap().to_owned();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("server.backup");
    let said = run(running.data(), &["backup", file.to_str().unwrap()]);
    assert!(text(&said).contains("2 companies"));
    let again = run(running.data(), &["backup", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already"));

    // What happens after it is not in it.
    let gone = admin.delete(&format!("{hooks}/{id}"));
    assert_eq!(gone.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    let key = std::fs::read(running.data().join("vault.key")).unwrap();

    // Into another folder, with a copy of the server's key alone.
    let other = tempfile::tempdir().unwrap();
    let data = other.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("vault.key"), key).unwrap();
    let restored = run(&data, &["restore", file.to_str().unwrap()]);
    let said = text(&restored);
    assert!(
        said.contains("Padaria") && said.contains("companies"),
        "{said}"
    );
    assert!(restored.stderr.is_empty());
    let taken = run(&data, &["restore", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&taken.stderr).contains("--force"));
    let there = Running::start_in(other).await;
    let token = [
        "token",
        "create",
        "--name",
        "x",
        "--role",
        "admin",
        "--company",
        "padaria",
    ];
    let program = there.with_token(text(&run(&data, &token)).trim());
    let hook: Value = program.read(&format!("{hooks}/{id}/secret")).await;
    assert!(hook["secret"].as_str().unwrap().starts_with("whsec_"));
    let me: Value = there.admin().await.read("/api/me").await;
    assert_eq!(me["pageUrl"], there.origin());

    // One company of it, in the place of what it has become.
    let folder = running.stop().await;
    let data = folder.path().join("data");
    let one = ["restore", file.to_str().unwrap(), "--company", "padaria"];
    let taken = run(&data, &one);
    assert!(String::from_utf8_lossy(&taken.stderr).contains("--force"));
    text(&run(&data, &[&one[..], &["--force"]].concat()));
    let unknown = run(
        &data,
        &["restore", file.to_str().unwrap(), "--company", "nenhuma"],
    );
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("nenhuma"));
    let back = Running::start_in(folder).await;
    let program = back.with_token(text(&run(&data, &token)).trim());
    let list: Value = program.read(&hooks).await;
    assert_eq!(list["items"][0]["id"], id);

    // What is no archive of ours is refused, and nothing has changed.
    let wrong = place.path().join("wrong.zip");
    std::fs::write(&wrong, b"PK\x03\x04 and no more").unwrap();
    let empty = place.path().join("empty");
    let refused = run(&empty, &["restore", wrong.to_str().unwrap()]);
    assert!(!refused.status.success());
    assert!(!empty.join("encaixe.db").exists());
}

/// The ids that lead to something in the demo company, by what is before them in an address.
async fn ids_of_the_first(running: &Running, admin: &Visitor) -> BTreeMap<String, String> {
    let hook = json!({"url": "https://crm.example/hooks", "events": ["message.sent"]});
    let token = json!({"name": "erp", "role": "agent"});
    let reply = json!({"name": "oi", "text": "Oi!"});
    let category = json!({"name": "Troca", "color": "#16a34a"});
    let integration = json!({"name": "CRM"});
    for (path, new) in [
        ("/api/integrations", integration),
        ("/api/webhooks", hook),
        ("/api/tokens", token),
        ("/api/canned-replies", reply),
        ("/api/attendance-categories", category),
    ] {
        let made = admin.post_json(path, &new).send().await.unwrap();
        assert_eq!(made.status(), StatusCode::CREATED, "{path}");
    }
    let directory: Value = admin.read("/api/workspace").await;
    let mut ids = BTreeMap::new();
    for (path, list) in [
        ("tags", "tags"),
        ("custom-fields", "customFields"),
        ("groups", "groups"),
    ] {
        let id = directory[list][0]["id"].as_str().map(str::to_owned);
        ids.extend(id.map(|id| (format!("/api/{path}"), id)));
    }
    for path in [
        "attendance-categories",
        "canned-replies",
        "channels",
        "conversations",
        "integrations",
        "members",
        "plugins",
        "tokens",
        "webhooks",
    ] {
        let list: Value = admin.read(&format!("/api/{path}")).await;
        let id = list["items"][0]["id"]
            .as_str()
            .unwrap_or_else(|| panic!("{path}: {list}"));
        ids.insert(format!("/api/{path}"), id.to_owned());
    }
    ids.insert("/api/frames".to_owned(), running.demo_plugin().await);
    let path = format!("/api/conversations/{}", ids["/api/conversations"]);
    let whole: Value = admin.read(&path).await;
    let contact = whole["contact"]["id"].as_str().unwrap();
    ids.insert("/api/contacts".to_owned(), contact.to_owned());
    let attendances: Value = admin.read(&format!("{path}/attendances")).await;
    let attendance = attendances["items"][0]["id"].as_str().unwrap();
    ids.insert("/api/attendances".to_owned(), attendance.to_owned());
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_one_company_leads_to_nothing_in_another_whatever_is_asked() {
    let running = Running::start().await;
    let (base, link) = create(running.data(), "Padaria", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let ours = running.admin().await;
    let ids = ids_of_the_first(&running, &ours).await;
    let api: Value = ours.read("/api/openapi.json").await;
    let mut asked = 0;
    for (path, item) in api["paths"].as_object().unwrap() {
        let Some((before, rest)) = path.split_once("/{") else {
            continue;
        };
        let Some(id) = ids.get(before) else { continue };
        // What comes behind the id is within what the id leads to.
        let rest: String = rest.split_once('}').unwrap().1.split('/').fold(
            String::new(),
            |all, part| match part {
                "" => all,
                "{scope}" => all + "/workspace",
                part if part.starts_with('{') => all + "/1",
                part => all + "/" + part,
            },
        );
        for (method, about) in item.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let address = format!("{base}{before}/{id}{rest}");
            let mut request = theirs.request(method.clone(), &address);
            let has_body = about.get("requestBody").is_some();
            if has_body {
                request = request.json(&json!({}));
            }
            let answer = request.send().await.unwrap();
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap();
            // A body that is not whole is refused before anything is looked for.
            let is_refused = status == 404 || (has_body && status == 422);
            assert!(is_refused, "{method} {path}: {status}: {text}");
            asked += 1;
        }
    }
    assert!(asked > 40, "only {asked} operations were asked");
    // And in the first company all of it is as it was.
    for (before, id) in &ids {
        let list = [
            "/api/webhooks",
            "/api/plugins",
            "/api/conversations",
            "/api/contacts",
            "/api/attendances",
        ];
        if list.contains(&before.as_str()) {
            let _: Value = ours.read(&format!("{before}/{id}")).await;
        }
    }
}
