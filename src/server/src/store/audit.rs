//! The audit log: written with the change, in its transaction; read newest first. What is kept of which event says
//! `server/src/audit/`.

use encaixe_api::audit::{
    AuditActor, AuditActorKind, AuditArea, AuditDetails, AuditEntry, AuditKind, AuditMember,
    AuditObject, AuditObjectKind,
};
use encaixe_api::id::AuditId;
use encaixe_api::inbox::Page;

use super::cursor::{Cursor, cut};
use super::engine::{Builder, Value, built, sql};
use super::{Error, For, Result, Row, Store, Write};
use crate::actor::Actor;
use crate::audit::{Entry, Object, entries};
use crate::event::{AccessEvent, Event};
use crate::time::{self, Millis, rfc3339};

/// Which entries are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of a part of the workspace.
    pub area: Option<AuditArea>,
    /// Those of a kind.
    pub kind: Option<AuditKind>,
    /// What somebody of a kind did, or the one of that id. What a plugin did in a member's page is theirs too.
    pub actor: Option<(AuditActorKind, Option<String>)>,
    /// What was done to things of a kind, or to the one of that id.
    pub object: Option<(AuditObjectKind, Option<String>)>,
    /// From this time on.
    pub from: Option<Millis>,
    /// Before this time.
    pub to: Option<Millis>,
}

impl Store {
    /// The entries before a point, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(
        &self,
        filter: &Filter,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<AuditEntry>> {
        let mut query = Builder::new("SELECT * FROM audit WHERE (created_at, number) < (");
        query.push_bind(before.at).push(", ");
        // What is no number is before every one.
        let number: i64 = before.id.parse().unwrap_or_default();
        query.push_bind(number).push(")");
        for (condition, value) in filter.conditions() {
            query.push(condition).push_bind(value);
        }
        query.push(" ORDER BY created_at DESC, number DESC LIMIT ");
        query.push_bind(i64::from(limit) + 1);
        let rows = query.build().fetch_all(&self.engine).await?;
        let mut found = rows
            .iter()
            .map(|row| Ok((row.get("created_at")?, read(row)?)))
            .collect::<Result<Vec<(Millis, AuditEntry)>>>()?;
        let next = cut(&mut found, limit as usize, |(at, entry)| Cursor {
            at: *at,
            id: entry.id.to_string(),
        });
        let items = found.into_iter().map(|(_, entry)| entry).collect();
        Ok(Page { items, next })
    }

    /// Writes down how many sign-ins were refused, if any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_refused_sign_ins(&self, count: u32) -> Result<()> {
        if count == 0 {
            return Ok(());
        }
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        write.record(AccessEvent::SignInsRefused { count });
        write.commit().await
    }

    /// Forgets entries from before that time; how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_audit(&self, before: Millis) -> Result<u64> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        let done = sql("DELETE FROM audit WHERE created_at < $1")
            .bind(before)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(done)
    }
}

impl Filter {
    /// Conditions, each with the value that follows it.
    fn conditions(&self) -> Vec<(&'static str, Value)> {
        let mut all: Vec<(&'static str, Value)> = Vec::new();
        if let Some(area) = self.area {
            all.push((" AND area = ", area.as_str().into()));
        }
        if let Some(kind) = self.kind {
            all.push((" AND kind = ", kind.as_str().into()));
        }
        match &self.actor {
            None => {}
            Some((AuditActorKind::Member, Some(id))) => {
                all.push((" AND member_id = ", id.as_str().into()));
            }
            Some((kind, id)) => {
                all.push((" AND actor_kind = ", kind.as_str().into()));
                all.extend(id.as_deref().map(|id| (" AND actor_id = ", id.into())));
            }
        }
        if let Some((kind, id)) = &self.object {
            all.push((" AND object_kind = ", kind.as_str().into()));
            all.extend(id.as_deref().map(|id| (" AND object_id = ", id.into())));
        }
        all.extend(self.from.map(|from| (" AND created_at >= ", from.into())));
        all.extend(self.to.map(|to| (" AND created_at < ", to.into())));
        all
    }
}

/// Keeps what is audited of what was recorded.
pub(super) async fn insert(write: &mut Write, events: &[Event]) -> Result<()> {
    let kept: Vec<Entry> = events.iter().flat_map(entries).collect();
    if kept.is_empty() {
        return Ok(());
    }
    let at = time::now();
    for entry in kept {
        if entry.kind == AuditKind::FrameState && is_same_state(write, &entry).await? {
            continue;
        }
        let object_name = name_of(write, &entry.object).await?;
        let actor = actor(write, &entry.object, object_name.as_deref()).await?;
        let (member_id, member_name) = match (&actor.kind, actor.member) {
            (AuditActorKind::Member, _) => (actor.id.clone(), actor.name.clone()),
            (_, Some(member)) => (Some(member.id), member.name),
            (_, None) => (None, None),
        };
        sql(
            "INSERT INTO audit (area, kind, actor_kind, actor_id, actor_name, member_id, member_name,
                 object_kind, object_id, object_name, details, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(entry.kind.area().as_str())
        .bind(entry.kind.as_str())
        .bind(actor.kind.as_str())
        .bind(actor.id)
        .bind(actor.name)
        .bind(member_id)
        .bind(member_name)
        .bind(entry.object.kind.as_str())
        .bind(entry.object.id)
        .bind(object_name)
        .bind(serde_json::to_string(&entry.details)?)
        .bind(at)
        .execute(&mut *write)
        .await?;
    }
    Ok(())
}

/// Whether the log says so of the plugin already: each page reports what it sees, and a change is kept once.
async fn is_same_state(write: &mut Write, entry: &Entry) -> Result<bool> {
    let last: Option<String> = sql(
        "SELECT details FROM audit WHERE object_kind = $1 AND object_id = $2 AND kind = $3
         ORDER BY created_at DESC, number DESC LIMIT 1",
    )
    .bind(entry.object.kind.as_str())
    .bind(entry.object.id.as_deref())
    .bind(entry.kind.as_str())
    .read_optional(&mut *write)
    .await?;
    let Some(last) = last else { return Ok(false) };
    Ok(serde_json::from_str::<AuditDetails>(&last)? == entry.details)
}

/// The name that an object has now, or had before the change took it away. A contact has none here.
async fn name_of(write: &mut Write, object: &Object) -> Result<Option<String>> {
    let table = match object.kind {
        AuditObjectKind::Plugin => "plugin",
        AuditObjectKind::Member => "member",
        AuditObjectKind::Token => "token",
        AuditObjectKind::Tag => "tag",
        AuditObjectKind::Group => "team",
        AuditObjectKind::CustomField => "custom_field",
        AuditObjectKind::Channel => "channel",
        AuditObjectKind::CannedReply => "canned_reply",
        AuditObjectKind::Category => "attendance_category",
        AuditObjectKind::Webhook => "webhook_name",
        AuditObjectKind::App => "app",
        AuditObjectKind::Connection => "app_connection",
        AuditObjectKind::Integration => "installation",
        AuditObjectKind::Workspace | AuditObjectKind::Contact => return Ok(None),
    };
    match (&object.name, &object.id) {
        (Some(name), _) => Ok(Some(name.clone())),
        (None, Some(id)) => name_in(write, table, id).await,
        (None, None) => Ok(None),
    }
}

async fn name_in(write: &mut Write, table: &'static str, id: &str) -> Result<Option<String>> {
    let query = built(format!("SELECT name FROM {table} WHERE id = $1")).bind(id);
    Ok(query.read_optional(&mut *write).await?)
}

/// The actor with the name that it has now; of one that took itself away, the name that it had.
async fn actor(
    write: &mut Write,
    object: &Object,
    object_name: Option<&str>,
) -> Result<AuditActor> {
    let acting = write.actor.clone();
    let (table, object_kind, id, member) = match &acting {
        Actor::Member { id } => ("member", AuditObjectKind::Member, id.as_str(), None),
        Actor::Plugin { plugin, member } => {
            let plugin = plugin.as_str();
            ("plugin", AuditObjectKind::Plugin, plugin, Some(member))
        }
        Actor::Token { id } => ("token", AuditObjectKind::Token, id.as_str(), None),
        Actor::Integration { id } => {
            let id = id.as_str();
            ("installation", AuditObjectKind::Integration, id, None)
        }
        Actor::CommandLine | Actor::System => {
            return Ok(AuditActor {
                kind: acting.kind(),
                id: None,
                name: None,
                member: None,
            });
        }
    };
    let is_object = object.kind == object_kind && object.id.as_deref() == Some(id);
    let name = match object_name.filter(|_| is_object) {
        Some(name) => Some(name.to_owned()),
        None => name_in(write, table, id).await?,
    };
    let member = match member {
        None => None,
        Some(member) => Some(AuditMember {
            id: member.to_string(),
            name: name_in(write, "member", member.as_str()).await?,
        }),
    };
    Ok(AuditActor {
        kind: acting.kind(),
        id: Some(id.to_owned()),
        name,
        member,
    })
}

fn read(row: &Row) -> Result<AuditEntry> {
    fn word<T>(row: &Row, column: &'static str, parse: fn(&str) -> Option<T>) -> Result<T> {
        let word: String = row.get(column)?;
        parse(&word).ok_or(Error::Unknown(column, word))
    }
    let kind = word(row, "actor_kind", AuditActorKind::parse)?;
    let member: Option<String> = row.get("member_id")?;
    let member = member.filter(|_| kind != AuditActorKind::Member);
    Ok(AuditEntry {
        id: AuditId::new(row.get::<i64>("number")?.to_string()),
        at: rfc3339(row.get("created_at")?),
        area: word(row, "area", AuditArea::parse)?,
        kind: word(row, "kind", AuditKind::parse)?,
        actor: AuditActor {
            kind,
            id: row.get("actor_id")?,
            name: row.get("actor_name")?,
            member: member
                .map(|id| {
                    let name = row.get("member_name")?;
                    Ok::<_, Error>(AuditMember { id, name })
                })
                .transpose()?,
        },
        object: AuditObject {
            kind: word(row, "object_kind", AuditObjectKind::parse)?,
            id: row.get("object_id")?,
            name: row.get("object_name")?,
        },
        details: serde_json::from_str(&row.get::<String>("details")?)?,
    })
}
