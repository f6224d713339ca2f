//! Who is signed in, as far as the page shows them something else.

use encaixe_api::access::Role;

use super::Shared;

impl Shared {
    /// Whether the signed-in member may change the workspace.
    #[must_use]
    pub fn is_admin(&self) -> bool {
        self.has_role(Role::Admin)
    }

    /// Whether the signed-in member decides on integrations for the whole server.
    #[must_use]
    pub fn is_moderator(&self) -> bool {
        self.me.ready().is_some_and(|me| me.is_moderator)
    }

    /// Whether the signed-in member makes integrations and has nothing of the inbox.
    #[must_use]
    pub fn is_developer(&self) -> bool {
        self.has_role(Role::Developer)
    }

    fn has_role(&self, role: Role) -> bool {
        self.me.ready().is_some_and(|me| me.member.role == role)
    }
}
