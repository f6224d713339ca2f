//! The packed package in projects of authors: installed by npm, built by the bundlers that they use, each without a
//! setting of ours, and talking to the real host.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::dist;
use encaixe_tests::project::Project;
use encaixe_tests::scenario;
use encaixe_tests::site::Site;
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Agent, Stage};

/// The tag that the pages put on the conversation.
const TAG: &str = "302";

/// How the package is asked for in the files of the projects.
const DEFAULT: &str = "\"@encaixe/kinbox\"";

/// The entries that hold all they need, by the name that imports them.
const WHOLE: [&str; 2] = ["@encaixe/kinbox", "@encaixe/kinbox/plain"];

/// The same, and the one whose wasm lies beside it.
const ALL: [&str; 3] = [
    "@encaixe/kinbox",
    "@encaixe/kinbox/plain",
    "@encaixe/kinbox/slim",
];

#[tokio::test(flavor = "multi_thread")]
async fn npm_installs_every_file_of_the_package_and_nothing_else() -> Result<()> {
    let project = Project::empty().await?;
    let package = files(&dist().join("npm"))?;
    let installed = files(&project.path("node_modules/@encaixe/kinbox"))?;
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    ensure!(
        names(&package) == names(&installed),
        "the package has {:?}, npm installed {:?}",
        names(&package),
        names(&installed)
    );
    for (name, content) in &package {
        ensure!(installed.get(name) == Some(content), "{name} is another");
    }
    let beside = std::fs::read_dir(project.path("node_modules/@encaixe"))?.count();
    ensure!(beside == 1, "it brought {beside} packages");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn vite_builds_it_without_a_setting() -> Result<()> {
    bundled("vite", "src/main.js", &ALL, false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn webpack_builds_it_without_a_setting() -> Result<()> {
    bundled("webpack", "src/index.js", &ALL, false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn esbuild_builds_it_without_a_setting() -> Result<()> {
    bundled("esbuild", "src/main.js", &WHOLE, false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn rollup_builds_it_without_a_setting() -> Result<()> {
    bundled("rollup", "src/main.js", &WHOLE, false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_bundler_leaves_the_wasm_behind_a_copy_beside_the_bundle_does() -> Result<()> {
    bundled("esbuild", "src/main.js", &["@encaixe/kinbox/slim"], true).await
}

/// Builds the project once for each entry, and plays it.
async fn bundled(name: &str, main: &str, entries: &[&str], copy: bool) -> Result<()> {
    let mut sites = Vec::new();
    for entry in entries {
        let project = Project::new(&format!("tests/package/projects/{name}")).await?;
        project.replace(main, DEFAULT, &format!("\"{entry}\""))?;
        project.script("build").await?;
        if copy {
            let wasm = "node_modules/@encaixe/kinbox/kinbox.wasm";
            std::fs::copy(project.path(wasm), project.path("dist/kinbox.wasm"))?;
        }
        let site = project.serve("dist").await?;
        sites.push((project, site));
    }
    let sites: Vec<&Site> = sites.iter().map(|(_, site)| site).collect();
    scenario(async |stage| talk(stage, &sites).await).await
}

/// Each page, as a plugin of its own, shows the contact of a conversation, and its click puts a tag on it.
pub(super) async fn talk(stage: &Stage, sites: &[&Site]) -> Result<()> {
    let mut plugins = Vec::new();
    for (number, site) in sites.iter().enumerate() {
        plugins.push(
            stage
                .register(&format!("Project {number}"), &site.start_page())
                .await?,
        );
    }
    let agent = stage.admin().await?;
    let rows = untagged(stage, agent).await?;
    ensure!(
        rows.len() >= plugins.len(),
        "too few conversations without the tag {TAG}"
    );
    for (plugin, row) in plugins.iter().zip(&rows) {
        agent.open(row).await?;
        agent.choose(plugin).await?;
        agent.frame_is("verified").await?;
        let kept = stage.conversation(row).await?;
        let name = kept["person"]["name"].as_str().context("a name")?;
        let frame = plugin.at(agent);
        frame.reads("#name", name).await?;
        frame.click("#act").await?;
        until("the tag in the reply", SOON, async || {
            let tags: String = frame
                .js("return document.querySelector('#tags').textContent", &[])
                .await?;
            Ok(tags.split(' ').any(|tag| tag == TAG).then_some(()))
        })
        .await?;
        let tags = stage.conversation(row).await?["tags"].to_string();
        ensure!(tags.contains(&format!("\"{TAG}\"")), "{tags}");
    }
    Ok(())
}

/// The conversations of the list that lack the tag.
async fn untagged(stage: &Stage, agent: &Agent) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for row in agent.rows().await? {
        let tags = stage.conversation(&row).await?["tags"].to_string();
        if !tags.contains(&format!("\"{TAG}\"")) {
            found.push(row);
        }
    }
    Ok(found)
}

/// Every file of a folder, by its path inside.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| next.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(folder)?.display().to_string();
                found.insert(name, std::fs::read(&path)?);
            }
        }
    }
    Ok(found)
}
