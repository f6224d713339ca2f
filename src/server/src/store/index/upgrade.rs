//! Conversations that were there before the index: they are added some at a time, beside whoever works.

use std::time::Duration;

use crate::actor::Actor;
use crate::store::engine::{built, sql};
use crate::store::{For, Result, Store};

/// How many conversations are added at once.
const BATCH: i64 = 200;

/// Between two batches, so that whoever writes gets their turn.
const PAUSE: Duration = Duration::from_millis(5);

impl Store {
    /// How many conversations cannot be searched yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unindexed(&self) -> Result<u32> {
        let count = sql("SELECT COUNT(*) FROM unindexed");
        Ok(count.read_one(&self.engine).await?)
    }

    /// Whether there are conversations that cannot be searched yet.
    pub(in crate::store) async fn is_indexing(&self) -> Result<bool> {
        let is = sql("SELECT EXISTS (SELECT 1 FROM unindexed)");
        Ok(is.read_one(&self.engine).await?)
    }

    /// Adds what is not in the index yet, the newest first, in batches that are each kept whole: after a kill it goes on where it was. `tell`
    /// hears how many are left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn index_all(&self, mut tell: impl FnMut(u32)) -> Result<()> {
        let mut left = self.unindexed().await?;
        while left > 0 {
            let mut write = self.by(Actor::System).write(For::Workspace).await?;
            let join = write.dialect().ordered_join();
            let messages = format!(
                "INSERT INTO changed_message (id)
                 SELECT m.id FROM (SELECT number FROM unindexed ORDER BY number DESC LIMIT $1) n
                 {join} conversation c ON c.number = n.number
                 {join} message m ON m.conversation_id = c.id WHERE TRUE
                 ON CONFLICT DO NOTHING"
            );
            built(messages).bind(BATCH).execute(&mut write).await?;
            for text in [
                "INSERT INTO changed_conversation (number)
                 SELECT number FROM unindexed ORDER BY number DESC LIMIT $1
                 ON CONFLICT DO NOTHING",
                // Since when somebody waits: the first of their messages after the last answer.
                "UPDATE conversation SET waiting_since = (
                    SELECT MIN(m.created_at) FROM message m
                    WHERE m.conversation_id = conversation.id AND m.origin = 'contact'
                        AND m.created_at > COALESCE((SELECT MAX(a.created_at) FROM message a
                            WHERE a.conversation_id = conversation.id AND a.origin <> 'contact'
                                AND a.kind <> 'note'), -1))
                 WHERE status = 'open' AND number IN (SELECT number FROM unindexed ORDER BY number DESC LIMIT $1)",
                "DELETE FROM unindexed WHERE number IN
                    (SELECT number FROM unindexed ORDER BY number DESC LIMIT $1)",
            ] {
                sql(text).bind(BATCH).execute(&mut write).await?;
            }
            write.commit().await?;
            left = self.unindexed().await?;
            tell(left);
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }
}
