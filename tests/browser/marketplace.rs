//! An integration of one company, from the moderator's review to another company that installs it by a click, uses it and takes it out.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::api::Api;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::remote_api::{Asked, RemoteApi};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, binary, database, scenario_with};
use reqwest::{Method, StatusCode, Url};
use serde_json::{Value, json};

/// Where the other company is.
const BASE: &str = "/w/padaria";

/// Where its page and its server are for the moderators. A test has no internet: both are on this machine.
const PAGE: &str = "https://page.example/listens";
const SERVER: &str = "https://crm.example";

/// An integration of the first company.
struct Made {
    id: String,
    secret: String,
}

/// Makes it and hands it in.
async fn hand_in(api: &Api) -> Result<Made> {
    let reason = json!({"pt-BR": "Para mostrar os pedidos da pessoa.", "en": "To show the person's orders."});
    let scopes =
        ["conversation:read", "contact:read"].map(|one| json!({"scope": one, "reason": reason}));
    let new = json!({
        "name": "Pedidos", "description": {"pt-BR": "Mostra os pedidos.", "en": "Shows the orders."}, "category": "commerce",
        "redirectUris": [format!("{SERVER}/callback")], "revocationUrl": format!("{SERVER}/bye"), "scopes": scopes,
        "profile": "kommo", "widget": {"endpoint": PAGE},
    });
    let made = api.post("/api/integrations", &new).await?;
    let text = |key: &str| made[key].as_str().map(str::to_owned).context("no text");
    let made = Made {
        id: text("id")?,
        secret: text("secret")?,
    };
    step(api, &made, "submit").await?;
    Ok(made)
}

/// A step of the company that makes it.
async fn step(api: &Api, made: &Made, step: &str) -> Result<()> {
    let path = format!("/api/integrations/{}/steps", made.id);
    api.post(&path, &json!({"step": step})).await?;
    Ok(())
}

/// One that its own company alone can let in; gives its id.
pub(crate) async fn own_made(stage: &Stage) -> Result<String> {
    let reason = json!({"pt-BR": "Para mostrar os pedidos.", "en": "To show orders."});
    let new = json!({
        "name": "Estoque", "description": {"pt-BR": "Mostra o estoque.", "en": "Shows the stock."}, "category": "commerce",
        "redirectUris": ["http://127.0.0.1:9/callback"], "widget": {"endpoint": stage.fixture.page("listens")},
        "scopes": [{"scope": "contact:read", "reason": reason}, {"scope": "contact:write"}],
    });
    let made = stage.api().await?.post("/api/integrations", &new).await?;
    Ok(made["id"].as_str().context("no id")?.to_owned())
}

/// Installs that one, as its own company's admin.
pub(crate) async fn own_installed(agent: &Agent, id: &str) -> Result<()> {
    agent.visit(&format!("/settings/marketplace/{id}")).await?;
    agent.click(&hook("listing-install")).await?;
    agent.click(&hook("install-ok")).await?;
    agent.see(&hook("installation-standing")).await?;
    Ok(())
}

/// What is at the addresses of the internet is on this machine from now on.
async fn come_home(stage: &Stage, server: &RemoteApi) -> Result<()> {
    let (page, file) = (
        stage.fixture.page("listens"),
        stage.data.path().join("server.db"),
    );
    for table in ["integration", "integration_version"] {
        let change = format!(
            "UPDATE {table} SET manifest = replace(replace(manifest, '{PAGE}', '{page}'), '{SERVER}', '{}')",
            server.origin
        );
        database::change(&file, &change).await?;
    }
    Ok(())
}

/// Presses an element as a program in the page does.
async fn press_by_script(agent: &Agent, css: &str) -> Result<()> {
    agent.see(css).await?;
    let press = "document.querySelector(arguments[0]).click(); return null";
    agent.js::<Value>(press, &[css.into()]).await?;
    Ok(())
}

async fn installed(api: &Api) -> Result<Vec<Value>> {
    let all = api.get("/api/installations").await?;
    Ok(all["items"].as_array().context("no list")?.clone())
}

/// Waits for a request of that path.
async fn told(server: &RemoteApi, path: &str) -> Result<Url> {
    until(path, SOON, async || {
        let came = server.came();
        let is_it = |asked: &&Asked| asked.method == Method::GET && asked.target.starts_with(path);
        let Some(asked) = came.iter().find(is_it) else {
            return Ok(None);
        };
        Ok(Some(Url::parse(&format!(
            "{}{}",
            server.origin, asked.target
        ))?))
    })
    .await
}

fn said(url: &Url, name: &str) -> Result<String> {
    let mut pairs = url.query_pairs();
    let found = pairs.find(|(key, _)| key == name);
    let (_, value) = found.with_context(|| format!("no {name} in {url}"))?;
    Ok(value.into_owned())
}

/// The other company, where its admin is signed in: its API, and somebody who wrote to it.
async fn padaria(stage: &Stage, agent: &Agent) -> Result<(Api, String, String)> {
    let data = stage.data.path();
    let create = [
        "company",
        "create",
        "--name",
        "Padaria",
        "--admin-email",
        "dona@padaria.example",
    ];
    let made = String::from_utf8(binary::run(data, &create).await?.stdout)?;
    let link = made.lines().find_map(|line| line.strip_prefix("sign in: "));
    agent.goto(link.context(made.clone())?).await?;
    agent.see(&hook("welcome")).await?;
    let token = [
        "token",
        "create",
        "--name",
        "tests",
        "--role",
        "admin",
        "--company",
        "padaria",
    ];
    let token = binary::line(data, &token).await?;
    let api = Api::new(&format!("{}{BASE}", stage.server.page), Some(&token))?;
    let channels = api.get("/api/channels").await?;
    let channel = channels["items"][0]["id"].as_str().context("no channel")?;
    let message = json!({"sender": "visitor-1", "type": "text", "content": "Tem pão quente?", "contactInfo": {"name": "Rui"}});
    let got = api
        .post(&format!("/api/channels/{channel}/messages"), &message)
        .await?;
    let id = |what: &str| got[what]["id"].as_str().map(str::to_owned);
    let conversation = id("conversation").context("no conversation")?;
    Ok((api, conversation, id("contact").context("no contact")?))
}

/// Installs it: a program in the page cannot, a person can.
async fn install(agent: &Agent, api: &Api, made: &Made) -> Result<()> {
    agent.visit(&format!("{BASE}/settings/marketplace")).await?;
    agent.fill("input[name=search]", "pedidos").await?;
    let card = hook_of("listing-card", "data-integration", &made.id);
    agent.click(&format!("{card} a")).await?;
    let begin = hook("listing-install");
    press_by_script(agent, &begin).await?;
    agent.see(&hook("not-pressed")).await?;
    ensure!(agent.shown(&hook("install")).await?.is_none(), "it asks");

    agent.click(&begin).await?;
    agent.see(&hook("install")).await?;
    press_by_script(agent, &hook("install-ok")).await?;
    agent.see(&hook("install-trouble")).await?;
    ensure!(installed(api).await?.is_empty(), "a program installed it");

    agent.click(&hook("install-ok")).await?;
    let waiting = hook_of("installation-state", "data-state", "waiting");
    agent.see(&waiting).await?;
    let path = agent.path().await?;
    ensure!(
        path == format!("{BASE}/settings/installed/{}", made.id),
        "{path}"
    );
    Ok(())
}

/// What the integration's server does with what it is told: its tokens, for the company that let it in.
async fn exchange(stage: &Stage, server: &RemoteApi, made: &Made) -> Result<Api> {
    let told = told(server, "/callback").await?;
    ensure!(said(&told, "from_widget")? == "1", "{told}");
    let home = format!("{}{BASE}", stage.server.page);
    let place = home.strip_prefix("http://").context("no http")?;
    ensure!(said(&told, "referer")? == place, "{told}");
    let body = json!({
        "client_id": made.id, "client_secret": made.secret, "grant_type": "authorization_code", "code": said(&told, "code")?,
        "redirect_uri": format!("{}/callback", server.origin),
    });
    let tokens = Api::new(&home, None)?;
    let tokens = tokens.post("/oauth2/access_token", &body).await?;
    Api::new(&home, tokens["access_token"].as_str())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_moderator_approved_is_installed_by_a_persons_click_and_taken_out_whole()
-> Result<()> {
    scenario_with(&["--delivery-allow-loopback"], async |stage| {
        let server = RemoteApi::that(|_| (200, json!({}))).await?;
        let maker = stage.api().await?;
        let made = hand_in(maker).await?;

        // The first company's admin is the moderator, as nobody else was named.
        let agent = stage.admin().await?;
        let (theirs, conversation, contact) = padaria(stage, agent).await?;
        let listing = format!("/api/marketplace/{}", made.id);
        let unseen = theirs.send(Method::GET, &listing, None).await?;
        ensure!(unseen.0 == StatusCode::NOT_FOUND, "{unseen:?}");
        agent
            .visit(&format!("/settings/reviews/{}", made.id))
            .await?;
        agent.click(&hook("review-approve")).await?;
        until_equal("its state", json!("approved"), async || {
            let path = format!("/api/integrations/{}", made.id);
            Ok(maker.get(&path).await?["state"].clone())
        })
        .await?;
        step(maker, &made, "publish").await?;
        come_home(stage, &server).await?;

        install(agent, &theirs, &made).await?;
        let program = exchange(stage, &server, &made).await?;
        agent
            .see(&hook_of("installation-state", "data-state", "active"))
            .await?;
        let card = format!("/api/contacts/{contact}");
        let read = program.get(&card).await?;
        ensure!(read["name"] == "Rui", "{read}");

        // Its page is beside the conversation at once, and is told of it.
        let all = installed(&theirs).await?;
        let plugin = all
            .first()
            .and_then(|one| one["plugin"].as_str())
            .context("no plugin")?;
        let plugin = Plugin::read(&theirs.get(&format!("/api/plugins/{plugin}")).await?)?;
        agent
            .visit_within(&format!("{BASE}/inbox"), &hook("conversation-row"))
            .await?;
        agent.open(&conversation).await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        let heard = "return JSON.stringify(told('conversation')).includes('Rui')";
        plugin.at(agent).until_js(true, heard).await?;

        let page = format!("{BASE}/settings/installed/{}", made.id);
        agent
            .visit_within(&page, &hook("installation-standing"))
            .await?;
        ensure!(
            plugin.at(agent).count().await? == 1,
            "its frame did not live on"
        );
        agent.click(&hook("uninstall")).await?;
        agent.click(&hook("dialog-ok")).await?;
        agent.gone(&hook("installation-standing")).await?;
        let refused = program.send(Method::GET, &card, None).await?;
        ensure!(refused.0 == StatusCode::UNAUTHORIZED, "{refused:?}");
        until_equal("the frames of what was taken out", 0, async || {
            plugin.at(agent).count().await
        })
        .await?;
        let bye = told(&server, "/bye").await?;
        ensure!(said(&bye, "client_uuid")? == made.id, "{bye}");
        ensure!(installed(&theirs).await?.is_empty(), "it is still here");
        Ok(())
    })
    .await
}
