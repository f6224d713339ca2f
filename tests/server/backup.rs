//! A workspace in one file, and back: beside a running server, into a new folder, over an old one.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server, fresh_folder};
use encaixe_tests::database;
use encaixe_tests::wait::{SOON, until};
use serde_json::{Value, json};

use super::{api, fresh};

const NOTES: &str = "/api/conversations/955/messages";

/// Writes numbered notes until it is told to stop; how many were answered for.
async fn write(agent: Api, stop: Arc<AtomicBool>) -> Result<usize> {
    let mut number = 0;
    while !stop.load(Ordering::Relaxed) {
        let note = json!({"type": "note", "text": format!("nota {number}")});
        agent.post(NOTES, &note).await?;
        number += 1;
    }
    Ok(number)
}

/// The numbers of the notes, as they follow each other.
async fn notes(agent: &Api) -> Result<Vec<usize>> {
    let (mut before, mut found) = (String::new(), Vec::new());
    loop {
        let page = agent.get(&format!("{NOTES}?limit=200{before}")).await?;
        let texts = (page["items"].as_array().context("no list")?.iter().rev()).filter_map(|one| {
            one["text"]
                .as_str()?
                .strip_prefix("nota ")?
                .parse::<usize>()
                .ok()
        });
        found.extend(texts);
        match page["next"].as_str() {
            Some(next) => before = format!("&before={next}"),
            None => break,
        }
    }
    found.reverse();
    Ok(found)
}

fn mode(path: &Path) -> Result<u32> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o777)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("another name")
}

/// A backup of a demo workspace in which a contact has that name, and its folder.
async fn backup_of(name: &str) -> Result<(tempfile::TempDir, std::path::PathBuf)> {
    let (data, mut server) = fresh().await?;
    let agent = api(&data, &server, "agent").await?;
    let patch = json!({"name": name});
    agent
        .must(reqwest::Method::PATCH, "/api/contacts/7001", Some(&patch))
        .await?;
    server.terminate(SOON).await?;
    let file = data.path().join("kept.db");
    binary::line(data.path(), &["backup", text(&file)?]).await?;
    Ok((data, file))
}

async fn name_in(data: &tempfile::TempDir) -> Result<Value> {
    let server = Server::start(data.path()).await?;
    let agent = api(data, &server, "agent").await?;
    Ok(agent.get("/api/conversations/955").await?["contact"]["name"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_beside_a_server_that_writes_holds_all_that_was_answered_before_it() -> Result<()>
{
    let (data, server) = fresh().await?;
    let agent = api(&data, &server, "agent").await?;
    let stop = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn(write(agent.clone(), stop.clone()));
    let kept = fresh_folder()?;
    let file = kept.path().join("ontem à noite.db");
    let before = until("a note", SOON, async || {
        let count = notes(&agent).await?.len();
        Ok((count > 0).then_some(count))
    })
    .await?;
    let said = binary::line(data.path(), &["backup", text(&file)?]).await?;
    let after = notes(&agent).await?.len();
    stop.store(true, Ordering::Relaxed);
    let all = writing.await??;
    ensure!(
        said.contains("ontem à noite.db") && said.contains("KB"),
        "{said}"
    );
    ensure!(mode(&file)? == 0o600);
    ensure!(
        fs::read_dir(kept.path())?.count() == 1,
        "something is left beside it"
    );
    ensure!(before > 0 && all >= after, "{before}, {after}, {all}");

    let other = fresh_folder()?;
    let folder = other.path().join("new/data");
    let said = binary::line(&folder, &["restore", text(&file)?]).await?;
    ensure!(said.contains("Loja Aurora"), "{said}");
    ensure!(mode(&folder)? == 0o700 && mode(&folder.join("encaixe.db"))? == 0o600);
    let restored = Server::start(&folder).await?;
    // Tokens come along: whoever could come in then can come in here.
    let token = binary::line(
        &folder,
        &["token", "create", "--name", "t", "--role", "agent"],
    )
    .await?;
    let there = Api::new(&restored.page, Some(&token))?;
    let found = notes(&there).await?;
    ensure!(found.iter().copied().eq(0..found.len()), "{found:?}");
    ensure!(
        (before..=after).contains(&found.len()),
        "{} of {before} to {after}",
        found.len()
    );
    let hits = there.get("/api/conversations?q=nota").await?;
    ensure!(hits["items"][0]["id"] == "955", "{hits}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_over_a_workspace_wants_force_and_keeps_the_old_one() -> Result<()> {
    let (data, file) = backup_of("Antiga").await?;
    let (other, _) = backup_of("Nova").await?;
    let restore = ["restore", text(&file)?];
    let why = binary::complaint(other.path(), &restore).await?;
    ensure!(why.contains("--force"), "{why}");
    ensure!(name_in(&other).await? == "Nova");

    let output = binary::run(other.path(), &[&restore[..], &["--force"]].concat()).await?;
    let said = String::from_utf8(output.stdout)?;
    ensure!(output.status.success(), "{:?}", output.stderr);
    let aside = said
        .lines()
        .find_map(|line| line.strip_prefix("the one before it is kept in "))
        .context("it does not say where the old one is")?;
    ensure!(mode(Path::new(aside))? == 0o600);
    ensure!(name_in(&other).await? == "Antiga");
    let third = fresh_folder()?;
    binary::line(third.path(), &["restore", aside]).await?;
    ensure!(name_in(&third).await? == "Nova");
    drop(data);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_in_use_is_never_restored() -> Result<()> {
    let (_kept, file) = backup_of("Antiga").await?;
    let (data, server) = fresh().await?;
    let why = binary::complaint(data.path(), &["restore", text(&file)?, "--force"]).await?;
    ensure!(why.contains("stop the server"), "{why}");
    let agent = api(&data, &server, "agent").await?;
    let name = &agent.get("/api/conversations/955").await?["contact"]["name"];
    ensure!(*name == "Mariana Albuquerque", "{name}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_sound_backup_is_refused_in_words_and_changes_nothing() -> Result<()> {
    let (kept, file) = backup_of("Antiga").await?;
    let at = |name: &str| kept.path().join(name);
    fs::write(at("letter.txt"), "Cara Ana, segue o pedido.")?;
    fs::write(at("nothing.db"), "")?;
    database::change(&at("nothing.db"), "CREATE TABLE workspace (id TEXT)").await?;
    let whole = fs::read(&file)?;
    fs::write(at("half.db"), &whole[..whole.len() / 2])?;
    let mut torn = whole.clone();
    torn[4096 * 9..4096 * 12].fill(0x55);
    fs::write(at("torn.db"), torn)?;
    fs::write(at("newer.db"), &whole)?;
    let newer = "INSERT INTO _sqlx_migrations
        (version, description, installed_on, success, checksum, execution_time)
        VALUES (9999, 'later', CURRENT_TIMESTAMP, TRUE, x'00', 0)";
    database::change(&at("newer.db"), newer).await?;
    fs::write(at("other.db"), &whole)?;
    let other = "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1";
    database::change(&at("other.db"), other).await?;

    let (data, mut server) = fresh().await?;
    server.terminate(SOON).await?;
    for (name, words) in [
        ("missing.db", "no file"),
        ("letter.txt", "no backup of Encaixe"),
        ("nothing.db", "no backup of Encaixe"),
        ("half.db", "damaged"),
        ("torn.db", "damaged"),
        ("newer.db", "newer version"),
        ("other.db", "no backup"),
    ] {
        let file = at(name);
        let why = binary::complaint(data.path(), &["restore", text(&file)?, "--force"]).await?;
        ensure!(why.contains(words) && why.contains(name), "{name}: {why}");
        ensure!(!why.contains("panicked"), "{why}");
    }
    ensure!(name_in(&data).await? == "Mariana Albuquerque");
    let left: Vec<_> = fs::read_dir(data.path())?
        .filter_map(|entry| Some(entry.ok()?.file_name()))
        .filter(|name| name.to_string_lossy().contains("restor"))
        .collect();
    ensure!(left.is_empty(), "{left:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_replaces_no_file_and_needs_a_workspace() -> Result<()> {
    let (data, file) = backup_of("Antiga").await?;
    let before = fs::read(&file)?;
    let why = binary::complaint(data.path(), &["backup", text(&file)?]).await?;
    ensure!(why.contains("there already"), "{why}");
    ensure!(fs::read(&file)? == before);
    let itself = data.path().join("encaixe.db");
    let why = binary::complaint(data.path(), &["backup", text(&itself)?]).await?;
    ensure!(why.contains("there already"), "{why}");
    let nowhere = data.path().join("no/folder/b.db");
    let why = binary::complaint(data.path(), &["backup", text(&nowhere)?]).await?;
    ensure!(why.contains("folder of"), "{why}");
    let empty = fresh_folder()?;
    let new = data.path().join("new.db");
    let why = binary::complaint(empty.path(), &["backup", text(&new)?]).await?;
    ensure!(why.contains("no data folder"), "{why}");
    ensure!(!new.exists() && fs::read_dir(empty.path())?.next().is_none());
    Ok(())
}
