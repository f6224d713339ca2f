//! For whom a plugin is: which members see it, and in which channels' conversations.

use std::collections::{BTreeSet, HashMap};

use encaixe_api::id::{AttendanceId, ConversationId, MemberId, PluginId};
use encaixe_api::plugin::{Plugin, PluginPatch};

use super::engine::{built, sql};
use super::plugin::WithSecret;
use super::{Outcome, Refusal, Result, Store, Write};

/// Who asks for plugins.
#[derive(Debug, Clone, Copy)]
pub struct Viewer<'a> {
    /// The member; a program, which is none, has the plugins for everyone.
    pub member: Option<&'a MemberId>,
    /// Whether members have plugins of their own where the workspace does not say so.
    pub has_own: bool,
}

/// The enabled plugins that a viewer sees: `$1` is the member, `$2` is [`Viewer::has_own`]. The page of an installation that is paused or
/// suspended is seen by nobody.
const SEEN: &str = "enabled AND NOT is_stopped AND CASE
    WHEN owner IS NOT NULL THEN owner = $1 AND COALESCE((SELECT dev_plugins FROM workspace ORDER BY created_at LIMIT 1), $2)
    WHEN audience = 'groups' THEN EXISTS (SELECT 1 FROM plugin_team p JOIN team t ON t.id = p.team_id
        JOIN team_member m ON m.team_id = p.team_id WHERE p.plugin_id = plugin.id AND m.member_id = $1 AND t.is_active)
    WHEN audience = 'members' THEN EXISTS (SELECT 1 FROM plugin_member p WHERE p.plugin_id = plugin.id AND p.member_id = $1)
    ELSE TRUE END";

/// What a request of a plugin names that has a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A conversation.
    Conversation(ConversationId),
    /// A stretch of service in one.
    Attendance(AttendanceId),
}

impl Store {
    /// The enabled plugins that somebody sees, in their order; a member's own come last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plugins_of(&self, viewer: Viewer<'_>) -> Result<Vec<WithSecret>> {
        let rows = built(format!(
            "SELECT * FROM plugin WHERE {SEEN} ORDER BY COALESCE(owner, ''), position"
        ))
        .bind(viewer.member.map_or("", MemberId::as_str))
        .bind(viewer.has_own)
        .fetch_all(&self.engine)
        .await?;
        let plugins = rows.iter().map(|row| self.with_secret(row));
        self.with_placement(plugins.collect::<Result<_>>()?).await
    }

    /// Whether somebody sees that plugin, and it is enabled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_plugin(&self, viewer: Viewer<'_>, id: &PluginId) -> Result<bool> {
        let found: Option<i64> = built(format!("SELECT 1 FROM plugin WHERE id = $3 AND {SEEN}"))
            .bind(viewer.member.map_or("", MemberId::as_str))
            .bind(viewer.has_own)
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        Ok(found.is_some())
    }

    /// Whether a plugin is for the channel of a conversation. It is for one that does not exist.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_plugin_for(&self, id: &PluginId, place: &Place) -> Result<bool> {
        let (place, query) = match place {
            Place::Conversation(id) => (
                id.as_str(),
                sql("SELECT 1 FROM conversation c JOIN plugin p ON p.id = $1 WHERE c.id = $2 AND NOT p.every_channel
                     AND NOT EXISTS (SELECT 1 FROM plugin_channel o WHERE o.plugin_id = $1 AND o.channel_id = c.channel_id)"),
            ),
            Place::Attendance(id) => (
                id.as_str(),
                sql("SELECT 1 FROM attendance a JOIN conversation c ON c.id = a.conversation_id
                     JOIN plugin p ON p.id = $1 WHERE a.id = $2 AND NOT p.every_channel
                     AND NOT EXISTS (SELECT 1 FROM plugin_channel o WHERE o.plugin_id = $1 AND o.channel_id = c.channel_id)"),
            ),
        };
        let outside: Option<i64> = query
            .bind(id)
            .bind(place)
            .read_optional(&self.engine)
            .await?;
        Ok(outside.is_none())
    }

    /// The plugins with their groups, members and channels, each in the order of the ids.
    pub(super) async fn with_placement(&self, mut all: Vec<WithSecret>) -> Result<Vec<WithSecret>> {
        let mut groups = gathered(self.placed("team").await?);
        let mut members = gathered(self.placed("member").await?);
        let mut channels = gathered(self.placed("channel").await?);
        for Plugin {
            id,
            groups: own_groups,
            members: own_members,
            channels: own_channels,
            ..
        } in all.iter_mut().map(|one| &mut one.plugin)
        {
            *own_groups = ids(&mut groups, id);
            *own_members = ids(&mut members, id);
            if let Some(own) = own_channels {
                *own = ids(&mut channels, id);
            }
        }
        Ok(all)
    }

    /// Which plugin lists what, of one of the three tables.
    async fn placed(&self, what: &str) -> Result<Vec<(PluginId, String)>> {
        Ok(built(format!(
            "SELECT plugin_id, {what}_id FROM plugin_{what} ORDER BY plugin_id, {what}_id"
        ))
        .read_all(&self.engine)
        .await?)
    }
}

fn gathered(rows: Vec<(PluginId, String)>) -> HashMap<PluginId, Vec<String>> {
    let mut all: HashMap<PluginId, Vec<String>> = HashMap::new();
    for (plugin, id) in rows {
        all.entry(plugin).or_default().push(id);
    }
    all
}

fn ids<T: From<String>>(all: &mut HashMap<PluginId, Vec<String>>, plugin: &PluginId) -> Vec<T> {
    let ids = all.remove(plugin).unwrap_or_default();
    ids.into_iter().map(T::from).collect()
}

/// Keeps for whom a plugin is, as far as a patch says so.
///
/// # Errors
/// When the database fails.
pub(super) async fn put(
    write: &mut Write,
    id: &PluginId,
    patch: &PluginPatch,
) -> Result<Outcome<()>> {
    sql("UPDATE plugin SET audience = COALESCE($2, audience), every_channel = COALESCE($3, every_channel) WHERE id = $1")
        .bind(id)
        .bind(patch.audience.map(encaixe_api::plugin::Audience::as_str))
        .bind(patch.channels.as_ref().map(Option::is_none))
        .execute(&mut *write)
        .await?;
    let channels = patch
        .channels
        .as_ref()
        .map(|channels| channels.iter().flatten());
    let lists = [
        texts(patch.groups.as_ref().map(|all| all.iter()), |id| {
            id.as_str()
        }),
        texts(patch.members.as_ref().map(|all| all.iter()), |id| {
            id.as_str()
        }),
        texts(channels, |id| id.as_str()),
    ];
    for (list, ids) in LISTS.iter().zip(lists) {
        if let Some(ids) = ids
            && let Err(refused) = replace(write, id, list, &ids).await?
        {
            return Ok(Err(refused));
        }
    }
    let is_touched = patch.audience.is_some() || patch.groups.is_some() || patch.members.is_some();
    if is_touched || patch.channels.is_some() {
        return nobody(write, id, is_touched).await;
    }
    Ok(Ok(()))
}

/// A plugin as a patch leaves it, made of its row and of what it listed before.
pub(super) fn changed(mut row: Plugin, before: &Plugin, patch: &PluginPatch) -> Plugin {
    row.groups = sorted(patch.groups.as_ref().unwrap_or(&before.groups));
    row.members = sorted(patch.members.as_ref().unwrap_or(&before.members));
    row.channels = match &patch.channels {
        Some(channels) => channels.as_deref().map(sorted),
        None => before.channels.clone(),
    };
    row
}

/// In the order in which they are told, each once.
fn sorted<T: Ord + Clone>(ids: &[T]) -> Vec<T> {
    let ids: BTreeSet<T> = ids.iter().cloned().collect();
    ids.into_iter().collect()
}

/// One of the three lists of a plugin.
struct List {
    /// The table of what it lists.
    table: &'static str,
    /// The field of a request.
    field: &'static str,
    /// What one of them is called in an answer.
    noun: &'static str,
}

const LISTS: [List; 3] = [
    List {
        table: "team",
        field: "groups",
        noun: "group",
    },
    List {
        table: "member",
        field: "members",
        noun: "member",
    },
    List {
        table: "channel",
        field: "channels",
        noun: "channel",
    },
];

fn texts<'a, T: 'a>(
    ids: Option<impl Iterator<Item = &'a T>>,
    text: fn(&'a T) -> &'a str,
) -> Option<Vec<&'a str>> {
    Some(ids?.map(text).collect())
}

/// Puts ids in the place of those that a list has, each once.
async fn replace(
    write: &mut Write,
    plugin: &PluginId,
    list: &List,
    ids: &[&str],
) -> Result<Outcome<()>> {
    let List { table, field, noun } = list;
    built(format!("DELETE FROM plugin_{table} WHERE plugin_id = $1"))
        .bind(plugin)
        .execute(&mut *write)
        .await?;
    for (place, id) in ids.iter().enumerate() {
        let known: Option<i64> = built(format!("SELECT 1 FROM {table} WHERE id = $1"))
            .bind(*id)
            .read_optional(&mut *write)
            .await?;
        if known.is_none() {
            return Ok(Err(Refusal::unknown(format!("{field}[{place}]"), noun)));
        }
        built(format!(
            "INSERT INTO plugin_{table} (plugin_id, {table}_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        ))
        .bind(plugin)
        .bind(*id)
        .execute(&mut *write)
        .await?;
    }
    Ok(Ok(()))
}

/// Refuses a list that decides and has nothing in it. One that lost what was deleted stays as it is until somebody changes it.
async fn nobody(write: &mut Write, plugin: &PluginId, audience: bool) -> Result<Outcome<()>> {
    let (word, every_channel): (String, bool) =
        sql("SELECT audience, every_channel FROM plugin WHERE id = $1")
            .bind(plugin)
            .read_one(&mut *write)
            .await?;
    let decides = |list: &List| match list.field {
        "channels" => !every_channel,
        field => audience && word == field,
    };
    for List { table, field, noun } in LISTS.iter().filter(|list| decides(list)) {
        let one: Option<i64> = built(format!(
            "SELECT 1 FROM plugin_{table} WHERE plugin_id = $1 LIMIT 1"
        ))
        .bind(plugin)
        .read_optional(&mut *write)
        .await?;
        if one.is_none() {
            return Ok(Err(Refusal::ForNobody { field, noun }));
        }
    }
    Ok(Ok(()))
}
