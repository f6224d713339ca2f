//! How many open conversations there are: all, one's own, nobody's, and those with something new.

use encaixe_api::id::MemberId;
use encaixe_api::inbox::found::Counts;

use crate::store::engine::sql;
use crate::store::index::facet;
use crate::store::{Result, Store};

impl Store {
    /// How many open conversations there are, and how many of them have messages that nobody here has seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counts(&self, me: Option<&MemberId>) -> Result<(Counts, u32)> {
        let mine = facet::assignee(me);
        if self.is_indexing().await? {
            return self.counted(me).await;
        }
        let counts = Counts {
            open: self.tally(&facet::status("open")).await?,
            mine: match me {
                Some(_) => Some(self.tally(&facet::open(&mine)).await?),
                None => None,
            },
            unassigned: self.tally(&facet::open(&facet::assignee(None))).await?,
        };
        Ok((counts, self.tally(&facet::open(facet::UNREAD)).await?))
    }

    /// The same, by looking at every open conversation.
    async fn counted(&self, me: Option<&MemberId>) -> Result<(Counts, u32)> {
        let row = sql(
            "SELECT COUNT(*) AS open, COUNT(*) FILTER (WHERE assignee_id = $1) AS mine,
                COUNT(*) FILTER (WHERE assignee_id IS NULL) AS unassigned,
                COUNT(*) FILTER (WHERE unread > 0) AS unread
             FROM conversation WHERE status = 'open'",
        )
        .bind(me)
        .fetch_one(&self.engine)
        .await?;
        let counts = Counts {
            open: row.get("open")?,
            mine: me.is_some().then(|| row.get("mine")).transpose()?,
            unassigned: row.get("unassigned")?,
        };
        Ok((counts, row.get("unread")?))
    }
}
