//! Settings > Apps, with services whose APIs are on this machine, and a plugin that calls one.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::app::{self, descriptor, write};
use encaixe_tests::binary::fresh_folder;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::recorder::Recorder;
use encaixe_tests::remote_api::{Asked, RemoteApi};
use encaixe_tests::secrets::Secrets;
use encaixe_tests::{Agent, Stage, scenario_recorded};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// The credentials of the two apps, and those that are typed first and are wrong. Each encoding writes them otherwise.
const KEY: &str = r#"chave/"longa"+\=&9%7"#;
const WRONG_KEY: &str = r#"chave/"errada"+\=&8%6"#;
const USER: &str = "loja+7@caixa.example";
const PASSWORD: &str = r#"senha/comprida+ç=&"nova"\%1"#;
const WRONG_PASSWORD: &str = r#"senha/errada+ã=&"velha"\%2"#;

/// Calls this machine, and says all there is to say in its log.
pub(crate) const FLAGS: [&str; 3] = ["--delivery-allow-loopback", "--log", "trace"];

/// A ping that lets what it tried with slip out.
const SCRIPT: &str = r"
exports.ping = (plg, event) => {
  const { user, pass } = event.auth;
  return plg.axios.get(event.meta.baseURI + '/me', { auth: { username: user, password: pass } }).catch((error) => {
    throw new plg.errors.authError(error.response.data.message + ' for ' + user + ' with ' + pass);
  });
};
";

/// The headers' app: both of its values have to be right.
fn headers(base: &str) -> Value {
    let key = json!({"name": "key", "label": "Chave da API", "type": "password", "mapping": "X-Api-Key", "prefix": "Token"});
    let shop =
        json!({"name": "shop", "label": "Código da loja", "type": "text", "mapping": "X-Shop"});
    let ping = json!({"method_name": "/me", "params": {"fields": "id"}});
    let authentication =
        json!({"type": "pass_through_header", "fields": [key, shop], "ping_request": ping});
    descriptor("loja", "Loja de Teste", base, &authentication)
}

/// The app with a user's name and a password.
fn basic(base: &str) -> Value {
    let user = json!({"name": "user", "label": "E-mail", "type": "email", "mapping": "username"});
    let pass = json!({"name": "pass", "label": "Senha", "type": "password", "mapping": "password"});
    let authentication = json!({"type": "basic_auth", "fields": [user, pass]});
    descriptor("entregas", "Entregas", base, &authentication)
}

/// Both APIs. What is wrong is refused with the very words that came, which a service should not do.
fn answer(asked: &Asked) -> (u16, Value) {
    let is_right = if asked.target.starts_with("/basic/") {
        asked.header("authorization") == [app::basic(USER, PASSWORD)]
    } else {
        asked.header("x-api-key") == [format!("Token {KEY}")] && asked.header("x-shop") == ["77"]
    };
    if is_right {
        (
            200,
            json!({"id": 1, "orders": [{"number": "1042", "state": "A caminho"}]}),
        )
    } else {
        let came = [asked.header("x-api-key"), asked.header("authorization")].concat();
        (
            401,
            json!({"message": format!("Unknown credentials {}", came.join(" "))}),
        )
    }
}

/// An app with two connections, one of which went bad: the path of that one's page, and the API, which ends with the value.
pub(crate) async fn apps_in_use(stage: &Stage) -> Result<(String, RemoteApi)> {
    let remote = RemoteApi::that(answer).await?;
    let mut app = headers(&format!("{}/headers", remote.origin));
    // What is unwise is told on the app's page.
    app["description"]["en"] = json!("Customers and orders.");
    let api = stage.api().await?;
    let files = json!({"descriptor": app.to_string()});
    api.post("/api/apps", &files).await?;
    let all = "/api/apps/loja/connections";
    let mut bad = String::new();
    for name in ["Vendas", "Atacado"] {
        let new = json!({"name": name, "fields": {"key": KEY, "shop": "77"}});
        let made = api.post(all, &new).await?;
        made["id"].as_str().context("no id")?.clone_into(&mut bad);
    }
    let call = json!({"path": "/orders", "connection": bad});
    let call = async || {
        api.send(Method::POST, "/api/apps/loja/request", Some(&call))
            .await
    };
    ensure!(call().await?.0 == StatusCode::OK);
    let one = format!("{all}/{bad}");
    let wrong = json!({"fields": {"key": WRONG_KEY}});
    api.must(Method::PATCH, &one, Some(&wrong)).await?;
    ensure!(call().await?.0 == StatusCode::CONFLICT);
    let found = api.must(Method::POST, &format!("{one}/ping"), None).await?;
    ensure!(found["outcome"] == "credentials_refused", "{found}");
    Ok((format!("/settings/apps/loja/connections/{bad}"), remote))
}

/// An app on whose page a person agrees, and a connection of it that is only tried: its address.
pub(crate) async fn app_tried(stage: &Stage) -> Result<String> {
    let api = stage.api().await?;
    let access = json!({
        "client_id": "PLUGA_CLIENT_ID", "client_secret": "PLUGA_CLIENT_SECRET", "authorize_url": "https://agenda.invalid/authorize",
        "access_token_url": "https://agenda.invalid/token", "access_token_placement": "header_bearer", "response_type": "code",
    });
    let authentication = json!({
        "type": "oauth_2", "oauth_access_fields": access, "ping_request": {"method_name": "/me"},
    });
    let app = descriptor(
        "agenda",
        "Agenda",
        "https://agenda.invalid/api",
        &authentication,
    );
    let files = json!({"descriptor": app.to_string()});
    api.post("/api/apps", &files).await?;
    let new = json!({"name": "Recepção", "trial": true});
    let tried = api.post("/api/apps/agenda/connections", &new).await?;
    let id = tried["id"].as_str().context("no id")?;
    Ok(format!("/settings/apps/agenda/connections/{id}"))
}

/// Chooses files with an error and a warning on the page that is shown.
pub(crate) async fn choose_bad_files(admin: &Agent) -> Result<()> {
    let folder = fresh_folder()?;
    let folder = folder.path().join("loja");
    let mut bad = headers("http://api.example/v1");
    bad["color"] = json!("vermelho");
    write(&folder, &bad, None)?;
    admin.attach("input[name=folder]", &[&folder]).await?;
    admin.see(&hook("app-errors")).await?;
    admin.see(&hook("app-warnings")).await?;
    Ok(())
}

/// What was found by the ping that is shown.
async fn pinged(admin: &Agent, outcome: &str) -> Result<String> {
    let ping = hook_of("ping", "data-outcome", outcome);
    admin.see(&ping).await?;
    admin.read(&ping).await
}

/// Fills in what an app asks for, tries it with what is wrong, then with what is right, and saves it.
async fn connect(
    admin: &Agent,
    app: &str,
    right: &[(&str, &str)],
    wrong: (&str, &str),
    reason: &str,
) -> Result<()> {
    admin
        .click(&format!("{} .button-primary", hook("connections")))
        .await?;
    let attempt = hook("connection-try");
    // What is missing is told in its place before anybody is asked.
    admin.click(&attempt).await?;
    admin
        .focus_is(&format!("[name='fields.{}']", right[0].0))
        .await?;
    for (field, value) in right {
        admin
            .fill(&format!("[name='fields.{field}']"), value)
            .await?;
    }
    let field = format!("[name='fields.{}']", wrong.0);
    let good = right.iter().find(|(name, _)| *name == wrong.0);
    let (_, good) = good.context("no such field")?;
    admin.fill(&field, wrong.1).await?;
    admin.click(&attempt).await?;
    let told = pinged(admin, "ping-credentials-refused").await?;
    ensure!(told.contains(reason) && told.contains("***"), "{told}");
    admin.fill(&field, good).await?;
    admin.gone(&hook("ping")).await?;
    admin.click(&attempt).await?;
    pinged(admin, "ping-passed").await?;
    admin.focus_is(&attempt).await?;
    admin.click(&hook("connection-save")).await?;
    admin.see(&hook("connection-standing")).await?;
    let path = admin.path().await?;
    ensure!(
        path.starts_with(&format!("/settings/apps/{app}/connections/")),
        "{path}"
    );
    // As it is kept it passes too, and what is made up does not.
    admin.click(&hook("ping-now")).await?;
    pinged(admin, "ping-passed").await?;
    admin.click(&hook("ping-made-up")).await?;
    let told = pinged(admin, "ping-credentials-refused").await?;
    ensure!(told.contains(reason), "{told}");
    Ok(())
}

/// Uploads the first app as a folder, once what is wrong in it was mended, and the second as two files.
async fn upload(admin: &Agent, api: &RemoteApi, which: &str) -> Result<()> {
    let folder = fresh_folder()?;
    let upload = hook("app-upload");
    admin.visit_within("/settings/apps", ".settings h1").await?;
    admin.click(".settings a.button-primary").await?;
    if which == "loja" {
        let good = headers(&format!("{}/headers", api.origin));
        let mut bad = good.clone();
        bad["color"] = json!("vermelho");
        let folder = folder.path().join("loja");
        write(&folder, &bad, None)?;
        admin.attach("input[name=folder]", &[&folder]).await?;
        let errors = admin.read(&hook("app-errors")).await?;
        ensure!(
            errors.contains("app.json:") && errors.contains("vermelho"),
            "{errors}"
        );
        ensure!(
            !admin.see(&upload).await?.is_enabled().await?,
            "it can be uploaded"
        );
        write(&folder, &good, None)?;
        admin.attach("input[name=folder]", &[&folder]).await?;
        admin.gone(&hook("app-errors")).await?;
    } else {
        write(
            folder.path(),
            &basic(&format!("{}/basic", api.origin)),
            Some(SCRIPT),
        )?;
        let lib = folder.path().join("lib");
        let files = [lib.join("app.json"), lib.join("index.js")];
        admin
            .attach("input[name=files]", &[&files[0], &files[1]])
            .await?;
    }
    admin.click(&format!("{upload}:enabled")).await?;
    admin.see(&hook("connections")).await?;
    ensure!(admin.path().await? == format!("/settings/apps/{which}"));
    Ok(())
}

/// A plugin with the scope of one app alone, open beside a conversation.
pub(crate) async fn open_plugin(stage: &Stage, admin: &Agent, app: &str) -> Result<Plugin> {
    let new = json!({"name": "Pedidos", "endpoint": stage.fixture.page("listens"), "enabled": true, "scopes": [format!("app:{app}")]});
    let made = stage.api().await?.post("/api/plugins", &new).await?;
    let plugin = Plugin::read(&made)?;
    admin
        .visit_within("/inbox", &hook("conversation-row"))
        .await?;
    let rows = admin.rows().await?;
    admin.open(rows.first().context("no conversation")?).await?;
    admin.choose(&plugin).await?;
    admin.frame_is("verified").await?;
    Ok(plugin)
}

/// No answer that the browser got has a secret, and neither have the log and the folder. What is known was told and kept.
pub(crate) async fn nothing_is_told(
    stage: &Stage,
    recorder: &Recorder,
    secrets: &[&str],
    known: &[&str; 2],
) -> Result<()> {
    let secrets = Secrets::new(secrets)?;
    let answers = recorder.answers();
    for one in &answers {
        for part in [one.line.as_bytes(), &one.headers, &one.body] {
            let found = secrets.found_in(part);
            ensure!(found.is_empty(), "{} has {found:?}", one.line);
        }
    }
    let log = [stage.server.printed(), stage.server.complained()].concat();
    for line in &log {
        let found = secrets.found_in(line.as_bytes());
        ensure!(found.is_empty(), "the log has {found:?}: {line}");
    }
    let found = secrets.found_below(stage.data.path())?;
    ensure!(found.is_empty(), "{found:?}");

    // It was all there: the same search finds what is no secret.
    let known = Secrets::new(known)?;
    let told = answers.iter().flat_map(|one| known.found_in(&one.body));
    let told: std::collections::BTreeSet<&str> = told.collect();
    ensure!(told.len() == 2, "the browser got only {told:?}");
    ensure!(
        answers
            .iter()
            .any(|one| one.line.starts_with("GET /settings")),
        "no page was recorded"
    );
    ensure!(
        log.iter().any(|line| line.contains("TRACE")),
        "the log is not talkative"
    );
    ensure!(
        !known.found_below(stage.data.path())?.is_empty(),
        "the folder was not read"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_calls_what_an_admin_connected_and_no_secret_comes_to_the_browser() -> Result<()> {
    scenario_recorded(&FLAGS, async |stage, recorder| {
        let admin = stage.admin().await?;
        let api = RemoteApi::that(answer).await?;
        upload(admin, &api, "loja").await?;
        let right = [("key", KEY), ("shop", "77")];
        connect(admin, "loja", &right, ("key", WRONG_KEY), "Unknown credentials").await?;
        let first = api.came();
        let line = |key: &str| format!("GET /headers/me?fields=id\naccept: application/json, text/plain, */*\nx-api-key: Token {key}\nx-shop: 77");
        let came: Vec<String> = first.iter().take(3).map(Asked::told).collect();
        ensure!(came == [line(WRONG_KEY), line(KEY), line(KEY)], "{came:#?}");
        ensure!(first.len() == 4 && !first[3].told().contains(KEY), "{first:#?}");

        upload(admin, &api, "entregas").await?;
        let right = [("user", USER), ("pass", PASSWORD)];
        connect(admin, "entregas", &right, ("pass", WRONG_PASSWORD), "Unknown credentials").await?;

        let plugin = open_plugin(stage, admin, "loja").await?;
        let before = api.came().len();
        let call = "return end(Kinbox.request('loja', {method: 'POST', path: '/orders', query: {page: 2}, headers: {'X-Api-Key': 'mine', 'Accept': 'application/json'}, body: {contact: 'Ana'}}))";
        let got: Value = plugin.at(admin).js(call, &[]).await?;
        ensure!(got["value"]["status"] == 200, "{got}");
        ensure!(got["value"]["body"]["orders"][0]["state"] == "A caminho", "{got}");
        let came: Vec<String> = api.came().iter().skip(before).map(Asked::told).collect();
        let line = format!("POST /headers/orders?page=2\naccept: application/json\ncontent-length: 17\ncontent-type: application/json\n\
            x-api-key: Token {KEY}\nx-shop: 77\n{{\"contact\":\"Ana\"}}");
        ensure!(came == [line], "{came:#?}");
        // The other app is not the plugin's.
        let other: Value = plugin.at(admin).js("return end(Kinbox.request('entregas', {path: '/me'}))", &[]).await?;
        ensure!(other["code"] == "denied", "{other}");
        ensure!(api.came().len() == before + 1, "it was called");

        // The settings tell of the call, whatever page is looked at.
        admin.visit("/settings/apps/loja").await?;
        admin.click(&format!("{} a", hook("connection"))).await?;
        let calls = admin.read(&format!("{} tbody", hook("calls"))).await?;
        ensure!(calls.contains("POST /headers/orders") && calls.contains("200"), "{calls}");
        admin.visit("/settings/apps/loja/files").await?;
        admin.see(&hook("lib/app.json")).await?;
        admin.visit("/settings/audit").await?;
        admin.see(&hook("audit-entry")).await?;
        nothing_is_told(stage, recorder, &[KEY, WRONG_KEY, USER, PASSWORD, WRONG_PASSWORD], &["Loja de Teste", "A caminho"]).await
    })
    .await
}
