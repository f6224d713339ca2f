//! Secrets lie sealed, whatever happens to the folder: what is on the disk is searched for each of them.

mod backups;
mod keys;
mod migration;
mod rotation;
mod search;

use std::collections::HashMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use encaixe_server::store::Store;
use encaixe_server::vault::{COLUMNS, Column, Vault};
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect};
use crate::upgrade::pool;

fn vault(data: &Path) -> Vault {
    Vault::at(Vault::file_in(data))
}

/// The secrets of a folder: every value of every sealed column.
async fn opened(data: &Path) -> Vec<Vec<u8>> {
    let vault = vault(data);
    let mut secrets = Vec::new();
    for (column, id, value) in rows(data).await {
        secrets.push(vault.open(column, &id, &value).unwrap());
    }
    secrets
}

/// Each value of a sealed column as it lies there.
async fn rows(data: &Path) -> Vec<(Column, String, String)> {
    let pool = pool(data).await;
    let mut all = Vec::new();
    for one in COLUMNS {
        let Column {
            table, id, column, ..
        } = one;
        let sql =
            format!("SELECT {id}, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1");
        let rows: Vec<(String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .fetch_all(&pool)
            .await
            .unwrap();
        all.extend(rows.into_iter().map(|(id, value)| (*one, id, value)));
    }
    pool.close().await;
    all
}

/// Every secret by its plugin's name.
async fn secrets(store: &Store) -> HashMap<String, Option<String>> {
    let plugins = store.plugins().await.unwrap().into_iter();
    plugins.map(|one| (one.plugin.name, one.secret)).collect()
}

/// The words of the key file but for its comments: ids and keys by turns.
fn key_words(data: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(Vault::file_in(data)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let words = lines.flat_map(str::split_whitespace);
    words.map(str::to_owned).collect()
}

/// What a command that succeeded said beside what it printed.
fn noted(output: &std::process::Output) -> &str {
    crate::cli::text(output);
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A registered plugin's id and secret.
async fn register(admin: &Visitor, name: &str) -> (String, String) {
    let new = json!({"name": name, "endpoint": "https://crm.example/"});
    let made: Value = expect(
        admin.post_json("/api/plugins", &new),
        reqwest::StatusCode::CREATED,
    )
    .await;
    let id = made["id"].as_str().unwrap().to_owned();
    let secret = secret(admin, &id).await;
    (id, secret)
}

async fn secret(admin: &Visitor, id: &str) -> String {
    let answer: Value = admin.read(&format!("/api/plugins/{id}/secret")).await;
    answer["secret"].as_str().unwrap().to_owned()
}

async fn standing(running: &Running) -> Value {
    running.admin().await.read("/api/plugins/secrets").await
}

/// What is looked for: secrets in every form in which they could lie in a file.
pub(crate) struct Search {
    /// By its first bytes.
    forms: HashMap<[u8; 4], Vec<Vec<u8>>>,
}

impl Search {
    pub(crate) fn new<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Self {
        let mut search = Self {
            forms: HashMap::new(),
        };
        let mut count = 0;
        for secret in secrets {
            search.add(secret.as_ref());
            // Ours are random bytes in base64url.
            if let Ok(bytes) = URL_SAFE_NO_PAD.decode(secret.as_ref()) {
                search.add(&bytes);
            }
            count += 1;
        }
        assert!(count > 0, "there is nothing to look for");
        search
    }

    fn add(&mut self, secret: &[u8]) {
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let wide = secret.iter().flat_map(|byte| [*byte, 0]).collect();
        let reversed = secret.iter().rev().copied().collect();
        let mut forms = vec![
            secret.to_vec(),
            hex.to_uppercase().into_bytes(),
            hex.into_bytes(),
            wide,
            reversed,
        ];
        // In base64 of something longer, wherever it begins there: the characters that are its own.
        for before in 0..3 {
            let whole = [&b"\0\0\0"[..before], secret].concat();
            for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
                let text = engine.encode(&whole).into_bytes();
                let own = &text[(before * 8).div_ceil(6)..whole.len() * 8 / 6];
                forms.push(own.to_vec());
            }
        }
        for form in forms {
            let first = form[..4].try_into().unwrap();
            self.forms.entry(first).or_default().push(form);
        }
    }

    pub(crate) fn finds(&self, bytes: &[u8]) -> bool {
        bytes.windows(4).enumerate().any(|(at, first)| {
            let first: [u8; 4] = first.try_into().unwrap();
            let forms = self.forms.get(&first).into_iter().flatten();
            forms.into_iter().any(|form| bytes[at..].starts_with(form))
        })
    }

    /// The files of a folder that have any, the key file aside.
    pub(crate) fn within(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(self.within(&path));
            } else if !path.ends_with("vault.key") && self.finds(&std::fs::read(&path).unwrap()) {
                found.push(path.display().to_string());
            }
        }
        found
    }
}

#[test]
fn a_search_finds_each_form() {
    let secret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFA";
    let search = Search::new([secret]);
    let own = URL_SAFE_NO_PAD.decode(secret).unwrap();
    for text in [
        format!("x{secret}"),
        STANDARD_NO_PAD.encode(format!("a{secret}b")),
        URL_SAFE_NO_PAD.encode(format!("ab{secret}b")),
        STANDARD_NO_PAD.encode(&own),
        encaixe_server::random::hex(&own),
        encaixe_server::random::hex(secret.as_bytes()).to_uppercase(),
    ] {
        assert!(search.finds(text.as_bytes()), "{text}");
    }
    assert!(search.finds(&[b"ab", &own[..], b"c"].concat()));
    assert!(!search.finds(&secret.as_bytes()[1..]));
}
