//! Conversations by the thousand, to try a workspace at its size: the same ones for the same seed, whatever is there
//! beside them. Times alone are counted from now.

mod chance;
mod names;
mod person;
mod talk;
mod words;

use std::time::Duration;

use anyhow::{Context as _, ensure};
use encaixe_api::id::{AttendanceId, ConversationId, GroupId, MemberId, TagId};
use encaixe_api::inbox::attendance::Choice;
use encaixe_api::inbox::category::Category;
use encaixe_api::inbox::channel::Channel;
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_api::inbox::message::{From, Kind};

use crate::actor::Actor;
use crate::event::{Filled, WorkspaceEvent};
use crate::store::bulk::{self, Whole};
use crate::store::{For, Store};
use crate::time::{self, DAY, Millis};

use self::chance::Rng;
use self::talk::Talk;

/// How many conversations are written at once.
const BATCH: u32 = 500;

/// Between two writes, so that a server on the same folder gets its turn.
const PAUSE: Duration = Duration::from_millis(15);

/// How far back the oldest conversation lies.
const SPAN: Millis = 180 * DAY;

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many conversations of this seed the folder shall have.
    pub conversations: u32,
    /// How many messages each has on average, at least 1.
    pub messages: u32,
    /// Another seed, other conversations.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Conversations of this seed that were there before.
    pub there: u32,
    /// Conversations that were added.
    pub conversations: u32,
    /// Messages that were added with them.
    pub messages: u64,
}

/// What a workspace offers to its conversations.
struct Workspace {
    members: Vec<MemberId>,
    groups: Vec<GroupId>,
    tags: Vec<TagId>,
    channels: Vec<Channel>,
    fields: Vec<CustomField>,
    categories: Vec<Category>,
}

/// Adds what is missing of a plan, in batches that are each kept whole: after a kill, the same plan goes on. `tell` hears
/// how many are there.
///
/// # Errors
/// When the workspace has no channel, or the database fails.
pub async fn seed(store: &Store, plan: &Plan, mut tell: impl FnMut(u32)) -> anyhow::Result<Made> {
    let workspace = Workspace::read(store).await?;
    ensure!(
        !workspace.channels.is_empty(),
        "this workspace has no channel, and every conversation runs in one"
    );
    let there = first_missing(store, plan).await?;
    let mut made = Made {
        there,
        ..Made::default()
    };
    let now = time::now();
    for begin in (there..plan.conversations).step_by(BATCH as usize) {
        let end = plan.conversations.min(begin.saturating_add(BATCH));
        let batch = (begin..end)
            .map(|place| workspace.conversation(plan, place, now))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let mut write = store.by(Actor::CommandLine).write(For::Workspace).await?;
        bulk::insert(&mut write, &batch).await?;
        if end == plan.conversations {
            write.record(WorkspaceEvent::WorkspaceFilled { by: Filled::Seed });
        }
        write.commit().await.context("a batch was not kept")?;
        made.conversations += end - begin;
        made.messages += batch
            .iter()
            .map(|one| one.messages.len() as u64)
            .sum::<u64>();
        tell(end);
        tokio::time::sleep(PAUSE).await;
    }
    Ok(made)
}

/// The first conversation of the plan that is not there. They are added in their order, so those before it are.
async fn first_missing(store: &Store, plan: &Plan) -> anyhow::Result<u32> {
    let (mut there, mut missing) = (0, plan.conversations);
    while there < missing {
        let middle = there + (missing - there) / 2;
        if store
            .has_conversation(&id(plan.seed, middle).into())
            .await?
        {
            there = middle + 1;
        } else {
            missing = middle;
        }
    }
    Ok(there)
}

/// One of them, or none.
fn some<T: Clone>(chance: &mut Rng, percent: u32, of: &[T]) -> Option<T> {
    let wanted = chance.percent(percent);
    chance.maybe(of).filter(|_| wanted).cloned()
}

/// The id of a conversation, its contact and its attendance.
fn id(seed: u64, place: u32) -> String {
    format!("seed{seed}-{place}")
}

/// What a closed attendance is sorted under, where the workspace has something to choose.
fn choice(chance: &mut Rng, categories: &[Category]) -> Option<Choice> {
    let category = chance.maybe(categories)?;
    let items: Vec<_> = category
        .items
        .iter()
        .filter(|item| item.is_active)
        .collect();
    Some(Choice {
        category: category.id.clone(),
        item: chance.maybe(&items).map(|item| item.id.clone()),
    })
}

impl Workspace {
    async fn read(store: &Store) -> anyhow::Result<Self> {
        Ok(Self {
            members: (store.members().await?.into_iter())
                .filter_map(|one| one.may_serve().then_some(one.id))
                .collect(),
            groups: (store.groups().await?.into_iter())
                .filter_map(|one| one.is_active.then_some(one.id))
                .collect(),
            tags: (store.tags().await?.into_iter())
                .filter_map(|one| one.is_active.then_some(one.id))
                .collect(),
            channels: store.channels().await?,
            fields: store.custom_fields().await?,
            categories: (store.categories().await?.into_iter())
                .filter(|one| one.is_active)
                .collect(),
        })
    }

    /// One conversation whole, with a contact of its own.
    fn conversation(&self, plan: &Plan, place: u32, now: Millis) -> anyhow::Result<Whole> {
        let chance = &mut Rng::of(plan.seed, place);
        let id = id(plan.seed, place);
        let channel = chance.maybe(&self.channels).context("no channel")?;
        let contact = person::contact(chance, &id, &self.fields);
        let identifier = person::identifier(chance, &channel.kind, &contact);
        let fields = person::filled(chance, &self.fields, "session", 25);

        // Half of them lie in the newest quarter of the span.
        let back = i64::from(chance.below(1_000_000));
        let last = now - SPAN / 1_000_000 * back / 1_000 * back / 1_000;
        let status = if chance.percent(35) {
            Status::Open
        } else {
            Status::Closed
        };
        let assignee = some(chance, 75, &self.members);
        let group = some(chance, 80, &self.groups);
        let answers = chance.maybe(&self.members);
        let count = chance.within(1, plan.messages.saturating_mul(2).saturating_sub(1));
        let unread = if status == Status::Open && chance.percent(40) {
            chance.within(1, 5).min(count)
        } else {
            0
        };
        let talk = Talk {
            id: &id,
            agent: assignee.as_ref().or(answers),
            unread,
            count,
            last,
        };
        let messages = talk.messages(chance);
        let began = messages.first().map_or(last, |(_, at)| *at);

        let mut tags = Vec::new();
        for _ in 0..chance.below(4) {
            let one = chance.maybe(&self.tags);
            tags.extend(one.filter(|one| !tags.contains(*one)).cloned());
        }
        // Who has an assignee or an answer was taken, and so was what is closed.
        let answered = messages
            .iter()
            .find(|(message, _)| message.from != From::Contact && message.kind != Kind::Note);
        let taken = answered.map_or(last, |(_, at)| *at);
        let served = answered.is_some() || assignee.is_some() || status == Status::Closed;
        let categories = match status {
            Status::Closed => choice(chance, &self.categories),
            Status::Open => None,
        };
        let categories = categories.into_iter().collect();
        let score = u8::try_from(chance.within(2, 5)).unwrap_or_default();
        let rating = Some(score).filter(|_| status == Status::Closed && chance.percent(30));
        Ok(Whole {
            channel: channel.id.clone(),
            attendance: AttendanceId::new(id.as_str()),
            id: ConversationId::new(id),
            contact,
            identifier,
            assignee,
            group,
            status,
            unread,
            fields,
            tags,
            messages,
            started_at: served.then_some(taken),
            categories,
            rating,
            created_at: began,
            updated_at: last,
        })
    }
}

#[cfg(test)]
mod tests;
