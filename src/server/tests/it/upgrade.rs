//! A data folder of an earlier version: its addresses are brought into one form, the same person becomes one contact, a kill in the
//! middle is no harm, and nothing is lost.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use encaixe_server::actor::Actor;
use encaixe_server::people::upgrade;
use encaixe_server::store::{FILE, Refusal, Store};
use sqlx::SqlitePool;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;

/// The last migration of the version before.
const BEFORE: i64 = 7;

pub(crate) async fn pool(folder: &Path) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .create_if_missing(true);
    SqlitePool::connect_with(options).await.unwrap()
}

/// A contact with one conversation, as the version before kept them; ids are counted from 1.
pub(crate) struct Old {
    name: &'static str,
    email: Option<&'static str>,
    phone: Option<&'static str>,
    channel: &'static str,
    identifier: &'static str,
}

const fn old(name: &'static str, channel: &'static str, identifier: &'static str) -> Old {
    Old {
        name,
        email: None,
        phone: None,
        channel,
        identifier,
    }
}

pub(crate) async fn folder_of_before(folder: &Path, people: &[Old]) {
    std::fs::create_dir_all(folder).unwrap();
    let pool = pool(folder).await;
    let all = sqlx::migrate!("migrations/sqlite");
    let first: Vec<_> = all
        .iter()
        .filter(|one| one.version <= BEFORE)
        .cloned()
        .collect();
    Migrator::with_migrations(first).run(&pool).await.unwrap();
    for sql in [
        "INSERT INTO workspace VALUES ('1', 'Loja', 1)",
        "INSERT INTO member VALUES ('101', 'Ana', 'ana@loja.example', NULL, NULL, 'admin', TRUE, 1, 1)",
        "INSERT INTO channel VALUES ('501', 'Um', 'whatsapp', 1), ('502', 'Dois', 'whatsapp', 1), ('503', 'Mail', 'email', 1), ('504', 'Chat', 'webchat', 1)",
        "INSERT INTO custom_field (id, name, description, entity, placeholder, kind, created_at, updated_at) VALUES ('401', 'Cidade', NULL, 'contact', 'cidade', 'text', 1, 1)",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    let mut write = pool.begin().await.unwrap();
    for (place, person) in people.iter().enumerate() {
        let at = i64::try_from(place).unwrap() + 1;
        let id = format!("{at:05}");
        sqlx::query("INSERT INTO contact VALUES ($1, $2, NULL, $3, $4, $5, $5)")
            .bind(&id)
            .bind(person.name)
            .bind(person.email)
            .bind(person.phone)
            .bind(at)
            .execute(&mut *write)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO conversation (id, contact_id, channel_id, identifier, status, unread, created_at, updated_at)
             VALUES ($1, $1, $2, $3, 'open', 0, $4, $4)",
        )
        .bind(&id).bind(person.channel).bind(person.identifier).bind(at)
        .execute(&mut *write).await.unwrap();
        sqlx::query("INSERT INTO attendance VALUES ($1, $1, $2, NULL)")
            .bind(&id)
            .bind(at)
            .execute(&mut *write)
            .await
            .unwrap();
        sqlx::query("INSERT INTO message (id, conversation_id, kind, origin, body, created_at) VALUES ($1, $1, 'text', 'contact', $2, $3)")
            .bind(&id).bind(person.identifier).bind(at).execute(&mut *write).await.unwrap();
        sqlx::query("INSERT INTO incoming VALUES ($1, $2, $2)")
            .bind(person.channel)
            .bind(&id)
            .execute(&mut *write)
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
    pool.close().await;
}

/// Whom each conversation is with, and under which address; and what is known of each contact.
async fn stands(folder: &Path) -> (BTreeMap<String, (String, String)>, BTreeMap<String, String>) {
    let pool = pool(folder).await;
    let conversations: Vec<(String, String, String)> =
        sqlx::query_as("SELECT id, contact_id, identifier FROM conversation")
            .fetch_all(&pool)
            .await
            .unwrap();
    let contacts: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, name || '/' || COALESCE(email, '') || '/' || COALESCE(phone, '') FROM contact",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let lost: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM message m WHERE NOT EXISTS (SELECT 1 FROM incoming i WHERE i.message_id = m.id)
            OR NOT EXISTS (SELECT 1 FROM conversation c JOIN contact p ON p.id = c.contact_id WHERE c.id = m.conversation_id)",
    )
    .fetch_one(&pool).await.unwrap();
    assert_eq!(lost, 0);
    pool.close().await;
    let conversations = conversations
        .into_iter()
        .map(|(id, contact, address)| (id, (contact, address)));
    (conversations.collect(), contacts.into_iter().collect())
}

pub(crate) fn few() -> Vec<Old> {
    vec![
        Old {
            phone: Some("5531988887777"),
            ..old("João", "501", "5531988887777")
        },
        // The same in other spellings, with nothing of their own.
        old("whatsapp:+5531988887777", "501", "whatsapp:+5531988887777"),
        Old {
            phone: Some("553188887777"),
            ..old("553188887777", "502", "553188887777")
        },
        // The same address, another name: it stays two, for people to decide.
        old("Outro João", "502", "5531988887777@s.whatsapp.net"),
        old("ana <a@b.example>", "503", "ana <a@b.example>"),
        Old {
            email: Some("a@b.example"),
            ..old("Ana", "503", "a@b.example")
        },
        // Another kind of channel, and what is no telephone.
        old("v", "504", "5531988887777"),
        old("123@lid", "501", "123@lid"),
        old("98888-7777", "501", "988887777"),
        old("98888-7777", "502", "988887777"),
    ]
}

/// Whom each conversation of [`few`] is with afterwards, and under which address.
const WHOSE: &[(&str, &str, &str)] = &[
    ("00001", "00001", "5531988887777"),
    ("00002", "00001", "5531988887777"),
    ("00003", "00001", "5531988887777"),
    ("00004", "00004", "5531988887777"),
    ("00005", "00005", "a@b.example"),
    ("00006", "00005", "a@b.example"),
    ("00007", "00007", "5531988887777"),
    ("00008", "00008", "123@lid"),
    ("00009", "00009", "988887777"),
    ("00010", "00010", "988887777"),
];

/// Who is left, and what is known of them.
const LEFT: &[(&str, &str)] = &[
    ("00001", "João//5531988887777"),
    ("00004", "Outro João//"),
    ("00005", "Ana/a@b.example/"),
    ("00007", "v//"),
    ("00008", "123@lid//"),
    ("00009", "98888-7777//"),
    ("00010", "98888-7777//"),
];

async fn check_few(folder: &Path) {
    let (conversations, contacts) = stands(folder).await;
    let whose: BTreeMap<_, _> = WHOSE
        .iter()
        .map(|(id, contact, address)| {
            (
                (*id).to_owned(),
                ((*contact).to_owned(), (*address).to_owned()),
            )
        })
        .collect();
    assert_eq!(conversations, whose);
    let left: BTreeMap<_, _> = LEFT
        .iter()
        .map(|(id, all)| ((*id).to_owned(), (*all).to_owned()))
        .collect();
    assert_eq!(contacts, left);
}

#[tokio::test]
async fn the_same_person_becomes_one_where_nothing_is_lost_after_a_backup_beside_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    folder_of_before(&data, &few()).await;
    let before = stands_before(&data).await;
    let store = Store::open(&data).await.unwrap();
    upgrade(&store, &data).await.unwrap();
    check_few(&data).await;
    let backup = folder.path().join("data.before-addresses.backup");
    let kept = tempfile::tempdir().unwrap();
    std::fs::copy(&backup, kept.path().join(FILE)).unwrap();
    assert_eq!(stands_before(kept.path()).await, before);

    // Each of them can be taken back, and a resend in any spelling is known.
    let merges = store.merges(&"00001".into()).await.unwrap();
    assert_eq!(merges.len(), 2);
    assert_eq!(
        store
            .by(Actor::System)
            .merge(&"00001".into(), &"00002".into())
            .await
            .unwrap(),
        Err(Refusal::AlreadyMerged)
    );
    for merge in merges {
        store
            .by(Actor::System)
            .split(&"00001".into(), &merge.id)
            .await
            .unwrap()
            .unwrap();
    }
    assert_eq!(stands(&data).await.1.len(), 9);
    // It is done once.
    std::fs::remove_file(&backup).unwrap();
    upgrade(&store, &data).await.unwrap();
    assert!(!backup.exists());
    assert_eq!(stands(&data).await.1.len(), 9);
    store.close().await;
}

async fn stands_before(folder: &Path) -> Vec<(String, String, String)> {
    let pool = pool(folder).await;
    let all = sqlx::query_as("SELECT c.id, p.name, c.identifier FROM conversation c JOIN contact p ON p.id = c.contact_id ORDER BY c.id")
        .fetch_all(&pool).await.unwrap();
    pool.close().await;
    all
}

#[tokio::test]
async fn an_upgrade_that_ends_after_any_step_goes_on_there() {
    for steps in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        folder_of_before(&data, &few()).await;
        let store = Store::open(&data).await.unwrap();
        for _ in 0..steps {
            store.read_addresses().await.unwrap();
        }
        store.close().await;
        let store = Store::open(&data).await.unwrap();
        upgrade(&store, &data).await.unwrap();
        store.close().await;
        check_few(&data).await;
    }
}

#[tokio::test]
async fn a_folder_in_which_nothing_changes_gets_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    folder_of_before(
        &data,
        &[old("Ana", "501", "5531988887777"), old("Rui", "504", "v-1")],
    )
    .await;
    let store = Store::open(&data).await.unwrap();
    upgrade(&store, &data).await.unwrap();
    assert!(store.has_addresses().await.unwrap());
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|one| one.unwrap().file_name())
        .collect();
    assert_eq!(names, ["data"]);
}

/// The program, starting on a folder; its end is waited for when this goes.
struct Starting(Child);

impl Starting {
    fn new(data: &Path) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_encaixe"))
            .args([
                "serve",
                "--no-open",
                "--port",
                "0",
                "--plugin-port",
                "0",
                "--data",
            ])
            .arg(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Self(child.unwrap())
    }
}

impl Drop for Starting {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_server_that_is_killed_in_the_middle_loses_nothing() {
    const PEOPLE: usize = 2_000;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let spelled: Vec<String> = (0..PEOPLE)
        .map(|n| {
            let line = 10_000_000 + n / 2;
            if n % 2 == 0 {
                format!("55319{line}")
            } else {
                format!("whatsapp:+55 31 9{line}")
            }
        })
        .collect();
    // They live as long as the test.
    let people: Vec<Old> = spelled
        .iter()
        .map(|text| {
            let text: &'static str = text.clone().leak();
            old(text, "501", text)
        })
        .collect();
    folder_of_before(&data, &people).await;
    // Looks on without bringing the tables to this version: the server does.
    let progress = async |watch: &SqlitePool| -> String {
        let sql = "SELECT value FROM setting WHERE name = 'addresses'";
        let value: Option<String> = sqlx::query_scalar(sql).fetch_optional(watch).await.unwrap();
        value.unwrap_or_default()
    };
    let mut seen = Vec::new();
    for until in ["conversations", "contacts", "fold"] {
        let server = Starting::new(&data);
        let watch = pool(&data).await;
        let limit = Instant::now() + Duration::from_secs(60);
        loop {
            let at = progress(&watch).await;
            if at.starts_with(until) || at.starts_with("done") {
                seen.push(at);
                break;
            }
            assert!(Instant::now() < limit, "{at}");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        drop(server);
        watch.close().await;
    }
    assert!(seen[0].starts_with("conversations"), "{seen:?}");
    let store = Store::open(&data).await.unwrap();
    upgrade(&store, &data).await.unwrap();
    store.close().await;
    let (conversations, contacts) = stands(&data).await;
    assert_eq!((conversations.len(), contacts.len()), (PEOPLE, PEOPLE / 2));
    for (id, (contact, address)) in conversations {
        let place: usize = id.parse().unwrap();
        let first = (place - 1) / 2 * 2 + 1;
        assert_eq!(contact, format!("{first:05}"));
        assert_eq!(address, format!("55319{}", 10_000_000 + (place - 1) / 2));
    }
}
