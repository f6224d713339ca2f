//! The package in pages without a bundler, and under policies that refuse what some of its builds need.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::dist;
use encaixe_tests::build::Build;
use encaixe_tests::project::Project;
use encaixe_tests::site::Site;
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Agent, scenario};
use serde_json::{Value, json};

use super::install::talk;

/// Where npm puts the package, as a page names it.
const PACKAGE: &str = "./node_modules/@encaixe/kinbox/";

/// What a careful page sends: its own scripts and nothing else.
const STRICT: &str = "script-src 'self'";

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_finds_the_modules_by_an_import_map() -> Result<()> {
    let mut projects = Vec::new();
    for entry in [
        "@encaixe/kinbox",
        "@encaixe/kinbox/slim",
        "@encaixe/kinbox/plain",
    ] {
        let project = Project::new("tests/package/projects/unbundled").await?;
        project.replace("main.js", "\"@encaixe/kinbox\"", &format!("\"{entry}\""))?;
        projects.push((project.serve("").await?, project));
    }
    let sites: Vec<&Site> = projects.iter().map(|(site, _)| site).collect();
    scenario(async |stage| talk(stage, &sites).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_classic_scripts_need_nothing_but_their_tag() -> Result<()> {
    let with_wasm = classic("kinbox.js").await?;
    let without = classic("kinbox.plain.js").await?;
    let sites = [with_wasm.serve("").await?, without.serve("").await?];
    scenario(async |stage| talk(stage, &[&sites[0], &sites[1]]).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn under_the_strictest_policy_the_builds_without_wasm_work() -> Result<()> {
    let script = classic("kinbox.plain.js").await?;
    let module = Project::new("tests/package/projects/unbundled").await?;
    let path = format!("\"{PACKAGE}kinbox.plain.mjs\"");
    module.replace("main.js", "\"@encaixe/kinbox\"", &path)?;
    let sites = [
        Site::start(&script.path(""), Some(STRICT)).await?,
        Site::start(&module.path(""), Some(STRICT)).await?,
    ];
    scenario(async |stage| talk(stage, &[&sites[0], &sites[1]]).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_word_for_it_the_builds_with_wasm_work_too() -> Result<()> {
    let script = classic("kinbox.js").await?;
    let policy = "script-src 'self' 'wasm-unsafe-eval'";
    let site = Site::start(&script.path(""), Some(policy)).await?;
    scenario(async |stage| talk(stage, &[&site]).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_wasm_is_refused_calls_are_and_the_console_names_the_build_without() -> Result<()> {
    let script = classic("kinbox.js").await?;
    let site = Site::start(&script.path(""), Some(STRICT)).await?;
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.goto(site.start_page()).await?;
        let refused = refusal(agent).await?;
        ensure!(
            refused["name"] == "KinboxError" && refused["code"] == "unsupported",
            "{refused}"
        );
        let why = refused["message"].as_str().context("no message")?;
        for word in ["kinbox.plain.js", "wasm-unsafe-eval"] {
            ensure!(why.contains(word), "{why}");
        }
        let log = agent.browser_log().await?;
        let told = log
            .iter()
            .filter(|entry| entry.message.contains("Kinbox: "))
            .collect::<Vec<_>>();
        ensure!(told.len() == 1, "{log:?}");
        ensure!(told[0].message.contains("kinbox.plain.js"), "{told:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_something_else_comes_for_the_wasm_calls_are_refused_and_say_what_came() -> Result<()>
{
    for (content, words) in [
        (Some("<!doctype html>"), "status 200"),
        (None, "status 404"),
    ] {
        let project = Project::new("tests/package/projects/unbundled").await?;
        project.replace("main.js", "\"@encaixe/kinbox\"", "\"@encaixe/kinbox/slim\"")?;
        project.replace(
            "main.js",
            "document.querySelector(\"#act\")",
            "window.Kinbox = Kinbox;\ndocument.querySelector(\"#act\")",
        )?;
        let wasm = project.path("node_modules/@encaixe/kinbox/kinbox.wasm");
        match content {
            Some(text) => std::fs::write(&wasm, text)?,
            None => std::fs::remove_file(&wasm)?,
        }
        let site = project.serve("").await?;
        scenario(async |stage| {
            let agent = stage.stranger().await?;
            agent.goto(site.start_page()).await?;
            let refused = refusal(agent).await?;
            let why = refused["message"].as_str().context("no message")?;
            for word in ["kinbox.wasm could not be loaded", words] {
                ensure!(why.contains(word), "{why}");
            }
            ensure!(refused["code"] == "unsupported", "{refused}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_wasm_the_memory_grows_and_all_goes_on() -> Result<()> {
    let project = classic("kinbox.plain.js").await?;
    let site = project.serve("").await?;
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.goto(site.start_page()).await?;
        refusal(agent).await?;
        // What each waiting call costs is small, but these are more than the first memory holds; a larger one is a new buffer.
        // Calls wait in a frame whose host has not answered yet.
        let grow = "const frame = document.body.appendChild(document.createElement('iframe'));
            const loaded = new Promise((resolve) => { frame.onload = resolve; });
            frame.src = location.href;
            return loaded.then(() => {
                const inner = frame.contentWindow;
                let buffers = 0;
                inner.ArrayBuffer = class extends inner.ArrayBuffer { constructor(size) { super(size); buffers++; } };
                for (let number = 0; number < 12000; number++) inner.Kinbox.getWorkspaceInfo().catch(() => {});
                const memory = buffers > 0 ? 'grown' : 'as before';
                const control = new inner.AbortController();
                const given_up = inner.Kinbox.getWorkspaceInfo({ signal: control.signal });
                control.abort();
                return given_up.then(() => [], ({ code, message }) => [memory, inner.Kinbox.wire, code, message]);
            })";
        let told: Vec<String> = agent.js(grow, &[]).await?;
        let [memory, wire, code, why] = told.as_slice() else {
            anyhow::bail!("{told:?}");
        };
        ensure!(wire == "none", "the calls did not wait: {wire}");
        ensure!(memory == "grown", "the memory did not grow");
        // The words come out of the memory that has grown.
        ensure!(code == "aborted" && why == "the call was given up", "{told:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_serves_every_file_with_the_hash_that_the_package_names() -> Result<()> {
    let hashes: Value = serde_json::from_slice(&std::fs::read(dist().join("npm/integrity.json"))?)?;
    let hashes = hashes.as_object().context("no list")?;
    let readme = std::fs::read_to_string(dist().join("npm/README.md"))?;
    let quoted = hashes["kinbox.js"].as_str().context("no hash")?;
    ensure!(
        readme.contains(&format!("integrity=\"{quoted}\"")),
        "the README has another"
    );
    ensure!(hashes.len() == Build::ALL.len(), "{hashes:?}");
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent.goto(stage.fixture.page("control")).await?;
        // Another origin's page loads each script as the README says; the browser holds it to its hash.
        let load = "const [page, file, query, integrity] = arguments;
            const version = 'VERSION';
            const tag = Object.assign(document.createElement('script'), {
                src: `${page}/sdk/${version}/${file}${query}`, integrity, crossOrigin: 'anonymous', type: file.endsWith('.mjs') ? 'module' : '',
            });
            const end = new Promise((done) => { tag.onload = () => done('loaded'); tag.onerror = () => done('refused'); });
            document.head.append(tag);
            return end";
        let version = manifest()?["version"].as_str().context("no version")?.to_owned();
        let load = load.replace("VERSION", &version);
        for (file, hash) in hashes {
            // A module is loaded once from an address, whatever is said of it the next time.
            let wrong = json!(format!("sha384-{}", "A".repeat(64)));
            for (query, hash, wanted) in [("", hash.clone(), "loaded"), ("?wrong", wrong, "refused")] {
                let arguments = [stage.server.page.as_str().into(), file.as_str().into(), query.into(), hash];
                let end: String = agent.js(&load, &arguments).await?;
                ensure!(end == wanted, "{file} was {end}");
            }
        }
        Ok(())
    })
    .await
}

/// How the first call ends in a page that is not embedded, or not allowed to.
async fn refusal(agent: &Agent) -> Result<Value> {
    until("the page", SOON, async || {
        let call = "return window.Kinbox?.addTag('5').then(() => null, ({name, code, message}) => ({name, code, message})) ?? null";
        Ok(Some(agent.js::<Value>(call, &[]).await?).filter(|end| !end.is_null()))
    })
    .await
}

/// The package's own `package.json`.
fn manifest() -> Result<Value> {
    Ok(serde_json::from_slice(&std::fs::read(
        dist().join("npm/package.json"),
    )?)?)
}

/// A project with one of the classic scripts.
async fn classic(name: &str) -> Result<Project> {
    let project = Project::new("tests/package/projects/script").await?;
    project.replace("index.html", "kinbox.js", name)?;
    Ok(project)
}
