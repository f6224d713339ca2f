//! Everybody can use the page: axe-core finds nothing serious on any of its pages, in either colours, narrow or wide.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::binary::{Server, fresh_folder};
use encaixe_tests::driver::Driver;
use encaixe_tests::project::tools;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, scenario, scenario_with};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::apps::{app_tried, apps_in_use, choose_bad_files};
use crate::first_run::FLAGS;
use crate::marketplace::{own_installed, own_made};
use crate::settings::webhooks::failing_webhook;
use crate::words::Screen;

/// Both colours, and the narrowest, a middling and a usual width; a page is loaded for the first of each pair, and takes the other look as it stands.
const LOOKS: [[Look; 2]; 2] = [
    [("light", 1280, Rules::All), ("dark", 900, Rules::All)],
    [("light", 360, Rules::All), ("dark", 360, Rules::OfColours)],
];

/// Colours, a width in pixels, and what is looked at.
type Look = (&'static str, u32, Rules);

/// What of a page is judged.
#[derive(Debug, Clone, Copy)]
enum Rules {
    All,
    /// What other colours alone can change, where the same page was judged in the same width.
    OfColours,
}

/// How long it may take to judge one page: the HTTP API's has more than ten thousand elements.
const LONGEST: Duration = Duration::from_secs(120);

/// Runs axe-core over the page, its frames left out: they are other people's.
const AXE: &str = "const named = (nodes) => nodes.map((node) => node.target.join(' ') + ': ' + node.failureSummary);
    const runOnly = RULES;
    axe.run(document, {iframes: false, resultTypes: ['violations'], ...(runOnly ? {runOnly} : {})}).then(({violations}) => done(violations
        .map(({id, impact, nodes}) => ({id, impact, nodes: named(nodes)}))), (error) => done([{id: String(error), impact: 'critical', nodes: []}]))";

/// A plugin's form with a question of each type.
const FORM: &str = "Kinbox.sendForm({type: 'modal', title: 'Troca', items: [
    {type: 'text', name: 'why', label: 'Por quê', required: true},
    {type: 'select', name: 'size', label: 'Tamanho', options: [{value: 's', label: 'P'}, {value: 'l', label: 'G'}]},
    {type: 'multi-select', name: 'items', label: 'Peças', options: [{value: 'sheet', label: 'Lençol'}, {value: 'towel', label: 'Toalha'}]},
    {type: 'number', name: 'count', label: 'Quantas', value: 1},
    {type: 'decimal', name: 'price', label: 'Preço'},
    {type: 'date', name: 'day', label: 'Dia'},
]}).catch(() => {}); return null";

/// A plugin's question.
const DIALOG: &str = "Kinbox.dialog('confirm', {title: 'Trocar?', description: 'O pedido muda.'}).catch(() => {}); return null";

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    nodes: Vec<String>,
}

/// One browser with axe-core, and what it found so far.
struct Judge<'a> {
    agent: &'a Agent,
    axe: String,
    found: Vec<String>,
}

impl<'a> Judge<'a> {
    async fn new(agent: &'a Agent) -> Result<Self> {
        agent.set_script_timeout(LONGEST).await?;
        let file = tools()?.join("axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        Ok(Self {
            agent,
            axe,
            found: Vec::new(),
        })
    }

    /// Loads a path for each pair of looks, does what leads to what is judged there, waits for it, and judges it.
    async fn page(&mut self, name: &str, path: &str, clicks: &[&str], seen: &str) -> Result<()> {
        for looks in LOOKS {
            for (place, look) in looks.into_iter().enumerate() {
                let (colours, width, rules) = look;
                let about = format!("{name}, {colours}, {width} px");
                self.look(look).await?;
                if place == 0 {
                    self.agent.visit(path).await?;
                    self.loaded(path.split('?').next().unwrap_or(path)).await?;
                    for click in clicks {
                        let clicked = self.agent.click(click).await;
                        clicked.with_context(|| about.clone())?;
                    }
                }
                self.agent.see(seen).await.with_context(|| about.clone())?;
                self.judge(&about, rules).await?;
            }
        }
        Ok(())
    }

    /// Judges what stands in the page now, in every look.
    async fn now(&mut self, name: &str) -> Result<()> {
        for look in LOOKS.into_iter().flatten() {
            let (colours, width, rules) = look;
            self.look(look).await?;
            self.judge(&format!("{name}, {colours}, {width} px"), rules)
                .await?;
        }
        Ok(())
    }

    async fn look(&self, (colours, width, _): Look) -> Result<()> {
        let tools = self.agent.cdp();
        let size = json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        tools
            .send_raw("Emulation.setDeviceMetricsOverride", size)
            .await?;
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": colours}, {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        tools
            .send_raw("Emulation.setEmulatedMedia", features)
            .await?;
        Ok(())
    }

    /// Waits until the document of that path is there and has what it fetched.
    async fn loaded(&self, path: &str) -> Result<()> {
        let body = "return location.pathname === arguments[0] && document.readyState === 'complete' && !window.judged
            && !document.querySelector('.skeleton')";
        until_equal("a loaded page", true, async || {
            self.agent.js(body, &[path.into()]).await
        })
        .await
    }

    async fn judge(&mut self, look: &str, rules: Rules) -> Result<()> {
        // Colours may still be on their way from the look before.
        let still = "return !document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === 'running')";
        until_equal("colours that stay", true, async || {
            self.agent.js(still, &[]).await
        })
        .await?;
        let judged: bool = self.agent.js("return !!window.judged", &[]).await?;
        if !judged {
            let load = format!("window.judged = true; {}; return typeof axe.run", self.axe);
            let kind: String = self.agent.js(&load, &[]).await?;
            ensure!(kind == "function", "axe-core did not load: {kind}");
        }
        let only = match rules {
            Rules::All => "null",
            Rules::OfColours => "['color-contrast', 'link-in-text-block']",
        };
        let run = AXE.replace("RULES", only);
        let violations: Vec<Violation> = self.agent.js_later(&run).await?;
        for Violation { id, impact, nodes } in violations {
            if matches!(impact.as_deref(), Some("serious" | "critical")) {
                self.found
                    .push(format!("{look}: {id}\n    {}", nodes.join("\n    ")));
            }
        }
        Ok(())
    }

    fn verdict(self) -> Result<()> {
        ensure!(self.found.is_empty(), "{}", self.found.join("\n"));
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_in_the_inbox() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let open = format!("/inbox/{}", rows.first().context("no conversation")?);
        let mut judge = Judge::new(agent).await?;
        let (row, conversation) = (hook("conversation-row"), hook("conversation"));
        judge.page("inbox", "/inbox", &[], &row).await?;
        agent
            .js::<Value>(
                "localStorage['encaixe.details'] = 'closed'; return null",
                &[],
            )
            .await?;
        judge
            .page("conversation", &open, &[], &conversation)
            .await?;
        agent
            .js::<Value>("localStorage['encaixe.details'] = 'open'; return null", &[])
            .await?;
        judge
            .page("details", &open, &[], &hook("details-edit"))
            .await?;
        let (edit, form) = (hook("details-edit"), hook("details-form"));
        judge.page("editing", &open, &[&edit], &form).await?;
        let note = "[data-testid=\"composer-mode\"][data-mode=\"note\"]";
        judge.page("note", &open, &[note], ".composer-note").await?;
        judge
            .page("tags", &open, &[&hook("tag-add")], ".menu-item")
            .await?;
        judge
            .page("menu", "/inbox", &[".user-button"], ".sheet")
            .await?;
        let api = stage.api().await?;
        for (name, text) in [
            ("Prazo", "Oi, {{contact.first_name}}!"),
            ("Troca", "Traga a nota."),
        ] {
            let reply = serde_json::json!({"name": name, "text": text, "shared": true});
            api.post("/api/canned-replies", &reply).await?;
        }
        let offer = hook("composer-canned");
        judge
            .page("canned replies", &open, &[&offer], ".canned-option")
            .await?;
        let (start, dialog) = (hook("start"), hook("start-dialog"));
        judge.page("start", "/inbox", &[&start], &dialog).await?;
        judge
            .page(
                "start with",
                "/inbox",
                &[&start, "input[name=who][value=known]"],
                "input[name=find]",
            )
            .await?;
        judge
            .page("filters", "/inbox", &[".filter-button"], ".sheet")
            .await?;
        judge
            .page("nothing found", "/inbox?q=zzzz", &[], ".list .empty")
            .await?;
        judge.page("missing", "/inbox/none", &[], ".empty").await?;
        let said = json!({"sender": "visita-9", "type": "text", "content": "Oi"});
        let got = api.post("/api/channels/504/messages", &said).await?;
        let waiting = got["conversation"]["id"].as_str().context("no id")?;
        let waiting = format!("/inbox/{waiting}");
        let rules = json!({"closingCategory": "must", "closingReport": "must"});
        api.must(Method::PATCH, "/api/workspace", Some(&rules))
            .await?;
        let (take, close) = (hook("attendance-take"), hook("conversation-status"));
        judge.page("waiting", &waiting, &[], &take).await?;
        let send = hook("form-send");
        judge
            .page("closing", &waiting, &[&close, &send], ".field-error")
            .await?;
        agent.visit("/inbox").await?;
        agent.rows().await?;
        agent.press('?').await?;
        agent.see("dialog[open]").await?;
        judge.now("shortcuts").await?;
        judge.verdict()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_in_what_a_plugin_asks() -> Result<()> {
    scenario(async |stage| {
        let demo = stage.demo().await?;
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(rows.first().context("no conversation")?).await?;
        agent.choose(&demo).await?;
        agent.frame_is("verified").await?;
        let mut judge = Judge::new(agent).await?;
        for (name, ask, seen) in [
            ("form", FORM, hook("form")),
            ("dialog", DIALOG, hook("dialog")),
        ] {
            demo.at(agent).js::<Value>(ask, &[]).await?;
            agent.see(&seen).await?;
            judge.now(name).await?;
            agent.press(Key::Escape).await?;
            agent.gone(&seen).await?;
        }
        judge.verdict()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_in_an_empty_workspace() -> Result<()> {
    let data = fresh_folder()?;
    let server = Server::start_with(data.path(), &FLAGS).await?;
    let driver = Driver::start().await?;
    let agent = Agent::new(driver.browser().await?, &server.page);
    let outcome = async {
        agent.goto(&server.link).await?;
        agent.see(&hook("welcome")).await?;
        let mut judge = Judge::new(&agent).await?;
        judge
            .page("welcome", "/inbox", &[], &hook("welcome"))
            .await?;
        judge.verdict()
    };
    let outcome = outcome.await;
    let browser = (*agent).clone();
    browser.quit().await?;
    outcome
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_in_the_settings() -> Result<()> {
    scenario(async |stage| {
        let demo = stage.demo().await?;
        let agent = stage.admin().await?;
        let mut judge = Judge::new(agent).await?;
        let plugin = format!("/settings/plugins/{}", demo.id);
        for (name, path) in [
            ("plugins", "/settings/plugins"),
            ("new plugin", "/settings/plugins/new"),
            ("plugin", plugin.as_str()),
            ("members", "/settings/members"),
            ("tokens", "/settings/tokens"),
            ("sign-ins", "/settings/sessions"),
            ("workspace", "/settings/workspace"),
            ("audit", "/settings/audit"),
        ] {
            judge.page(name, path, &[], ".settings h1").await?;
        }
        for (name, path, new) in [
            ("tags", "/settings/tags", "own-new"),
            ("groups", "/settings/groups", "own-new"),
            ("fields", "/settings/fields", "own-new-contact"),
            ("channels", "/settings/channels", "own-new"),
            ("categories", "/settings/attendance-categories", "own-edit"),
            ("replies", "/settings/replies", "own-new-personal"),
        ] {
            judge
                .page(name, path, &[&hook(new)], &hook("own-form"))
                .await?;
        }
        judge
            .page(
                "a channel",
                "/settings/channels",
                &[&hook("own-edit")],
                ".own-sheet",
            )
            .await?;
        judge.verdict()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_in_the_pages_of_webhooks() -> Result<()> {
    scenario_with(&["--delivery-allow-loopback"], async |stage| {
        let (endpoint, delivery) = failing_webhook(stage).await?;
        let agent = stage.admin().await?;
        let mut judge = Judge::new(agent).await?;
        let one = format!("/settings/webhooks/{endpoint}");
        let settings = format!("{one}/settings");
        let sent = format!("{one}/deliveries/{delivery}");
        let (more, add) = (hook("webhook-more"), hook("webhook-header-add"));
        let [test, resend, rotate] = ["webhook-test", "webhook-resend", "webhook-rotate"].map(hook);
        let pages: [Screen<'_>; 7] = [
            ("/settings/webhooks", &[], &hook("webhook")),
            (
                "/settings/webhooks/new",
                &[&more, &add],
                "[name=headerName]",
            ),
            (
                "/settings/webhooks/events",
                &[".attempt summary"],
                ".attempt pre",
            ),
            (&one, &[&test], &hook("delivery")),
            (&one, &[&resend], ".dialog"),
            (&settings, &[&rotate], ".dialog"),
            (&sent, &[], &hook("attempt")),
        ];
        for (path, clicks, seen) in pages {
            judge.page(path, path, clicks, seen).await?;
        }
        judge.verdict()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_in_the_pages_of_apps() -> Result<()> {
    scenario_with(&["--delivery-allow-loopback"], async |stage| {
        let agent = stage.admin().await?;
        let mut judge = Judge::new(agent).await?;
        judge
            .page("no apps", "/settings/apps", &[], ".settings .empty")
            .await?;
        agent.visit("/settings/apps/new-app").await?;
        choose_bad_files(agent).await?;
        judge.now("upload").await?;
        let (connection, _api) = apps_in_use(stage).await?;
        let tried = app_tried(stage).await?;
        let attempt = hook("connection-try");
        let pages: [Screen<'_>; 5] = [
            ("/settings/apps", &[], &hook("app")),
            ("/settings/apps/loja", &[], &hook("connection")),
            ("/settings/apps/loja/connect", &[&attempt], ".field-error"),
            (&connection, &[], "[data-testid=calls] tbody"),
            (&tried, &[], &hook("connection-trial")),
        ];
        for (path, clicks, seen) in pages {
            judge.page(path, path, clicks, seen).await?;
        }
        judge.verdict()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_in_the_pages_of_the_marketplace() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let mut judge = Judge::new(agent).await?;
        let id = own_made(stage).await?;
        let listing = format!("/settings/marketplace/{id}");
        let one = format!("/settings/installed/{id}");
        let [install, uninstall] = ["listing-install", "uninstall"].map(hook);
        let pages: [Screen<'_>; 3] = [
            ("/settings/marketplace", &[], &hook("listing-card")),
            (&listing, &[&install], &hook("install")),
            ("/settings/installed", &[], ".settings .empty"),
        ];
        for (path, clicks, seen) in pages {
            judge.page(path, path, clicks, seen).await?;
        }
        own_installed(agent, &id).await?;
        let pages: [Screen<'_>; 3] = [
            ("/settings/installed", &[], &hook("installation")),
            (&one, &[], &hook("installation-standing")),
            (&one, &[&uninstall], ".dialog"),
        ];
        for (path, clicks, seen) in pages {
            judge.page(path, path, clicks, seen).await?;
        }
        judge.verdict()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_is_found_for_strangers_and_in_the_reference() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        let api = stage.api().await?;
        let closed = api.get("/api/conversations?status=closed&limit=1").await?;
        let id = closed["items"][0]["id"].as_str().context("none")?;
        let session = stage.conversation(id).await?["session"].clone();
        let session = session.as_str().context("no attendance")?;
        let path = format!("/api/attendances/{session}/rating-link");
        let link = api.must(Method::POST, &path, None).await?;
        let link = link["url"].as_str().context("no link")?;
        let link = link.find("/rate/").map_or("", |at| &link[at..]);
        let mut judge = Judge::new(agent).await?;
        for (name, path) in [
            ("sign-in", "/inbox"),
            ("old link", "/sign-in/none"),
            ("rating", link),
            ("no rating", "/rate/none"),
            ("not found", "/nowhere"),
            ("reference", "/docs"),
            ("http api", "/docs/api"),
            ("command", "/docs/commands/addTag"),
            ("event", "/docs/events/conversation"),
        ] {
            judge.page(name, path, &[], "h1, h2").await?;
        }
        judge.verdict()
    })
    .await
}
