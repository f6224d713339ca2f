//! The examples in HTML, React and Vue: they are the starter's templates, and one plugin three times.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::workspace;
use encaixe_tests::driver::Driver;
use encaixe_tests::project::Project;
use encaixe_tests::wait::{SOON, until};
use serde_json::Value;
use thirtyfour::By;

const EXAMPLES: [&str; 3] = ["plain", "react", "vue"];

#[tokio::test(flavor = "multi_thread")]
async fn the_package_holds_the_examples_as_its_templates() -> Result<()> {
    let project = Project::empty().await?;
    for example in EXAMPLES {
        let mut packed =
            files_of(&project.path(&format!("node_modules/@encaixe/kinbox/starter/{example}")))?;
        for (inside, own) in [
            ("_gitignore", ".gitignore"),
            ("_package-lock.json", "package-lock.json"),
        ] {
            let content = packed.remove(inside).context(inside)?;
            packed.insert(own.to_owned(), content);
        }
        ensure!(
            packed == examples_files(example)?,
            "{example} is another: {:?}",
            packed.keys()
        );
    }
    Ok(())
}

#[test]
fn the_examples_look_alike_and_say_the_same() -> Result<()> {
    let read = |path: &str| {
        fs::read_to_string(workspace().join("examples").join(path)).context(path.to_owned())
    };
    let style = read("plain/public/style.css")?;
    let words = read("plain/public/words.js")?;
    for example in ["react", "vue"] {
        ensure!(
            read(&format!("{example}/src/style.css"))? == style,
            "{example} looks otherwise"
        );
        ensure!(
            read(&format!("{example}/src/words.ts"))? == words,
            "{example} says otherwise"
        );
    }
    Ok(())
}

#[test]
fn the_examples_name_exact_versions_and_their_locks_hold_them() -> Result<()> {
    for example in EXAMPLES {
        let files = examples_files(example)?;
        let read = |name: &str| -> Result<Value> {
            Ok(serde_json::from_slice(
                files.get(name).context(name.to_owned())?,
            )?)
        };
        let (manifest, lock) = (read("package.json")?, read("package-lock.json")?);
        for kind in ["dependencies", "devDependencies"] {
            for (name, version) in manifest[kind].as_object().into_iter().flatten() {
                if name == "@encaixe/kinbox" {
                    continue;
                }
                let version = version.as_str().unwrap_or_default();
                let exact = version.starts_with(|first: char| first.is_ascii_digit());
                ensure!(exact, "{example} asks for {name} {version}");
                let held = &lock["packages"][format!("node_modules/{name}")]["version"];
                ensure!(
                    held == version,
                    "{example}: the lock holds {name} {held}, not {version}"
                );
            }
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plain_example_has_the_types_that_its_editor_shows() -> Result<()> {
    let project = Project::new("examples/plain").await?;
    project
        .run("npx", &["--no", "tsc", "--", "--project", "jsconfig.json"])
        .await?;
    project.replace(
        "public/plugin.js",
        "Kinbox.on(\"theme\"",
        "Kinbox.on(\"themes\"",
    )?;
    let checked = project
        .run("npx", &["--no", "tsc", "--", "--project", "jsconfig.json"])
        .await;
    let complaint = format!(
        "{:#}",
        checked.err().context("a misspelt event was not noticed")?
    );
    ensure!(complaint.contains("themes"), "{complaint}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_that_no_inbox_embeds_says_what_to_do_with_its_address() -> Result<()> {
    let project = Project::new("examples/plain").await?;
    project.script("build").await?;
    let site = project.serve("dist").await?;
    let driver = Driver::start().await?;
    let browser = driver.browser().await?;
    browser.driver.goto(site.start_page()).await?;
    let shown = until("the address", SOON, async || {
        let address = browser.driver.find(By::Id("address")).await?;
        Ok(address
            .is_displayed()
            .await?
            .then_some(address.text().await?))
    })
    .await;
    browser.driver.clone().quit().await?;
    ensure!(shown? == site.start_page());
    Ok(())
}

/// The files of an example by their paths, without what npm and a build have put there.
pub(crate) fn examples_files(example: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    files_of(&workspace().join("examples").join(example))
}

/// The files in a folder by their paths inside it.
pub(crate) fn files_of(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "node_modules" || name == "dist" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), fs::read(entry.path())?);
        }
    }
    Ok(())
}
