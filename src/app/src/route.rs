//! The page's addresses.

use encaixe_api::inbox::conversation::Filter;
use yew_router::prelude::*;

use crate::filters;

/// An address of the page.
#[derive(Debug, Clone, PartialEq, Routable)]
pub(crate) enum Route {
    /// The inbox, nothing selected.
    #[at("/")]
    Home,
    /// The inbox, nothing selected.
    #[at("/inbox")]
    Inbox,
    /// The inbox with a conversation.
    #[at("/inbox/:id")]
    Conversation {
        /// Its id.
        id: String,
    },
    /// A sign-in link.
    #[at("/sign-in/:code")]
    SignIn {
        /// What makes the link good, once.
        code: String,
    },
    /// The settings' first section.
    #[at("/settings")]
    Settings,
    /// The list of plugins.
    #[at("/settings/plugins")]
    Plugins,
    /// A new plugin.
    #[at("/settings/plugins/new")]
    NewPlugin,
    /// One plugin.
    #[at("/settings/plugins/:id")]
    Plugin {
        /// Its id.
        id: String,
    },
    /// Who works here.
    #[at("/settings/members")]
    Members,
    /// Tokens for programs.
    #[at("/settings/tokens")]
    Tokens,
    /// A new token.
    #[at("/settings/tokens/new")]
    NewToken,
    /// How the page is for one person.
    #[at("/settings/preferences")]
    Preferences,
    /// Where one is signed in.
    #[at("/settings/sessions")]
    Sessions,
    /// The company.
    #[at("/settings/workspace")]
    Workspace,
    /// Labels for conversations.
    #[at("/settings/tags")]
    Tags,
    /// Groups of members.
    #[at("/settings/groups")]
    Groups,
    /// Custom fields.
    #[at("/settings/fields")]
    Fields,
    /// Ways in for messages.
    #[at("/settings/channels")]
    Channels,
    /// Canned replies.
    #[at("/settings/replies")]
    Replies,
    /// Anything else.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// Whether the inbox is what this address shows.
    pub(crate) const fn is_inbox(&self) -> bool {
        matches!(self, Self::Home | Self::Inbox | Self::Conversation { .. })
    }

    /// Goes to an address of the inbox that asks the list for this.
    pub(crate) fn push(&self, navigator: &Navigator, filter: &Filter) {
        let query = filters::address(filter);
        if query.is_empty() || navigator.push_with_query(self, &query).is_err() {
            navigator.push(self);
        }
    }

    /// The same in place of the present address.
    pub(crate) fn replace(&self, navigator: &Navigator, filter: &Filter) {
        let query = filters::address(filter);
        if query.is_empty() || navigator.replace_with_query(self, &query).is_err() {
            navigator.replace(self);
        }
    }

    /// The address with a query, as a link.
    pub(crate) fn href(&self, query: &str) -> String {
        let path = self.to_path();
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }

    /// The page's address now.
    pub(crate) fn present() -> Self {
        web_sys::window()
            .and_then(|window| window.location().pathname().ok())
            .and_then(|path| Self::recognize(&path))
            .unwrap_or(Self::NotFound)
    }

    /// Whether a section of the settings is what this address shows.
    pub(crate) const fn is_settings(&self) -> bool {
        matches!(
            self,
            Self::Settings
                | Self::Plugins
                | Self::NewPlugin
                | Self::Plugin { .. }
                | Self::Members
                | Self::Tokens
                | Self::NewToken
                | Self::Preferences
                | Self::Sessions
                | Self::Workspace
                | Self::Tags
                | Self::Groups
                | Self::Fields
                | Self::Channels
                | Self::Replies
        )
    }
}
