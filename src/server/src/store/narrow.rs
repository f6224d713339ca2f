//! What the list is asked for, as conditions on its rows: for while not every conversation is in the index.

use encaixe_api::inbox::conversation::Filter;

use super::engine::{Builder, Dialect};
use super::list::NONE;

/// Narrows a query of conversations `c`.
pub(super) fn push(query: &mut Builder, dialect: Dialect, filter: &Filter) {
    let unindexed = dialect.unindexed();
    if let Some(status) = filter.status {
        query.push(" AND c.status = ").push_bind(status.as_str());
    }
    for (column, wanted) in [
        ("assignee_id", filter.assignee.as_deref()),
        ("team_id", filter.group.as_deref()),
    ] {
        match wanted {
            None => {}
            Some(NONE) => {
                query.push(" AND c.").push(column).push(" IS NULL");
            }
            Some(id) => {
                // The walk stays in the order of the list.
                query.push(" AND ").push(unindexed);
                query.push("c.").push(column).push(" = ");
                query.push_bind(id);
            }
        }
    }
    if let Some(channel) = &filter.channel {
        query.push(" AND ").push(unindexed);
        query.push("c.channel_id = ").push_bind(channel);
    }
    match filter.unread {
        None => {}
        Some(true) => {
            query.push(" AND c.unread > 0");
        }
        Some(false) => {
            query.push(" AND c.unread = 0");
        }
    }
    if let Some(tag) = &filter.tag {
        query.push(" AND ").push(unindexed);
        query.push("c.id IN (SELECT conversation_id FROM conversation_tag WHERE tag_id = ");
        query.push_bind(tag).push(")");
    }
}
