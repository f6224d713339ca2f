//! Who did something, with the name that a plugin or a token had then.

use encaixe_api::inbox::author::{Author, AuthorKind};

use super::engine::sql;
use super::{Error, Result, Row, Write};
use crate::actor::Actor;

/// The actor of a write, with the name that it has now.
///
/// # Errors
/// When the database fails.
pub(super) async fn of(write: &mut Write) -> Result<Author> {
    let (kind, member, named) = match write.actor.clone() {
        Actor::Member { id } => (AuthorKind::Member, Some(id), None),
        Actor::Plugin { plugin, member } => {
            let named = sql("SELECT name FROM plugin WHERE id = $1").bind(plugin.as_str());
            (AuthorKind::Plugin, Some(member), Some(named))
        }
        Actor::Token { id } => {
            let named = sql("SELECT name FROM token WHERE id = $1").bind(id);
            (AuthorKind::Token, None, Some(named))
        }
        Actor::Integration { id } => {
            let named = sql("SELECT name FROM installation WHERE id = $1").bind(id);
            (AuthorKind::Token, None, Some(named))
        }
        Actor::CommandLine | Actor::System => (AuthorKind::System, None, None),
    };
    let name = match named {
        Some(named) => named.read_optional(&mut *write).await?,
        None => None,
    };
    Ok(Author { kind, member, name })
}

/// What an author is, as it is stored.
pub(super) const fn word(kind: AuthorKind) -> &'static str {
    match kind {
        AuthorKind::Member => "member",
        AuthorKind::Plugin => "plugin",
        AuthorKind::Token => "token",
        AuthorKind::System => "system",
    }
}

/// Reads an author from the columns `<verb>_by`, `<verb>_member` and `<verb>_name`; none where the first is empty.
pub(super) fn read(row: &Row, verb: &str) -> Result<Option<Author>> {
    const KINDS: [AuthorKind; 4] = [
        AuthorKind::Member,
        AuthorKind::Plugin,
        AuthorKind::Token,
        AuthorKind::System,
    ];
    let Some(written) = row.get::<Option<String>>(format!("{verb}_by").as_str())? else {
        return Ok(None);
    };
    let kind = KINDS.into_iter().find(|kind| word(*kind) == written);
    Ok(Some(Author {
        kind: kind.ok_or(Error::Unknown("author", written))?,
        member: row.get(format!("{verb}_member").as_str())?,
        name: row.get(format!("{verb}_name").as_str())?,
    }))
}
