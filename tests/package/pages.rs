//! The package in pages without a bundler, and under policies that refuse what some of its builds need.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::project::Project;
use encaixe_tests::scenario;
use encaixe_tests::site::Site;
use encaixe_tests::wait::{SOON, until};
use serde_json::Value;

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
        let refused = until("the page", SOON, async || {
            let call = "return window.Kinbox?.addTag('5').then(() => null, ({name, code, message}) => ({name, code, message})) ?? null";
            Ok(Some(agent.js::<Value>(call, &[]).await?).filter(|end| !end.is_null()))
        })
        .await?;
        ensure!(refused["name"] == "KinboxError" && refused["code"] == "unsupported", "{refused}");
        let why = refused["message"].as_str().context("no message")?;
        for word in ["kinbox.plain.js", "wasm-unsafe-eval"] {
            ensure!(why.contains(word), "{why}");
        }
        let log = agent.browser_log().await?;
        let told = log.iter().filter(|entry| entry.message.contains("Kinbox: ")).collect::<Vec<_>>();
        ensure!(told.len() == 1, "{log:?}");
        ensure!(told[0].message.contains("kinbox.plain.js"), "{told:?}");
        Ok(())
    })
    .await
}

/// A project with one of the classic scripts.
async fn classic(name: &str) -> Result<Project> {
    let project = Project::new("tests/package/projects/script").await?;
    project.replace("index.html", "kinbox.js", name)?;
    Ok(project)
}
