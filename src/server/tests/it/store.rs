//! The store on a real database file.

use encaixe_api::access::{MemberPatch, NewToken, Role};
use encaixe_api::inbox::conversation::{ConversationPatch, Filter};
use encaixe_server::actor::Actor;
use encaixe_server::demo;
use encaixe_server::store::cursor::Cursor;
use encaixe_server::store::member::New;
use encaixe_server::store::{FILE, For, Refusal, Store, server_value};
use encaixe_server::time;
use tempfile::TempDir;

async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data")).await.unwrap();
    demo::install(&store).await.unwrap();
    (folder, store)
}

fn new_token(name: &str) -> NewToken {
    NewToken {
        name: name.to_owned(),
        role: Role::Agent,
        scopes: None,
        only: None,
        days: None,
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_data_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _store) = store().await;
    let mode = |name: &str| {
        let path = folder.path().join("data").join(name);
        path.metadata().unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    assert_eq!(mode(FILE), 0o600);
}

#[tokio::test]
async fn a_second_store_on_the_same_folder_sees_what_the_first_wrote() {
    let (folder, first) = store().await;
    let second = Store::open(&folder.path().join("data")).await.unwrap();
    let token = first
        .by(Actor::System)
        .add_token("hash", &new_token("one"), None)
        .await
        .unwrap();
    assert_eq!(second.tokens().await.unwrap(), std::slice::from_ref(&token));
    assert!(
        second
            .by(Actor::System)
            .remove_token(&token.id)
            .await
            .unwrap()
    );
    assert!(first.use_token("hash").await.unwrap().is_none());
}

#[tokio::test]
async fn writers_wait_for_each_other_and_none_is_lost() {
    let (folder, first) = store().await;
    let second = Store::open(&folder.path().join("data")).await.unwrap();
    let write = async |store: &Store, who: &str| {
        for count in 0..20 {
            let hash = format!("{who}{count}");
            store
                .by(Actor::System)
                .add_token(&hash, &new_token(who), None)
                .await
                .unwrap();
        }
    };
    tokio::join!(write(&first, "a"), write(&first, "b"), write(&second, "c"));
    assert_eq!(first.tokens().await.unwrap().len(), 60);
}

#[tokio::test]
async fn a_write_that_is_not_committed_leaves_nothing() {
    let (_folder, store) = store().await;
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    server_value::set(&mut write, "name", "value")
        .await
        .unwrap();
    drop(write);
    assert_eq!(store.server_value("name").await.unwrap(), None);
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    server_value::set(&mut write, "name", "value")
        .await
        .unwrap();
    server_value::set(&mut write, "name", "other")
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(
        store.server_value("name").await.unwrap().as_deref(),
        Some("other")
    );
}

#[tokio::test]
async fn the_demo_workspace_is_made_once() {
    let (_folder, store) = store().await;
    let first = store
        .conversations(&Filter::default(), &Cursor::newest(), 200)
        .await
        .unwrap();
    demo::install(&store).await.unwrap();
    let again = store
        .conversations(&Filter::default(), &Cursor::newest(), 200)
        .await
        .unwrap();
    assert_eq!(first, again);
    let ana = store.first_admin().await.unwrap().unwrap();
    assert_eq!(ana.email, "ana@aurora.example");
}

#[tokio::test]
async fn a_refused_patch_changes_nothing() {
    let (_folder, store) = store().await;
    let both = ConversationPatch {
        assignee: Some(Some("102".into())),
        group: Some(Some("none".into())),
        status: None,
        ..ConversationPatch::default()
    };
    let before = store.conversation(&"955".into()).await.unwrap();
    let outcome = store
        .by(Actor::System)
        .patch_conversation(&"955".into(), &both)
        .await
        .unwrap();
    let refusal = Refusal::UnknownReference {
        field: "group".into(),
        what: "active group",
    };
    assert_eq!(outcome, Err(refusal));
    assert_eq!(store.conversation(&"955".into()).await.unwrap(), before);

    let demote = MemberPatch {
        role: Some(Role::Agent),
        ..MemberPatch::default()
    };
    let outcome = store
        .by(Actor::System)
        .patch_member(&"101".into(), &demote)
        .await
        .unwrap();
    assert_eq!(outcome, Err(Refusal::LastAdmin));
    let ana = store.member(&"101".into()).await.unwrap().unwrap();
    assert_eq!(ana.role, Role::Admin);
}

#[tokio::test]
async fn an_address_belongs_to_one_member() {
    let (_folder, store) = store().await;
    let new = New {
        id: &"900".into(),
        name: "Outra Ana",
        email: "ana@aurora.example",
        phone: None,
        role: Role::Agent,
        is_active: true,
        created_at: time::now(),
    };
    let outcome = store.by(Actor::System).add_member(&new).await.unwrap();
    assert_eq!(outcome, Err(Refusal::EmailTaken));
    let found = store.member_by_email(" ANA@aurora.example ").await.unwrap();
    assert_eq!(found.unwrap().id.as_str(), "101");
}

#[tokio::test]
async fn sessions_and_links_end_with_their_time() {
    let (_folder, store) = store().await;
    let (past, soon) = (time::now() - 1, time::now() + time::MINUTE);
    store
        .by(Actor::System)
        .add_session("old", &"101".into(), None, past, None)
        .await
        .unwrap();
    store
        .by(Actor::System)
        .add_session("new", &"101".into(), None, soon, None)
        .await
        .unwrap();
    assert!(store.session_member("old").await.unwrap().is_none());
    assert!(store.session_member("new").await.unwrap().is_some());
    assert!(store.session_member("other").await.unwrap().is_none());

    store
        .by(Actor::System)
        .add_link("old", &"101".into(), past)
        .await
        .unwrap();
    store
        .by(Actor::System)
        .add_link("new", &"101".into(), soon)
        .await
        .unwrap();
    assert_eq!(
        store.by(Actor::System).spend_link("old").await.unwrap(),
        Err(Refusal::LinkExpired)
    );
    assert_eq!(
        store.by(Actor::System).spend_link("new").await.unwrap(),
        Ok("101".into())
    );
    assert_eq!(
        store.by(Actor::System).spend_link("new").await.unwrap(),
        Err(Refusal::LinkSpent)
    );
    assert_eq!(
        store.by(Actor::System).spend_link("other").await.unwrap(),
        Err(Refusal::NotFound("sign-in link"))
    );
    store.sweep_access().await.unwrap();
    assert!(store.session_member("new").await.unwrap().is_some());
}
