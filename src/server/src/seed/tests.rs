//! What a seed makes, against a real database.

use std::collections::BTreeSet;

use encaixe_api::inbox::conversation::{Conversation, Status};
use encaixe_api::inbox::message::From;

use super::{Plan, seed};
use crate::demo;
use crate::store::Store;

async fn workspace() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    demo::install(&store).await.unwrap();
    (folder, store)
}

async fn conversation(store: &Store, id: &str) -> Conversation {
    store.conversation(&id.into()).await.unwrap().unwrap()
}

/// What does not depend on when it was made.
fn timeless(one: Conversation) -> impl PartialEq + std::fmt::Debug {
    let texts: Vec<_> = (one.messages.into_iter())
        .map(|message| (message.id, message.kind, message.text, message.status))
        .collect();
    let row = one.summary;
    let charge = (row.channel, row.assignee, row.group, row.tags, row.status);
    let mut person = one.person;
    // It is counted from the day of the seed.
    person.updated_at = String::new();
    (person, charge, row.unread, one.session_fields, texts)
}

#[tokio::test]
async fn the_same_seed_makes_the_same_conversations_and_goes_on_where_it_stopped() {
    let (_one, first) = workspace().await;
    let (_other, second) = workspace().await;
    let plan = |conversations, seed| Plan {
        conversations,
        messages: 4,
        seed,
    };
    let made = seed(&first, &plan(700, 9), |_| {}).await.unwrap();
    assert_eq!((made.there, made.conversations), (0, 700));
    assert!((2_200..3_400).contains(&made.messages), "{made:?}");
    seed(&second, &plan(130, 9), |_| {}).await.unwrap();
    let mut heard = Vec::new();
    let whole = plan(700, 9);
    let more = seed(&second, &whole, |there| heard.push(there));
    let more = more.await.unwrap();
    assert_eq!((more.there, more.conversations), (130, 570));
    assert_eq!(heard, [630, 700]);
    for place in [0, 129, 130, 499, 500, 699] {
        let id = format!("seed9-{place}");
        let (one, other) = (
            conversation(&first, &id).await,
            conversation(&second, &id).await,
        );
        assert_eq!(timeless(one), timeless(other));
    }
    let again = seed(&first, &plan(700, 9), |_| {}).await.unwrap();
    assert_eq!(
        (again.there, again.conversations, again.messages),
        (700, 0, 0)
    );
    let other = seed(&first, &plan(1, 10), |_| {}).await.unwrap();
    assert_eq!((other.there, other.conversations), (0, 1));
    let (one, other) = (
        conversation(&first, "seed9-0").await,
        conversation(&first, "seed10-0").await,
    );
    assert_ne!(one.person.phone, other.person.phone);
}

#[tokio::test]
async fn conversations_are_of_every_kind_and_each_is_sound() {
    let (_folder, store) = workspace().await;
    let plan = Plan {
        conversations: 400,
        messages: 4,
        seed: 1,
    };
    seed(&store, &plan, |_| {}).await.unwrap();
    let (mut channels, mut agents, mut groups) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut tags, mut names, mut longest) = (BTreeSet::new(), BTreeSet::new(), 0);
    let (mut open, mut waiting, mut filled) = (0, 0, 0);
    for place in 0..400 {
        let one = conversation(&store, &format!("seed1-{place}")).await;
        let newest = one.messages.last().unwrap();
        assert_eq!(newest.created_at, one.summary.updated_at);
        assert!(
            one.messages
                .is_sorted_by(|a, b| a.created_at < b.created_at)
        );
        assert_eq!(one.messages[0].from, From::Contact);
        let unread = usize::try_from(one.summary.unread).unwrap();
        let mut unseen = one.messages.iter().rev().take(unread);
        assert!(unseen.all(|message| message.from == From::Contact));
        assert!(
            one.messages
                .iter()
                .all(|message| !message.text.contains('{'))
        );
        open += u32::from(one.summary.status == Status::Open);
        waiting += u32::from(unread > 0);
        filled += one.person.fields.len() + one.session_fields.len();
        longest = longest.max(one.messages.len());
        channels.insert(one.summary.channel.to_string());
        agents.insert(one.summary.assignee.map(|id| id.to_string()));
        groups.insert(one.summary.group.map(|id| id.to_string()));
        tags.extend(one.summary.tags.iter().map(ToString::to_string));
        names.insert(one.person.name);
    }
    assert_eq!((channels.len(), groups.len(), tags.len()), (5, 5, 9));
    // Three who may sign in, and nobody.
    assert_eq!(agents.len(), 4);
    assert!(names.len() > 350 && names.iter().any(|name| name.starts_with("João ")));
    assert!(
        longest == 7 && (90..200).contains(&open) && waiting > 20,
        "{open}, {waiting}"
    );
    assert!(filled > 500, "{filled}");
}

#[tokio::test]
async fn attendances_are_taken_sorted_and_rated_or_wait() {
    let (_folder, store) = workspace().await;
    let plan = Plan {
        conversations: 200,
        messages: 4,
        seed: 3,
    };
    seed(&store, &plan, |_| {}).await.unwrap();
    let (mut waiting, mut sorted, mut rated, mut numbers) = (0, 0, 0, BTreeSet::new());
    for place in 0..200 {
        let whole = conversation(&store, &format!("seed3-{place}")).await;
        let one = store.attendance(&whole.session).await.unwrap().unwrap();
        assert!(numbers.insert(one.number), "{one:?}");
        let is_closed = whole.summary.status == Status::Closed;
        assert_eq!(one.finished_at.is_some(), is_closed, "{one:?}");
        assert!(is_closed || (one.rating.is_none() && one.categories.is_empty()));
        match &one.started_at {
            Some(at) => {
                assert!(*at >= one.requested_at, "{one:?}");
                assert!(one.finished_at.as_ref().is_none_or(|end| end >= at));
                assert_eq!(one.operator, whole.summary.assignee);
            }
            None => {
                assert!(!is_closed && one.operator.is_none(), "{one:?}");
                waiting += 1;
            }
        }
        sorted += u32::from(!one.categories.is_empty());
        rated += u32::from(one.rating.is_some());
    }
    assert!(
        waiting > 3 && sorted > 50 && rated > 20,
        "{waiting} {sorted} {rated}"
    );
}
