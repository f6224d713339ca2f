//! The starter: a plugin that `npx <inbox>/sdk/kinbox.tgz init` makes is installed, started and built by its own commands, and does its
//! work in a real inbox, without a registry that knows the package. And what the command says to those who use it wrongly.

mod misuse;
mod work;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::{Server, dist, fresh_folder, workspace};
use encaixe_tests::project::{Project, tarball};
use encaixe_tests::scenario;
use encaixe_tests::service::{Service, free_port};
use encaixe_tests::site::Site;
use serde_json::Value;
use tempfile::TempDir;

use super::examples::{examples_files, files_of};

/// What takes the registry away: first from the package's own scope, then from everything. Nothing listens on port 1.
const NO_REGISTRY: [(&str, &str); 2] = [
    ("npm_config_@encaixe:registry", "http://127.0.0.1:1/"),
    ("npm_config_registry", "http://127.0.0.1:1/"),
];

/// Where npm has installed the tarball, and a folder beside it for what is made.
struct Desk {
    project: Project,
    place: TempDir,
}

impl Desk {
    async fn new() -> Result<Self> {
        Ok(Self {
            project: Project::empty().await?,
            place: fresh_folder()?,
        })
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.place.path().join(inside)
    }

    /// Runs the command as an author does who has nothing but an inbox's address, and gives what it printed.
    async fn init(&self, page: &str, folder: &str, template: &str) -> Result<String> {
        let (folder, package) = (text(&self.path(folder))?, format!("{page}/sdk/kinbox.tgz"));
        let init = ["--yes", &package, "init", &folder, "--template", template];
        let anywhere = Project::bare()?;
        let store = text(&anywhere.path("store"))?;
        let variables = [
            NO_REGISTRY.as_slice(),
            &[("npm_config_cache", store.as_str())],
        ]
        .concat();
        anywhere.run_with("npx", &init, &variables).await
    }

    /// Runs npm in a folder that was made.
    async fn npm(&self, folder: &str, arguments: &[&str]) -> Result<String> {
        self.npm_with(folder, arguments, &NO_REGISTRY[..1]).await
    }

    async fn npm_with(
        &self,
        folder: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<String> {
        let folder = text(&self.path(folder))?;
        let quiet = ["--loglevel=error", "--no-audit", "--no-fund"];
        let all = [&["--prefix", &folder], arguments, quiet.as_slice()].concat();
        self.project.run_with("npm", &all, variables).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_without_a_build_is_made_installed_started_and_works() -> Result<()> {
    begins("plain").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_in_react_is_made_installed_started_and_works() -> Result<()> {
    begins("react").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_in_vue_is_made_installed_started_and_works() -> Result<()> {
    begins("vue").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_of_the_checkout_makes_a_plugin_with_the_sdk_of_the_checkout() -> Result<()> {
    let desk = Desk::new().await?;
    let folder = text(&desk.path("my-plugin"))?;
    let root = text(&workspace().join("Cargo.toml"))?;
    let cargo = std::env::var("CARGO").context("not started by cargo")?;
    let run = ["run", "--quiet", "--manifest-path", &root, "--package"];
    let new = ["xtask", "--", "new", "plugin", &folder];
    desk.project
        .run(&cargo, &[run.as_slice(), &new].concat())
        .await?;
    desk.npm("my-plugin", &["install"]).await?;
    let installed = desk.path("my-plugin/node_modules/@encaixe/kinbox");
    ensure!(
        installed.canonicalize()? == workspace().join("dist/npm").canonicalize()?,
        "it has another SDK: {}",
        installed.canonicalize()?.display()
    );
    desk.npm("my-plugin", &["run", "build"]).await?;
    ensure!(desk.path("my-plugin/dist/kinbox.js").is_file());
    Ok(())
}

/// A plugin from its first command to its use in an inbox: served by its own `npm start`, then as its `npm run build` made it.
async fn begins(template: &str) -> Result<()> {
    let desk = Desk::new().await?;
    let data = fresh_folder()?;
    let inbox = Server::start(data.path()).await?;
    let said = desk.init(&inbox.page, "my-plugin", template).await?;
    drop(inbox);
    for step in ["cd ", "npm install", "npm start"] {
        ensure!(said.contains(step), "no `{step}` in {said}");
    }
    whole(&desk.path("my-plugin"), template)?;
    let lock = fs::read_to_string(desk.path("my-plugin/package-lock.json"))?;
    // What the lock holds of others comes out of npm's own store where that has it.
    let without = if template == "plain" { 2 } else { 1 };
    let install = ["install", "--prefer-offline"];
    desk.npm_with("my-plugin", &install, &NO_REGISTRY[..without])
        .await?;
    let after = fs::read_to_string(desk.path("my-plugin/package-lock.json"))?;
    ensure!(lock == after, "npm had to mend the lock:\n{lock}\n{after}");
    let installed = files_of(&desk.path("my-plugin/node_modules/@encaixe/kinbox"))?;
    ensure!(
        installed == files_of(&dist().join("npm"))?,
        "it is not the package: {:?}",
        installed.keys()
    );
    desk.npm("my-plugin", &["run", "build"]).await?;

    let port = free_port()?.to_string();
    let address = format!("http://localhost:{port}/");
    let start = ["start", "--", "--port", &port];
    let service = Service::start(&desk.path("my-plugin"), "npm", &start, "pt_BR.UTF-8")?;
    service.says(&format!("O plugin está em {address}")).await?;
    service.says(&format!("cole o endereço {address}")).await?;
    service.says("cargo xtask run").await?;
    let site = Site::start(&desk.path("my-plugin/dist"), None).await?;

    scenario(async |stage| {
        let plugin = stage.register("Started", &address).await?;
        let agent = stage.admin().await?;
        work::all(stage, agent, &plugin).await?;

        let built = stage.register("Built", &site.start_page()).await?;
        agent.reload().await?;
        work::main_job(stage, agent, &built).await
    })
    .await
}

/// Whether the folder is the example, under its own name and with a copy of the package.
fn whole(folder: &Path, template: &str) -> Result<()> {
    let mut made = files_of(folder)?;
    let mut example = examples_files(template)?;
    let name = "package.json";
    let manifest: Value = serde_json::from_slice(&made.remove(name).context(name)?)?;
    let source: Value = serde_json::from_slice(&example.remove(name).context(name)?)?;
    ensure!(manifest["name"] == "my-plugin", "{manifest}");
    let dependency = |of: &Value| {
        let version = of["dependencies"]["@encaixe/kinbox"].as_str();
        version.map(str::to_owned).context("no SDK")
    };
    let packed = tarball()?;
    let packed = packed.file_name().and_then(|name| name.to_str());
    let copy = format!("vendor/{}", packed.context("no name")?);
    ensure!(dependency(&manifest)? == format!("file:{copy}"));
    made.remove(copy.as_str()).context(copy)?;
    ensure!(manifest["scripts"] == source["scripts"], "{manifest}");
    ensure!(manifest["devDependencies"] == source["devDependencies"]);

    let lock = String::from_utf8(made.remove("package-lock.json").context("no lock")?)?;
    ensure!(
        !lock.contains("../../dist/npm"),
        "the lock names this checkout"
    );
    example.remove("package-lock.json");
    ensure!(
        made == example,
        "{:?} are not {:?}",
        made.keys(),
        example.keys()
    );
    Ok(())
}

fn text(path: &Path) -> Result<String> {
    let text = path.to_str().context("a path that is not UTF-8")?;
    Ok(text.to_owned())
}

/// Everything that lies in a folder, by name.
fn listing(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
