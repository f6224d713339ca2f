//! `GET /api/conversations`: the list, filtered, searched and counted.

use axum::extract::State;
use encaixe_api::inbox::conversation::{Filter, Rows};

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{FilterQuery, Json, Paging};
use crate::routes::media::Told;

/// The list of conversations, newest first.
#[utoipa::path(
    get,
    path = "/conversations",
    operation_id = "list_conversations",
    tag = "conversations",
    params(Filter, Paging),
    responses((status = 200, body = Rows)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Agent(caller): Agent,
    FilterQuery(mut filter): FilterQuery,
    paging: Paging,
) -> Result<Json<Rows>> {
    let me = caller.member_id();
    if filter.assignee.as_deref() == Some("me") {
        let me = me.ok_or_else(|| {
            Error::field(
                "assignee",
                "invalid",
                "`me` is a member, and a token is none; name a member by their id",
            )
        })?;
        filter.assignee = Some(me.to_string());
    }
    let page = app
        .store
        .conversations(&filter, &paging.before, paging.limit);
    let mut page = page.await?;
    let told = Told::to(&app, &caller);
    page.items.iter_mut().for_each(|row| told.summary(row));
    let (counts, unread) = app.store.counts(me).await?;
    Ok(Json(Rows {
        items: page.items,
        next: page.next,
        unread,
        counts,
        found: page.found,
        excerpts: page.excerpts,
        unindexed: app.store.unindexed().await?,
    }))
}
