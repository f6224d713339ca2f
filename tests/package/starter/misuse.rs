//! Wrong uses of the command: each is told what was wrong and what to do, and changes nothing.

use std::fs;
use std::process::Output;

use anyhow::{Result, ensure};
use tokio::process::Command;

use super::{Desk, listing};

/// Arguments, and what the complaint must hold. In the folder lie `file` and `full`, which holds `kept`.
const WRONG: [(&[&str], &[&str]); 17] = [
    (&["frobnicate"], &["\"frobnicate\"", "init"]),
    (&["--template", "vue"], &["no command", "init"]),
    (&["init"], &["folder is missing", "kinbox init my-plugin"]),
    (&["init", "one", "two"], &["\"two\"", "one folder"]),
    (&["init", "full"], &["full is not empty", "choose another"]),
    (&["init", "file"], &["file exists", "not a folder"]),
    (
        &["init", "Meu Plugin"],
        &["\"Meu Plugin\"", "lower-case", "my-plugin"],
    ),
    (
        &["init", ".hidden"],
        &["\".hidden\"", "beginning with a letter"],
    ),
    (&["init", "node_modules"], &["\"node_modules\"", "name"]),
    (
        &["init", "new", "--template", "svelte"],
        &["\"svelte\"", "plain, react, vue"],
    ),
    (
        &["init", "new", "--template"],
        &["--template needs a value"],
    ),
    (
        &["init", "new", "--template", "--from", "x"],
        &["--template needs a value"],
    ),
    (&["init", "new", "--from="], &["--from needs a value"]),
    (
        &["init", "new", "--colour"],
        &["no option --colour", "--help"],
    ),
    (
        &["init", "new", "--from", "nowhere.tgz"],
        &["nowhere.tgz does not exist", ".tgz"],
    ),
    (
        &["init", "new", "--from", "full"],
        &["full is not the package @encaixe/kinbox"],
    ),
    (
        &["init", "new", "--from", "file"],
        &["file is not the package @encaixe/kinbox"],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_use_of_the_command_is_explained_and_changes_nothing() -> Result<()> {
    let desk = Desk::new().await?;
    fs::write(desk.path("file"), "")?;
    fs::create_dir(desk.path("full"))?;
    fs::write(desk.path("full/kept"), "kept")?;
    for (arguments, expected) in WRONG {
        let output = kinbox(&desk, arguments, "C.UTF-8").await?;
        let complaint = String::from_utf8(output.stderr)?;
        ensure!(
            output.status.code() == Some(1) && output.stdout.is_empty(),
            "{arguments:?}: {} {complaint}",
            output.status
        );
        for words in expected {
            ensure!(
                complaint.contains(words),
                "{arguments:?}: no `{words}` in {complaint}"
            );
        }
        ensure!(
            complaint.starts_with("kinbox: ") && complaint.lines().count() == 1,
            "{complaint}"
        );
        ensure!(
            listing(desk.place.path())? == ["file", "full"],
            "{arguments:?}"
        );
        ensure!(listing(&desk.path("full"))? == ["kept"], "{arguments:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_speaks_the_systems_language_and_helps() -> Result<()> {
    let desk = Desk::new().await?;
    for (language, usage, complaint) in [
        ("pt_BR.UTF-8", "Uso: kinbox init", "a pasta"),
        ("en_US.UTF-8", "Usage: kinbox init", "the folder"),
        ("fr_FR.UTF-8", "Usage: kinbox init", "the folder"),
    ] {
        for ask in [&["--help"][..], &["-h"], &["init", "--help"], &[]] {
            let output = kinbox(&desk, ask, language).await?;
            let said = String::from_utf8(output.stdout)?;
            ensure!(
                output.status.success() && said.starts_with(usage),
                "{language} {ask:?}: {said}"
            );
        }
        let refused = String::from_utf8(kinbox(&desk, &["init"], language).await?.stderr)?;
        ensure!(refused.contains(complaint), "{language}: {refused}");
    }
    let version = kinbox(&desk, &["--version"], "C").await?.stdout;
    ensure!(version == format!("{}\n", env!("CARGO_PKG_VERSION")).as_bytes());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_plugin_holds_the_package_that_made_it_under_its_version() -> Result<()> {
    let desk = Desk::new().await?;
    fs::create_dir_all(desk.path("in/.git"))?;
    // A folder that is under version control already, and nothing more, is empty.
    let output = kinbox(&desk, &["init", "in"], "C").await?;
    ensure!(output.status.success(), "{output:?}");
    let manifest = fs::read_to_string(desk.path("in/package.json"))?;
    let copy = format!("vendor/encaixe-kinbox-{}.tgz", env!("CARGO_PKG_VERSION"));
    let named = format!("\"@encaixe/kinbox\": \"file:{copy}\"");
    ensure!(manifest.contains(&named), "{manifest}");
    ensure!(desk.path("in").join(&copy).is_file(), "no {copy}");
    ensure!(
        listing(&desk.path("in"))?.contains(&"index.html".to_owned())
            || desk.path("in/public").is_dir()
    );
    Ok(())
}

/// Runs the installed command in the folder for what is made.
async fn kinbox(desk: &Desk, arguments: &[&str], language: &str) -> Result<Output> {
    let script = desk
        .project
        .path("node_modules/@encaixe/kinbox/bin/kinbox.mjs");
    Ok(Command::new("node")
        .arg(script)
        .args(arguments)
        .current_dir(desk.place.path())
        .env("LC_ALL", language)
        .output()
        .await?)
}
