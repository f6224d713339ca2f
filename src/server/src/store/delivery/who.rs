//! Who did something, with the names that they have now.

use encaixe_api::audit::{AuditActor, AuditMember};

use super::super::engine::sql;
use super::super::{Result, Store};
use crate::actor::Actor;

impl Store {
    /// Who somebody is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn who(&self, actor: &Actor) -> Result<AuditActor> {
        let (id, name, member) = match actor {
            Actor::Member { id } => (
                Some(id.as_str()),
                self.member_name(id.as_str()).await?,
                None,
            ),
            Actor::Plugin { plugin, member } => {
                let name = sql("SELECT name FROM plugin WHERE id = $1").bind(plugin);
                let member = AuditMember {
                    id: member.to_string(),
                    name: self.member_name(member.as_str()).await?,
                };
                let name = name.read_optional(&self.engine).await?;
                (Some(plugin.as_str()), name, Some(member))
            }
            Actor::Token { id } => {
                let name = sql("SELECT name FROM token WHERE id = $1").bind(id);
                let name = name.read_optional(&self.engine).await?;
                (Some(id.as_str()), name, None)
            }
            Actor::Integration { id } => {
                let name = sql("SELECT name FROM installation WHERE id = $1").bind(id);
                let name = name.read_optional(&self.engine).await?;
                (Some(id.as_str()), name, None)
            }
            Actor::CommandLine | Actor::System => (None, None, None),
        };
        Ok(AuditActor {
            kind: actor.kind(),
            id: id.map(str::to_owned),
            name,
            member,
        })
    }

    async fn member_name(&self, id: &str) -> Result<Option<String>> {
        Ok(sql("SELECT name FROM member WHERE id = $1")
            .bind(id)
            .read_optional(&self.engine)
            .await?)
    }
}
