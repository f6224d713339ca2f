//! What the first start after an upgrade says of pictures that are shown no longer.

use std::path::Path;
use std::time::Duration;

use encaixe_server::store::FILE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;

use crate::cli::{Served, encaixe};
use crate::support::{Running, expect};

/// Sends a picture of each of these hosts, and leaves the folder as an earlier version did.
async fn upgraded(folder: TempDir, hosts: &[String]) -> TempDir {
    let running = Running::start_in(folder).await;
    let admin = running.admin().await;
    for host in hosts {
        let message = json!({"sender": "5521966665678", "type": "image", "mediaUrl": format!("http://{host}/a.png")});
        let sent = admin.post_json("/api/channels/501/messages", &message);
        expect::<Value>(sent, StatusCode::CREATED).await;
    }
    let data = running.data().to_owned();
    let folder = running.stop().await;
    let options = SqliteConnectOptions::new().filename(data.join(FILE));
    let mut database = options.connect().await.unwrap();
    sqlx::query("DELETE FROM setting WHERE name = 'media_told'")
        .execute(&mut database)
        .await
        .unwrap();
    folder
}

/// Whether the folder says that its hosts were told.
async fn is_told(data: &Path) -> bool {
    let options = SqliteConnectOptions::new().filename(data.join(FILE));
    let mut database = options.connect().await.unwrap();
    let told = sqlx::query("SELECT 1 FROM setting WHERE name = 'media_told'");
    told.fetch_optional(&mut database).await.unwrap().is_some()
}

/// What a start says of hosts.
async fn said(folder: &Path) -> Vec<String> {
    let (data, log) = (folder.join("data"), folder.join("log"));
    let mut command = encaixe(&data, &["serve", "--port", "0", "--plugin-port", "0"]);
    command.stderr(std::fs::File::create(&log).unwrap());
    let served = Served::run(command);
    for _ in 0..400 {
        if is_told(&data).await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    drop(served);
    let log = std::fs::read_to_string(&log).unwrap();
    let lines = log.lines().filter(|line| line.contains("hosts"));
    lines.map(str::to_owned).collect()
}

#[tokio::test]
async fn the_first_start_after_an_upgrade_counts_and_names_the_hosts_that_are_not_asked() {
    let words = "hosts are not shown: they are not public, or have no https. Those that are your own may be named in outgoing-allow:";
    let few = ["10.0.0.1", "10.0.0.2"].map(str::to_owned);
    let folder = upgraded(tempfile::tempdir().unwrap(), &few).await;
    let lines = said(folder.path()).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("WARN"), "{lines:?}");
    let line = format!("pictures and media of 2 {words} 10.0.0.1, 10.0.0.2");
    assert!(lines[0].ends_with(&line), "{lines:?}");
    // Once.
    assert_eq!(said(folder.path()).await, [""; 0]);

    // Of very many it looks at some, says that there may be more, and names a few.
    let many: Vec<String> = (0..203).map(|number| format!("10.1.0.{number}")).collect();
    let folder = upgraded(folder, &many).await;
    let lines = said(folder.path()).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    let line = format!("pictures and media of at least 200 {words} ");
    let (_, named) = lines[0].split_once(&line).unwrap();
    let named: Vec<&str> = named.split(", ").collect();
    assert_eq!((named.len(), named[20]), (21, "..."), "{named:?}");
    assert!(
        named[..20].iter().all(|host| host.starts_with("10.")),
        "{named:?}"
    );
}
