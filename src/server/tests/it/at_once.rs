//! What must hold whoever writes: each tried by 16 tasks at once, over four stores on one folder, which share nothing but the file.

use std::collections::BTreeSet;

use encaixe_api::access::{MemberPatch, Role};
use encaixe_api::id::{ChannelId, ConversationId, CustomFieldId, GroupId, MemberId, TagId};
use encaixe_api::inbox::attendance::NewRating;
use encaixe_api::inbox::channel::{Channel, ChannelPatch, ContactInfo};
use encaixe_api::inbox::conversation::{ConversationPatch, Status};
use encaixe_api::inbox::custom_field::CustomFieldPatch;
use encaixe_api::inbox::group::GroupPatch;
use encaixe_api::inbox::message::{Kind, Message, MessageStatus};
use encaixe_api::inbox::tag::TagPatch;
use encaixe_api::plugin::PluginPatch;
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_protocol::limits::Limits;
use encaixe_protocol::scope::Grants;
use encaixe_server::actor::Actor;
use encaixe_server::address::{self, Address, By};
use encaixe_server::demo;
use encaixe_server::event::{ConversationEvent, Event};
use encaixe_server::store::begin::{self, Begun};
use encaixe_server::store::contact::Source;
use encaixe_server::store::incoming::{self, Taken};
use encaixe_server::store::member;
use encaixe_server::store::message::{self, Added};
use encaixe_server::store::storage::{Owner, Storage};
use encaixe_server::store::{
    FILE, Refusal, Store, Writer, channel, custom_field, group, plugin, tag,
};
use encaixe_server::time;
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;
use tokio::task::JoinSet;

const TASKS: usize = 16;

/// A folder with the demo workspace, opened four times.
struct Opened {
    folder: TempDir,
    stores: Vec<Store>,
}

impl Opened {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let mut stores = vec![Store::open(&data).await.unwrap()];
        demo::install(&stores[0]).await.unwrap();
        for _ in 1..4 {
            stores.push(Store::open(&data).await.unwrap());
        }
        Self { folder, stores }
    }

    /// Does something in each task, told which it is; what it came to, in the order of the tasks.
    async fn at_once<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
        &self,
        work: impl Fn(Writer, usize) -> F,
    ) -> Vec<T> {
        let mut tasks = JoinSet::new();
        for (task, store) in (0..TASKS).zip(self.stores.iter().cycle()) {
            let done = work(store.by(Actor::System), task);
            tasks.spawn(async move { (task, done.await) });
        }
        let mut all = tasks.join_all().await;
        all.sort_by_key(|(task, _)| *task);
        all.into_iter().map(|(_, done)| done).collect()
    }

    fn writer(&self) -> Writer {
        self.stores[0].by(Actor::System)
    }

    async fn pool(&self) -> SqlitePool {
        let file = self.folder.path().join("data").join(FILE);
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(file))
            .await
            .unwrap()
    }

    /// The numbers that a statement reads.
    async fn numbers(&self, sql: &'static str) -> Vec<i64> {
        let pool = self.pool().await;
        let numbers = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
        pool.close().await;
        numbers
    }

    async fn channel(&self) -> Channel {
        self.stores[0]
            .channel(&"501".into())
            .await
            .unwrap()
            .unwrap()
    }
}

fn count<T>(all: &[T], is: impl Fn(&T) -> bool) -> usize {
    all.iter().filter(|one| is(one)).count()
}

/// 1 and what follows it.
fn from_one(count: usize) -> Vec<i64> {
    (1..).take(count).collect()
}

fn sender(number: usize) -> Address {
    let text = format!("55219{:08}", 81_000_000 + number);
    address::read("whatsapp", &text, By::Program).unwrap()
}

async fn receive(writer: &Writer, channel: &Channel, from: &Address, key: Option<&str>) -> Taken {
    let new = incoming::New {
        key,
        sender: from,
        kind: Kind::Text,
        text: "Oi",
        media_url: None,
        file_name: None,
        info: &ContactInfo::default(),
        sent_at: None,
    };
    writer.receive(channel, &new).await.unwrap()
}

async fn send(writer: &Writer, conversation: &ConversationId, status: MessageStatus) -> Message {
    let new = message::New {
        idempotency_key: None,
        kind: Kind::Text,
        text: "Já vejo.",
        author: None,
        plugin: None,
        status: Some(status),
    };
    match writer
        .add_message(conversation, &new)
        .await
        .unwrap()
        .unwrap()
    {
        Added::Done(message) => *message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_active_admin_is_left_when_all_are_demoted() {
    let opened = Opened::new().await;
    let admins = async || {
        let mut all = opened.stores[0].members().await.unwrap();
        all.retain(|one| one.role == Role::Admin && one.is_active);
        all
    };
    for place in admins().await.len()..TASKS {
        let new = member::New {
            id: &format!("admin-{place}").into(),
            name: "Admin",
            email: &format!("admin-{place}@aurora.example"),
            phone: None,
            role: Role::Admin,
            is_active: true,
            created_at: time::now(),
        };
        opened.writer().add_member(&new).await.unwrap().unwrap();
    }
    let ids: Vec<MemberId> = admins().await.into_iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), TASKS);
    let done = opened
        .at_once(|writer, task| {
            let id = ids[task].clone();
            // Every other one loses the role, the others may no longer sign in.
            let patch = MemberPatch {
                role: (task % 2 == 0).then_some(Role::Agent),
                is_active: (task % 2 == 1).then_some(false),
                ..MemberPatch::default()
            };
            async move { writer.patch_member(&id, &patch).await.unwrap() }
        })
        .await;
    let refused = count(&done, |one| matches!(one, Err(Refusal::LastAdmin)));
    let patched = count(&done, |one| one.is_ok());
    assert_eq!((patched, refused), (TASKS - 1, 1));
    assert_eq!(admins().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_plugin_stores_no_more_than_its_quota() {
    let opened = Opened::new().await;
    let plugin = plugin::New {
        name: "Notes",
        icon: None,
        endpoint: "https://notes.example/",
        enabled: true,
        classic: false,
        scopes: Grants::ALL,
        auth_secret: true,
        proof_algorithm: ProofAlgorithm::EdDsa,
        created_at: time::now(),
        owner: None,
    };
    let plugin = opened
        .writer()
        .add_plugin(&plugin, &PluginPatch::default(), None)
        .await
        .unwrap()
        .unwrap();
    let store = |owner: &str, bytes: usize| {
        let (id, owner) = (plugin.id.clone(), Owner::User(owner.into()));
        move |writer: Writer, task: usize| {
            let (id, owner) = (id.clone(), owner.clone());
            async move {
                let place = Storage {
                    plugin: &id,
                    owner: &owner,
                };
                let key = format!("{task:04}");
                let value = "x".repeat(bytes - key.len());
                writer.store(place, &key, &value).await.unwrap()
            }
        }
    };
    // Six of them fill all but a little.
    let bytes = Limits::STANDARD.storage_bytes as usize / 6;
    let done = opened.at_once(store("101", bytes)).await;
    assert_eq!(count(&done, |one| one.is_ok()), 6);
    assert_eq!(
        count(&done, |one| matches!(one, Err(Refusal::StorageFull { .. }))),
        TASKS - 6
    );
    let used = "SELECT SUM(OCTET_LENGTH(key) + OCTET_LENGTH(value)) FROM plugin_storage WHERE owner = '101'";
    let six = i64::try_from(6 * bytes).unwrap();
    assert_eq!(opened.numbers(used).await, [six]);

    // All keys but five are there.
    let pool = opened.pool().await;
    sqlx::query(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
         INSERT INTO plugin_storage SELECT $1, 'user', '102', 'key ' || i, '', 1 FROM n",
    )
    .bind(plugin.id.as_str())
    .bind(Limits::STANDARD.storage_keys - 5)
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    let done = opened.at_once(store("102", 10)).await;
    assert_eq!(count(&done, |one| one.is_ok()), 5);
    assert_eq!(
        count(&done, |one| *one == Err(Refusal::TooManyKeys)),
        TASKS - 5
    );
    let keys = "SELECT COUNT(*) FROM plugin_storage WHERE owner = '102'";
    let most = i64::from(Limits::STANDARD.storage_keys);
    assert_eq!(opened.numbers(keys).await, [most]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_conversation_is_open_with_a_sender_whoever_begins_it() {
    let opened = Opened::new().await;
    let channel = opened.channel().await;
    let before = opened.numbers("SELECT COUNT(*) FROM contact").await;
    let found = opened
        .at_once(|writer, task| {
            let channel = channel.clone();
            async move {
                let address = sender(1);
                // Half of them write from outside, half begin it from the inside.
                if task % 2 == 0 {
                    let taken = receive(&writer, &channel, &address, None).await;
                    return (taken.conversation, false);
                }
                let new = begin::New {
                    channel: &channel,
                    contact: None,
                    identifier: Some(address),
                    by: Source::Set,
                    name: None,
                    assignee: None,
                };
                match writer.begin(&new).await.unwrap().unwrap() {
                    Begun::Made(id) => (id, true),
                    Begun::Open(id) => (id, false),
                }
            }
        })
        .await;
    assert!(found.iter().all(|(id, _)| *id == found[0].0), "{found:?}");
    assert!(count(&found, |(_, is_made)| *is_made) <= 1);
    let after = opened.numbers("SELECT COUNT(*) FROM contact").await;
    assert_eq!(after[0], before[0] + 1);
    let whole = opened.stores[0]
        .conversation(&found[0].0)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((whole.summary.unread, whole.messages.len()), (8, 8));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_message_that_comes_again_is_taken_once() {
    let opened = Opened::new().await;
    let channel = opened.channel().await;
    let taken = opened
        .at_once(|writer, _| {
            let channel = channel.clone();
            async move { receive(&writer, &channel, &sender(2), Some("wamid.1")).await }
        })
        .await;
    assert_eq!(count(&taken, |one| !one.is_known), 1);
    assert!(
        taken
            .iter()
            .all(|one| one.message.id == taken[0].message.id)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn messages_have_an_order_and_conversations_numbers_of_their_own() {
    let opened = Opened::new().await;
    let channel = opened.channel().await;
    opened
        .at_once(|writer, task| {
            let channel = channel.clone();
            async move {
                for _ in 0..4 {
                    send(&writer, &"955".into(), MessageStatus::Sent).await;
                }
                receive(&writer, &channel, &sender(10 + task), None).await;
            }
        })
        .await;
    let sent = opened
        .numbers(
            "SELECT created_at FROM message WHERE conversation_id = '955' AND body = 'Já vejo.' AND author_id IS NULL
             ORDER BY created_at",
        )
        .await;
    assert_eq!(sent.len(), 4 * TASKS);
    assert!(sent.is_sorted_by(|one, next| one < next), "{sent:?}");
    let newest = "SELECT updated_at FROM conversation WHERE id = '955'";
    assert_eq!(opened.numbers(newest).await.last(), sent.last());

    let numbers = opened
        .numbers("SELECT number FROM conversation ORDER BY number")
        .await;
    assert_eq!(numbers, from_one(numbers.len()));
    let events = opened
        .numbers("SELECT number FROM event ORDER BY number")
        .await;
    let recorded = opened.stores[0].recorded_after(0).await.unwrap();
    assert_eq!(events.len(), recorded.len());
    assert!(events.is_sorted_by(|one, next| one < next), "{events:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tags_have_places_of_their_own() {
    let opened = Opened::new().await;
    let channel = opened.channel().await;
    let begun = receive(&opened.writer(), &channel, &sender(3), None).await;
    let before = opened.stores[0].tags().await.unwrap().len();
    opened
        .at_once(|writer, task| {
            let conversation = begun.conversation.clone();
            async move {
                let id = TagId::new(format!("tag-{task}"));
                let new = tag::New {
                    id: &id,
                    name: id.as_str(),
                    color: "#64748b",
                    is_active: true,
                    created_at: time::now(),
                };
                writer.add_new_tag(&new).await.unwrap().unwrap();
                writer.add_tag(&conversation, &id).await.unwrap().unwrap();
            }
        })
        .await;
    let places = opened
        .numbers(
            "SELECT position FROM conversation_tag WHERE tag_id LIKE 'tag-%' ORDER BY position",
        )
        .await;
    assert_eq!(places, from_one(TASKS));
    let places = opened
        .numbers("SELECT position FROM tag ORDER BY position")
        .await;
    assert_eq!(places, from_one(before + TASKS));
}

/// Makes a tag, a group, a custom field and a channel, and moves each to a place.
async fn make_and_move(writer: Writer, task: usize) {
    let (id, to) = (format!("new-{task}"), u32::try_from(task % 5).unwrap());
    let tag_id = TagId::from(id.as_str());
    let new = tag::New {
        id: &tag_id,
        name: &id,
        color: "#64748b",
        is_active: true,
        created_at: time::now(),
    };
    writer.add_new_tag(&new).await.unwrap().unwrap();
    let patch = TagPatch {
        position: Some(to),
        ..TagPatch::default()
    };
    writer.patch_tag(&tag_id, &patch).await.unwrap().unwrap();

    let group_id = GroupId::from(id.as_str());
    let new = group::New {
        id: &group_id,
        name: &id,
        icon: None,
        description: None,
        members: &["101".into()],
        created_at: time::now(),
    };
    writer.add_group(&new).await.unwrap().unwrap();
    let patch = GroupPatch {
        position: Some(to),
        ..GroupPatch::default()
    };
    let moved = writer.patch_group(&group_id, &patch).await;
    moved.unwrap().unwrap();

    let field_id = CustomFieldId::from(id.as_str());
    let new = custom_field::New {
        id: &field_id,
        name: &id,
        description: None,
        entity: ["contact", "session"][task % 2],
        placeholder: &id,
        kind: "text",
        options: &[],
        created_at: time::now(),
    };
    writer.add_custom_field(&new).await.unwrap().unwrap();
    let patch = CustomFieldPatch {
        position: Some(to),
        ..CustomFieldPatch::default()
    };
    let moved = writer.patch_custom_field(&field_id, &patch).await;
    moved.unwrap().unwrap();

    let channel_id = ChannelId::from(id.as_str());
    let new = channel::New {
        id: &channel_id,
        name: &id,
        kind: "webchat",
        created_at: time::now(),
    };
    writer.add_channel(&new).await.unwrap().unwrap();
    let patch = ChannelPatch {
        position: Some(to),
        ..ChannelPatch::default()
    };
    let moved = writer.patch_channel(&channel_id, &patch).await;
    moved.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn entries_that_are_made_and_moved_have_places_of_their_own() {
    const LISTS: [&str; 5] = [
        "SELECT position FROM tag ORDER BY position",
        "SELECT position FROM team ORDER BY position",
        "SELECT position FROM custom_field WHERE entity = 'contact' ORDER BY position",
        "SELECT position FROM custom_field WHERE entity = 'session' ORDER BY position",
        "SELECT position FROM channel ORDER BY position",
    ];
    let opened = Opened::new().await;
    let mut before = Vec::new();
    for sql in LISTS {
        before.push(opened.numbers(sql).await.len());
    }
    opened.at_once(make_and_move).await;
    for (sql, before) in LISTS.into_iter().zip(before) {
        let new = if sql.contains("entity") {
            TASKS / 2
        } else {
            TASKS
        };
        assert_eq!(opened.numbers(sql).await, from_one(before + new), "{sql}");
    }
    // Of 16 that were moved to one of the first five places, the last one stands there.
    let tags = opened.stores[0].tags().await.unwrap();
    let first: Vec<&str> = tags.iter().take(5).map(|one| one.id.as_str()).collect();
    assert!(first.iter().any(|id| id.starts_with("new-")), "{first:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_link_is_spent_once() {
    let opened = Opened::new().await;
    let later = time::now() + time::DAY;
    opened
        .writer()
        .add_link("code", &"101".into(), later)
        .await
        .unwrap();
    let spent = opened
        .at_once(|writer, _| async move { writer.spend_link("code").await.unwrap() })
        .await;
    assert_eq!(count(&spent, |one| *one == Ok("101".into())), 1);
    assert_eq!(
        count(&spent, |one| *one == Err(Refusal::LinkSpent)),
        TASKS - 1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_status_goes_forward_and_a_failed_message_is_sent_again_once() {
    const WORDS: [MessageStatus; 4] = [
        MessageStatus::Sent,
        MessageStatus::Received,
        MessageStatus::Read,
        MessageStatus::Queued,
    ];
    let opened = Opened::new().await;
    let message = send(&opened.writer(), &"955".into(), MessageStatus::Queued).await;
    let before = opened.stores[0].last_event().await.unwrap();
    opened
        .at_once(|writer, task| {
            let id = message.id.clone();
            async move {
                let to = WORDS[task % WORDS.len()];
                writer
                    .set_message_status(&"955".into(), &id, (to, None))
                    .await
                    .unwrap()
                    .unwrap();
            }
        })
        .await;
    let told: Vec<String> = opened.stores[0]
        .recorded_after(before)
        .await
        .unwrap()
        .into_iter()
        .filter_map(|one| match one.event {
            Some(Event::Conversation(ConversationEvent::MessageStatusChanged {
                status, ..
            })) => Some(status),
            _ => None,
        })
        .collect();
    let rank = |word: &String| {
        ["queued", "sent", "received", "read"]
            .iter()
            .position(|one| one == word)
    };
    assert!(told.is_sorted_by_key(rank), "{told:?}");
    assert_eq!(BTreeSet::from_iter(&told).len(), told.len(), "{told:?}");
    assert_eq!(told.last().map(String::as_str), Some("read"));

    let failed = send(&opened.writer(), &"955".into(), MessageStatus::Failed).await;
    let again = opened
        .at_once(|writer, _| {
            let id = failed.id.clone();
            async move { writer.retry_message(&"955".into(), &id).await.unwrap() }
        })
        .await;
    assert_eq!(count(&again, |one| one.is_ok()), 1);
    let refused = count(&again, |one| {
        matches!(one, Err(Refusal::NotFailed(MessageStatus::Sent)))
    });
    assert_eq!(refused, TASKS - 1);
}

#[tokio::test]
async fn the_tables_refuse_what_no_statement_of_ours_would_do() {
    let opened = Opened::new().await;
    let channel = opened.channel().await;
    let one = receive(&opened.writer(), &channel, &sender(4), None).await;
    let other = receive(&opened.writer(), &channel, &sender(5), None).await;
    opened
        .writer()
        .add_tag(&one.conversation, &"301".into())
        .await
        .unwrap()
        .unwrap();
    opened
        .writer()
        .add_tag(&one.conversation, &"302".into())
        .await
        .unwrap()
        .unwrap();
    let pool = opened.pool().await;
    for (sql, id) in [
        (
            "UPDATE conversation SET open_address = (SELECT open_address FROM conversation WHERE id = $1) WHERE id = $2",
            &one.conversation,
        ),
        (
            "UPDATE conversation_tag SET position = 1 WHERE conversation_id = $1",
            &one.conversation,
        ),
        ("UPDATE tag SET position = 1", &one.conversation),
        ("UPDATE team SET position = 1", &one.conversation),
        ("UPDATE channel SET position = 1", &one.conversation),
        ("UPDATE custom_field SET position = 1", &one.conversation),
    ] {
        let done = sqlx::query(sql)
            .bind(id.as_str())
            .bind(other.conversation.as_str())
            .execute(&pool)
            .await;
        let error = done.unwrap_err();
        let error = error.as_database_error().unwrap();
        assert!(error.is_unique_violation(), "{sql}: {error}");
    }
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn attendances_have_numbers_of_their_own_also_once_the_last_is_gone() {
    let opened = Opened::new().await;
    let channel = opened.channel().await;
    let ask = async |from: usize| {
        opened
            .at_once(|writer, task| {
                let channel = channel.clone();
                async move {
                    let taken = receive(&writer, &channel, &sender(from + task), None).await;
                    let (_, progress) = writer.last_attendance(&taken.conversation).await.unwrap();
                    (progress.number, taken.conversation)
                }
            })
            .await
    };
    let before = opened.numbers("SELECT MAX(number) FROM attendance").await[0];
    let first = ask(100).await;
    let numbers: BTreeSet<u64> = first.iter().map(|(number, _)| *number).collect();
    let before = u64::try_from(before).unwrap();
    let next = (before + 1..).take(TASKS).collect::<BTreeSet<_>>();
    assert_eq!(numbers, next);
    // What is deleted leaves its number behind.
    let last = first.iter().max_by_key(|(number, _)| *number).unwrap();
    let pool = opened.pool().await;
    sqlx::query("DELETE FROM conversation WHERE id = $1")
        .bind(last.1.as_str())
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let second = ask(200).await;
    assert!(
        second.iter().all(|(number, _)| *number > last.0),
        "{second:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_attendance_is_taken_finished_and_rated_by_link_once() {
    let opened = Opened::new().await;
    let channel = opened.channel().await;
    let asked = receive(&opened.writer(), &channel, &sender(300), None).await;
    let id = asked.conversation;
    let taken = opened
        .at_once(|writer, _| {
            let id = id.clone();
            async move { writer.start_attendance(&id).await.unwrap() }
        })
        .await;
    let refused = count(&taken, |one| *one == Err(Refusal::AlreadyStarted));
    assert_eq!((count(&taken, |one| one.is_ok()), refused), (1, TASKS - 1));
    let (attendance, _) = opened.stores[0].last_attendance(&id).await.unwrap();
    let expires_at = time::now() + 60_000;
    let writer = opened.writer();
    let link = writer.add_rating_link(&attendance, "hash", expires_at);
    link.await.unwrap().unwrap();
    let rated = opened
        .at_once(|writer, task| async move {
            let new = NewRating {
                score: u8::try_from(task % 5).unwrap() + 1,
                observation: None,
            };
            writer.rate_by_link("hash", &new).await.unwrap()
        })
        .await;
    let refused = count(&rated, |one| *one == Err(Refusal::LinkSpent));
    assert_eq!((count(&rated, |one| one.is_ok()), refused), (1, TASKS - 1));
    opened
        .at_once(|writer, _| {
            let id = id.clone();
            async move {
                let patch = ConversationPatch {
                    status: Some(Status::Closed),
                    ..ConversationPatch::default()
                };
                writer
                    .patch_conversation(&id, &patch)
                    .await
                    .unwrap()
                    .unwrap();
            }
        })
        .await;
    let told = "SELECT COUNT(*) FROM event WHERE kind IN ('attendance_started', 'attendance_finished', 'attendance_rated')";
    assert_eq!(opened.numbers(told).await, [3]);
}
